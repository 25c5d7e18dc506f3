package io.github.jdiffscope.format.executable.code;

import java.util.ArrayList;
import java.util.List;

/** Reads RISC-V code of 64 or 32 bits with the extensions M, A, F, D and C. */
public final class RiscvDisassembler implements Disassembler {
  private static final int BEGINNING = 2;

  private final boolean wide;

  public RiscvDisassembler(boolean wide) {
    this.wide = wide;
  }

  @Override
  public void digest(byte[] code, int from, int to, long address, Operands names, Mixer digest) {
    RiscvInstruction in = new RiscvInstruction(wide);
    RiscvPlaces places = new RiscvPlaces(names, wide);
    for (int at = from; at < to; at += in.length) {
      in.read(code, at, to);
      long here = address + (at - from);
      String name = places.follow(in, here, code, at, to);
      if (in.isBranch() || in.isJump()) {
        long target = target(in, here, names);
        boolean inner = target >= address && target < address + (to - from);
        digest.add(in.withoutNumber());
        digest.add(inner ? Long.toHexString(target - address) : target(in, here, target, names));
      } else if (name != null) {
        digest.add(in.withoutNumber());
        digest.add(name);
      } else {
        digest.add(in.word == 0 ? in.raw : in.word);
      }
    }
  }

  /** Returns where a branch or jump goes. */
  private static long target(RiscvInstruction in, long here, Operands names) {
    return !names.isRelocated(here, here, 4) ? here + in.distance() : names.relocatedTarget(here, here);
  }

  private static String target(RiscvInstruction in, long here, long target, Operands names) {
    String relocated = names.relocated(here, here, 4);
    return relocated != null ? relocated : names.code(target);
  }

  @Override
  public void print(byte[] code, int from, int to, long address, Operands names, StringBuilder out) {
    RiscvInstruction in = new RiscvInstruction(wide);
    RiscvPrinter printer = new RiscvPrinter(in, out);
    RiscvPlaces places = new RiscvPlaces(names, wide);
    for (int at = from; at < to; at += in.length) {
      in.read(code, at, to);
      long here = address + (at - from);
      String name = places.follow(in, here, code, at, to);
      boolean goes = in.isBranch() || in.isJump();
      out.append("    ");
      printer.print(goes ? target(in, here, target(in, here, names), names) : name);
      out.append('\n');
    }
  }

  @Override
  public List<Step> steps(List<CodeRange> ranges, Operands names) {
    List<Step> steps = new ArrayList<>();
    RiscvInstruction in = new RiscvInstruction(wide);
    StringBuilder text = new StringBuilder();
    RiscvPrinter printer = new RiscvPrinter(in, text);
    for (CodeRange range : ranges) {
      RiscvPlaces places = new RiscvPlaces(names, wide);
      for (int at = range.from(); at < range.to(); at += in.length) {
        in.read(range.code(), at, range.to());
        long here = range.address() + (at - range.from());
        String name = places.follow(in, here, range.code(), at, range.to());
        text.setLength(0);
        steps.add(step(in, here, name, ranges, names, printer, text));
      }
    }
    return steps;
  }

  private static Step step(RiscvInstruction in, long here, String place, List<CodeRange> ranges, Operands names,
      RiscvPrinter printer, StringBuilder text) {
    if (in.word == RiscvInstruction.NOP) {
      return new Step(here, "nop", Step.Flow.PADDING, -1, null, in.word);
    }
    boolean goes = in.isBranch() || in.isJump();
    long target = goes ? target(in, here, names) : -1;
    boolean call = in.isJump() && in.rd() != 0;
    boolean inner = goes && !call && target != -1 && CodeRange.anyContains(ranges, target);
    printer.print(inner ? "" : goes ? target(in, here, target, names) : place);
    String said = text.toString();
    if (inner) {
      return new Step(here, said, in.isJump() ? Step.Flow.JUMP : Step.Flow.BRANCH, target,
          in.isJump() ? null : inverse(in, printer, text), in.isJump() ? in.withoutNumber() : 5);
    }
    boolean ends = in.isJump() && !call || in.isIndirect() && in.rd() == 0 || in.word == 0x100073 || in.word == 0xC0001073
        || in.raw == 0;
    return new Step(here, said, ends ? Step.Flow.END : Step.Flow.NEXT, -1, null, in.withoutNumber());
  }

  /** Returns the branch with the inverse condition: they differ in the lowest bit of the function. */
  private static String inverse(RiscvInstruction in, RiscvPrinter printer, StringBuilder text) {
    int word = in.word;
    in.word ^= 1 << 12;
    text.setLength(0);
    printer.print("");
    in.word = word;
    return text.toString();
  }

  @Override
  public int beginning(byte[] code, int at, int to) {
    RiscvInstruction in = new RiscvInstruction(wide);
    int hash = 7;
    int position = at;
    for (int i = 0; i < BEGINNING && position >= 0 && position < to; i++, position += in.length) {
      in.read(code, position, to);
      hash = hash * 31 + in.withoutNumber();
    }
    return hash;
  }
}
