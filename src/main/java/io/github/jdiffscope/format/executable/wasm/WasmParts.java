package io.github.jdiffscope.format.executable.wasm;

import io.github.jdiffscope.format.executable.code.DataRuns;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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
  private final List<Segment> data = new ArrayList<>();
  private int tableSize;

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
      int count = in.count();
      tableSize += count;
      for (int j = count; j > 0; j--) {
        out.append("  ").append((flags & EXPRESSIONS) != 0 ? code.expression(in) : code.function(in.number())).append('\n');
      }
    }
  }

  private void data(WasmReader in) {
    exact.put("bytes of the data section", Arrays.copyOfRange(in.bytes, in.at, in.end));
    for (int i = in.count(); i > 0; i--) {
      long mode = in.number();
      String memory = mode == 1 ? "passive" : mode == 2 ? "memory " + in.number() : "memory 0";
      String where = mode == 1 ? "" : code.expression(in);
      WasmReader part = in.part();
      byte[] content = Arrays.copyOfRange(part.bytes, part.at, part.end);
      boolean fixed = mode == 0 && where.matches("i32.const [0-9]{1,10}");
      long address = fixed ? Long.parseLong(where.substring(10)) : 0;
      if (fixed) {
        segments.put(address, content);
        texts.apply("addresses of data").append(address).append(' ').append(content.length).append(" bytes\n");
      }
      data.add(new Segment(fixed || where.isEmpty() ? memory : memory + " at " + where, address, content));
    }
  }

  /** Returns the data without its addresses: a segment more or less moves all that follow. */
  CharSequence data(WasmPlaces places) {
    StringBuilder out = new StringBuilder();
    for (Segment segment : data) {
      out.append(segment.head()).append(":\n").append(new DataRuns(segment.content(), segment.address(), places,
          places.pointers(segment.address(), segment.content()), address -> -1, new TreeMap<>(), 4).text());
    }
    return out;
  }

  /** Returns how many functions tables are filled with. */
  int tableSize() {
    return tableSize;
  }

  private record Segment(String head, long address, byte[] content) {}
}
