/** Compressed streams: which compression it is, and how to undo it. */
package io.github.jdiffscope.codec.compress;
