package io.github.jdiffscope.textdiff;

import java.io.IOException;

/** Compares two sequences of bytes and shows the changed regions as rows of hexadecimal. */
public final class BinaryDiffer {
  private final DiffLimits limits;

  public BinaryDiffer(DiffLimits limits) {
    this.limits = limits;
  }

  /** Returns the difference of two byte sequences, rows laid out as {@code xxd} prints them. */
  public TextDifference compare(ByteSource left, ByteSource right) throws IOException {
    return new TextDiffer(limits).compare(rows(left), rows(right));
  }

  private static ByteSource rows(ByteSource source) throws IOException {
    StringBuilder rows = new StringBuilder();
    byte[] row = new byte[16];
    for (long position = 0; position < source.size(); position += 16) {
      int count = source.read(position, row, 0, 16);
      rows.append(java.util.HexFormat.of().toHexDigits(position, 8)).append(": ")
          .append(java.util.HexFormat.of().formatHex(row, 0, count)).append('\n');
    }
    return ByteSource.of(rows.toString().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
  }
}
