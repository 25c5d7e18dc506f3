package io.github.jdiffscope.format.executable.lua;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Writes functions as {@code luac -l} does, without line numbers and with constants in place (lopcodes.h of each version). */
final class LuaCode {
  private static final String[] NAMES_51 = ("MOVE LOADK LOADBOOL LOADNIL GETUPVAL GETGLOBAL GETTABLE SETGLOBAL SETUPVAL SETTABLE "
      + "NEWTABLE SELF ADD SUB MUL DIV MOD POW UNM NOT LEN CONCAT JMP EQ LT LE TEST TESTSET CALL TAILCALL RETURN FORLOOP FORPREP "
      + "TFORLOOP SETLIST CLOSE CLOSURE VARARG").split(" ");
  private static final String[] NAMES_52 = ("MOVE LOADK LOADKX LOADBOOL LOADNIL GETUPVAL GETTABUP GETTABLE SETTABUP SETUPVAL "
      + "SETTABLE NEWTABLE SELF ADD SUB MUL DIV MOD POW UNM NOT LEN CONCAT JMP EQ LT LE TEST TESTSET CALL TAILCALL RETURN FORLOOP "
      + "FORPREP TFORCALL TFORLOOP SETLIST CLOSURE VARARG EXTRAARG").split(" ");
  private static final String[] NAMES_53 = ("MOVE LOADK LOADKX LOADBOOL LOADNIL GETUPVAL GETTABUP GETTABLE SETTABUP SETUPVAL "
      + "SETTABLE NEWTABLE SELF ADD SUB MUL MOD POW DIV IDIV BAND BOR BXOR SHL SHR UNM BNOT NOT LEN CONCAT JMP EQ LT LE TEST "
      + "TESTSET CALL TAILCALL RETURN FORLOOP FORPREP TFORCALL TFORLOOP SETLIST CLOSURE VARARG EXTRAARG").split(" ");
  private static final String[] NAMES_54 = ("MOVE LOADI LOADF LOADK LOADKX LOADFALSE LFALSESKIP LOADTRUE LOADNIL GETUPVAL SETUPVAL "
      + "GETTABUP GETTABLE GETI GETFIELD SETTABUP SETTABLE SETI SETFIELD NEWTABLE SELF ADDI ADDK SUBK MULK MODK POWK DIVK IDIVK "
      + "BANDK BORK BXORK SHRI SHLI ADD SUB MUL MOD POW DIV IDIV BAND BOR BXOR SHL SHR MMBIN MMBINI MMBINK UNM BNOT NOT LEN CONCAT "
      + "CLOSE TBC JMP EQ LT LE EQK EQI LTI LEI GTI GEI TEST TESTSET CALL TAILCALL RETURN RETURN0 RETURN1 FORLOOP FORPREP TFORPREP "
      + "TFORCALL TFORLOOP SETLIST CLOSURE VARARG VARARGPREP EXTRAARG").split(" ");
  /** Up to 5.3: operands B and C from 256 on are constants. */
  private static final List<String> WITH_CONSTANTS = List.of("GETTABLE", "SETTABLE", "GETTABUP", "SETTABUP", "SELF", "ADD", "SUB",
      "MUL", "DIV", "MOD", "POW", "IDIV", "BAND", "BOR", "BXOR", "SHL", "SHR", "EQ", "LT", "LE");
  /** 5.4: operand C is a constant; it is one of these if the flag k is set. */
  private static final List<String> FLAGGED = List.of("SETTABUP", "SETTABLE", "SETI", "SETFIELD", "SELF");
  private static final List<String> THIRD_CONSTANT = List.of("GETTABUP", "GETFIELD", "ADDK", "SUBK", "MULK", "MODK", "POWK", "DIVK",
      "IDIVK", "BANDK", "BORK", "BXORK");
  private static final List<String> SECOND_CONSTANT = List.of("SETTABUP", "SETFIELD", "EQK", "MMBINK");
  private static final int LABEL_LENGTH = 4;

  private final int version;
  private final String[] names;

  LuaCode(int version) {
    this.version = version;
    this.names = switch (version) {
      case 0x51 -> NAMES_51;
      case 0x52 -> NAMES_52;
      case 0x53 -> NAMES_53;
      default -> NAMES_54;
    };
  }

  String text(LuaFunction function) {
    StringBuilder out = new StringBuilder("function of ").append(function.parameters()).append(" parameters")
        .append(function.vararg() != 0 ? " and more" : "").append(", stack ").append(function.stack()).append(", ")
        .append(function.functions().size()).append(" functions inside:\n");
    function.upvalues().forEach(name -> out.append("  upvalue ").append(name).append('\n'));
    function.locals().forEach(name -> out.append("  local ").append(name).append('\n'));
    Map<Integer, String> labels = labels(function);
    for (int i = 0; i < function.code().length; i++) {
      String label = labels.get(i);
      out.append(label == null ? "" : "  " + label + ":\n");
      int word = function.code()[i];
      String name = name(word);
      out.append("    ").append(name);
      int target = target(function, i);
      if (target != Integer.MIN_VALUE) {
        out.append(name.equals("JMP") ? "" : " " + a(word)).append(" to ").append(labels.getOrDefault(target, "<outside>"));
      } else {
        operands(function, name, word, out);
      }
      out.append('\n');
    }
    return out.toString();
  }

  private String name(int word) {
    int opcode = word & (version == 0x54 ? 0x7F : 0x3F);
    return opcode < names.length ? names[opcode] : "OP_" + opcode;
  }

  private int a(int word) {
    return word >>> (version == 0x54 ? 7 : 6) & 0xFF;
  }

  /** Returns where an instruction jumps to, the least number if it does not. */
  private int target(LuaFunction function, int index) {
    int word = function.code()[index];
    boolean newest = version == 0x54;
    int wide = word >>> (newest ? 15 : 14);
    return switch (name(word)) {
      case "JMP" -> index + 1 + (newest ? (word >>> 7) - 16_777_215 : wide - 131_071);
      case "FORLOOP" -> index + 1 + (newest ? -wide : wide - 131_071);
      case "FORPREP" -> index + 1 + (newest ? wide + 1 : wide - 131_071);
      case "TFORPREP" -> index + 1 + wide;
      case "TFORLOOP" -> version == 0x51 ? Integer.MIN_VALUE : index + 1 + (newest ? -wide : wide - 131_071);
      default -> Integer.MIN_VALUE;
    };
  }

  private Map<Integer, String> labels(LuaFunction function) {
    TreeSet<Integer> targets = new TreeSet<>();
    for (int i = 0; i < function.code().length; i++) {
      targets.add(target(function, i));
    }
    Map<Integer, String> result = new HashMap<>();
    Map<String, Integer> seen = new HashMap<>();
    for (int target : targets) {
      if (target >= 0 && target < function.code().length) {
        int hash = 7;
        for (int i = target; i < Math.min(function.code().length, target + LABEL_LENGTH); i++) {
          hash = hash * 31 + name(function.code()[i]).hashCode();
        }
        String name = "." + Integer.toHexString((hash ^ hash >>> 16) & 0xFFFF | 0x10000).substring(1);
        int count = seen.merge(name, 1, Integer::sum);
        result.put(target, count == 1 ? name : name + "_" + count);
      }
    }
    return result;
  }

  private void operands(LuaFunction function, String name, int word, StringBuilder out) {
    boolean newest = version == 0x54;
    int wide = word >>> (newest ? 15 : 14);
    switch (name) {
      case "EXTRAARG" -> out.append(' ').append(word >>> (newest ? 7 : 6));
      case "LOADK", "GETGLOBAL", "SETGLOBAL" -> out.append(' ').append(a(word)).append(' ').append(constant(function, wide));
      // Which function is made follows from the order of the functions.
      case "CLOSURE" -> out.append(' ').append(a(word));
      case "LOADI", "LOADF" -> out.append(' ').append(a(word)).append(' ').append(wide - 65_535);
      default -> {
        out.append(' ').append(a(word));
        if (newest) {
          newest(function, name, word, out);
        } else {
          boolean constants = WITH_CONSTANTS.contains(name);
          out.append(' ').append(register(function, word >>> 23, constants)).append(' ')
              .append(register(function, word >>> 14 & 0x1FF, constants));
        }
      }
    }
  }

  private void newest(LuaFunction function, String name, int word, StringBuilder out) {
    int b = word >>> 16 & 0xFF;
    int c = word >>> 24;
    boolean flag = (word >>> 15 & 1) != 0;
    out.append(' ').append(SECOND_CONSTANT.contains(name) ? constant(function, b) : String.valueOf(b));
    boolean constant = THIRD_CONSTANT.contains(name) || flag && FLAGGED.contains(name);
    out.append(' ').append(constant ? constant(function, c) : String.valueOf(c)).append(flag ? " k" : "");
  }

  private static String register(LuaFunction function, int value, boolean constants) {
    return constants && value >= 256 ? constant(function, value - 256) : Integer.toString(value);
  }

  private static String constant(LuaFunction function, int index) {
    return index >= 0 && index < function.constants().size() ? function.constants().get(index) : "<constant " + index + ">";
  }
}
