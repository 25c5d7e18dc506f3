package io.github.jdiffscope.codec.compress;

/**
 * One member of a gzip file.
 *
 * @param start offset of its header in the coded stream
 * @param end offset behind its trailer
 * @param size decompressed, in bytes
 */
public record GzipMember(GzipHeader header, long start, long end, long size) {}
