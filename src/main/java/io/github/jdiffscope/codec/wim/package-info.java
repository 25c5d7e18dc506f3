/** Windows images. */
package io.github.jdiffscope.codec.wim;
