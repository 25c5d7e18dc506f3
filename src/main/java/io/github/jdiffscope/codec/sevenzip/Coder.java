package io.github.jdiffscope.codec.sevenzip;

import java.util.HexFormat;
import java.util.Map;

/**
 * One step of decoding.
 *
 * @param id in hexadecimal
 * @param inputs how many streams it takes; it makes one
 */
public record Coder(String id, int inputs, byte[] properties) {
  static final String AES = "06f10701";
  static final String BCJ2 = "0303011b";
  private static final Map<String, String> NAMES = Map.ofEntries(Map.entry("00", "Copy"), Map.entry("03", "Delta"),
      Map.entry("04", "BCJ"), Map.entry("05", "PPC"), Map.entry("06", "IA64"), Map.entry("07", "ARM"),
      Map.entry("08", "ARMT"), Map.entry("09", "SPARC"), Map.entry("0a", "ARM64"), Map.entry("0b", "RISCV"),
      Map.entry("21", "LZMA2"), Map.entry("030101", "LZMA"), Map.entry("03030103", "BCJ"), Map.entry(BCJ2, "BCJ2"),
      Map.entry("03030205", "PPC"), Map.entry("03030401", "IA64"), Map.entry("03030501", "ARM"),
      Map.entry("03030701", "ARMT"), Map.entry("03030805", "SPARC"), Map.entry("030401", "PPMD"),
      Map.entry("040108", "Deflate"), Map.entry("040109", "Deflate64"), Map.entry("040202", "BZip2"),
      Map.entry("04f71101", "ZSTD"), Map.entry("04f71102", "Brotli"), Map.entry("04f71104", "LZ4"),
      Map.entry(AES, "7zAES"));

  /** Returns its name, or its id. */
  public String name() {
    return NAMES.getOrDefault(id, id);
  }

  /** Returns its name with its parameters, as {@code 7z l -slt} prints them but for LZMA's literal and position bits. */
  public String words() {
    return switch (name()) {
      case "LZMA" -> properties.length == 5 ? "LZMA:" + size(i32(1)) : "LZMA";
      case "LZMA2" -> properties.length == 1 ? "LZMA2:" + size(dictionary(properties[0])) : "LZMA2";
      case "PPMD" -> properties.length >= 5 ? "PPMD:o" + properties[0] + ":mem" + size(i32(1)) : "PPMD";
      case "Delta" -> properties.length == 1 ? "Delta:" + ((properties[0] & 0xFF) + 1) : "Delta";
      case "7zAES" -> properties.length > 0 ? "7zAES:" + (properties[0] & 63) : "7zAES";
      default -> name() + (properties.length == 0 || name().equals("ZSTD") ? "" : ":"
          + HexFormat.of().formatHex(properties));
    };
  }

  private static String size(long bytes) {
    if (bytes > 0 && Long.bitCount(bytes) == 1) {
      return Integer.toString(Long.numberOfTrailingZeros(bytes));
    }
    return bytes % (1 << 20) == 0 ? (bytes >> 20) + "m" : bytes % 1024 == 0 ? (bytes >> 10) + "k" : bytes + "b";
  }

  /** Returns the little-endian number of 32 bits at an offset of the properties. */
  long i32(int at) {
    return properties[at] & 0xFFL | (properties[at + 1] & 0xFFL) << 8 | (properties[at + 2] & 0xFFL) << 16
        | (properties[at + 3] & 0xFFL) << 24;
  }

  /** Returns the size that LZMA2's property stands for. */
  static long dictionary(int bits) {
    return bits >= 40 ? 0xFFFF_FFFFL : (2L | bits & 1) << bits / 2 + 11;
  }
}
