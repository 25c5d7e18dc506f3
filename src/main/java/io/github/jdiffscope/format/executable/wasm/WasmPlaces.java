package io.github.jdiffscope.format.executable.wasm;

import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.Operands;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Names places of memory by what lies there, so that data that only moved changes no code: a text by itself, other data by
 * its first bytes, memory that starts as zeros as such.
 *
 * <p>A module tells numbers from addresses nowhere. A number is taken for an address where data lies at it, or where some
 * instruction loads from it or stores to it.
 */
final class WasmPlaces implements Operands {
  private static final int TEXT_LEAST = 4;
  private static final int SHOWN = 8;
  /** Fields of a record lie within this of its start: a smaller offset of a load tells nothing about an address. */
  private static final int RECORD = 4096;
  /** Memory that starts as zeros is taken to go on this far behind the last address that is used. */
  private static final int NEAR = 1024;

  private final TreeMap<Long, byte[]> segments;
  private final Set<Long> used = new HashSet<>();
  private final int tableSize;
  private long lastUsed;

  /**
   * Makes a namer.
   *
   * @param segments what memory starts with, by address
   * @param tableSize numbers below it may stand for functions, which are numbered anew when one is added
   */
  WasmPlaces(TreeMap<Long, byte[]> segments, int tableSize) {
    this.segments = segments;
    this.tableSize = tableSize;
  }

  /** Returns a namer that takes every number for a number. */
  static WasmPlaces none() {
    return new WasmPlaces(new TreeMap<>(), 0);
  }

  /** Takes note of an address that an instruction loads from or stores to. */
  void use(long address) {
    if (!segments.isEmpty() && address >= segments.firstKey()) {
      used.add(address);
      lastUsed = Math.max(lastUsed, address);
    }
  }

  /** Takes note of the offset of a load or store whose base is no constant: of a record, or of an array at a place. */
  void useOffset(long offset, long frame) {
    if (offset >= Math.max(frame, RECORD)) {
      use(offset);
    }
  }

  /**
   * Returns how an offset of a load or store is written.
   *
   * @param frame how many bytes the function takes of the stack: offsets within are of those
   */
  String offset(long value, long frame) {
    String name = value < frame || value < RECORD && !used.contains(value) ? null : name(value);
    return name == null ? Long.toUnsignedString(value) : name;
  }

  /** Returns how a constant is written that may be an address. */
  String constant(long value) {
    String name = name(value);
    return name == null ? Long.toString(value) : name;
  }

  private String name(long value) {
    if (segments.isEmpty() || value < segments.firstKey()) {
      return null;
    }
    Map.Entry<Long, byte[]> segment = segments.floorEntry(value);
    long at = value - segment.getKey();
    boolean within = at < segment.getValue().length;
    String text = within ? text(segment.getValue(), (int) at, 1) : null;
    if (text != null) {
      return text;
    }
    boolean number = within ? isRound(value) || isInText(segment.getValue(), (int) at)
        : value > lastUsed + NEAR || Long.bitCount(value) == 1;
    return number && !used.contains(value) ? null : within ? content(segment.getKey(), segment.getValue(), (int) at) : "<zeros>";
  }

  /** A few bytes are a text only if they are letters and signs of ASCII. */
  private static String text(byte[] content, int at, int least) {
    if (at > 0 && content[at - 1] != 0) {
      return null;
    }
    int length = TextLiteral.length(content, at);
    for (int i = at; length < TEXT_LEAST && i < at + length; i++) {
      if (!isText(content[i])) {
        return null;
      }
    }
    return length < least ? null : TextLiteral.quoted(content, at, at + length);
  }

  private static boolean isInText(byte[] content, int at) {
    return at > 0 && isText(content[at - 1]) && (isText(content[at]) || content[at] == 0);
  }

  private static boolean isText(byte b) {
    return b >= ' ' && b < 127;
  }

  private static boolean isRound(long value) {
    return Long.bitCount(value) <= 2 || Long.bitCount(value + 1) <= 2 || value % 1000 == 0;
  }

  /** Pointers and numbers of functions in the data change with every build: they count as such, not by their values. */
  private String content(long start, byte[] content, int at) {
    StringBuilder out = new StringBuilder("<data ");
    ByteView view = new ByteView(content, true);
    int end = Math.min(content.length, at + SHOWN);
    for (int i = at; i < end; ) {
      boolean word = (start + i) % 4 == 0 && i + 4 <= content.length;
      long value = word ? view.u32(i) : 0;
      if (word && (pointer(value) || value != 0 && value < tableSize)) {
        out.append(pointer(value) ? "*" : "#");
        i += 4;
      } else {
        TextLiteral.hex(content, i, i + 1, out);
        i++;
      }
    }
    return out.append('>').toString();
  }

  private boolean pointer(long value) {
    if (used.contains(value)) {
      return true;
    }
    Map.Entry<Long, byte[]> segment = segments.floorEntry(value);
    long at = segment == null ? Long.MAX_VALUE : value - segment.getKey();
    return segment != null && at < segment.getValue().length && text(segment.getValue(), (int) at, TEXT_LEAST) != null;
  }

  /** Returns the words of a segment that hold addresses, and those addresses. */
  Map<Long, Long> pointers(long start, byte[] content) {
    Map<Long, Long> found = new HashMap<>();
    ByteView view = new ByteView(content, true);
    for (int at = (int) (-start & 3); at + 4 <= content.length; at += 4) {
      long value = view.u32(at);
      if (value >= RECORD && pointer(value)) {
        found.put(start + at, value);
      }
    }
    return found;
  }

  @Override
  public String code(long target) {
    return "";
  }

  @Override
  public String data(long target, int size) {
    return constant(target);
  }

  @Override
  public String relocated(long address, long next, int size) {
    return null;
  }

  @Override
  public String absolute(long value) {
    return name(value);
  }
}
