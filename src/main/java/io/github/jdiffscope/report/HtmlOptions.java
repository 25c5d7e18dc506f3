package io.github.jdiffscope.report;

/**
 * Bounds of the HTML report.
 *
 * @param maxReportBytes size of all pages together after which differences are counted instead of written, 0 = none
 * @param maxPageBytes size of one page, likewise, 0 = none
 * @param maxPageBlockLines rows of one hunk that are shown at once; the rest opens on request, 0 = all
 */
public record HtmlOptions(long maxReportBytes, long maxPageBytes, int maxPageBlockLines) {
  public static final HtmlOptions DEFAULT = new HtmlOptions(41_943_040, 41_943_040, 128);

  public HtmlOptions {
    if (maxReportBytes < 0 || maxPageBytes < 0 || maxPageBlockLines < 0) {
      throw new IllegalArgumentException("a limit is negative");
    }
  }

  /** Returns the size of a page when nothing else is written. */
  long pageBytes() {
    long report = maxReportBytes == 0 ? Long.MAX_VALUE : maxReportBytes;
    return Math.min(report, maxPageBytes == 0 ? Long.MAX_VALUE : maxPageBytes);
  }
}
