package io.github.jdiffscope.format.jvm;

/**
 * An entry of a run-time image.
 *
 * @param name {@code /module/package/Name.extension}
 * @param offset from the start of the file
 * @param stored size as stored, compressed or not
 * @param size uncompressed
 * @param compressed whether it is compressed
 */
record JimageLocation(String name, long offset, long stored, long size, boolean compressed) {}
