package io.github.jdiffscope.codec.rar;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Headers of RAR 1.5 to 4 (technote.txt of RAR 4.20). */
final class Rar4Reader extends RarReader {
  private static final int MAIN = 0x73;
  private static final int FILE = 0x74;
  private static final int END = 0x7B;
  private static final int HAS_DATA = 0x8000;
  private static final int ENCRYPTED_HEADERS = 0x80;
  private static final int SMALLEST_HEADER = 7;
  private static final String[] SYSTEMS = {"MS-DOS", "OS/2", "Windows", "Unix", "Mac OS", "BeOS"};
  private static final String[] MAIN_FLAGS = {"volume", "comment", "locked", "solid", "new volume names",
      "authenticity", "recovery record", "encrypted headers", "first volume"};

  Rar4Reader(Blob blob, int start) {
    super(blob, start, "RAR 4 layout");
  }

  @Override
  public RarEntry next() throws IOException {
    while (position < blob.size()) {
      long start = position;
      int type = in.seek(start + 2).u8("header type");
      int flags = in.u16("header flags");
      int size = in.u16("header size");
      if (size < SMALLEST_HEADER) {
        throw FormatException.at(start + 5, "RAR header of " + size + " bytes is too short");
      }
      boolean file = type == FILE;
      long data = file || (flags & HAS_DATA) != 0 ? in.u32("size of the data") : 0;
      if (file && (flags & 0x100) != 0) {
        data += in.seek(start + 32).u32("size of the data") << 32;
      }
      if (start + size > blob.size() || data < 0 || data > blob.size() - start - size) {
        throw FormatException.at(start, "RAR header or its data are cut off");
      }
      position = start + size + data;
      if (type == MAIN) {
        main(flags);
      } else if (file) {
        return entry(start, flags, size, data);
      } else if (type == END) {
        break;
      }
    }
    return null;
  }

  private void main(int flags) throws FormatException {
    addFacts(flags, MAIN_FLAGS);
    if ((flags & ENCRYPTED_HEADERS) != 0) {
      throw new FormatException("the headers of this RAR archive are encrypted");
    }
  }

  private RarEntry entry(long start, int flags, int headerSize, long stored) throws IOException {
    long size = in.seek(start + 11).u32("size");
    int system = in.u8("system");
    long crc = in.u32("CRC-32");
    long time = in.u32("time");
    int version = in.u8("version");
    int method = in.u8("method") - 0x30;
    int nameLength = in.u16("length of the name");
    long attributes = in.u32("attributes");
    if ((flags & 0x100) != 0) {
      size |= in.skip(4).u32("size") << 32;
    }
    if (nameLength > headerSize) {
      throw FormatException.at(start, "name of a RAR member is cut off");
    }
    byte[] name = in.bytes(nameLength, "name");
    boolean folder = (flags & 0xE0) == 0xE0;
    List<String> more = new ArrayList<>();
    more.add("version " + version / 10 + "." + version % 10);
    if (!folder) {
      more.add("dictionary " + (64 << (flags >> 5 & 7)) + " KiB");
    }
    if ((flags & 0x10) != 0) {
      more.add("solid");
    }
    String systemWord = system < SYSTEMS.length ? SYSTEMS[system] : "system " + system;
    return new RarEntry(decode(name, (flags & 0x200) != 0).replace('\\', '/'), folder, systemWord, dosTime((int) time),
        attributes, size, stored, String.format(Locale.ROOT, "%08x", crc), method, (flags & 4) != 0, (flags & 3) != 0,
        null, version, 64L << 10 + (flags >> 5 & 7), (flags & 0x10) != 0, start + headerSize, more);
  }

  private static String dosTime(int time) {
    return String.format(Locale.ROOT, "%04d-%02d-%02d %02d:%02d:%02d", (time >>> 25) + 1980, time >>> 21 & 15,
        time >>> 16 & 31, time >>> 11 & 31, time >>> 5 & 63, (time & 31) * 2);
  }

  /** A Unicode name is the plain one, a NUL, and instructions how to make the other one of it. */
  private static String decode(byte[] raw, boolean unicode) {
    int nul = 0;
    while (nul < raw.length && raw[nul] != 0) {
      nul++;
    }
    byte[] plain = Arrays.copyOf(raw, nul);
    if (!unicode || nul >= raw.length - 1) {
      return FileNames.decode(plain);
    }
    byte[] code = Arrays.copyOfRange(raw, nul + 1, raw.length);
    StringBuilder name = new StringBuilder();
    int high = (code[0] & 0xFF) << 8;
    int flags = 0;
    int bits = 0;
    for (int at = 1; at < code.length; ) {
      if (bits == 0) {
        flags = code[at++] & 0xFF;
        bits = 8;
      }
      bits -= 2;
      int kind = flags >> bits & 3;
      if (at + (kind == 2 ? 1 : 0) >= code.length) {
        break;
      }
      int value = code[at++] & 0xFF;
      if (kind == 0) {
        name.append((char) value);
      } else if (kind == 1) {
        name.append((char) (high | value));
      } else if (kind == 2) {
        name.append((char) (value | (code[at++] & 0xFF) << 8));
      } else {
        int correction = (value & 0x80) != 0 && at < code.length ? code[at++] & 0xFF : -1;
        for (int i = (value & 0x7F) + 2; i > 0 && name.length() < plain.length; i--) {
          int base = plain[name.length()] & 0xFF;
          name.append((char) (correction < 0 ? base : high | base + correction & 0xFF));
        }
      }
    }
    return name.toString();
  }
}
