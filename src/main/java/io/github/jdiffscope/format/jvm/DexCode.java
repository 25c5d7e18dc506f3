package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The code of one method of a dex file, without offsets and item numbers; branches go to named places. */
final class DexCode implements SectionContent.TextSource {
  private static final int LOOK_AHEAD = 3;
  private static final int PACKED_SWITCH = 0x0100;
  private static final int SPARSE_SWITCH = 0x0200;
  private static final int ARRAY_DATA = 0x0300;

  private final DexFile file;
  private final long offset;

  /** @param target the place it refers to, -1 if it does not */
  private record Line(int pc, String text, int target) {}

  DexCode(DexFile file, long offset) {
    this.file = file;
    this.offset = offset;
  }

  @Override
  public CharSequence text() throws FormatException {
    DexReader in = new DexReader(file.bytes, offset);
    int registers = in.u2();
    int ins = in.u2();
    int outs = in.u2();
    int tries = in.u2();
    in.i4();
    int units = in.count(in.u4(), 2);
    int start = in.position();
    StringBuilder out = new StringBuilder(units * 20 + 64);
    out.append("registers=").append(registers).append(", ins=").append(ins).append(", outs=").append(outs).append('\n');
    List<Line> lines = lines(start, units);
    List<int[]> handlers = tries == 0 ? List.of() : handlers(start + units * 2 + (units & 1) * 2, tries);
    Map<Integer, String> labels = labels(lines, handlers);
    int last = -1;
    for (Line line : lines) {
      String label = line.pc() == last ? null : labels.get(line.pc());
      last = line.pc();
      if (label != null) {
        out.append("  ").append(label).append(":\n");
      }
      if (line.text().isEmpty()) {
        continue;
      }
      out.append("    ").append(line.text());
      if (line.target() >= 0) {
        out.append(place(labels, line.target()));
      }
      out.append('\n');
    }
    for (int[] handler : handlers) {
      out.append("  catch ").append(handler[3] < 0 ? "any" : Signatures.type(file.type(handler[3])))
          .append(" from ").append(place(labels, handler[0])).append(" to ").append(place(labels, handler[1]))
          .append(" at ").append(place(labels, handler[2])).append('\n');
    }
    return out;
  }

  private static String place(Map<Integer, String> labels, int pc) {
    String name = labels.get(pc);
    return name != null ? name : "unit " + pc;
  }

  private Map<Integer, String> labels(List<Line> lines, List<int[]> handlers) {
    Map<Integer, String> labels = new HashMap<>();
    for (Line line : lines) {
      labels.put(line.target(), "");
    }
    for (int[] handler : handlers) {
      labels.put(handler[0], "");
      labels.put(handler[1], "");
      labels.put(handler[2], "");
    }
    Map<Integer, String> named = new HashMap<>();
    Map<Integer, Integer> seen = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      int pc = lines.get(i).pc();
      if (labels.containsKey(pc) && !named.containsKey(pc)) {
        int hash = 17;
        for (int j = i; j < Math.min(i + LOOK_AHEAD, lines.size()); j++) {
          hash = hash * 31 + lines.get(j).text().hashCode();
        }
        hash = (hash ^ hash >>> 16) & 0xFFFF;
        int number = seen.merge(hash, 1, Integer::sum);
        StringBuilder name = new StringBuilder("L");
        ModifiedUtf8.hex(name, hash, 4);
        named.put(pc, number == 1 ? name.toString() : name.append('.').append(number).toString());
      }
    }
    return named;
  }

  private int unit(int start, int pc) {
    return file.bytes[start + pc * 2] & 0xFF | (file.bytes[start + pc * 2 + 1] & 0xFF) << 8;
  }

  private List<Line> lines(int start, int units) throws FormatException {
    List<Line> lines = new ArrayList<>(units / 2 + 1);
    Map<Integer, Integer> switches = new HashMap<>();
    int pc = 0;
    while (pc < units) {
      int first = unit(start, pc);
      int opcode = first & 0xFF;
      int length = first == PACKED_SWITCH || first == SPARSE_SWITCH || first == ARRAY_DATA
          ? payload(lines, start, pc, units, switches.getOrDefault(pc, pc)) : DexOpcodes.units(opcode);
      if (length == 0 || length > units - pc) {
        lines.add(new Line(pc, "not an instruction: " + Integer.toHexString(first) + " and " + (units - pc - 1)
            + " units, " + java.util.Arrays.hashCode(java.util.Arrays.copyOfRange(file.bytes, start + pc * 2,
                start + units * 2)), -1));
        break;
      }
      if (opcode != 0 || first == 0) {
        lines.add(instruction(start, pc, opcode));
      } else if (first != PACKED_SWITCH && first != SPARSE_SWITCH && first != ARRAY_DATA) {
        lines.add(new Line(pc, "nop " + (first >>> 8), -1));
      }
      if (opcode == 0x2B || opcode == 0x2C) {
        switches.put(pc + i4(start, pc + 1), pc);
      }
      pc += length;
    }
    lines.add(new Line(units, "", -1));
    return lines;
  }

  private int i4(int start, int pc) {
    return unit(start, pc) | unit(start, pc + 1) << 16;
  }

  /** Adds the lines of a table between the instructions and returns its length, 0 if it is cut off. */
  private int payload(List<Line> lines, int start, int pc, int units, int base) {
    int kind = unit(start, pc);
    long size = pc + 1 < units ? unit(start, pc + 1) : 0;
    long length = kind == PACKED_SWITCH ? size * 2 + 4 : size * 4 + 2;
    if (kind == ARRAY_DATA) {
      long count = pc + 4 <= units ? i4(start, pc + 2) & 0xFFFF_FFFFL : Integer.MAX_VALUE;
      length = (size * count + 1) / 2 + 4;
      if (length <= units - pc) {
        StringBuilder text = new StringBuilder("array-data, width ").append(size).append(':');
        for (int i = 0; i < size * count; i++) {
          ModifiedUtf8.hex(text.append(size > 0 && i % size == 0 ? " " : ""),
              file.bytes[start + pc * 2 + 8 + i] & 0xFF, 2);
        }
        lines.add(new Line(pc, text.toString(), -1));
      }
    } else if (length <= units - pc) {
      int values = kind == PACKED_SWITCH ? pc + 4 : pc + 2 + (int) size * 2;
      lines.add(new Line(pc, kind == PACKED_SWITCH ? "packed-switch cases" : "sparse-switch cases", -1));
      for (int i = 0; i < size; i++) {
        int key = kind == PACKED_SWITCH ? i4(start, pc + 2) + i : i4(start, pc + 2 + i * 2);
        lines.add(new Line(pc, "  " + key + ": ", base + i4(start, values + i * 2)));
      }
    }
    return length > units - pc ? 0 : (int) length;
  }

  private Line instruction(int start, int pc, int opcode) throws FormatException {
    int first = unit(start, pc);
    int high = first >>> 8;
    int low4 = high & 15;
    int high4 = high >>> 4;
    int second = DexOpcodes.units(opcode) > 1 ? unit(start, pc + 1) : 0;
    String name = DexOpcodes.name(opcode) + ' ';
    return switch (DexOpcodes.format(opcode)) {
      case '0' -> new Line(pc, DexOpcodes.name(opcode), -1);
      case 'a' -> new Line(pc, name + 'v' + low4 + ", v" + high4, -1);
      case 'b' -> new Line(pc, name + 'v' + high + ", v" + second, -1);
      case 'c' -> new Line(pc, name + 'v' + second + ", v" + unit(start, pc + 2), -1);
      case 'd' -> new Line(pc, name + 'v' + high, -1);
      case 'e' -> new Line(pc, name + 'v' + low4 + ", " + ((byte) high >> 4), -1);
      case 'f' -> new Line(pc, name + 'v' + high + ", " + (short) second, -1);
      case 'g' -> new Line(pc, name + 'v' + high + ", " + i4(start, pc + 1), -1);
      case 'h' -> new Line(pc, name + 'v' + high + ", " + (opcode == 0x19 ? (long) second << 48 : second << 16), -1);
      case 'i' -> new Line(pc, name + 'v' + high + ", "
          + (i4(start, pc + 1) & 0xFFFF_FFFFL | (long) i4(start, pc + 3) << 32), -1);
      case 'j' -> new Line(pc, name + 'v' + high + ", " + reference(opcode, second), -1);
      case 'k' -> new Line(pc, name + 'v' + high + ", " + reference(opcode, i4(start, pc + 1)), -1);
      case 'l' -> new Line(pc, name + 'v' + low4 + ", v" + high4 + ", " + reference(opcode, second), -1);
      case 'm', 'x' -> new Line(pc, name + list(high4, low4, unit(start, pc + 2)) + reference(opcode, second)
          + polymorphic(opcode, start, pc), -1);
      case 'n', 'y' -> new Line(pc, name + "{v" + unit(start, pc + 2) + " .. v" + (unit(start, pc + 2) + high - 1)
          + "}, " + reference(opcode, second) + polymorphic(opcode, start, pc), -1);
      case 'o' -> new Line(pc, name + 'v' + high + ", ", pc + i4(start, pc + 1));
      case 'p' -> new Line(pc, name, pc + (byte) high);
      case 'q' -> new Line(pc, name, pc + (short) second);
      case 'r' -> new Line(pc, name, pc + i4(start, pc + 1));
      case 's' -> new Line(pc, name + 'v' + high + ", v" + (second & 0xFF) + ", v" + (second >>> 8), -1);
      case 't' -> new Line(pc, name + 'v' + low4 + ", v" + high4 + ", ", pc + (short) second);
      case 'u' -> new Line(pc, name + 'v' + high + ", ", pc + (short) second);
      case 'v' -> new Line(pc, name + 'v' + low4 + ", v" + high4 + ", " + (short) second, -1);
      default -> new Line(pc, name + 'v' + high + ", v" + (second & 0xFF) + ", " + (byte) (second >>> 8), -1);
    };
  }

  private static String list(int count, int fifth, int registers) {
    StringBuilder out = new StringBuilder("{");
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "v" : ", v").append(i == 4 ? fifth : registers >>> i * 4 & 15);
    }
    return out.append("}, ").toString();
  }

  private String polymorphic(int opcode, int start, int pc) throws FormatException {
    return opcode == 0xFA || opcode == 0xFB ? ", " + file.proto(unit(start, pc + 3)) : "";
  }

  private String reference(int opcode, int index) throws FormatException {
    switch (DexOpcodes.refersTo(opcode)) {
      case 's':
        StringBuilder text = new StringBuilder();
        Literals.quote(text, file.string(index));
        return text.toString();
      case 'f':
        return file.field(index);
      case 'm':
        return file.method(index);
      case 'p':
        return file.proto(index);
      case 'h':
        return file.handle(index);
      case 'c':
        return file.callSite(index);
      default:
        return file.type(index);
    }
  }

  /** Returns from, to, handler and type (-1 = any) of each handler. */
  private List<int[]> handlers(int tableStart, int tries) throws FormatException {
    List<int[]> all = new ArrayList<>();
    int lists = tableStart + tries * 8;
    DexReader in = new DexReader(file.bytes, tableStart);
    for (int i = 0; i < tries; i++) {
      int from = in.i4();
      int to = from + in.u2();
      DexReader list = new DexReader(file.bytes, lists + in.u2());
      int size = list.sleb();
      for (int left = list.count(Math.abs((long) size), 2); left > 0; left--) {
        int type = list.uleb();
        all.add(new int[] {from, to, list.uleb(), type});
      }
      if (size <= 0) {
        all.add(new int[] {from, to, list.uleb(), -1});
      }
    }
    return all;
  }
}
