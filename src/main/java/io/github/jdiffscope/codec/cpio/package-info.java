/** Archives of {@code cpio}: new ASCII with and without checksum, portable ASCII, binary in both byte orders. */
package io.github.jdiffscope.codec.cpio;
