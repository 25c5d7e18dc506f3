/** LZX, the compression of cabinets, Windows images and help files. */
package io.github.jdiffscope.codec.lzx;
