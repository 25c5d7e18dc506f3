package io.github.jdiffscope.format.executable.ocaml;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.executable.code.ByteView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads values that OCaml wrote with output_value (runtime/caml/intext.h) into numbers, texts and blocks. Nothing of OCaml runs
 * and nothing is made that the input names; a value may refer to one before it.
 */
final class OcamlValues {
  private static final int MAGIC = 0x8495A6BE;
  private static final int BIG_MAGIC = 0x8495A6BF;
  private static final int OBJECTS_LIMIT = 4 << 20;
  private static final Object OPAQUE = new Object[0];

  private final ByteView view;
  private final List<Object> shared = new ArrayList<>();
  private final Deque<Frame> open = new ArrayDeque<>();
  private int made;
  private long at;

  /** A block that is being filled. */
  private static final class Frame {
    private final Object[] block;
    private int next;

    Frame(Object[] block) {
      this.block = block;
    }
  }

  OcamlValues(byte[] bytes, long at) {
    this.view = new ByteView(bytes, false);
    this.at = at;
  }

  /** Returns the next value: a Long, a String of bytes as characters, or an array of the fields of a block. */
  Object next() throws FormatException {
    int magic = view.i32(at);
    if (magic != MAGIC && magic != BIG_MAGIC) {
      throw FormatException.at(at, "no value of OCaml, or a compressed one");
    }
    at += magic == MAGIC ? 20 : 32;
    shared.clear();
    open.clear();
    Object root = item();
    while (!open.isEmpty()) {
      Frame frame = open.peek();
      if (frame.next == frame.block.length) {
        open.pop();
      } else {
        int field = frame.next++;
        frame.block[field] = item();
      }
    }
    return root;
  }

  /** Returns the texts of the last value in order, each as often as it is written. */
  List<String> texts() {
    return shared.stream().filter(String.class::isInstance).map(String.class::cast).toList();
  }

  long position() {
    return at;
  }

  private Object item() throws FormatException {
    int code = view.u8(at++);
    if (code >= 0x80) {
      return block(code >> 4 & 7);
    } else if (code >= 0x40) {
      return (long) (code & 0x3F);
    } else if (code >= 0x20) {
      return text(code & 0x1F);
    }
    return switch (code) {
      case 0x00 -> (long) (byte) number(1);
      case 0x01 -> (long) (short) number(2);
      case 0x02 -> (long) (int) number(4);
      case 0x03 -> number(8);
      case 0x04 -> before(number(1));
      case 0x05 -> before(number(2));
      case 0x06 -> before(number(4));
      case 0x14 -> before(number(8));
      case 0x08 -> block(number(4) >>> 10);
      case 0x13 -> block(number(8) >>> 10);
      case 0x09 -> text(number(1));
      case 0x0A -> text(number(4));
      case 0x15 -> text(number(8));
      case 0x0B, 0x0C -> opaque(8);
      case 0x0D, 0x0E -> opaque(8 * number(1));
      case 0x0F, 0x07 -> opaque(8 * number(4));
      case 0x12, 0x18, 0x19 -> custom(code);
      default -> throw FormatException.at(at - 1, "unknown code " + code + " in a value of OCaml");
    };
  }

  private long number(int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | view.u8(at++);
    }
    return value;
  }

  private Object[] block(long size) throws FormatException {
    // Each field takes a byte at least.
    if (size < 0 || size > view.size() - at || (made += (int) size + 1) > OBJECTS_LIMIT) {
      throw FormatException.at(at, "a block of " + size + " fields is more than there is");
    }
    Object[] block = new Object[(int) size];
    if (size > 0) {
      shared.add(block);
      open.push(new Frame(block));
    }
    return block;
  }

  private String text(long length) {
    String text = new String(view.copy(at, length), StandardCharsets.ISO_8859_1);
    at += length;
    shared.add(text);
    return text;
  }

  private Object opaque(long length) {
    view.copy(at, length);
    at += length;
    shared.add(OPAQUE);
    return OPAQUE;
  }

  /** Values of C: a name, then what it lays down; the numbers of 32 and 64 bits are known. */
  private Object custom(int code) throws FormatException {
    String name = view.string(at);
    at += name.length() + 1L;
    if (code == 0x18) {
      long size = number(4);
      number(8);
      return opaque(size);
    }
    switch (name) {
      case "_i" -> opaque(4);
      case "_j" -> opaque(8);
      case "_n" -> opaque(number(1) == 1 ? 4 : 8);
      default -> throw FormatException.at(at, "unknown custom value " + name);
    }
    return OPAQUE;
  }

  private Object before(long distance) throws FormatException {
    long index = shared.size() - distance;
    if (distance <= 0 || index < 0) {
      throw FormatException.at(at, "a value refers to one " + distance + " before it");
    }
    return shared.get((int) index);
  }
}
