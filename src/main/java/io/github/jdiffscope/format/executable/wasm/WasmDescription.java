package io.github.jdiffscope.format.executable.wasm;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.Mixer;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.util.ArrayList;
import java.util.Collections;
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
  private static final int LOCAL_LIMIT = 50_000;

  private final byte[] bytes;
  private final Sections out;
  private final WasmTypes types = new WasmTypes();
  private final WasmCustoms customs = new WasmCustoms();
  private final List<String> functions = new ArrayList<>();
  private final List<String> functionTypes = new ArrayList<>();
  private final List<String> globals = new ArrayList<>();
  private final List<WasmReader> bodies = new ArrayList<>();
  private final Map<Integer, String> exported = new TreeMap<>();
  private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
  private final List<WasmReader> later = new ArrayList<>();
  private final TreeMap<Long, byte[]> segments = new TreeMap<>();
  private int imported;

  public WasmDescription(byte[] bytes, Sections out) {
    this.bytes = bytes;
    this.out = out;
  }

  /** Hands over everything that can be said of the module. */
  public void describe() throws FormatException {
    WasmReader in = new WasmReader(bytes, 8, bytes.length);
    FormatException damage = null;
    StringBuilder order = new StringBuilder("version " + new WasmReader(bytes, 4, 8).fixed(4) + "\n");
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
    names();
    List<String> shown = shownFunctions();
    WasmParts parts = new WasmParts(new WasmCode(shown, globals, types.types(), WasmPlaces.none(), null), segments, this::text);
    for (WasmReader part : later) {
      parts.read(part);
    }
    WasmPlaces places = new WasmPlaces(segments, parts.tableSize());
    List<Block> exact = numbered(places);
    out.add(Section.text("data", () -> parts.data(places)).about("data"));
    texts.forEach((title, text) -> out.add(section(title, text)));
    parts.exact().forEach((title, bytes) -> out.add(Section.binary(title, Blob.of(bytes)).atLevel(1).about("data")));
    code(new WasmCode(shown, globals, types.types(), places, null), shown);
    // Which of the functions without a name is called shows only here, and where the data lies that is used.
    out.add(new Section("functions by number", 1, "code", new SectionContent.Blocks(exact)));
    if (damage != null) {
      throw damage;
    }
  }

  /** Sections with expressions wait until all names are known: the section of names comes last. */
  private void section(int id, WasmReader in, StringBuilder order) {
    switch (id) {
      case 0 -> {
        String name = in.name();
        order.append(' ').append(name);
        String title = customs.title(name);
        String text = customs.text(name, in);
        if (!text.isEmpty()) {
          text(title).append(text);
        }
      }
      case 1 -> {
        types.read(in);
        types.lines().forEach(line -> text("type").append(line).append('\n'));
      }
      case 2 -> imports(in);
      case 3 -> {
        for (int i = in.count(); i > 0; i--) {
          functionTypes.add(types.type(in.number()));
          functions.add(null);
        }
      }
      case 7 -> exports(in);
      case 10 -> {
        for (int i = in.count(); i > 0; i--) {
          bodies.add(in.part());
        }
      }
      case 4, 6, 8, 9, 11 -> later.add(new WasmReader(bytes, in.at, in.end).ofKind(id));
      case 5 -> {
        for (int i = in.count(); i > 0; i--) {
          text("memory").append(in.limits()).append('\n');
        }
      }
      case 12 -> text("data count").append(in.number()).append('\n');
      case 13 -> {
        for (int i = in.count(); i > 0; i--) {
          text("tag").append(in.u8()).append(' ').append(types.type(in.number())).append('\n');
        }
      }
      default -> text(id < NAMES.length ? NAMES[id] : "section " + id)
          .append(TextLiteral.hex(bytes, in.at, in.end)).append('\n');
    }
    countGlobals(id, in);
  }

  private void countGlobals(int id, WasmReader in) {
    if (id == 6) {
      for (int i = new WasmReader(bytes, in.at, in.end).count(); i > 0; i--) {
        globals.add(null);
      }
    }
  }

  /** Types show where they are used: the list of them tells more only if code is equal. */
  private static Section section(String title, CharSequence text) {
    Section section = Section.text(title, text);
    return title.equals("type") ? section.atLevel(1).about("code")
        : title.startsWith("addresses") ? section.atLevel(1).about("data") : section;
  }

  private StringBuilder text(String title) {
    return texts.computeIfAbsent(title, key -> new StringBuilder());
  }

  private void imports(WasmReader in) {
    for (int i = in.count(); i > 0; i--) {
      String name = in.name() + "." + in.name();
      int kind = in.u8();
      String what = switch (kind) {
        case 0 -> types.type(in.number());
        case 1 -> in.valueType() + " " + in.limits();
        case 2 -> in.limits();
        case 3 -> in.valueType() + (in.u8() == 1 ? " mutable" : "");
        default -> in.u8() + " " + types.type(in.number());
      };
      text("import").append(name).append(' ').append(kind < KINDS.length ? KINDS[kind] : kind).append(' ').append(what)
          .append('\n');
      if (kind == 0) {
        functions.add(name);
        functionTypes.add(what);
        imported++;
      } else if (kind == 3) {
        globals.add("$" + name);
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
        exported.putIfAbsent(index, name);
      }
    }
  }

  private void names() {
    customs.globalNames().forEach((index, name) -> {
      if (index >= 0 && index < globals.size()) {
        globals.set(index, "$" + name);
      }
    });
  }

  private List<String> shownFunctions() {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      String name = exported.getOrDefault(i, functions.get(i));
      name = customs.functionNames().getOrDefault(i, name);
      shown.add(name == null ? "<function>" : "$" + name);
    }
    return shown;
  }

  /** Returns the functions as they are; what memory they use is noted. */
  private List<Block> numbered(WasmPlaces uses) {
    WasmCode first = numbers(uses);
    WasmCode again = numbers(null);
    List<Block> exact = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      int number = i;
      String name = "func " + (imported + i);
      Mixer digest = new Mixer();
      digest.addText(text(first, name, i, bodies.get(i)));
      exact.add(new Block(name, digest.toString(), () -> text(again, name, number, bodies.get(number))));
    }
    return exact;
  }

  private WasmCode numbers(WasmPlaces uses) {
    return new WasmCode(Collections.nCopies(functions.size(), null), Collections.nCopies(globals.size(), null),
        types.types(), WasmPlaces.none(), uses);
  }

  private void code(WasmCode printer, List<String> shown) {
    TreeMap<String, Block> named = new TreeMap<>();
    List<Block> unnamed = new ArrayList<>();
    for (int i = 0; i < bodies.size(); i++) {
      int index = imported + i;
      String name = index < shown.size() ? shown.get(index) : "<function>";
      Block block = block(printer, name, i);
      if (name.equals("<function>") || named.putIfAbsent(name, block) != null) {
        unnamed.add(block);
      }
    }
    List<Block> all = new ArrayList<>(named.values());
    all.addAll(unnamed);
    out.add(new Section("wasm2wat {}", 0, "code", new SectionContent.Blocks(all)));
  }

  private Block block(WasmCode printer, String name, int number) {
    WasmReader body = bodies.get(number);
    Mixer digest = new Mixer();
    digest.addText(text(printer, name, number, body));
    return new Block(name.equals("<function>") ? "" : name, digest.toString(), () -> text(printer, name, number, body));
  }

  private CharSequence text(WasmCode printer, String name, int number, WasmReader body) {
    int index = imported + number;
    StringBuilder text = new StringBuilder(index < functionTypes.size() && !name.startsWith("$") && !name.startsWith("<")
        ? name : "func " + name).append(' ').append(index < functionTypes.size() ? functionTypes.get(index) : "").append('\n');
    WasmReader in = new WasmReader(bytes, body.at, body.end);
    try {
      int locals = in.count();
      for (int i = 0; i < locals; i++) {
        long count = in.number();
        text.append(i < LOCAL_LIMIT ? "  local " + count + " x " + in.valueType() + "\n" : "");
      }
      printer.print(in, text);
    } catch (IndexOutOfBoundsException cut) {
      text.append("  (cut off)\n");
    }
    return text;
  }
}
