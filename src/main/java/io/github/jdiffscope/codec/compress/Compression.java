package io.github.jdiffscope.codec.compress;

import java.util.List;

/** Ways to compress one stream, with how they are recognised and what their file names end in. */
public enum Compression {
  GZIP("gzip", List.of(".gz", ".tgz")),
  BZIP2("bzip2", List.of(".bz2", ".tbz", ".tbz2")),
  XZ("xz", List.of(".xz", ".txz")),
  LZMA("lzma", List.of(".lzma", ".tlz")),
  LZIP("lzip", List.of(".lz")),
  ZSTD("zstd", List.of(".zst", ".tzst")),
  LZ4("lz4", List.of(".lz4")),
  LZOP("lzop", List.of(".lzo", ".tzo")),
  BROTLI("brotli", List.of(".br")),
  COMPRESS("compress", List.of(".Z", ".taz")),
  SNAPPY("snappy", List.of(".sz", ".snappy")),
  ZLIB("zlib", List.of(".zz", ".zlib"));

  private final String word;
  private final List<String> suffixes;

  Compression(String word, List<String> suffixes) {
    this.word = word;
    this.suffixes = suffixes;
  }

  /** Returns its usual name, such as {@code gzip}. */
  public String word() {
    return word;
  }

  public List<String> suffixes() {
    return suffixes;
  }

  /** Returns the compression that bytes start with, or null; zlib and brotli have no signature and are never found. */
  public static Compression sniff(byte[] head) {
    if (starts(head, 0x1F, 0x8B, 8)) {
      return GZIP;
    } else if (starts(head, 'B', 'Z', 'h') && head.length > 9 && head[3] >= '1' && head[3] <= '9'
        && (head[4] == 0x31 && head[5] == 0x41 || head[4] == 0x17 && head[5] == 0x72)) {
      return BZIP2;
    } else if (starts(head, 0xFD, '7', 'z', 'X', 'Z', 0)) {
      return XZ;
    } else if (starts(head, 'L', 'Z', 'I', 'P')) {
      return LZIP;
    } else if (starts(head, 0x28, 0xB5, 0x2F, 0xFD) || isSkippable(head)) {
      return ZSTD;
    } else if (starts(head, 0x04, 0x22, 0x4D, 0x18) || starts(head, 0x02, 0x21, 0x4C, 0x18)) {
      return LZ4;
    } else if (starts(head, 0x89, 'L', 'Z', 'O', 0, '\r', '\n', 0x1A, '\n')) {
      return LZOP;
    } else if (starts(head, 0x1F, 0x9D)) {
      return COMPRESS;
    } else if (starts(head, 0xFF, 6, 0, 0, 's', 'N', 'a', 'P', 'p', 'Y')) {
      return SNAPPY;
    }
    return isLzma(head) ? LZMA : null;
  }

  /** A frame to be skipped (RFC 8878, section 3.1.2), before a frame of zstd. */
  private static boolean isSkippable(byte[] head) {
    if (head.length < 8 || (head[0] & 0xF0) != 0x50 || !starts(new byte[] {head[1], head[2], head[3]}, 0x2A, 0x4D, 0x18)) {
      return false;
    }
    long next = 8 + u32(head, 4);
    return next > head.length - 4 || u32(head, (int) next) == 0xFD2FB528L;
  }

  /** An .lzma file has no signature: properties 0x5D, a dictionary of 2^n or 2^n + 2^(n-1), and a plausible size. */
  private static boolean isLzma(byte[] head) {
    if (head.length < 14 || (head[0] & 0xFF) >= 9 * 5 * 5 || head[0] != 0x5D || head[13] != 0) {
      return false;
    }
    long dictionary = u32(head, 1);
    int low = Long.numberOfTrailingZeros(dictionary);
    boolean round = dictionary != 0 && low >= 12 && (dictionary >>> low == 1 || dictionary >>> low == 3)
        || dictionary == 0xFFFFFFFFL;
    long size = u32(head, 5) | u32(head, 9) << 32;
    return round && (size == -1 || size >= 0 && size < 1L << 40);
  }

  private static long u32(byte[] head, int at) {
    return head[at] & 0xFFL | (head[at + 1] & 0xFFL) << 8 | (head[at + 2] & 0xFFL) << 16 | (head[at + 3] & 0xFFL) << 24;
  }

  private static boolean starts(byte[] head, int... magic) {
    if (head.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((head[i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** Returns a name without its suffix, {@code .tgz} and the like as {@code .tar}; null if it has none of this kind. */
  public String stripped(String name) {
    for (String suffix : suffixes) {
      if (name.length() > suffix.length() && name.regionMatches(true, name.length() - suffix.length(), suffix, 0,
          suffix.length())) {
        String base = name.substring(0, name.length() - suffix.length());
        return suffix.startsWith(".t") ? base + ".tar" : base;
      }
    }
    return null;
  }
}
