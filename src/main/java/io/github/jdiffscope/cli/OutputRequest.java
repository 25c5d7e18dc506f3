package io.github.jdiffscope.cli;

/**
 * A report to be written.
 *
 * @param format name of the option that asks for it, without dashes
 * @param target file or directory, {@code -} for standard output
 */
record OutputRequest(String format, String target) {
  boolean isStandardOutput() {
    return target.equals("-");
  }
}
