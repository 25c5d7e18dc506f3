package io.github.jdiffscope.format.executable.code;

import java.util.SortedSet;
import java.util.TreeSet;

/** Finds where functions start that nothing names: where calls go. */
public final class CallTargets {
  private static final int CALL = 0xE8;
  private static final int BRANCH_WITH_LINK = 0x25;

  private CallTargets() {}

  /**
   * Returns the addresses that x86 code calls.
   *
   * @param address where the byte at {@code from} is loaded
   */
  public static SortedSet<Long> x86(byte[] code, int from, int to, long address, boolean wide) {
    X86Instruction in = new X86Instruction(wide);
    SortedSet<Long> targets = new TreeSet<>();
    for (int at = from; at < to; at += Math.max(1, in.length)) {
      if (in.decode(code, at, to) > 0 && in.relative && in.map == 0 && in.opcode == CALL) {
        targets.add(address + (at - from) + in.length + in.immediate);
      }
    }
    return targets;
  }

  /** Returns the addresses that AArch64 code calls. */
  public static SortedSet<Long> aarch64(byte[] code, int from, int to, long address) {
    SortedSet<Long> targets = new TreeSet<>();
    for (int at = from; at + 4 <= to; at += 4) {
      int word = code[at] & 0xFF | (code[at + 1] & 0xFF) << 8 | (code[at + 2] & 0xFF) << 16 | code[at + 3] << 24;
      if (word >>> 26 == BRANCH_WITH_LINK) {
        targets.add(address + (at - from) + ((long) (word << 6 >> 6) << 2));
      }
    }
    return targets;
  }
}
