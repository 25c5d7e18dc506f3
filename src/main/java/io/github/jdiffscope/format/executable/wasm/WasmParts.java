package io.github.jdiffscope.format.executable.wasm;

import io.github.jdiffscope.format.executable.code.DataRuns;
import io.github.jdiffscope.format.executable.code.Operands;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads the sections whose entries hold expressions: tables, globals, the start function, elements and data. */
final class WasmParts {
  private static final int EXPRESSIONS = 4;

  private final WasmCode code;
  private final Function<String, StringBuilder> texts;
  private final TreeMap<Long, byte[]> segments;
  private final Map<String, byte[]> exact = new LinkedHashMap<>();

  WasmParts(WasmCode code, TreeMap<Long, byte[]> segments, Function<String, StringBuilder> texts) {
    this.segments = segments;
    this.code = code;
    this.texts = texts;
  }

  /** Returns the bytes of sections of which the text leaves out fill bytes, by title. */
  Map<String, byte[]> exact() {
    return exact;
  }

  /** Appends what a section says; the rest as bytes where it breaks a rule. */
  void read(WasmReader in) {
    try {
      switch (in.kind()) {
        case 4 -> tables(in);
        case 6 -> globals(in);
        case 8 -> texts.apply("start").append(code.function(in.number())).append('\n');
        case 9 -> elements(in);
        default -> data(in);
      }
    } catch (IndexOutOfBoundsException broken) {
      texts.apply("broken section " + in.kind()).append("not understood: ").append(broken.getMessage()).append('\n')
          .append(TextLiteral.hex(in.bytes, in.at, in.end)).append('\n');
    }
  }

  private void tables(WasmReader in) {
    for (int i = in.count(); i > 0; i--) {
      String first = "";
      boolean initialised = in.peek() == 0x40;
      if (initialised) {
        in.u8();
        in.u8();
      }
      String type = in.valueType() + " " + in.limits();
      first = initialised ? " = " + code.expression(in) : "";
      texts.apply("table").append(type).append(first).append('\n');
    }
  }

  private void globals(WasmReader in) {
    for (int i = in.count(); i > 0; i--) {
      String type = in.valueType() + (in.u8() == 1 ? " mutable" : "");
      texts.apply("global").append(type).append(" = ").append(code.expression(in)).append('\n');
    }
  }

  /** Segments of tables: bit 0 not active, bit 1 another table or declared only, bit 2 expressions instead of numbers. */
  private void elements(WasmReader in) {
    StringBuilder out = texts.apply("element");
    for (int i = in.count(); i > 0; i--) {
      int flags = (int) in.number();
      boolean active = (flags & 1) == 0;
      out.append(active ? "active" : (flags & 2) != 0 ? "declared" : "passive");
      if (active && (flags & 2) != 0) {
        out.append(" table ").append(in.number());
      }
      out.append(active ? " at " + code.expression(in) : "");
      if ((flags & 3) != 0) {
        out.append(' ').append((flags & EXPRESSIONS) != 0 ? in.valueType() : "kind " + in.u8());
      }
      out.append(":\n");
      for (int j = in.count(); j > 0; j--) {
        out.append("  ").append((flags & EXPRESSIONS) != 0 ? code.expression(in) : code.function(in.number())).append('\n');
      }
    }
  }

  private void data(WasmReader in) {
    exact.put("bytes of the data section", Arrays.copyOfRange(in.bytes, in.at, in.end));
    StringBuilder out = texts.apply("data");
    for (int i = in.count(); i > 0; i--) {
      long mode = in.number();
      out.append(mode == 1 ? "passive" : mode == 2 ? "memory " + in.number() : "memory 0");
      String where = mode == 1 ? "" : code.expression(in);
      out.append(mode == 1 ? "" : " at " + where).append(":\n");
      WasmReader part = in.part();
      byte[] content = Arrays.copyOfRange(part.bytes, part.at, part.end);
      if (mode == 0 && where.matches("i32.const [0-9]{1,10}")) {
        segments.put(Long.parseLong(where.substring(10)), content);
      }
      out.append(new DataRuns(content, 0, Nothing.NAMED, Map.of(),
          address -> -1, new TreeMap<>(), 4).text());
    }
  }

  /** Names no place: data of a module holds no pointers that could be told. */
  private enum Nothing implements Operands {
    NAMED;

    @Override
    public String code(long target) {
      return "";
    }

    @Override
    public String data(long target, int size) {
      return "";
    }

    @Override
    public String relocated(long address, long next, int size) {
      return null;
    }

    @Override
    public String absolute(long value) {
      return null;
    }
  }
}
