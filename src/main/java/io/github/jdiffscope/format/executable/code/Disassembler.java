package io.github.jdiffscope.format.executable.code;

/** Reads the machine code of one function. Has no state that outlives a call. */
public interface Disassembler {

  /**
   * Mixes what a function does into a digest: its bytes, without addresses, and the names of what it refers to.
   *
   * @param from first byte of the function in {@code code}
   * @param address where that byte is loaded
   */
  void digest(byte[] code, int from, int to, long address, Operands names, Mixer digest);

  /** Appends a function's instructions, one a line. */
  void print(byte[] code, int from, int to, long address, Operands names, StringBuilder out);
}
