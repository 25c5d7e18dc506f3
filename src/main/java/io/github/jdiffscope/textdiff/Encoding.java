package io.github.jdiffscope.textdiff;

import java.io.IOException;

/** How a text is coded, as far as its first bytes and its validity tell. */
record Encoding(Form form, int mark) {
  private static final int LOOKED_AT = 256;
  private static final int INVALID = -2;
  private static final int END = -1;

  /** The forms that are told apart. */
  enum Form {
    UTF_8("UTF-8", 1), UTF_16LE("UTF-16LE", 2), UTF_16BE("UTF-16BE", 2), UTF_32LE("UTF-32LE", 4),
    UTF_32BE("UTF-32BE", 4), LATIN_1("ISO-8859-1", 1);

    private final String name;
    private final int unit;

    Form(String name, int unit) {
      this.name = name;
      this.unit = unit;
    }
  }

  /** Returns the likely encoding: by byte order mark, by where zero bytes are, else by whether all is valid UTF-8. */
  static Encoding of(ByteSource source) throws IOException {
    byte[] head = new byte[(int) Math.min(LOOKED_AT, source.size())];
    int length = source.read(0, head, 0, head.length);
    int first = word(head, length);
    if (first >>> 8 == 0xEFBBBF) {
      return new Encoding(Form.UTF_8, 3);
    } else if (first == 0xFFFE0000 && length >= 4) {
      return new Encoding(Form.UTF_32LE, 4);
    } else if (first == 0x0000FEFF && length >= 4) {
      return new Encoding(Form.UTF_32BE, 4);
    } else if (first >>> 16 == 0xFFFE) {
      return new Encoding(Form.UTF_16LE, 2);
    } else if (first >>> 16 == 0xFEFF) {
      return new Encoding(Form.UTF_16BE, 2);
    }
    int[] zeros = new int[2];
    for (int i = 0; i < length; i++) {
      zeros[i & 1] += head[i] == 0 ? 1 : 0;
    }
    if (zeros[0] == 0 && zeros[1] * 4 > length) {
      return new Encoding(Form.UTF_16LE, 0);
    } else if (zeros[1] == 0 && zeros[0] * 4 > length) {
      return new Encoding(Form.UTF_16BE, 0);
    }
    return new Encoding(isUtf8(source) ? Form.UTF_8 : Form.LATIN_1, 0);
  }

  private static int word(byte[] head, int length) {
    int word = 0;
    for (int i = 0; i < 4; i++) {
      word = word << 8 | (i < length ? head[i] & 0xFF : 0);
    }
    return word;
  }

  private static boolean isUtf8(ByteSource source) throws IOException {
    Reader reader = new Reader(source, new Encoding(Form.UTF_8, 0));
    int code;
    do {
      code = reader.next();
    } while (code >= 0);
    return code == END;
  }

  /** Returns whether two texts have the same characters, byte order marks aside. */
  static boolean sameText(ByteSource left, Encoding leftEncoding, ByteSource right, Encoding rightEncoding)
      throws IOException {
    Reader a = new Reader(left, leftEncoding);
    Reader b = new Reader(right, rightEncoding);
    while (true) {
      int x = a.next();
      int y = b.next();
      if (x != y || x == INVALID) {
        return false;
      }
      if (x == END) {
        return true;
      }
    }
  }

  @Override
  public String toString() {
    return mark == 0 ? form.name : form.name.concat(" with byte order mark");
  }

  /** Reads code points. */
  private static final class Reader {
    private final Window window;
    private final Form form;
    private final long size;
    private long position;

    Reader(ByteSource source, Encoding encoding) {
      this.window = new Window(source, 1 << 16);
      this.form = encoding.form;
      this.size = source.size();
      this.position = encoding.mark;
    }

    int next() throws IOException {
      if (position >= size) {
        return END;
      }
      switch (form) {
        case LATIN_1:
          return window.at(position++);
        case UTF_8:
          return utf8();
        case UTF_16LE:
        case UTF_16BE:
          return utf16();
        default:
          return unit();
      }
    }

    private int unit() throws IOException {
      if (position + form.unit > size) {
        return INVALID;
      }
      boolean little = form == Form.UTF_16LE || form == Form.UTF_32LE;
      int value = 0;
      for (int i = 0; i < form.unit; i++) {
        value = value << 8 | window.at(position + (little ? form.unit - 1 - i : i));
      }
      position += form.unit;
      return value < 0 ? INVALID : value;
    }

    private int utf16() throws IOException {
      int high = unit();
      if (high < 0xD800 || high > 0xDBFF) {
        return high;
      }
      int low = position < size ? unit() : INVALID;
      return low < 0xDC00 || low > 0xDFFF ? INVALID : Character.toCodePoint((char) high, (char) low);
    }

    private int utf8() throws IOException {
      int b = window.at(position);
      if (b < 0x80) {
        position++;
        return b;
      }
      byte[] bytes = new byte[(int) Math.min(b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : 2, size - position)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) window.at(position + i);
      }
      int valid = ByteText.sequence(bytes, 0, bytes.length);
      if (valid == 0) {
        return INVALID;
      }
      position += valid;
      return ByteText.codePoint(bytes, 0, valid);
    }
  }
}
