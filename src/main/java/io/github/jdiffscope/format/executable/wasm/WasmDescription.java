package io.github.jdiffscope.format.executable.wasm;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.DataStrings;
import io.github.jdiffscope.format.executable.code.Mixer;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Describes a WebAssembly module: declarations by section, code by function, data. */
public final class WasmDescription {
  private static final String[] KINDS = {"func", "table", "memory", "global", "tag"};
  private static final String[] NAMES =
      {"custom", "type", "import", "function", "table", "memory", "global", "export", "start", "element", "code", "data",
          "data count", "tag"};

  private final byte[] bytes;
  private final Sections out;
  private final List<String> types = new ArrayList<>();
  private final List<String> functions = new ArrayList<>();
  private final List<String> functionTypes = new ArrayList<>();
  private final List<String> globals = new ArrayList<>();
  private final List<WasmReader> bodies = new ArrayList<>();
  private final Map<Integer, String> names = new HashMap<>();
  private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
  private final Map<String, Integer> customs = new TreeMap<>();
  private int imported;

  public WasmDescription(byte[] bytes, Sections out) {
    this.bytes = bytes;
    this.out = out;
  }

  /** Hands over everything that can be said of the module. */
  public void describe() throws FormatException {
    WasmReader in = new WasmReader(bytes, 8, bytes.length);
    FormatException damage = null;
    StringBuilder order = new StringBuilder("version " + (bytes[4] & 0xFF) + "\n");
    while (in.more() && damage == null) {
      int at = in.at;
      int id = 0;
      try {
        id = in.u8();
        WasmReader part = in.part();
        order.append(id < NAMES.length ? NAMES[id] : "section " + id);
        section(id, part, order);
        order.append('\n');
      } catch (IndexOutOfBoundsException cut) {
        damage = new FormatException("section " + id + " at byte " + at + " is cut off: " + cut.getMessage(), cut);
      }
    }
    out.add(Section.text("sections", order));
    texts.forEach((title, text) -> out.add(Section.text(title, text)));
    code();
    if (damage != null) {
      throw damage;
    }
  }

  private void section(int id, WasmReader in, StringBuilder order) {
    switch (id) {
      case 0 -> custom(in, order);
      case 1 -> types(in);
      case 2 -> imports(in);
      case 3 -> {
        for (int i = in.count(); i > 0; i--) {
          functionTypes.add(type(in.number()));
          functions.add(null);
        }
      }
      case 7 -> exports(in);
      case 10 -> {
        for (int i = in.count(); i > 0; i--) {
          bodies.add(in.part());
        }
      }
      case 11 -> data(in);
      case 4, 5, 6 -> declarations(id, in);
      default -> text(id < NAMES.length ? NAMES[id] : "section " + id)
          .append(TextLiteral.hex(bytes, in.at, in.end)).append('\n');
    }
  }

  private StringBuilder text(String title) {
    return texts.computeIfAbsent(title, key -> new StringBuilder());
  }

  private void types(WasmReader in) {
    for (int i = in.count(); i > 0 && in.more(); i--) {
      if (in.u8() != 0x60) {
        text("type").append("types of garbage-collected kinds: ").append(TextLiteral.hex(bytes, in.at, in.end)).append('\n');
        return;
      }
      StringBuilder type = new StringBuilder("(func");
      for (String word : new String[] {" (param", " (result"}) {
        int count = in.count();
        type.append(count > 0 ? word : "");
        for (int j = 0; j < count; j++) {
          type.append(' ').append(in.valueType());
        }
        type.append(count > 0 ? ")" : "");
      }
      types.add(type.append(')').toString());
    }
  }

  private String type(long index) {
    return index >= 0 && index < types.size() ? types.get((int) index) : "(type " + index + ")";
  }

  private void imports(WasmReader in) {
    for (int i = in.count(); i > 0; i--) {
      String name = in.name() + "." + in.name();
      int kind = in.u8();
      String what = switch (kind) {
        case 0 -> type(in.number());
        case 1 -> in.valueType() + " " + in.limits();
        case 2 -> in.limits();
        case 3 -> in.valueType() + (in.u8() == 1 ? " mutable" : "");
        default -> in.u8() + " " + in.number();
      };
      text("import").append(name).append(' ').append(kind < KINDS.length ? KINDS[kind] : kind).append(' ').append(what)
          .append('\n');
      if (kind == 0) {
        functions.add(name);
        functionTypes.add(what);
        imported++;
      } else if (kind == 3) {
        globals.add(name);
      }
    }
  }

  private void exports(WasmReader in) {
    for (int i = in.count(); i > 0; i--) {
      String name = in.name();
      int kind = in.u8();
      int index = (int) in.number();
      text("export").append(name).append(' ').append(kind < KINDS.length ? KINDS[kind] : kind)
          .append(kind == 0 ? "" : " " + index).append('\n');
      if (kind == 0) {
        names.putIfAbsent(index, name);
      }
    }
  }

  private void declarations(int id, WasmReader in) {
    for (int i = in.count(); i > 0; i--) {
      if (id == 4) {
        text("table").append(in.valueType()).append(' ').append(in.limits()).append('\n');
      } else if (id == 5) {
        text("memory").append(in.limits()).append('\n');
      } else {
        String type = in.valueType() + (in.u8() == 1 ? " mutable" : "");
        int start = in.at;
        // A global's first value is an expression; none of its instructions but END has this byte alone.
        while (in.u8() != 0x0B) {
          if (in.at - start > 64) {
            break;
          }
        }
        globals.add(null);
        text("global").append(type).append(" = ").append(TextLiteral.hex(bytes, start, in.at)).append('\n');
      }
    }
  }

  private void custom(WasmReader in, StringBuilder order) {
    String name = in.name();
    order.append(' ').append(name);
    if (name.equals("name")) {
      readNames(in);
    } else if (name.equals("producers")) {
      for (int i = in.count(); i > 0; i--) {
        String field = in.name();
        for (int j = in.count(); j > 0; j--) {
          text("producers").append(field).append(": ").append(in.name()).append(' ').append(in.name()).append('\n');
        }
      }
    } else {
      int count = customs.merge(name, 1, Integer::sum);
      text("custom " + name + (count == 1 ? "" : " " + count)).append(TextLiteral.quoted(bytes, in.at, in.end)).append('\n');
    }
  }

  private void readNames(WasmReader in) {
    while (in.more()) {
      int kind = in.u8();
      WasmReader part = in.part();
      if (kind == 1) {
        for (int i = part.count(); i > 0; i--) {
          int index = (int) part.number();
          names.put(index, part.name());
        }
      }
    }
  }

  private void data(WasmReader in) {
    for (int i = in.count(); i > 0; i--) {
      long mode = in.number();
      int start = in.at;
      if (mode == 0 || mode == 2) {
        while (in.u8() != 0x0B) {
          if (in.at - start > 64) {
            break;
          }
        }
      }
      text("data").append("segment of mode ").append(mode).append(" at ").append(TextLiteral.hex(bytes, start, in.at))
          .append(":\n");
      WasmReader content = in.part();
      for (int at = content.at; at < content.end; at += 32) {
        int stop = Math.min(content.end, at + 32);
        text("data").append("  ").append(TextLiteral.hex(bytes, at, stop)).append("  ")
            .append(DataStrings.printable(bytes, at, stop)).append('\n');
      }
    }
  }

  private void code() {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      String name = names.getOrDefault(i, functions.get(i));
      shown.add(name == null ? "<function>" : "$" + name);
    }
    WasmCode printer = new WasmCode(shown, globals);
    TreeMap<String, Block> named = new TreeMap<>();
    List<Block> unnamed = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      int index = imported + i;
      String name = index < shown.size() ? shown.get(index) : "<function>";
      StringBuilder text = new StringBuilder("func ").append(name).append(' ')
          .append(index < functionTypes.size() ? functionTypes.get(index) : "").append('\n');
      body(printer, bodies.get(i), text);
      Mixer digest = new Mixer();
      byte[] utf8 = text.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      digest.add(utf8, 0, utf8.length);
      Block block = new Block(name, digest.toString(), () -> text);
      if (name.equals("<function>") || named.putIfAbsent(name, block) != null) {
        unnamed.add(block);
      }
    }
    List<Block> all = new ArrayList<>(named.values());
    all.addAll(unnamed);
    out.add(new Section("wasm2wat {}", 0, "code", new SectionContent.Blocks(all)));
  }

  private static void body(WasmCode printer, WasmReader in, StringBuilder text) {
    try {
      for (int i = in.count(); i > 0; i--) {
        text.append("  local ").append(in.number()).append(" x ").append(in.valueType()).append('\n');
      }
      printer.print(in, text);
    } catch (IndexOutOfBoundsException cut) {
      text.append("  (cut off)\n");
    }
  }
}
