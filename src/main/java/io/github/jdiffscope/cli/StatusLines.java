package io.github.jdiffscope.cli;

import io.github.jdiffscope.engine.Progress;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Progress as JSON lines, for programs that wait for this one: {@code {"msg","total","current"}}. */
final class StatusLines implements Progress, Closeable {
  private static final long INTERVAL_NANOS = 100_000_000;

  private final OutputStream out;
  private long next = System.nanoTime();
  private boolean broken;

  private StatusLines(OutputStream out) {
    this.out = out;
  }

  /** Returns the writer to an open file descriptor of this process. */
  static StatusLines to(int descriptor) throws TroubleException {
    try {
      return new StatusLines(new FileOutputStream("/dev/fd/" + descriptor));
    } catch (IOException e) {
      throw new TroubleException("--status-fd: " + descriptor + ": not an open file descriptor");
    }
  }

  @Override
  public void update(long done, long total, String current) {
    if (System.nanoTime() - next < 0 || broken) {
      return;
    }
    next = System.nanoTime() + INTERVAL_NANOS;
    line(done, total, current);
  }

  private void line(long done, long total, String current) {
    StringBuilder text = new StringBuilder("{\"msg\":\"");
    for (int i = 0; i < current.length(); i++) {
      char c = current.charAt(i);
      if (c < 0x20 || c > 0x7E || c == '"' || c == '\\') {
        String hex = Integer.toHexString(c);
        text.append("\\u").append("0000", 0, 4 - hex.length()).append(hex);
      } else {
        text.append(c);
      }
    }
    text.append("\",\"total\":").append(total).append(",\"current\":").append(done).append("}\n");
    try {
      out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
    } catch (IOException readerGone) {
      broken = true;
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
