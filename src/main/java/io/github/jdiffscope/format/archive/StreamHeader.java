package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.codec.compress.Compression;
import io.github.jdiffscope.codec.compress.LzopHeader;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Instant;

/** What headers of compressed streams say, a line each. */
final class StreamHeader {
  private static final int SHOWN = 64;

  private StreamHeader() {}

  static String words(Compression compression, Blob blob) throws IOException {
    byte[] head = java.util.Arrays.copyOf(blob.head(SHOWN), SHOWN);
    return switch (compression) {
      case BZIP2 -> "block size: " + (char) head[3] + "00 kB\n";
      case XZ -> xz(head);
      case LZMA -> "dictionary: " + u32(head, 1) + " bytes\n" + properties(head[0] & 0xFF)
          + (u32(head, 5) == 0xFFFFFFFFL && u32(head, 9) == 0xFFFFFFFFL ? "size: not stored\n" : "size: stored\n");
      case LZIP -> "dictionary: " + ((1 << (head[5] & 31)) - (1 << (head[5] & 31)) / 16 * (head[5] >> 5 & 7))
          + " bytes\n";
      case ZSTD -> zstd(head);
      case LZ4 -> lz4(head);
      case LZOP -> lzop(blob);
      case COMPRESS -> "codes: up to " + (head[2] & 31) + " bits" + (head[2] < 0 ? ", block mode\n" : "\n");
      case ZLIB -> "level: " + (head[1] >> 6 & 3) + " of 3\nwindow: " + (1 << (head[0] >> 4 & 15) + 8) + " bytes\n";
      default -> "";
    };
  }

  private static String properties(int value) {
    return "lc " + value % 9 + ", lp " + value / 9 % 5 + ", pb " + value / 45 + '\n';
  }

  /** The .xz file format 1.2.1, sections 2.1.1.2 and 3.1. */
  private static String xz(byte[] head) {
    int check = head[7] & 15;
    String name = check == 0 ? "none" : check == 1 ? "CRC32" : check == 4 ? "CRC64" : check == 10 ? "SHA-256"
        : "type " + check;
    StringBuilder words = new StringBuilder("check: ").append(name).append('\n');
    if (head[12] == 0) {
      return words.append("no blocks\n").toString();
    }
    int flags = head[13];
    words.append("sizes in the block header: ").append((flags & 0xC0) == 0 ? "no" : "yes").append('\n');
    int at = 14;
    for (int sizes = (flags & 0x40) != 0 ? 1 : 0, all = sizes + ((flags & 0x80) != 0 ? 1 : 0), i = 0; i < all; i++) {
      while (at < SHOWN - 4 && head[at] < 0) {
        at++;
      }
      at++;
    }
    words.append("filters: ").append((flags & 3) + 1).append('\n');
    if ((flags & 3) == 0 && at < SHOWN - 4 && head[at] == 0x21) {
      int bits = head[at + 2] & 63;
      long dictionary = bits == 40 ? 0xFFFFFFFFL : (2L | bits & 1) << bits / 2 + 11;
      words.append("dictionary: ").append(dictionary).append(" bytes\n");
    }
    return words.toString();
  }

  /** RFC 8878, section 3.1.1.1. */
  private static String zstd(byte[] head) {
    int descriptor = head[4] & 0xFF;
    boolean single = (descriptor & 0x20) != 0;
    int sizeFlag = descriptor >> 6;
    StringBuilder words = new StringBuilder();
    if (!single) {
      int exponent = (head[5] & 0xFF) >> 3;
      long base = 1L << 10 + exponent;
      words.append("window: ").append(base + base / 8 * (head[5] & 7)).append(" bytes\n");
    }
    words.append("size: ").append(single || sizeFlag > 0 ? "stored" : "not stored").append('\n');
    words.append("checksum: ").append((descriptor & 4) != 0 ? "yes" : "no").append('\n');
    if ((descriptor & 3) != 0) {
      words.append("dictionary id of ").append(1 << (descriptor & 3) - 1).append(" bytes\n");
    }
    return words.toString();
  }

  /** LZ4 Frame Format 1.6.4. */
  private static String lz4(byte[] head) {
    if (head[0] == 2) {
      return "layout: legacy\n";
    }
    int flags = head[4];
    return "blocks: up to " + (1L << 8 + 2 * (head[5] >> 4 & 7)) + " bytes, "
        + ((flags & 0x20) != 0 ? "independent" : "linked") + ((flags & 0x10) != 0 ? ", with checksums\n" : "\n")
        + "size: " + ((flags & 8) != 0 ? "stored" : "not stored") + '\n'
        + "checksum: " + ((flags & 4) != 0 ? "yes" : "no") + '\n'
        + ((flags & 1) != 0 ? "dictionary: yes\n" : "");
  }

  private static String lzop(Blob blob) throws IOException {
    LzopHeader header = LzopHeader.read(new DataInputStream(blob.stream()));
    if (header == null) {
      return "";
    }
    StringBuilder mode = new StringBuilder();
    FileMode.permissions(mode, header.mode());
    return "made by: lzop 0x" + Integer.toHexString(header.version()) + ", library 0x"
        + Integer.toHexString(header.libraryVersion()) + "\nmethod: " + header.method() + "\nlevel: " + header.level()
        + "\nflags: 0x" + Integer.toHexString(header.flags()) + "\nmode: " + mode
        + "\nmodified: " + modified(header.modified())
        + "\nname: " + ShownName.of(FileNames.decode(header.name())) + '\n';
  }

  /** Returns a time, or the number where it is none: what is damaged need not be a date. */
  private static String modified(long seconds) {
    return Math.abs(seconds) < 1L << 40 ? ExtraFields.time(Instant.ofEpochSecond(seconds)) : seconds + " seconds";
  }

  private static long u32(byte[] head, int at) {
    return head[at] & 0xFFL | (head[at + 1] & 0xFFL) << 8 | (head[at + 2] & 0xFFL) << 16 | (head[at + 3] & 0xFFL) << 24;
  }
}
