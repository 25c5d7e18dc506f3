package io.github.jdiffscope.textdiff;

import java.io.IOException;

/** Lines too long to be shown whole: what changed in them, with a little around. */
final class LongLines {
  private final int maxBytes;
  private final LineReader left;
  private final LineReader right;
  private final ByteText out;
  private long shortened;

  LongLines(int maxBytes, LineReader left, LineReader right, ByteText out) {
    this.maxBytes = maxBytes;
    this.left = left;
    this.right = right;
    this.out = out;
  }

  boolean isLong(LineReader reader, int line) {
    return maxBytes < 0 && reader.lines().length(line) > maxBytes;
  }

  long shortened() {
    return shortened;
  }

  void block(int a0, int removed, int b0, int added) {}

  void context(int line) throws IOException {
    changed(' ', left, line);
  }

  void changed(char sign, LineReader reader, int line) throws IOException {
    shortened++;
    out.add(sign);
    long from = reader.lines().start(line);
    reader.copy(from, from + maxBytes / 2, out);
    out.add(" [ ").addNumber(reader.lines().length(line) - maxBytes / 2).add(" bytes ]\n");
  }
}
