package io.github.jdiffscope.format.executable.code;

import java.util.List;

/** Reads the machine code of one function. Has no state that outlives a call. */
public interface Disassembler {

  /**
   * Mixes what a function does into a digest: its bytes, without addresses, and the names of what it refers to.
   *
   * @param from first byte of the function in {@code code}
   * @param address where that byte is loaded
   */
  void digest(byte[] code, int from, int to, long address, Operands names, Mixer digest);

  /** Appends a function's instructions in the order of their addresses, one a line, nothing left out. */
  void print(byte[] code, int from, int to, long address, Operands names, StringBuilder out);

  /**
   * Returns the instructions of a function in the order of their addresses, range by range; the line numbers of the source
   * that calls hand on for messages are left out of their text. Null if the machine's code cannot be read.
   */
  default List<Step> steps(List<CodeRange> ranges, Operands names) {
    return null;
  }

  /** Returns a number that tells the first instructions at a position, without places and numbers. */
  default int beginning(byte[] code, int at, int to) {
    return 0;
  }
}
