package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The tree of values of an ADB block ("apk v3 - overview of apk v3 format", wire format): a word of 32 bits each, 4 bits
 * of type and 28 of a value or of the place of one.
 */
final class AdbTree {
  static final int NULL = 0;
  private static final int HEADER = 8;
  private static final int ROOT = 4;
  private static final int MAX_SLOTS = 1 << 20;
  private static final int MAX_BLOB = 1 << 24;
  /** Values may share places: what is read in all is bounded. */
  private static final int MAX_READ = 1 << 24;

  private final BinaryReader in;
  private int reads;

  AdbTree(Blob block) throws IOException {
    if (block.size() < HEADER) {
      throw new FormatException("an ADB block of " + block.size() + " bytes has no header");
    }
    in = new BinaryReader(block, ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns the value of all. */
  int root() throws IOException {
    return in.seek(ROOT).i32("root");
  }

  static int type(int value) {
    return value >>> 28;
  }

  private static int place(int value) {
    return value & 0x0FFF_FFFF;
  }

  boolean isList(int value) {
    return type(value) == 0xD || type(value) == 0xE;
  }

  /** Returns the values in the slots of an array or object, the first in slot 1; none for another value. */
  List<Integer> slots(int value) throws IOException {
    List<Integer> slots = new ArrayList<>();
    if (!isList(value)) {
      return slots;
    }
    long count = in.seek(place(value)).u32("number of slots");
    reads += (int) Math.min(count, MAX_READ);
    if (count > Math.min(MAX_SLOTS, in.remaining() / 4 + 1) || reads > MAX_READ) {
      throw FormatException.at(place(value), "an array of " + count + " slots does not fit");
    }
    for (long i = 1; i < count; i++) {
      slots.add(in.i32("slot"));
    }
    return slots;
  }

  /** Returns the value in a slot of an object, counted from 1; NULL where it has none. */
  int field(int object, int slot) throws IOException {
    if (type(object) != 0xE) {
      return NULL;
    }
    long count = in.seek(place(object)).u32("number of slots");
    return slot < count ? in.seek(place(object) + 4L * slot).i32("slot") : NULL;
  }

  long number(int value) throws IOException {
    return switch (type(value)) {
      case 0x1 -> place(value);
      case 0x2 -> in.seek(place(value)).u32("number");
      case 0x3 -> in.seek(place(value)).i64("number");
      default -> 0;
    };
  }

  byte[] bytes(int value) throws IOException {
    if (type(value) < 0x8 || type(value) > 0xA) {
      return new byte[0];
    }
    in.seek(place(value));
    long length = type(value) == 0x8 ? in.u8("length") : type(value) == 0x9 ? in.u16("length") : in.u32("length");
    reads += (int) Math.min(length, MAX_READ);
    if (length > Math.min(MAX_BLOB, in.remaining()) || reads > MAX_READ) {
      throw FormatException.at(place(value), "a text of " + length + " bytes does not fit");
    }
    return in.bytes((int) length, "text");
  }

  String text(int value) throws IOException {
    return new String(bytes(value), StandardCharsets.UTF_8);
  }

  /** Returns the text of a field. */
  String text(int object, int slot) throws IOException {
    return text(field(object, slot));
  }
}
