package io.github.jdiffscope.model;

/**
 * Why a difference is there.
 *
 * @param id such as {@code archive-timestamps}
 * @param detail what was seen, one line, or empty
 * @param remedy what to change in the build, one line, or empty
 */
public record Cause(String id, String detail, String remedy) {}
