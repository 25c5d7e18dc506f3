package io.github.jdiffscope.codec.lzma;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.CRC32;

/** The check over a block's content (.xz file format 1.2.1, section 2.1.1.2). */
abstract class XzCheck {
  private static final int[] SIZES = {0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64};

  abstract void update(byte[] bytes, int offset, int length);

  abstract boolean matches(byte[] stored);

  /** Returns how many bytes a check of a type takes. */
  static int size(int type) {
    return SIZES[type];
  }

  /** Returns the check of a type; one that nobody knows matches everything. */
  static XzCheck of(int type) {
    return switch (type) {
      case 1 -> new Crc32();
      case 4 -> new Crc64();
      case 10 -> new Sha256();
      default -> new Unknown();
    };
  }

  private static final class Unknown extends XzCheck {
    @Override
    void update(byte[] bytes, int offset, int length) {}

    @Override
    boolean matches(byte[] stored) {
      return true;
    }
  }

  private static long littleEndian(byte[] stored) {
    long value = 0;
    for (int i = stored.length - 1; i >= 0; i--) {
      value = value << 8 | stored[i] & 0xFF;
    }
    return value;
  }

  private static final class Crc32 extends XzCheck {
    private final CRC32 crc = new CRC32();

    @Override
    void update(byte[] bytes, int offset, int length) {
      crc.update(bytes, offset, length);
    }

    @Override
    boolean matches(byte[] stored) {
      return crc.getValue() == littleEndian(stored);
    }
  }

  private static final class Sha256 extends XzCheck {
    private final MessageDigest digest;

    Sha256() {
      try {
        digest = MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    void update(byte[] bytes, int offset, int length) {
      digest.update(bytes, offset, length);
    }

    @Override
    boolean matches(byte[] stored) {
      return Arrays.equals(digest.digest(), stored);
    }
  }

  /** CRC-64 of ECMA-182, eight bytes at a time. */
  private static final class Crc64 extends XzCheck {
    private static final long POLYNOMIAL = 0xC96C5795D7870F42L;
    private static final long[] TABLE = table();

    private long crc = -1;

    private static long[] table() {
      long[] table = new long[8 * 256];
      for (int i = 0; i < 256; i++) {
        long value = i;
        for (int bit = 0; bit < 8; bit++) {
          value = value >>> 1 ^ (value & 1) * POLYNOMIAL;
        }
        table[i] = value;
      }
      for (int i = 256; i < table.length; i++) {
        table[i] = table[i - 256] >>> 8 ^ table[(int) table[i - 256] & 0xFF];
      }
      return table;
    }

    @Override
    void update(byte[] bytes, int offset, int length) {
      long[] t = TABLE;
      long value = crc;
      int at = offset;
      int end = offset + length;
      for (int last = end - 8; at <= last; at += 8) {
        int low = (int) value ^ (bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16
            | bytes[at + 3] << 24);
        int high = (int) (value >>> 32) ^ (bytes[at + 4] & 0xFF | (bytes[at + 5] & 0xFF) << 8
            | (bytes[at + 6] & 0xFF) << 16 | bytes[at + 7] << 24);
        value = t[7 << 8 | low & 0xFF] ^ t[6 << 8 | low >>> 8 & 0xFF] ^ t[5 << 8 | low >>> 16 & 0xFF]
            ^ t[4 << 8 | low >>> 24] ^ t[3 << 8 | high & 0xFF] ^ t[2 << 8 | high >>> 8 & 0xFF]
            ^ t[1 << 8 | high >>> 16 & 0xFF] ^ t[high >>> 24];
      }
      for (; at < end; at++) {
        value = t[((int) value ^ bytes[at]) & 0xFF] ^ value >>> 8;
      }
      crc = value;
    }

    @Override
    boolean matches(byte[] stored) {
      return ~crc == littleEndian(stored);
    }
  }
}
