package io.github.jdiffscope.codec.tar;

import io.github.jdiffscope.bytes.FileNames;
import java.util.Arrays;

/** The fields of one header block of 512 bytes (POSIX.1-2001, pax, "ustar Interchange Format"; GNU tar's tar.h). */
final class TarHeader {
  static final int BLOCK = 512;
  private static final int CHECKSUM = 148;
  private static final int CHECKSUM_END = 156;
  private static final int MAGIC = 257;

  private final byte[] bytes;

  TarHeader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns whether the checksum is right, summed as unsigned or, as some old makers did, as signed bytes. */
  static boolean isValid(byte[] block, int at) {
    if (block.length - at < BLOCK) {
      return false;
    }
    long claimed = octal(block, at + CHECKSUM, 8);
    if (claimed < 0) {
      return false;
    }
    int unsigned = 0;
    int signed = 0;
    for (int i = 0; i < BLOCK; i++) {
      byte value = i >= CHECKSUM && i < CHECKSUM_END ? (byte) ' ' : block[at + i];
      unsigned += value & 0xFF;
      signed += value;
    }
    return (claimed == unsigned || claimed == signed) && unsigned != 8 * ' ';
  }

  char type() {
    return bytes[156] == 0 ? '0' : (char) (bytes[156] & 0xFF);
  }

  boolean hasNulType() {
    return bytes[156] == 0;
  }

  TarEntry.Flavour flavour() {
    if (matches(MAGIC, "ustar\0")) {
      return matches(508, "tar\0") ? TarEntry.Flavour.STAR : TarEntry.Flavour.USTAR;
    }
    return matches(MAGIC, "ustar ") ? TarEntry.Flavour.GNU : TarEntry.Flavour.V7;
  }

  private boolean matches(int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (bytes[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  String name() {
    String name = text(0, 100);
    boolean star = flavour() == TarEntry.Flavour.STAR;
    if (star || flavour() == TarEntry.Flavour.USTAR) {
      String prefix = text(345, star ? 131 : 155);
      return prefix.isEmpty() ? name : prefix + '/' + name;
    }
    return name;
  }

  boolean hasPrefix() {
    return bytes[345] != 0 && (flavour() == TarEntry.Flavour.USTAR || flavour() == TarEntry.Flavour.STAR);
  }

  String text(int start, int length) {
    int end = start;
    while (end < start + length && bytes[end] != 0) {
      end++;
    }
    return FileNames.decode(Arrays.copyOfRange(bytes, start, end));
  }

  /** Returns the number in a field, in octal digits or in base 256; -1 if it is neither, 0 if it is blank. */
  long number(int start, int length) {
    int first = bytes[start] & 0xFF;
    if (first != 0x80 && first != 0xFF) {
      return octal(bytes, start, length);
    }
    long value = first == 0xFF ? -1 : 0;
    for (int i = start + 1; i < start + length; i++) {
      if (value != 0 && value != -1 && Long.numberOfLeadingZeros(value < 0 ? ~value : value) < 9) {
        return -1;
      }
      value = value << 8 | bytes[i] & 0xFF;
    }
    return value;
  }

  int u8(int at) {
    return bytes[at] & 0xFF;
  }

  private static long octal(byte[] bytes, int start, int length) {
    int at = start;
    int end = start + length;
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    long value = 0;
    for (; at < end && bytes[at] >= '0' && bytes[at] <= '7'; at++) {
      if (value >>> 60 != 0) {
        return -1;
      }
      value = value << 3 | bytes[at] - '0';
    }
    return at == end || bytes[at] == ' ' || bytes[at] == 0 ? value : -1;
  }
}
