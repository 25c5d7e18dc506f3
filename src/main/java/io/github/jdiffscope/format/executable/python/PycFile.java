package io.github.jdiffscope.format.executable.python;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.executable.code.ByteView;
import java.time.Instant;

/** The header of a compiled Python module (PEP 3147, PEP 552) and where its code object starts. */
public record PycFile(int magic, String version, long flags, long modified, long sourceSize, long hash, int start) {
  private static final int[] MAGICS =
      {3000, 3141, 3160, 3190, 3240, 3320, 3360, 3390, 3400, 3420, 3430, 3450, 3500, 3550, 3600, 3650};
  private static final int PYTHON_2_7 = 62211;

  /** Returns whether two bytes and CR LF can start a compiled module. */
  public static boolean isMagic(int magic) {
    return magic >= MAGICS[0] && magic < 3800 || magic == PYTHON_2_7;
  }

  public static PycFile read(ByteView view) throws FormatException {
    if (view.size() < 12) {
      throw FormatException.at(view.size(), "header of a compiled Python module is cut off");
    }
    int magic = view.u16(0);
    int minor = minor(magic);
    if (minor >= 7) {
      long flags = view.u32(4);
      return (flags & 1) != 0 ? new PycFile(magic, "3." + minor, flags, -1, -1, view.i64(8), 16)
          : new PycFile(magic, "3." + minor, flags, view.u32(8), view.size() < 16 ? 0 : view.u32(12), 0, 16);
    }
    boolean sized = minor >= 3;
    return new PycFile(magic, minor < 0 ? "2.7" : "3." + minor, -1, view.u32(4), sized ? view.u32(8) : -1, 0,
        sized ? 12 : 8);
  }

  private static int minor(int magic) {
    if (magic == PYTHON_2_7) {
      return -1;
    }
    int minor = 0;
    while (minor + 1 < MAGICS.length && magic >= MAGICS[minor + 1]) {
      minor++;
    }
    return minor;
  }

  /** Returns the minor version of Python 3, or -1 for 2.7. */
  public int minor() {
    return minor(magic);
  }

  /** Returns the header as lines. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append("magic: ").append(magic).append(" (Python ").append(version).append(")\n");
    if (flags >= 0) {
      out.append("validated by: ").append((flags & 1) == 0 ? "date and size of the source"
          : (flags & 2) != 0 ? "hash of the source, checked" : "hash of the source, unchecked").append('\n');
    }
    if (modified >= 0) {
      out.append("source modified: ").append(Instant.ofEpochSecond(modified)).append('\n');
    } else {
      out.append("source hash: ").append(Long.toHexString(hash)).append('\n');
    }
    return out.append(sourceSize >= 0 ? "source size: " + sourceSize + "\n" : "").toString();
  }
}
