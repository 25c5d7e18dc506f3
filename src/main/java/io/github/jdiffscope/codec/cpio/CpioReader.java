package io.github.jdiffscope.codec.cpio;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.cpio.CpioEntry.Layout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the members of a {@code cpio} archive one after another; see cpio(5) of FreeBSD. */
public final class CpioReader {
  public static final String TRAILER = "TRAILER!!!";
  private static final int NEW_HEADER = 110;
  private static final int PORTABLE_HEADER = 76;
  private static final int BINARY_HEADER = 26;
  private static final int NAME_LIMIT = 1 << 16;

  private final Blob blob;
  private long position;
  private boolean ended;

  /** Reads from an offset of the bytes. */
  public CpioReader(Blob blob, long start) {
    this.blob = blob;
    this.position = start;
  }

  /** Returns whether bytes start as an archive of any layout. */
  public static boolean isMagic(byte[] head) {
    return layout(head) != null;
  }

  /** Returns where the next header is looked for: after the last member, the end of the archive. */
  public long position() {
    return position;
  }

  /**
   * Returns the next member, or null after the last.
   *
   * @throws FormatException if its header is damaged or its data are cut off; members before it were good
   */
  public CpioEntry next() throws IOException {
    if (ended) {
      return null;
    }
    byte[] head = blob.bytes(position, (int) Math.min(NEW_HEADER, Math.max(0, blob.size() - position)));
    Layout layout = layout(head);
    if (layout == null) {
      throw FormatException.at(position, head.length == 0 ? "archive has no trailer, it ends" : "there is no cpio header");
    }
    CpioEntry entry = switch (layout) {
      case NEW_ASCII, CRC -> ascii(head, layout);
      case PORTABLE_ASCII -> portable(head);
      default -> binary(head, layout);
    };
    boolean device = entry.type() == 0x2000 || entry.type() == 0x6000;
    if (device && entry.size() != 0) {
      // HP-UX keeps the numbers of devices there.
      entry = entry.withoutData();
    }
    if (entry.size() > blob.size() - entry.dataOffset()) {
      throw FormatException.at(entry.dataOffset(), "cpio member " + entry.name() + " of " + entry.size()
          + " bytes is cut off");
    }
    int unit = layout == Layout.NEW_ASCII || layout == Layout.CRC ? 4 : layout == Layout.PORTABLE_ASCII ? 1 : 2;
    position = Math.min(blob.size(), aligned(entry.dataOffset() + entry.size(), unit));
    if (entry.name().equals(TRAILER)) {
      ended = true;
      return null;
    }
    return entry;
  }

  private static Layout layout(byte[] head) {
    if (head.length >= 6) {
      switch (new String(head, 0, 6, StandardCharsets.ISO_8859_1)) {
        case "070701": return Layout.NEW_ASCII;
        case "070702": return Layout.CRC;
        case "070707": return Layout.PORTABLE_ASCII;
        default: break;
      }
    }
    if (head.length >= BINARY_HEADER) {
      int magic = (head[0] & 0xFF) << 8 | head[1] & 0xFF;
      return magic == 0xC771 ? Layout.BINARY_LITTLE : magic == 0x71C7 ? Layout.BINARY_BIG : null;
    }
    return null;
  }

  private static long aligned(long offset, int unit) {
    return (offset + unit - 1) / unit * unit;
  }

  private CpioEntry ascii(byte[] head, Layout layout) throws IOException {
    require(head, NEW_HEADER);
    long[] fields = new long[13];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = number(head, 6 + 8 * i, 8, 16);
    }
    String name = name(position + NEW_HEADER, fields[11]);
    long data = aligned(position + NEW_HEADER + fields[11], 4);
    return new CpioEntry(name, layout, fields[0], (int) fields[1], fields[2], fields[3], fields[4], fields[5], fields[6],
        fields[7] + ":" + fields[8], fields[9] + ":" + fields[10], fields[12], position, data);
  }

  private CpioEntry portable(byte[] head) throws IOException {
    require(head, PORTABLE_HEADER);
    long device = number(head, 6, 6, 8);
    long rdev = number(head, 42, 6, 8);
    long nameLength = number(head, 59, 6, 8);
    return new CpioEntry(name(position + PORTABLE_HEADER, nameLength), Layout.PORTABLE_ASCII, number(head, 12, 6, 8),
        (int) number(head, 18, 6, 8), number(head, 24, 6, 8), number(head, 30, 6, 8), number(head, 36, 6, 8),
        number(head, 48, 11, 8), number(head, 65, 11, 8), numbers(device), numbers(rdev), 0, position,
        position + PORTABLE_HEADER + nameLength);
  }

  private CpioEntry binary(byte[] head, Layout layout) throws IOException {
    require(head, BINARY_HEADER);
    int[] words = new int[13];
    for (int i = 0; i < words.length; i++) {
      int first = head[2 * i] & 0xFF;
      int second = head[2 * i + 1] & 0xFF;
      words[i] = layout == Layout.BINARY_LITTLE ? second << 8 | first : first << 8 | second;
    }
    // Values of 32 bits are stored with the more significant half first, in either byte order.
    long modified = (long) words[8] << 16 | words[9];
    long size = (long) words[11] << 16 | words[12];
    long data = aligned(position + BINARY_HEADER + words[10], 2);
    return new CpioEntry(name(position + BINARY_HEADER, words[10]), layout, words[2], words[3], words[4], words[5],
        words[6], modified, size, numbers(words[1]), numbers(words[7]), 0, position, data);
  }

  private static String numbers(long device) {
    return (device >> 8 & 0xFF) + ":" + (device & 0xFF);
  }

  private void require(byte[] head, int length) throws FormatException {
    if (head.length < length) {
      throw FormatException.at(position, "cpio header is cut off");
    }
  }

  private String name(long at, long length) throws IOException {
    if (length < 1 || length > NAME_LIMIT || length > blob.size() - at) {
      throw FormatException.at(at, "name of a cpio member of " + length + " bytes is wrong or cut off");
    }
    byte[] name = blob.bytes(at, (int) length);
    int end = 0;
    while (end < name.length && name[end] != 0) {
      end++;
    }
    return FileNames.decode(Arrays.copyOf(name, end));
  }

  private long number(byte[] head, int start, int length, int radix) throws FormatException {
    long value = 0;
    for (int i = start; i < start + length; i++) {
      int digit = Character.digit(head[i], radix);
      if (digit < 0) {
        throw FormatException.at(position + i, "field of a cpio header is no number");
      }
      value = value * radix + digit;
    }
    return value;
  }
}
