package io.github.jdiffscope.codec.ar;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the members of an {@code ar} archive one after another; see ar(5) of FreeBSD and the System V ABI. */
public final class ArReader {
  public static final String MAGIC = "!<arch>\n";
  public static final String THIN_MAGIC = "!<thin>\n";
  private static final int HEADER = 60;
  private static final int NAMES_LIMIT = 64 << 20;
  private static final int NAME_LIMIT = 1 << 16;

  private final Blob blob;
  private final boolean thin;
  private byte[] longNames = {};
  private long position = MAGIC.length();

  /**
   * Reads from the start of the bytes.
   *
   * @throws FormatException if they do not start as an archive
   */
  public ArReader(Blob blob) throws IOException {
    this.blob = blob;
    String magic = new String(blob.head(MAGIC.length()), StandardCharsets.ISO_8859_1);
    this.thin = magic.equals(THIN_MAGIC);
    if (!thin && !magic.equals(MAGIC)) {
      throw FormatException.at(0, "there is no ar signature");
    }
  }

  public boolean isThin() {
    return thin;
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
  public ArEntry next() throws IOException {
    long at = position;
    if (at >= blob.size()) {
      return null;
    }
    if (blob.size() - at < HEADER) {
      if (isPadding(at)) {
        position = blob.size();
        return null;
      }
      throw FormatException.at(at, "ar header is cut off");
    }
    byte[] header = blob.bytes(at, HEADER);
    if (header[58] != '`' || header[59] != '\n') {
      throw FormatException.at(at, "there is no ar header");
    }
    long size = number(header, 48, 10, 10);
    if (size < 0) {
      throw FormatException.at(at + 48, "size of an ar member is no number");
    }
    String field = trimmed(FileNames.decode(Arrays.copyOf(header, 16)));
    boolean external = thin && !field.equals("/") && !field.equals("//") && !field.equals("/SYM64/");
    long data = at + HEADER;
    long inside = external ? 0 : size;
    if (inside > blob.size() - data) {
      throw FormatException.at(data, "ar member " + field + " of " + size + " bytes is cut off");
    }
    position = data + inside + (inside & 1);
    return entry(header, field, at, data, size, external);
  }

  private boolean isPadding(long at) throws IOException {
    for (byte b : blob.bytes(at, (int) (blob.size() - at))) {
      if (b != '\n' && b != 0) {
        return false;
      }
    }
    return true;
  }

  private ArEntry entry(byte[] header, String field, long at, long data, long size, boolean external)
      throws IOException {
    String name = field;
    long nameLength = 0;
    if (field.equals("//") || field.equals("ARFILENAMES/")) {
      if (size > NAMES_LIMIT) {
        throw FormatException.at(at, "table of long names of " + size + " bytes is too large");
      }
      longNames = blob.bytes(data, (int) size);
    } else if (field.startsWith("#1/") && field.length() > 3) {
      nameLength = Math.min(size, number(header, 3, 13, 10));
      if (nameLength < 0 || nameLength > NAME_LIMIT) {
        throw FormatException.at(at, "length of a BSD long name is wrong");
      }
      name = untilNul(blob.bytes(data, (int) nameLength));
    } else if (field.length() > 1 && field.charAt(0) == '/' && Character.isDigit(field.charAt(1))) {
      name = longName(number(header, 1, 15, 10));
    } else if (field.length() > 1 && field.endsWith("/") && !field.startsWith("/")) {
      name = field.substring(0, field.length() - 1);
    }
    return new ArEntry(name == null ? field : name, field, number(header, 16, 12, 10), number(header, 28, 6, 10),
        number(header, 34, 6, 10), number(header, 40, 8, 8), size - nameLength, at, data + nameLength, external);
  }

  private static String untilNul(byte[] name) {
    int end = 0;
    while (end < name.length && name[end] != 0) {
      end++;
    }
    return FileNames.decode(Arrays.copyOf(name, end));
  }

  /** Returns a name of the table, which ends with a slash and a line feed, or null if it is not there. */
  private String longName(long offset) {
    if (offset < 0 || offset >= longNames.length) {
      return null;
    }
    int start = (int) offset;
    int end = start;
    while (end < longNames.length && longNames[end] != '\n' && longNames[end] != 0) {
      end++;
    }
    int stop = end > start && longNames[end - 1] == '/' ? end - 1 : end;
    return FileNames.decode(Arrays.copyOfRange(longNames, start, stop));
  }

  private static String trimmed(String field) {
    int end = field.length();
    while (end > 0 && (field.charAt(end - 1) == ' ' || field.charAt(end - 1) == 0)) {
      end--;
    }
    return field.substring(0, end);
  }

  /** Returns the number in a blank-padded field, -1 if it is blank or none. */
  private static long number(byte[] header, int start, int length, int radix) {
    long value = -1;
    for (int i = start; i < start + length; i++) {
      int digit = Character.digit(header[i], radix);
      if (digit >= 0) {
        value = Math.max(0, value) * radix + digit;
      } else {
        boolean blankBefore = header[i] == ' ' && value < 0;
        if (!blankBefore) {
          break;
        }
      }
    }
    return value;
  }
}
