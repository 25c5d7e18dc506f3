package io.github.jdiffscope.cli;

import io.github.jdiffscope.engine.Progress;
import java.io.PrintStream;
import java.util.Locale;

/** One line on the terminal that says how far the run is; silent for runs of under a second. */
final class TerminalProgress implements Progress {
  private static final long QUIET_NANOS = 1_000_000_000;
  private static final long INTERVAL_NANOS = 100_000_000;
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream out;
  private final int width;
  private final long start = System.nanoTime();
  private long next = start + QUIET_NANOS;
  private boolean shown;

  TerminalProgress(PrintStream out, int width) {
    this.out = out;
    this.width = width;
  }

  @Override
  public void update(long done, long total, String current) {
    long now = System.nanoTime();
    if (now - next < 0) {
      return;
    }
    next = now + INTERVAL_NANOS;
    shown = true;
    double seconds = (now - start) / 1e9;
    String counts = String.format(Locale.ROOT, "%,d of %,d compared, %,.0f/s  ", done, total, done / seconds);
    out.print(CLEAR_LINE + counts + tail(printable(current), width - 1 - counts.length()));
    out.flush();
  }

  /** Wipes the line. */
  void clear() {
    if (shown) {
      out.print(CLEAR_LINE);
      out.flush();
    }
  }

  private static String printable(String name) {
    StringBuilder text = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      text.append(c < 0x20 || c >= 0x7F ? '?' : c);
    }
    return text.toString();
  }

  private static String tail(String text, int room) {
    return text.length() <= room ? text : room < 4 ? "" : "..." + text.substring(text.length() - room + 3);
  }
}
