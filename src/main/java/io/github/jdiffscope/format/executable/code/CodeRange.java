package io.github.jdiffscope.format.executable.code;

import java.util.List;

/**
 * A run of machine code; a function has several where the compiler put the code it thinks unlikely elsewhere.
 *
 * @param from first byte in {@code code}
 * @param address where that byte is loaded
 */
public record CodeRange(byte[] code, int from, int to, long address) {

  public boolean contains(long place) {
    return place >= address && place - address < to - from;
  }

  static boolean anyContains(List<CodeRange> ranges, long place) {
    for (CodeRange range : ranges) {
      if (range.contains(place)) {
        return true;
      }
    }
    return false;
  }
}
