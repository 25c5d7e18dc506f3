package io.github.jdiffscope.format.executable.code;

import java.util.Arrays;

/**
 * Follows the addresses that RISC-V code puts together of two parts: AUIPC or LUI hold the high one, the instruction that uses
 * the register the low one.
 */
final class RiscvPlaces {
  private static final int REACH = 24;

  private final Operands names;
  private final boolean wide;
  private final long[] values = new long[32];
  private final boolean[] known = new boolean[32];
  private final String[] said = new String[32];
  private final RiscvInstruction ahead;

  RiscvPlaces(Operands names, boolean wide) {
    this.names = names;
    this.wide = wide;
    this.ahead = new RiscvInstruction(wide);
  }

  /**
   * Returns the name of the place an instruction refers to, empty for the high part of one that a later instruction names,
   * null if it refers to none or jumps to another place of its function.
   */
  String follow(RiscvInstruction in, long here, byte[] code, int at, int to) {
    String relocated = names.relocated(here, here, 4);
    int opcode = in.opcode();
    if (opcode == 0x17 || opcode == 0x37) {
      return high(in, here, relocated, isUsed(in, code, at, to));
    }
    String name = null;
    int base = in.rs1();
    if (in.isUse() && said[base] != null) {
      name = said[base];
    } else if (in.isUse() && relocated != null) {
      name = relocated;
    } else if (in.isUse() && known[base]) {
      name = name(in, narrow(values[base] + (in.isStore() ? in.stored() : in.immediate())));
    }
    if (in.isIndirect()) {
      forgetAll();
    } else {
      forget(in.written());
    }
    return name;
  }

  private String high(RiscvInstruction in, long here, String relocated, boolean used) {
    int register = in.rd();
    said[register] = relocated;
    boolean absolute = in.opcode() == 0x37;
    values[register] = narrow((absolute ? 0 : here) + (in.word & 0xFFFFF000));
    // A constant may be any number; only a program at a fixed place has addresses in it.
    known[register] = relocated == null && register != 0 && (!absolute || names.absolute(values[register]) != null);
    return relocated != null && used ? "" : relocated != null ? relocated : known[register] && !absolute && used ? "" : null;
  }

  private String name(RiscvInstruction in, long target) {
    return in.isIndirect() ? names.code(target) : names.data(target, in.size());
  }

  private long narrow(long address) {
    return wide ? address : address & 0xFFFF_FFFFL;
  }

  /** Returns whether a later instruction uses the register before it is written again. */
  private boolean isUsed(RiscvInstruction in, byte[] code, int at, int to) {
    int register = in.rd();
    int next = at + in.length;
    for (int i = 0; i < REACH && next < to; i++) {
      ahead.read(code, next, to);
      if (ahead.isUse() && ahead.rs1() == register) {
        return true;
      } else if (ahead.written() == register) {
        return false;
      }
      next += ahead.length;
    }
    return false;
  }

  private void forget(int register) {
    known[register] = false;
    said[register] = null;
  }

  private void forgetAll() {
    Arrays.fill(known, false);
    Arrays.fill(said, null);
  }
}
