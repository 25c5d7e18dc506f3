package io.github.jdiffscope.textdiff;

import java.io.IOException;

/** Reads ranges of bytes with differences of one kind folded away. */
final class FoldedReader {
  /** Which differences are folded away. */
  enum Fold {
    LINE_ENDINGS, CASE, WHITESPACE
  }

  private static final int END = -1;
  /** Above all code points: bytes that are not UTF-8. */
  private static final int RAW = 0x110000;

  private final Window window;
  private long position;
  private long end;

  FoldedReader(ByteSource source) {
    this.window = new Window(source, 1 << 16);
  }

  /** Returns whether two ranges are equal after folding. */
  static boolean same(FoldedReader left, long fromLeft, long toLeft, FoldedReader right, long fromRight, long toRight,
      Fold fold) throws IOException {
    left.position = fromLeft;
    left.end = toLeft;
    right.position = fromRight;
    right.end = toRight;
    while (true) {
      int x = left.next(fold);
      int y = right.next(fold);
      if (x != y) {
        return false;
      }
      if (x == END) {
        return true;
      }
    }
  }

  private int next(Fold fold) throws IOException {
    if (position >= end) {
      return END;
    }
    if (fold == Fold.CASE) {
      return lowerCase();
    }
    int b = window.at(position++);
    if (fold == Fold.WHITESPACE) {
      while (isWhitespace(b)) {
        if (position >= end) {
          return END;
        }
        b = window.at(position++);
      }
      return b;
    }
    if (b == '\r') {
      if (position < end && window.at(position) == '\n') {
        position++;
      }
      return '\n';
    }
    return b;
  }

  private static boolean isWhitespace(int b) {
    return b == ' ' || b >= '\t' && b <= '\r';
  }

  private int lowerCase() throws IOException {
    int b = window.at(position);
    if (b < 0x80) {
      position++;
      return b >= 'A' && b <= 'Z' ? b + 32 : b;
    }
    int count = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2;
    byte[] bytes = new byte[(int) Math.min(count, end - position)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) window.at(position + i);
    }
    int valid = ByteText.sequence(bytes, 0, bytes.length);
    if (valid == 0) {
      position++;
      return RAW + b;
    }
    position += valid;
    int code = ByteText.codePoint(bytes, 0, valid);
    return Character.toLowerCase(Character.toUpperCase(code));
  }
}
