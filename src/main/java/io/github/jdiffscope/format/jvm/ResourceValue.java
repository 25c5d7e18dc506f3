package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;

/** A typed value of compiled Android resources (ResourceTypes.h: Res_value) as text. */
final class ResourceValue {
  private static final String[] DIMENSIONS = {"px", "dip", "sp", "pt", "in", "mm"};
  /** Where the binary point of a complex value stands. */
  private static final float[] RADIX = {1f / (1 << 8), 1f / (1 << 15), 1f / (1 << 23), 1f / (1L << 31)};

  private ResourceValue() {}

  static void append(StringBuilder out, ChunkReader chunk, long offset, ResourceStrings strings)
      throws FormatException {
    int type = chunk.u1(offset + 3);
    int data = chunk.i4(offset + 4);
    if (type == 0x03) {
      Literals.quote(out, String.valueOf(strings.get(data)));
    } else {
      append(out, type, data);
    }
  }

  /** Appends a value that is no string. */
  static void append(StringBuilder out, int type, int data) {
    switch (type) {
      case 0x00 -> out.append(data == 0 ? "@null" : data == 1 ? "@empty" : "null " + data);
      case 0x01 -> hex(out.append('@'), data);
      case 0x02 -> hex(out.append('?'), data);
      case 0x04 -> Literals.append(out, Float.intBitsToFloat(data), data);
      case 0x05 -> complex(out, data, (data & 15) < DIMENSIONS.length ? DIMENSIONS[data & 15] : "unit " + (data & 15));
      case 0x06 -> complex(out, data, (data & 15) == 0 ? " of 1" : (data & 15) == 1 ? " of parent"
          : " of " + (data & 15));
      case 0x07 -> hex(out.append("@dynamic "), data);
      case 0x08 -> hex(out.append("?dynamic "), data);
      case 0x10 -> out.append(data);
      case 0x12 -> out.append(data == 0 ? "false" : data == -1 ? "true" : "boolean " + data);
      case 0x1C, 0x1D, 0x1E, 0x1F -> ModifiedUtf8.hex(out.append('#'), data & 0xFFFF_FFFFL, 8);
      default -> hex(out.append(type == 0x11 ? "" : "type " + type + ' '), data);
    }
  }

  static void hex(StringBuilder out, int value) {
    ModifiedUtf8.hex(out.append("0x"), value & 0xFFFF_FFFFL, 8);
  }

  private static void complex(StringBuilder out, int data, String unit) {
    out.append((data & 0xFFFF_FF00) * RADIX[data >>> 4 & 3]).append(unit);
    ModifiedUtf8.hex(out.append(" (0x"), data & 0xFFFF_FFFFL, 8);
    out.append(')');
  }
}
