package io.github.jdiffscope.match;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A locality-sensitive digest: similar contents have digests at a small distance.
 *
 * <p>Oliver, Cheng, Chen: "TLSH - A Locality Sensitive Hash", 2013; 128 buckets, one checksum byte, the form that
 * starts with {@code T1}.
 */
public final class Tlsh {
  /** Contents shorter than this have no digest. */
  public static final int MINIMUM_LENGTH = 50;

  private static final int BUCKETS = 128;
  private static final int CODE_SIZE = BUCKETS / 4;
  private static final double LOG_1_5 = 0.4054651;
  private static final double LOG_1_3 = 0.26236426;
  private static final double LOG_1_1 = 0.095310180;

  /** Pearson's permutation: "Fast Hashing of Variable-Length Text Strings", CACM 33(6), 1990. */
  private static final int[] MIX = {
    1, 87, 49, 12, 176, 178, 102, 166, 121, 193, 6, 84, 249, 230, 44, 163, 14, 197, 213, 181, 161, 85, 218, 80, 64, 239,
    24, 226, 236, 142, 38, 200, 110, 177, 104, 103, 141, 253, 255, 50, 77, 101, 81, 18, 45, 96, 31, 222, 25, 107, 190,
    70, 86, 237, 240, 34, 72, 242, 20, 214, 244, 227, 149, 235, 97, 234, 57, 22, 60, 250, 82, 175, 208, 5, 127, 199,
    111, 62, 135, 248, 174, 169, 211, 58, 66, 154, 106, 195, 245, 171, 17, 187, 182, 179, 0, 243, 132, 56, 148, 75, 128,
    133, 158, 100, 130, 126, 91, 13, 153, 246, 216, 219, 119, 68, 223, 78, 83, 88, 201, 99, 122, 11, 92, 32, 136, 114,
    52, 10, 138, 30, 48, 183, 156, 35, 61, 26, 143, 74, 251, 94, 129, 162, 63, 152, 170, 7, 115, 167, 241, 206, 3, 150,
    55, 59, 151, 220, 90, 53, 23, 131, 125, 173, 15, 238, 79, 95, 89, 16, 105, 137, 225, 224, 217, 160, 37, 123, 118,
    73, 2, 157, 46, 116, 9, 145, 134, 228, 207, 212, 202, 215, 69, 229, 27, 188, 67, 124, 168, 252, 42, 4, 29, 108, 21,
    247, 19, 205, 39, 203, 233, 40, 186, 147, 198, 192, 155, 33, 164, 191, 98, 204, 165, 180, 117, 76, 140, 36, 210,
    172, 41, 54, 159, 8, 185, 232, 113, 196, 231, 47, 146, 120, 51, 65, 28, 144, 254, 221, 93, 189, 194, 139, 112, 43,
    71, 109, 184, 209
  };

  private final int checksum;
  private final int length;
  private final int ratio1;
  private final int ratio2;
  private final byte[] code;

  private Tlsh(int checksum, int length, int ratio1, int ratio2, byte[] code) {
    this.checksum = checksum;
    this.length = length;
    this.ratio1 = ratio1;
    this.ratio2 = ratio2;
    this.code = code;
  }

  /** Returns the digest of a content, or null if it is too short or too uniform to have one. */
  public static Tlsh of(byte[] data) {
    if (data.length < MINIMUM_LENGTH) {
      return null;
    }
    int[] buckets = new int[256];
    int checksum = 0;
    for (int i = 4; i < data.length; i++) {
      int a = data[i] & 0xFF;
      int b = data[i - 1] & 0xFF;
      int c = data[i - 2] & 0xFF;
      int d = data[i - 3] & 0xFF;
      int e = data[i - 4] & 0xFF;
      checksum = mix(0, a, b, checksum);
      buckets[mix(2, a, b, c)]++;
      buckets[mix(3, a, b, d)]++;
      buckets[mix(5, a, c, d)]++;
      buckets[mix(7, a, c, e)]++;
      buckets[mix(11, a, b, e)]++;
      buckets[mix(13, a, d, e)]++;
    }
    return digest(Arrays.copyOf(buckets, BUCKETS), checksum, data.length);
  }

  private static Tlsh digest(int[] buckets, int checksum, int size) {
    int[] sorted = buckets.clone();
    Arrays.sort(sorted);
    int used = 0;
    for (int count : buckets) {
      used += count > 0 ? 1 : 0;
    }
    int q1 = sorted[BUCKETS / 4 - 1];
    int q2 = sorted[BUCKETS / 2 - 1];
    int q3 = sorted[BUCKETS - BUCKETS / 4 - 1];
    if (used <= BUCKETS / 2 || q3 == 0) {
      return null;
    }
    byte[] code = new byte[CODE_SIZE];
    for (int i = 0; i < BUCKETS; i++) {
      int level = buckets[i] > q3 ? 3 : buckets[i] > q2 ? 2 : buckets[i] > q1 ? 1 : 0;
      code[i / 4] |= (byte) (level << i % 4 * 2);
    }
    return new Tlsh(checksum, lengthCode(size), (int) (q1 * 100f / q3) % 16, (int) (q2 * 100f / q3) % 16, code);
  }

  private static int mix(int salt, int a, int b, int c) {
    return MIX[MIX[MIX[MIX[salt] ^ a] ^ b] ^ c];
  }

  /** Returns the length on a logarithmic scale, in 256 steps. */
  private static int lengthCode(int size) {
    double log = Math.log(size);
    int code = size <= 656 ? (int) Math.floor(log / LOG_1_5)
        : size <= 3199 ? (int) Math.floor(log / LOG_1_3 - 8.72777) : (int) Math.floor(log / LOG_1_1 - 62.5472);
    return code & 0xFF;
  }

  /** Returns the distance to another digest: 0 for near-identical contents, over 200 for unrelated ones. */
  public int distance(Tlsh other) {
    int lengths = circular(length, other.length, 256);
    int result = lengths <= 1 ? lengths : lengths * 12;
    result += ratioDistance(ratio1, other.ratio1) + ratioDistance(ratio2, other.ratio2);
    result += checksum == other.checksum ? 0 : 1;
    for (int i = 0; i < CODE_SIZE; i++) {
      result += codeDistance(code[i], other.code[i]);
    }
    return result;
  }

  private static int circular(int a, int b, int range) {
    int difference = Math.abs(a - b);
    return Math.min(difference, range - difference);
  }

  private static int ratioDistance(int a, int b) {
    int difference = circular(a, b, 16);
    return difference <= 1 ? difference : (difference - 1) * 12;
  }

  private static int codeDistance(byte a, byte b) {
    int sum = 0;
    for (int shift = 0; shift < 8; shift += 2) {
      int difference = Math.abs((a >> shift & 3) - (b >> shift & 3));
      sum += difference == 3 ? 6 : difference;
    }
    return sum;
  }

  /** Returns the digest that {@link #toString} printed. */
  static Tlsh parse(String text) {
    byte[] all = HexFormat.of().parseHex(text.substring(2));
    byte[] code = new byte[CODE_SIZE];
    for (int i = 0; i < CODE_SIZE; i++) {
      code[i] = all[all.length - 1 - i];
    }
    return new Tlsh(swapped(all[0] & 0xFF), swapped(all[1] & 0xFF), all[2] >> 4 & 15, all[2] & 15, code);
  }

  /** Returns the digest as published tools print it: {@code T1} and 70 hexadecimal digits. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("T1");
    hex(text, swapped(checksum));
    hex(text, swapped(length));
    hex(text, ratio1 << 4 | ratio2);
    for (int i = CODE_SIZE - 1; i >= 0; i--) {
      hex(text, code[i] & 0xFF);
    }
    return text.toString();
  }

  private static int swapped(int value) {
    return (value & 0xF) << 4 | value >> 4;
  }

  private static void hex(StringBuilder text, int value) {
    text.append(Character.toUpperCase(Character.forDigit(value >> 4, 16)))
        .append(Character.toUpperCase(Character.forDigit(value & 15, 16)));
  }
}
