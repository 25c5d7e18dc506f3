package io.github.jdiffscope.format.jvm;

import java.util.HashMap;
import java.util.Map;

/**
 * Names for the places that branches and handlers refer to. A name is made of the instructions that follow the place,
 * so that code inserted elsewhere in the method changes no label.
 */
final class BranchLabels {
  private static final int LOOK_AHEAD = 3;

  private final MethodBody body;
  private final ConstantText constants;
  private final boolean[] targets;
  private final String[] names;
  private boolean any;

  BranchLabels(MethodBody body, ConstantText constants) {
    this.body = body;
    this.constants = constants;
    this.targets = new boolean[body.length + 1];
    this.names = new String[body.length + 1];
    findTargets();
    if (any) {
      nameTargets();
    }
  }

  /** Returns the name of the place, or null if nothing refers to it or no instruction starts there. */
  String at(int pc) {
    return names[pc];
  }

  /** Returns how an operand names a place. */
  String to(long pc) {
    return pc >= 0 && pc < names.length && names[(int) pc] != null ? names[(int) pc] : "byte " + pc;
  }

  private void mark(long pc) {
    if (pc >= 0 && pc < targets.length) {
      targets[(int) pc] = true;
      any = true;
    }
  }

  private void findTargets() {
    int pc = 0;
    while (pc < body.length) {
      int step = body.lengthAt(pc);
      if (step == 0) {
        break;
      }
      markTargetsOf(pc);
      pc += step;
    }
    for (int i = 0; i < body.handlers.length; i += 4) {
      mark(body.handlers[i]);
      mark(body.handlers[i + 1]);
      mark(body.handlers[i + 2]);
    }
  }

  private void markTargetsOf(int pc) {
    int at = body.start + pc;
    switch (Opcodes.operands(body.opcodeAt(pc))) {
      case 'j' -> mark(pc + (short) Opcodes.u2(body.bytes, at + 1));
      case 'J' -> mark((long) pc + Opcodes.i4(body.bytes, at + 1));
      case 't', 'w' -> markSwitch(pc);
      default -> { }
    }
  }

  private void markSwitch(int pc) {
    int at = body.start + Opcodes.padded(pc);
    boolean table = body.opcodeAt(pc) == Opcodes.TABLESWITCH;
    mark((long) pc + Opcodes.i4(body.bytes, at));
    int end = body.start + pc + body.lengthAt(pc);
    for (int i = at + 12; i + 4 <= end; i += table ? 4 : 8) {
      mark((long) pc + Opcodes.i4(body.bytes, i));
    }
  }

  private void nameTargets() {
    Map<Integer, Integer> seen = new HashMap<>();
    int pc = 0;
    while (pc <= body.length) {
      if (targets[pc]) {
        int hash = hashFrom(pc) & 0xFFFF;
        Integer earlier = seen.get(hash);
        int number = earlier == null ? 1 : earlier + 1;
        seen.put(hash, number);
        names[pc] = name(hash, number);
      }
      int step = pc < body.length ? body.lengthAt(pc) : 0;
      if (step == 0) {
        break;
      }
      pc += step;
    }
  }

  private static String name(int hash, int number) {
    StringBuilder name = new StringBuilder(8).append('L');
    ModifiedUtf8.hex(name, hash, 4);
    return number == 1 ? name.toString() : name.append('.').append(number).toString();
  }

  private int hashFrom(int pc) {
    int hash = 17;
    for (int i = 0; i < LOOK_AHEAD && pc < body.length; i++) {
      int step = body.lengthAt(pc);
      if (step == 0) {
        break;
      }
      hash = hash * 31 + hashAt(pc, step);
      pc += Opcodes.endsFlow(body.opcodeAt(pc)) ? body.length : step;
    }
    return hash ^ hash >>> 16;
  }

  private int hashAt(int pc, int step) {
    int opcode = body.opcodeAt(pc);
    int at = body.start + pc;
    return switch (Opcodes.operands(opcode)) {
      case 'j', 'J', 't', 'w' -> opcode >= Opcodes.GOTO_W ? opcode - Opcodes.GOTO_W + Opcodes.GOTO : opcode;
      case 'l' -> Opcodes.LDC + 31 * constants.of(body.bytes[at + 1] & 0xFF).hashCode();
      case 'c', 'I', 'D', 'm' -> (opcode == Opcodes.LDC_W ? Opcodes.LDC : opcode)
          + 31 * constants.of(Opcodes.u2(body.bytes, at + 1)).hashCode();
      default -> plainHash(at, step);
    };
  }

  private int plainHash(int at, int step) {
    int hash = 0;
    for (int i = 0; i < step; i++) {
      hash = hash * 31 + body.bytes[at + i];
    }
    return hash;
  }
}
