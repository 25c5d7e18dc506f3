package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.util.ArrayList;
import java.util.List;

/** A protocol buffer message, its fields by number ("Encoding", protobuf.dev). */
final class ProtoMessage {
  private final byte[] bytes;
  private final List<Field> fields = new ArrayList<>();
  private int position;

  /** @param length of a nested message or string that begins at {@code value}; -1 for a number */
  record Field(int number, long value, int length) {}

  ProtoMessage(byte[] bytes, int start, int end) throws FormatException {
    this.bytes = bytes;
    position = start;
    while (position < end) {
      long tag = varint(end);
      int number = (int) (tag >>> 3);
      switch ((int) tag & 7) {
        case 0 -> fields.add(new Field(number, varint(end), -1));
        case 1 -> fixed(number, 8, end);
        case 2 -> {
          long length = varint(end);
          need(length, end);
          fields.add(new Field(number, position, (int) length));
          position += (int) length;
        }
        case 5 -> fixed(number, 4, end);
        default -> throw FormatException.at(position, "field " + number + " has the unknown wire type " + (tag & 7));
      }
    }
  }

  /** Returns the message whose length stands before it at {@code start}. */
  static ProtoMessage delimited(byte[] bytes, int start) throws FormatException {
    ProtoMessage head = new ProtoMessage(bytes, start, start);
    long length = head.varint(bytes.length);
    head.need(length, bytes.length);
    ProtoMessage message = new ProtoMessage(bytes, head.position, head.position + (int) length);
    return message;
  }

  /** Returns where this message ends. */
  int end() {
    return position;
  }

  private void need(long length, int end) throws FormatException {
    if (length < 0 || length > end - position) {
      throw FormatException.at(position, "a field of " + length + " bytes is cut off");
    }
  }

  private void fixed(int number, int size, int end) throws FormatException {
    need(size, end);
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (bytes[position++] & 0xFFL) << 8 * i;
    }
    fields.add(new Field(number, value, -1));
  }

  private long varint(int end) throws FormatException {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      need(1, end);
      byte next = bytes[position++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw FormatException.at(position, "a number is longer than ten bytes");
  }

  /** Returns all fields in stored order. */
  List<Field> fields() {
    return fields;
  }

  /** Returns the bytes of a string or message. */
  byte[] bytes(Field field) {
    return java.util.Arrays.copyOfRange(bytes, (int) field.value, (int) field.value + Math.max(0, field.length));
  }

  /** Returns a field as a message. */
  ProtoMessage message(Field field) throws FormatException {
    return new ProtoMessage(bytes, (int) field.value, (int) field.value + Math.max(0, field.length));
  }

  boolean has(int number) {
    for (Field field : fields) {
      if (field.number == number) {
        return true;
      }
    }
    return false;
  }

  /** Returns the last number of a field. */
  long number(int number, long otherwise) {
    long value = otherwise;
    for (Field field : fields) {
      value = field.number == number && field.length < 0 ? field.value : value;
    }
    return value;
  }

  /** Returns all numbers of a field, packed or not. */
  List<Long> numbers(int number) throws FormatException {
    List<Long> all = new ArrayList<>();
    for (Field field : fields) {
      if (field.number == number && field.length < 0) {
        all.add(field.value);
      } else if (field.number == number) {
        int end = (int) field.value + field.length;
        ProtoMessage packed = new ProtoMessage(bytes, end, end);
        packed.position = (int) field.value;
        while (packed.position < end) {
          all.add(packed.varint(end));
        }
      }
    }
    return all;
  }

  List<ProtoMessage> messages(int number) throws FormatException {
    List<ProtoMessage> all = new ArrayList<>();
    for (Field field : fields) {
      if (field.number == number && field.length >= 0) {
        all.add(new ProtoMessage(bytes, (int) field.value, (int) field.value + field.length));
      }
    }
    return all;
  }

  /** Returns the last message of a field, or null. */
  ProtoMessage message(int number) throws FormatException {
    List<ProtoMessage> all = messages(number);
    return all.isEmpty() ? null : all.get(all.size() - 1);
  }

  /** Returns the last string of a field, or null. */
  String text(int number) {
    String text = null;
    for (Field field : fields) {
      text = field.number == number && field.length >= 0 ? new String(bytes, (int) field.value, field.length,
          java.nio.charset.StandardCharsets.UTF_8) : text;
    }
    return text;
  }
}
