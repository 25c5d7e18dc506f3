package io.github.jdiffscope.cli;

import java.util.List;

/**
 * A whole command line, checked.
 *
 * @param compare what to compare, or null if a saved report is loaded
 * @param savedReport file of a saved report, {@code -} for standard input, or null
 * @param outputs reports to write
 * @param style how they look
 * @param ignoredCauses ids of causes that do not count
 * @param outputEmpty whether reports are written when there is no difference
 * @param progress whether progress is shown; null = on a terminal
 * @param statusFd file descriptor for progress as JSON lines, -1 = none
 * @param profile file for the profile, {@code -} for standard error, null = none
 * @param difftool command to run for differing files, or null
 */
record Invocation(CompareRequest compare, String savedReport, List<OutputRequest> outputs, OutputStyle style,
    List<String> ignoredCauses, boolean outputEmpty, Boolean progress, int statusFd, String profile, String difftool) {

  /** Returns how many lines of a run of removed or added lines are shown, 0 = all. */
  long maxBlockLines() {
    return compare == null ? 0 : compare.limits().diff().maxBlockLines();
  }

  /**
   * How reports look.
   *
   * @param color never, auto or always
   * @param maxReportBytes of HTML, Markdown, reStructuredText; 0 = none
   * @param maxTextBytes of the text report; 0 = none
   * @param maxPageBytes of one HTML page; 0 = none
   * @param maxPageBlockLines changed lines of a block on an HTML page; 0 = all
   */
  record OutputStyle(String color, long maxReportBytes, long maxTextBytes, long maxPageBytes, int maxPageBlockLines) {
    static final OutputStyle DEFAULT = new OutputStyle("auto", 40 << 20, 0, 40 << 20, 128);
  }
}
