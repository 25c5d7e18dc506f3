package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.codec.zip.ExtraField;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** Extra fields of ZIP members in words (APPNOTE 4.5, 4.6 and Info-ZIP's proginfo/extrafld.txt). */
final class ExtraFields {
  private static final int TIMESTAMP = 0x5455;
  private static final int OLD_UNIX = 0x5855;
  private static final int UNIX_16 = 0x7855;
  private static final int UNIX = 0x7875;
  private static final int NTFS = 0x000A;
  private static final int UNICODE_COMMENT = 0x6375;
  private static final int JAR = 0xCAFE;
  private static final int ALIGNMENT = 0xD935;
  private static final int AES = 0x9901;
  private static final int SHOWN_BYTES = 64;
  /** 1601-01-01 to 1970-01-01. */
  private static final long NTFS_EPOCH_SECONDS = 11_644_473_600L;
  private static final long TICKS = 10_000_000L;

  private ExtraFields() {}

  /** Returns the modification time of an extended timestamp field, or null if there is none. */
  static Instant modified(List<ExtraField> fields) {
    for (ExtraField field : fields) {
      if (field.id() == TIMESTAMP && field.content().length >= 5 && (field.content()[0] & 1) != 0) {
        return Instant.ofEpochSecond(i32(field.content(), 1));
      }
    }
    return null;
  }

  /** Returns a field in words; without what {@link #modified} says. */
  static String words(ExtraField field) {
    byte[] content = field.content();
    String words = switch (field.id()) {
      case ExtraField.REST -> "extra bytes of no field: " + hex(content);
      case ExtraField.ZIP64 -> "zip64 sizes";
      case TIMESTAMP -> timestamps(content);
      case OLD_UNIX -> content.length >= 8 ? "old Unix times: accessed " + time(content, 0) + ", modified "
          + time(content, 4) + (content.length >= 12 ? ", uid " + u16(content, 8) + " gid " + u16(content, 10) : "") : null;
      case UNIX_16 -> content.length == 0 ? "" : content.length >= 4
          ? "uid " + u16(content, 0) + " gid " + u16(content, 2) : null;
      case UNIX -> owner(content);
      case NTFS -> ntfs(content);
      case ExtraField.UNICODE_PATH -> content.length > 5 ? "Unicode path: " + text(content, 5) : null;
      case UNICODE_COMMENT -> content.length > 5 ? "Unicode comment: " + text(content, 5) : null;
      case JAR -> content.length == 0 ? "JAR marker" : null;
      case ALIGNMENT -> content.length >= 2 ? "alignment to " + u16(content, 0) : null;
      case AES -> content.length >= 7 ? "AES-" + (64 + 64 * content[4]) + ", AE-" + u16(content, 0) + ", method "
          + u16(content, 5) : null;
      default -> null;
    };
    return words != null ? words
        : String.format(java.util.Locale.ROOT, "extra field 0x%04x: %s", field.id(), hex(content));
  }

  private static String timestamps(byte[] content) {
    if (content.length == 0) {
      return null;
    }
    StringBuilder words = new StringBuilder();
    int at = (content[0] & 1) != 0 ? 5 : 1;
    for (int bit = 1; bit <= 2; bit++) {
      if ((content[0] & 1 << bit) != 0 && at + 4 <= content.length) {
        words.append(words.isEmpty() ? "" : ", ").append(bit == 1 ? "accessed " : "created ").append(time(content, at));
        at += 4;
      }
    }
    return words.toString();
  }

  /** Info-ZIP's new Unix field: version 1, then each id with its size. */
  private static String owner(byte[] content) {
    if (content.length < 3 || content[0] != 1) {
      return null;
    }
    int uidSize = content[1] & 0xFF;
    if (2 + uidSize >= content.length || 3 + uidSize + (content[2 + uidSize] & 0xFF) > content.length) {
      return null;
    }
    return "uid " + number(content, 2, uidSize) + " gid " + number(content, 3 + uidSize, content[2 + uidSize] & 0xFF);
  }

  private static String number(byte[] content, int at, int size) {
    byte[] big = new byte[size + 1];
    for (int i = 0; i < size; i++) {
      big[size - i] = content[at + i];
    }
    return new java.math.BigInteger(big).toString();
  }

  /** Four reserved bytes, then attributes; attribute 1 holds three times. */
  private static String ntfs(byte[] content) {
    if (content.length < 32 || u16(content, 4) != 1 || u16(content, 6) < 24) {
      return null;
    }
    return "NTFS times: modified " + ticks(content, 8) + ", accessed " + ticks(content, 16) + ", created "
        + ticks(content, 24);
  }

  private static String ticks(byte[] content, int at) {
    long value = i32(content, at) & 0xFFFF_FFFFL | (long) i32(content, at + 4) << 32;
    long seconds = Math.floorDiv(value, TICKS) - NTFS_EPOCH_SECONDS;
    return time(Instant.ofEpochSecond(seconds, Math.floorMod(value, TICKS) * 100));
  }

  private static String time(byte[] content, int at) {
    return time(Instant.ofEpochSecond(i32(content, at)));
  }

  /** Returns a time as {@code 2022-02-03 11:18:07 UTC}. */
  static String time(Instant instant) {
    return instant.toString().replace('T', ' ').replace("Z", " UTC");
  }

  private static String text(byte[] content, int from) {
    byte[] bytes = java.util.Arrays.copyOfRange(content, from, content.length);
    return ShownName.of(io.github.jdiffscope.bytes.FileNames.decode(bytes));
  }

  private static String hex(byte[] content) {
    int shown = Math.min(SHOWN_BYTES, content.length);
    boolean zeros = content.length > 8;
    for (byte b : content) {
      zeros &= b == 0;
    }
    return zeros ? content.length + " zero bytes" : HexFormat.of().formatHex(content, 0, shown)
        + (shown < content.length ? "... (" + content.length + " bytes, CRC-32 " + crc(content) + ")" : "");
  }

  private static String crc(byte[] content) {
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(content);
    return Long.toHexString(crc.getValue());
  }

  private static int u16(byte[] bytes, int at) {
    return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8;
  }

  private static int i32(byte[] bytes, int at) {
    return u16(bytes, at) | u16(bytes, at + 2) << 16;
  }
}
