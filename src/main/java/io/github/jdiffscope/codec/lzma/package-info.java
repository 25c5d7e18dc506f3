/** LZMA in its containers: .lzma, .xz, raw streams of both generations. */
package io.github.jdiffscope.codec.lzma;
