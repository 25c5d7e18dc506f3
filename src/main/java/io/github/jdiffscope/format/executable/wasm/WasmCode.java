package io.github.jdiffscope.format.executable.wasm;

import java.util.List;

/** Writes function bodies as text: one instruction a line, functions and globals by name where there is one. */
final class WasmCode {
  private static final String[] NAMES = new String[256];
  private static final String MEMORY = "i32.load i64.load f32.load f64.load i32.load8_s i32.load8_u i32.load16_s i32.load16_u "
      + "i64.load8_s i64.load8_u i64.load16_s i64.load16_u i64.load32_s i64.load32_u i32.store i64.store f32.store f64.store "
      + "i32.store8 i32.store16 i64.store8 i64.store16 i64.store32";
  private static final String NUMERIC = "i32.eqz i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s i32.gt_u i32.le_s i32.le_u i32.ge_s "
      + "i32.ge_u i64.eqz i64.eq i64.ne i64.lt_s i64.lt_u i64.gt_s i64.gt_u i64.le_s i64.le_u i64.ge_s i64.ge_u f32.eq f32.ne "
      + "f32.lt f32.gt f32.le f32.ge f64.eq f64.ne f64.lt f64.gt f64.le f64.ge i32.clz i32.ctz i32.popcnt i32.add i32.sub "
      + "i32.mul i32.div_s i32.div_u i32.rem_s i32.rem_u i32.and i32.or i32.xor i32.shl i32.shr_s i32.shr_u i32.rotl i32.rotr "
      + "i64.clz i64.ctz i64.popcnt i64.add i64.sub i64.mul i64.div_s i64.div_u i64.rem_s i64.rem_u i64.and i64.or i64.xor "
      + "i64.shl i64.shr_s i64.shr_u i64.rotl i64.rotr f32.abs f32.neg f32.ceil f32.floor f32.trunc f32.nearest f32.sqrt f32.add "
      + "f32.sub f32.mul f32.div f32.min f32.max f32.copysign f64.abs f64.neg f64.ceil f64.floor f64.trunc f64.nearest f64.sqrt "
      + "f64.add f64.sub f64.mul f64.div f64.min f64.max f64.copysign i32.wrap_i64 i32.trunc_f32_s i32.trunc_f32_u "
      + "i32.trunc_f64_s i32.trunc_f64_u i64.extend_i32_s i64.extend_i32_u i64.trunc_f32_s i64.trunc_f32_u i64.trunc_f64_s "
      + "i64.trunc_f64_u f32.convert_i32_s f32.convert_i32_u f32.convert_i64_s f32.convert_i64_u f32.demote_f64 "
      + "f64.convert_i32_s f64.convert_i32_u f64.convert_i64_s f64.convert_i64_u f64.promote_f32 i32.reinterpret_f32 "
      + "i64.reinterpret_f64 f32.reinterpret_i32 f64.reinterpret_i64 i32.extend8_s i32.extend16_s i64.extend8_s "
      + "i64.extend16_s i64.extend32_s";

  static {
    String[] memory = MEMORY.split(" ");
    System.arraycopy(memory, 0, NAMES, 0x28, memory.length);
    String[] numeric = NUMERIC.split(" ");
    System.arraycopy(numeric, 0, NAMES, 0x45, numeric.length);
  }

  private final List<String> functions;
  private final List<String> globals;

  WasmCode(List<String> functions, List<String> globals) {
    this.functions = functions;
    this.globals = globals;
  }

  /** Appends instructions up to the end of the reader. */
  void print(WasmReader in, StringBuilder out) {
    int depth = 1;
    while (in.more()) {
      int opcode = in.u8();
      if (opcode == 0x0B || opcode == 0x05) {
        depth = Math.max(1, depth - 1);
      }
      out.append("  ".repeat(Math.min(depth, 20) + 1));
      instruction(in, opcode, out);
      out.append('\n');
      if (opcode >= 2 && opcode <= 6 || opcode == 0x1F) {
        depth++;
      }
    }
  }

  private void instruction(WasmReader in, int opcode, StringBuilder out) {
    if (opcode >= 0x28 && opcode <= 0x3E) {
      int align = (int) in.number();
      long offset = in.number();
      out.append(NAMES[opcode]).append(offset == 0 ? "" : " offset=" + offset).append(" align=").append(align);
    } else if (NAMES[opcode] != null) {
      out.append(NAMES[opcode]);
    } else if (opcode >= 0xFB) {
      prefixed(in, opcode, out);
    } else {
      control(in, opcode, out);
    }
  }

  private void control(WasmReader in, int opcode, StringBuilder out) {
    switch (opcode) {
      case 0x00 -> out.append("unreachable");
      case 0x01 -> out.append("nop");
      case 0x02, 0x03, 0x04, 0x06 -> out.append(new String[] {"block", "loop", "if", "", "try"}[opcode - 2]).append(blockType(in));
      case 0x05 -> out.append("else");
      case 0x07, 0x08 -> out.append(opcode == 7 ? "catch " : "throw ").append(in.number());
      case 0x0B -> out.append("end");
      case 0x0C, 0x0D -> out.append(opcode == 0x0C ? "br " : "br_if ").append(in.number());
      case 0x0E -> {
        out.append("br_table");
        for (int i = in.count(); i >= 0; i--) {
          out.append(' ').append(in.number());
        }
      }
      case 0x0F -> out.append("return");
      case 0x10, 0x12 -> out.append(opcode == 0x10 ? "call " : "return_call ").append(at(functions, in.number()));
      case 0x11, 0x13 -> out.append("call_indirect type ").append(in.number()).append(" table ").append(in.number());
      case 0x1A -> out.append("drop");
      case 0x1B -> out.append("select");
      case 0x1C -> {
        out.append("select");
        for (int i = in.count(); i > 0; i--) {
          out.append(' ').append(in.valueType());
        }
      }
      case 0x20, 0x21, 0x22 -> out.append(new String[] {"local.get ", "local.set ", "local.tee "}[opcode - 0x20])
          .append(in.number());
      case 0x23, 0x24 -> out.append(opcode == 0x23 ? "global.get " : "global.set ").append(at(globals, in.number()));
      case 0x25, 0x26 -> out.append(opcode == 0x25 ? "table.get " : "table.set ").append(in.number());
      case 0x3F, 0x40 -> out.append(opcode == 0x3F ? "memory.size " : "memory.grow ").append(in.number());
      case 0x41 -> out.append("i32.const ").append(in.signed());
      case 0x42 -> out.append("i64.const ").append(in.signed());
      case 0x43 -> out.append("f32.const ").append(Float.intBitsToFloat((int) fixed(in, 4)));
      case 0x44 -> out.append("f64.const ").append(Double.longBitsToDouble(fixed(in, 8)));
      case 0xD0 -> out.append("ref.null ").append(in.signed());
      case 0xD1 -> out.append("ref.is_null");
      case 0xD2 -> out.append("ref.func ").append(at(functions, in.number()));
      default -> out.append("op.").append(Integer.toHexString(opcode));
    }
  }

  /** Bulk memory, conversions, vectors, threads: by number, with the immediates that keep the reader in step. */
  private static void prefixed(WasmReader in, int opcode, StringBuilder out) {
    long sub = in.number();
    out.append("op.").append(Integer.toHexString(opcode)).append('.').append(Long.toHexString(sub));
    int numbers = 0;
    if (opcode == 0xFC) {
      numbers = sub < 8 ? 0 : sub == 8 || sub == 10 || sub == 12 || sub == 14 ? 2 : 1;
    } else if (opcode == 0xFD) {
      boolean memory = sub <= 11 || sub == 92 || sub == 93;
      boolean lane = sub >= 21 && sub <= 34;
      numbers = memory ? 2 : sub >= 84 && sub <= 91 ? 3 : lane ? 1 : 0;
      if (sub == 12 || sub == 13) {
        for (int i = 0; i < 16; i++) {
          out.append(' ').append(in.u8());
        }
      }
    } else if (opcode == 0xFE) {
      numbers = sub == 3 ? 1 : 2;
    }
    for (int i = 0; i < numbers; i++) {
      out.append(' ').append(in.number());
    }
  }

  private static String blockType(WasmReader in) {
    int first = in.bytes[Math.min(in.at, in.bytes.length - 1)] & 0xFF;
    if (first == 0x40) {
      in.u8();
      return "";
    }
    return first >= 0x6F && first <= 0x7F ? " (result " + in.valueType() + ")" : " (type " + in.signed() + ")";
  }

  private static long fixed(WasmReader in, int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (long) in.u8() << 8 * i;
    }
    return value;
  }

  private static String at(List<String> names, long index) {
    return index >= 0 && index < names.size() ? names.get((int) index) : Long.toString(index);
  }
}
