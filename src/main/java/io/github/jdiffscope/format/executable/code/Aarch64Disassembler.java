package io.github.jdiffscope.format.executable.code;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** Reads AArch64 code. */
public final class Aarch64Disassembler implements Disassembler {
  private static final int LABEL_LENGTH = 4;

  @Override
  public void digest(byte[] code, int from, int to, long address, Operands names, Mixer digest) {
    Aarch64Instruction in = new Aarch64Instruction(names);
    for (int at = from; at + 4 <= to; at += 4) {
      in.read(word(code, at), address + (at - from), address, to - from);
      digest.add(in.shape());
      if (in.name() != null) {
        digest.add(in.name());
      } else if (in.isBranch()) {
        digest.add(in.target() - address);
      }
    }
    digest.add(code, to - (to - from) % 4, to);
  }

  @Override
  public void print(byte[] code, int from, int to, long address, Operands names, StringBuilder out) {
    Map<Long, String> labels = labels(code, from, to, address, names);
    Aarch64Instruction in = new Aarch64Instruction(names);
    for (int at = from; at + 4 <= to; at += 4) {
      long here = address + (at - from);
      String label = labels.get(here);
      if (label != null) {
        out.append("  ").append(label).append(":\n");
      }
      in.read(word(code, at), here, address, to - from);
      String name = in.name() == null && in.isBranch() ? labels.get(in.target()) : in.name();
      out.append("    ");
      Aarch64Printer.print(in, name, out);
      out.append('\n');
    }
  }

  private static Map<Long, String> labels(byte[] code, int from, int to, long address, Operands names) {
    Aarch64Instruction in = new Aarch64Instruction(names);
    TreeSet<Long> targets = new TreeSet<>();
    for (int at = from; at + 4 <= to; at += 4) {
      in.read(word(code, at), address + (at - from), address, to - from);
      if (in.isBranch() && in.name() == null) {
        targets.add(in.target());
      }
    }
    Map<Long, String> result = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (long target : targets) {
      int hash = 7;
      int start = from + (int) (target - address);
      for (int at = start; at + 4 <= Math.min(to, start + 4 * LABEL_LENGTH); at += 4) {
        in.read(word(code, at), address + (at - from), address, to - from);
        hash = hash * 31 + in.shape();
      }
      String name = "." + Integer.toHexString((hash ^ hash >>> 16) & 0xFFFF | 0x10000).substring(1);
      int count = seen.merge(name, 1, Integer::sum);
      result.put(target, count == 1 ? name : name + "_" + count);
    }
    return result;
  }

  /** Instructions are little-endian whatever the data is (Arm ARM, B2.6.2). */
  private static int word(byte[] code, int at) {
    return code[at] & 0xFF | (code[at + 1] & 0xFF) << 8 | (code[at + 2] & 0xFF) << 16 | code[at + 3] << 24;
  }
}
