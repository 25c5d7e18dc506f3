package io.github.jdiffscope.cli;

import io.github.jdiffscope.engine.Progress;
import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Progress as JSON lines, for programs that wait for this one: {@code {"msg","total","current"}}. */
final class StatusLines implements Progress, Closeable {
  private static final long INTERVAL_NANOS = 100_000_000;
  /** Flags of open(2) on Linux. */
  private static final int ACCESS_MODE = 03;
  private static final int READ_ONLY = 0;

  private final OutputStream out;
  private long next = System.nanoTime();
  private boolean broken;

  private StatusLines(OutputStream out) {
    this.out = out;
  }

  /**
   * Returns the writer to a file descriptor that this process was started with.
   *
   * @throws TroubleException if there is none with this number that can be written to
   */
  static StatusLines to(int descriptor) throws TroubleException {
    try {
      if (isGiven(descriptor)) {
        // Linux opens the file anew: whatever is there already must stay.
        return new StatusLines(new FileOutputStream("/dev/fd/" + descriptor, true));
      }
    } catch (IOException | NumberFormatException notOpen) {
      // Said below, as for one that is not ours.
    }
    throw new TroubleException("--status-fd: " + descriptor
        + ": not a file descriptor open for writing; the caller opens it, as in " + descriptor + ">status.log");
  }

  /**
   * Returns whether the descriptor may be written to. The Java runtime has descriptors of its own, the jars of the class
   * path among them, and writing to one of those would destroy it. This early in a run all of its own are open for
   * reading only (proc(5), fdinfo: flags), so that one open for writing was handed down to us.
   */
  private static boolean isGiven(int descriptor) throws IOException {
    Path information = Path.of("/proc/self/fdinfo/" + descriptor);
    if (!Files.exists(information)) {
      // Systems without it hand out the descriptor itself, and only for the access it was opened with.
      return !Files.isDirectory(Path.of("/proc/self"));
    }
    for (String line : Files.readAllLines(information)) {
      if (line.startsWith("flags:")) {
        return (Long.parseLong(line.substring("flags:".length()).trim(), 8) & ACCESS_MODE) != READ_ONLY;
      }
    }
    return false;
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
