package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A serialised value of GLib (GVariant Specification 1.0, section 2): where its parts lie follows from its type and
 * from framing offsets at the end of every container.
 *
 * @param type such as {@code a{sv}}
 * @param order of its numbers, those that say where parts end are always little-endian
 */
record GVariant(Blob blob, String type, ByteOrder order) {
  private static final int MAX_TYPE_LENGTH = 255;
  private static final int MAX_CHILDREN = 1 << 20;
  private static final int MAX_TEXT_BYTES = 1 << 20;

  /** Returns the value in a variant. */
  GVariant value() throws IOException {
    int tail = (int) Math.min(blob.size(), MAX_TYPE_LENGTH + 1);
    byte[] end = blob.bytes(blob.size() - tail, tail);
    int at = tail - 1;
    while (at >= 0 && end[at] != 0) {
      at--;
    }
    String inner = at < 0 ? "" : new String(end, at + 1, tail - at - 1, StandardCharsets.ISO_8859_1);
    if (inner.isEmpty() || Types.end(inner, 0) != inner.length()) {
      throw new FormatException("a variant of " + blob.size() + " bytes has no type");
    }
    return new GVariant(blob.slice(0, blob.size() - tail + at), inner, order);
  }

  String string() throws IOException {
    byte[] bytes = blob.all(MAX_TEXT_BYTES);
    int length = bytes.length > 0 && bytes[bytes.length - 1] == 0 ? bytes.length - 1 : bytes.length;
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** Returns a number of any width, unsigned. */
  long number() throws IOException {
    byte[] bytes = blob.all(8);
    long value = 0;
    for (int i = 0; i < bytes.length; i++) {
      int at = order == ByteOrder.LITTLE_ENDIAN ? bytes.length - 1 - i : i;
      value = value << 8 | bytes[at] & 0xFF;
    }
    return value;
  }

  /** Returns the members of a tuple or dictionary entry, or the elements of an array. */
  List<GVariant> children() throws IOException {
    return type.charAt(0) == 'a' ? elements() : members();
  }

  /** Returns a member of a tuple. */
  GVariant member(int index) throws IOException {
    List<GVariant> all = members();
    if (index >= all.size()) {
      throw new FormatException("a value of type " + type + " has no member " + index);
    }
    return all.get(index);
  }

  private int offsetSize() {
    return blob.size() > 0xFFFF_FFFFL ? 8 : blob.size() > 0xFFFF ? 4 : blob.size() > 0xFF ? 2 : 1;
  }

  private long offsetAt(long position) throws IOException {
    if (position < 0) {
      throw new FormatException("framing offsets of a " + type + " of " + blob.size() + " bytes do not fit");
    }
    return new GVariant(blob.slice(position, offsetSize()), "t", ByteOrder.LITTLE_ENDIAN).number();
  }

  private GVariant part(long start, long end, String partType) throws FormatException {
    if (start < 0 || end < start || end > blob.size()) {
      throw new FormatException("a " + partType + " at " + start + " to " + end + " is not inside its " + type + " of "
          + blob.size() + " bytes");
    }
    return new GVariant(blob.slice(start, end - start), partType, order);
  }

  private List<GVariant> members() throws IOException {
    List<String> types = Types.members(type);
    List<GVariant> all = new ArrayList<>();
    long at = 0;
    int offsets = 0;
    for (int i = 0; i < types.size(); i++) {
      String member = types.get(i);
      at = Types.aligned(at, member);
      int fixed = Types.fixedSize(member);
      long end;
      if (fixed > 0) {
        end = at + fixed;
      } else if (i == types.size() - 1) {
        end = blob.size() - (long) offsets * offsetSize();
      } else {
        end = offsetAt(blob.size() - (long) ++offsets * offsetSize());
      }
      all.add(part(at, end, member));
      at = end;
    }
    return all;
  }

  private List<GVariant> elements() throws IOException {
    String element = type.substring(1);
    int fixed = Types.fixedSize(element);
    List<GVariant> all = new ArrayList<>();
    if (blob.size() == 0) {
      return all;
    }
    long first = fixed > 0 ? 0 : offsetAt(blob.size() - offsetSize());
    long count = fixed > 0 ? blob.size() / fixed : (blob.size() - first) / offsetSize();
    if (first > blob.size() || count > MAX_CHILDREN) {
      throw new FormatException("an " + type + " of " + blob.size() + " bytes has " + count + " elements");
    }
    long at = 0;
    for (long i = 0; i < count; i++) {
      at = Types.aligned(at, element);
      long end = fixed > 0 ? at + fixed : offsetAt(first + i * offsetSize());
      all.add(part(at, end, element));
      at = end;
    }
    return all;
  }

  /** What follows from a type alone. */
  private static final class Types {
    private static final int MAX_DEPTH = 32;

    private Types() {}

    /** Returns where the type ends that begins at a place, or -1 if none does. */
    static int end(String types, int start) {
      int depth = 0;
      for (int at = start; at < types.length(); at++) {
        char c = types.charAt(at);
        if (c == 'a' || c == 'm') {
          continue;
        }
        depth += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
        if (depth < 0 || depth > MAX_DEPTH || "ybnqiuxtdhsogv(){}".indexOf(c) < 0) {
          return -1;
        }
        if (depth == 0) {
          return at + 1;
        }
      }
      return -1;
    }

    static List<String> members(String type) {
      List<String> members = new ArrayList<>();
      for (int at = 1, end; at < type.length() - 1; at = end) {
        end = end(type, at);
        if (end < 0) {
          break;
        }
        members.add(type.substring(at, end));
      }
      return members;
    }

    static long aligned(long at, String type) {
      int alignment = alignment(type);
      return (at + alignment - 1) / alignment * alignment;
    }

    private static int alignment(String type) {
      return switch (type.charAt(0)) {
        case 'n', 'q' -> 2;
        case 'i', 'u', 'h' -> 4;
        case 'x', 't', 'd', 'v' -> 8;
        case 'a', 'm' -> alignment(type.substring(1));
        case '(', '{' -> members(type).stream().mapToInt(Types::alignment).max().orElse(1);
        default -> 1;
      };
    }

    /** Returns the size of a type whose values all have one, else 0. */
    static int fixedSize(String type) {
      switch (type.charAt(0)) {
        case 'y', 'b':
          return 1;
        case '(', '{':
          long size = 0;
          List<String> members = members(type);
          for (String member : members) {
            int fixed = fixedSize(member);
            if (fixed == 0) {
              return 0;
            }
            size = aligned(size, member) + fixed;
          }
          return members.isEmpty() ? 1 : (int) aligned(size, type);
        case 's', 'o', 'g', 'v', 'a', 'm':
          return 0;
        default:
          return alignment(type);
      }
    }
  }

  /** Returns a value in words, bytes in hexadecimal. */
  String text() throws IOException {
    return text(0);
  }

  private String text(int depth) throws IOException {
    if (depth > Types.MAX_DEPTH) {
      return "...";
    }
    if (type.equals("ay")) {
      return blob.size() <= 64 ? java.util.HexFormat.of().formatHex(blob.all(64)) : blob.size() + " bytes";
    }
    switch (type.charAt(0)) {
      case 's', 'o', 'g':
        return string();
      case 'v':
        return value().text(depth + 1);
      case 'b':
        return number() != 0 ? "true" : "false";
      case 'n', 'q', 'i', 'u', 'x', 't', 'y', 'h':
        return new BigInteger(Long.toUnsignedString(number())).toString();
      case 'a', '(', '{':
        List<String> words = new ArrayList<>();
        for (GVariant child : children()) {
          words.add(child.text(depth + 1));
        }
        return type.charAt(0) == '{' ? String.join(": ", words) : "[" + String.join(", ", words) + "]";
      default:
        return blob.size() + " bytes of type " + type;
    }
  }
}
