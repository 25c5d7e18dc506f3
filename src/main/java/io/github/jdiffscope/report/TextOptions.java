package io.github.jdiffscope.report;

/**
 * How the text report is drawn.
 *
 * @param color whether lines are coloured with ANSI escape sequences
 * @param width columns after which a line goes on below, 0 = never
 * @param maxReportBytes size after which lines are counted instead of written, 0 = none
 */
public record TextOptions(boolean color, int width, long maxReportBytes) {
  public static final TextOptions PLAIN = new TextOptions(false, 0, 0);

  public TextOptions {
    if (width < 0 || maxReportBytes < 0) {
      throw new IllegalArgumentException("a limit is negative");
    }
  }
}
