package io.github.jdiffscope.format.executable.wasm;

import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.util.List;
import java.util.Locale;

/** Writes function bodies and constant expressions as text, one instruction a line. */
final class WasmCode {
  private static final int FIRST_PREFIX = 0xFB;
  private static final int LAST_PREFIX = 0xFE;
  private static final int END = 0x0B;
  private static final int GLOBAL = 0x23;
  private static final int CONSTANT = 0x41;
  private static final int SUBTRACT = 0x6B;
  private static final int INDENTED = 20;

  private final List<String> functions;
  private final List<String> globals;
  private final List<String> types;
  private final WasmPlaces places;
  private final WasmPlaces uses;
  private long constant = -1;
  private long frame;
  private boolean stack;
  private boolean framing;

  /**
   * Makes a writer; where a name is null its number is written.
   *
   * @param places names of numbers that are addresses
   * @param uses told of the addresses that instructions use, or null
   */
  WasmCode(List<String> functions, List<String> globals, List<String> types, WasmPlaces places, WasmPlaces uses) {
    this.places = places;
    this.uses = uses;
    this.functions = functions;
    this.globals = globals;
    this.types = types;
  }

  /** Appends instructions up to the end of the reader. */
  void print(WasmReader in, StringBuilder out) {
    int depth = 1;
    frame = 0;
    while (in.more()) {
      int opcode = in.u8();
      boolean closes = opcode == END || opcode == 0x05 || opcode == 0x07 || opcode == 0x18 || opcode == 0x19;
      depth = closes ? Math.max(1, depth - 1) : depth;
      out.append("  ".repeat(Math.min(depth, INDENTED) + 1));
      boolean known = instruction(in, opcode, out);
      out.append('\n');
      if (!known) {
        // What follows cannot be told apart.
        out.append("    ").append(TextLiteral.hex(in.bytes, in.at, in.end)).append('\n');
        in.at = in.end;
      }
      boolean opens = opcode >= 2 && opcode <= 7 || opcode == 0x19 || opcode == 0x1F;
      depth += opens ? 1 : 0;
    }
  }

  /** Returns a constant expression in one line, and moves behind its end. */
  String expression(WasmReader in) {
    StringBuilder out = new StringBuilder();
    while (in.more()) {
      int opcode = in.u8();
      if (opcode == END) {
        break;
      }
      out.append(out.length() > 0 ? "; " : "");
      if (!instruction(in, opcode, out)) {
        throw new IndexOutOfBoundsException("unknown instruction " + opcode + " before byte " + in.at);
      }
    }
    return out.toString();
  }

  private boolean instruction(WasmReader in, int opcode, StringBuilder out) {
    boolean prefixed = opcode >= FIRST_PREFIX && opcode <= LAST_PREFIX;
    long number = prefixed ? in.number() : opcode;
    String word = WasmOpcodes.name(prefixed ? opcode : 0, number);
    if (word == null) {
      out.append(String.format(Locale.ROOT, "unknown-%x.%x", opcode, number));
      return false;
    }
    int colon = word.indexOf(':');
    long base = constant;
    constant = -1;
    framing = stack && opcode == CONSTANT;
    stack = opcode == GLOBAL;
    out.append(word, 0, colon < 0 ? word.length() : colon);
    for (int i = colon + 1; colon >= 0 && i < word.length(); i++) {
      if (word.charAt(i) == 'm') {
        memory(in, word.substring(0, colon), base, out);
      } else {
        immediate(in, word.charAt(i), out);
      }
    }
    return true;
  }

  private void immediate(WasmReader in, char kind, StringBuilder out) {
    switch (kind) {
      case 'i', 't' -> out.append(' ').append(in.number());
      case 'f' -> out.append(' ').append(at(functions, in.number()));
      case 'g' -> out.append(' ').append(at(globals, in.number()));
      case 'y' -> out.append(' ').append(at(types, in.number()));
      case 'l', '0' -> out.append(' ').append(in.u8());
      case 'b' -> block(in, out);
      case 'h' -> out.append(' ').append(in.heapType());
      case '1' -> {
        constant = in.signed();
        int next = in.more() ? in.peek() : END;
        frame = framing && next == SUBTRACT ? Math.max(frame, constant) : frame;
        out.append(' ').append(constant < frame || takesNumber(next) ? Long.toString(constant) : places.constant(constant));
      }
      case '2' -> out.append(' ').append(in.signed());
      case '3' -> out.append(' ').append(single((int) in.fixed(4)));
      case '4' -> out.append(' ').append(wide(in.fixed(8)));
      case 'S' -> {
        out.append(' ');
        TextLiteral.hex(in.bytes, in.at, in.skip(16), out);
      }
      case 'L' -> {
        for (int i = in.count(); i >= 0; i--) {
          out.append(' ').append(in.number());
        }
      }
      case 'T' -> {
        for (int i = in.count(); i > 0; i--) {
          out.append(' ').append(in.valueType());
        }
      }
      case 'C' -> handlers(in, out);
      default -> {
        int flags = in.u8();
        out.append(' ').append(in.number()).append((flags & 1) != 0 ? " null " : " ").append(in.heapType())
            .append((flags & 2) != 0 ? " null " : " ").append(in.heapType());
      }
    }
  }

  /** Returns whether an instruction takes what no address is: signed comparison, arithmetic other than sums, bit masks, shifts. */
  private static boolean takesNumber(int opcode) {
    return opcode == 0x48 || opcode == 0x4A || opcode == 0x4C || opcode == 0x4E || opcode >= SUBTRACT && opcode <= 0x78
        && opcode != 0x72;
  }

  private static void handlers(WasmReader in, StringBuilder out) {
    String[] kinds = {"catch", "catch_ref", "catch_all", "catch_all_ref"};
    for (int i = in.count(); i > 0; i--) {
      int kind = in.u8();
      out.append(" (").append(kind < kinds.length ? kinds[kind] : kind);
      if (kind < 2) {
        out.append(' ').append(in.number());
      }
      out.append(' ').append(in.number()).append(')');
    }
  }

  /** Bit 6 of the alignment says that the number of a memory follows (multiple memories). */
  private void memory(WasmReader in, String word, long base, StringBuilder out) {
    long align = in.number();
    if ((align & 0x40) != 0) {
      out.append(" memory ").append(in.number());
    }
    long offset = in.number();
    if (uses != null && base >= 0) {
      uses.use(base + offset);
      uses.use(base);
    } else if (uses != null) {
      uses.useOffset(offset, frame);
    }
    out.append(offset == 0 ? "" : " offset=" + places.offset(offset, frame));
    long bytes = 1L << (align & 0x3F);
    out.append(bytes == natural(word) ? "" : " align=" + bytes);
  }

  /** Returns the alignment that goes unsaid: the size of what is loaded or stored. */
  private static int natural(String word) {
    boolean core = word.contains(".load") || word.contains(".store");
    return !core || word.startsWith("v128") ? 0 : word.contains("8") ? 1 : word.contains("16") ? 2
        : word.contains(".load32") || word.contains(".store32") || word.charAt(1) == '3' ? 4 : 8;
  }

  private void block(WasmReader in, StringBuilder out) {
    int first = in.peek();
    if (first == 0x40) {
      in.u8();
    } else if ((first & 0xC0) == 0x40) {
      out.append(" (result ").append(in.valueType()).append(')');
    } else {
      out.append(' ').append(at(types, in.signed()));
    }
  }

  /** A number that is none keeps its bits: they are told apart by nothing else. */
  private static String single(int bits) {
    float value = Float.intBitsToFloat(bits);
    return Float.isNaN(value) ? "nan:0x" + Integer.toHexString(bits) : Float.toString(value);
  }

  private static String wide(long bits) {
    double value = Double.longBitsToDouble(bits);
    return Double.isNaN(value) ? "nan:0x" + Long.toHexString(bits) : Double.toString(value);
  }

  /** Returns the name of a function, its number if it has none. */
  String function(long index) {
    return at(functions, index);
  }

  private static String at(List<String> names, long index) {
    String name = index >= 0 && index < names.size() ? names.get((int) index) : null;
    return name == null ? Long.toString(index) : name;
  }
}
