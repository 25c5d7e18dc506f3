package io.github.jdiffscope.format.executable.dwarf;

import io.github.jdiffscope.format.executable.code.ByteView;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** The sections of debug information of a file, uncompressed and relocated. */
public final class DwarfSections {
  private final Function<String, byte[]> content;
  private final boolean little;

  /**
   * @param content bytes of the section with a name such as {@code info}; empty if there is none
   */
  public DwarfSections(Function<String, byte[]> content, boolean little) {
    this.content = content;
    this.little = little;
  }

  Cursor open(String name) {
    byte[] bytes = content.apply(name);
    return new Cursor(new ByteView(bytes == null ? new byte[0] : bytes, little));
  }

  /** A place in a section that moves as it reads. */
  static final class Cursor {
    final ByteView view;
    long at;

    Cursor(ByteView view) {
      this.view = view;
    }

    Cursor at(long place) {
      Cursor other = new Cursor(view);
      other.at = place;
      return other;
    }

    boolean more() {
      return at < view.size();
    }

    int u8() {
      return view.u8(at++);
    }

    int u16() {
      at += 2;
      return view.u16(at - 2);
    }

    long u32() {
      at += 4;
      return view.u32(at - 4);
    }

    long u64() {
      at += 8;
      return view.i64(at - 8);
    }

    long word(boolean wide) {
      return wide ? u64() : u32();
    }

    long uleb() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        int b = u8();
        value |= shift < 64 ? (long) (b & 0x7F) << shift : 0;
        if (b < 0x80) {
          return value;
        }
      }
    }

    long sleb() {
      long value = 0;
      int shift = 0;
      int b;
      do {
        b = u8();
        value |= shift < 64 ? (long) (b & 0x7F) << shift : 0;
        shift += 7;
      } while (b >= 0x80);
      return shift < 64 && (b & 0x40) != 0 ? value | -1L << shift : value;
    }

    String string() {
      int start = (int) at;
      while (u8() != 0) {
        // The end is looked for.
      }
      return new String(view.bytes(), start, (int) at - 1 - start, StandardCharsets.UTF_8);
    }
  }
}
