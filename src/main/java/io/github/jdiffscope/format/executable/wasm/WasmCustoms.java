package io.github.jdiffscope.format.executable.wasm;

import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Reads custom sections: names, producers, features, dynamic linking, source maps; others as bytes. */
final class WasmCustoms {
  private static final String[] NAMED = {"module", "function", "local", "label", "type", "table", "memory", "global", "element",
      "data", "field", "tag"};
  private static final int FUNCTIONS = 1;

  private final Map<String, Integer> seen = new TreeMap<>();
  private final Map<Integer, String> functionNames = new HashMap<>();
  private final Map<Integer, String> globalNames = new HashMap<>();

  /** Returns the names of functions by number. */
  Map<Integer, String> functionNames() {
    return functionNames;
  }

  Map<Integer, String> globalNames() {
    return globalNames;
  }

  /** Returns the title of a section of that name, another one for each. */
  String title(String name) {
    int count = seen.merge(name, 1, Integer::sum);
    String word = name.equals("name") ? "names" : name.equals("producers") ? name : "custom " + name;
    return count == 1 ? word : word + " " + count;
  }

  String text(String name, WasmReader in) {
    StringBuilder out = new StringBuilder();
    int start = in.at;
    try {
      switch (name) {
        case "name" -> names(in, out);
        case "producers" -> producers(in, out);
        case "target_features" -> features(in, out);
        case "dylink", "dylink.0" -> linking(name, in, out);
        case "sourceMappingURL", "external_debug_info" -> out.append(in.name()).append('\n');
        default -> out.append(TextLiteral.quoted(in.bytes, in.at, in.end)).append('\n');
      }
    } catch (IndexOutOfBoundsException cut) {
      out.append("(not as its name says: ").append(TextLiteral.quoted(in.bytes, start, in.end)).append(")\n");
    }
    return out.toString();
  }

  /** Names of functions show in code; those that are only there are all the others. */
  private void names(WasmReader in, StringBuilder out) {
    while (in.more()) {
      int kind = in.u8();
      WasmReader part = in.part();
      String word = kind < NAMED.length ? NAMED[kind] : "kind " + kind;
      if (kind == 0) {
        out.append("module ").append(part.name()).append('\n');
      } else if (kind == 2 || kind == 3 || kind == 10) {
        for (int i = part.count(); i > 0; i--) {
          int owner = (int) part.number();
          String of = kind == 10 ? "type " + owner : functionNames.getOrDefault(owner, "function " + owner);
          pairs(part, of + " " + word + " ", null, out);
        }
      } else {
        pairs(part, word + " ", kind == FUNCTIONS ? functionNames : kind == 7 ? globalNames : null,
            kind == FUNCTIONS || kind == 7 ? null : out);
      }
    }
  }

  private static void pairs(WasmReader in, String word, Map<Integer, String> names, StringBuilder out) {
    for (int i = in.count(); i > 0; i--) {
      int index = (int) in.number();
      String name = in.name();
      if (names != null) {
        names.put(index, name);
      }
      if (out != null) {
        out.append(word).append(index).append(' ').append(name).append('\n');
      }
    }
  }

  private static void producers(WasmReader in, StringBuilder out) {
    for (int i = in.count(); i > 0; i--) {
      String field = in.name();
      for (int j = in.count(); j > 0; j--) {
        out.append(field).append(": ").append(in.name()).append(' ').append(in.name()).append('\n');
      }
    }
  }

  private static void features(WasmReader in, StringBuilder out) {
    for (int i = in.count(); i > 0; i--) {
      out.append((char) in.u8()).append(in.name()).append('\n');
    }
  }

  /** Tool conventions, "Dynamic Linking": in the newer form parts with a number each. */
  private static void linking(String name, WasmReader in, StringBuilder out) {
    if (name.equals("dylink")) {
      memory(in, out);
      needed(in, out);
      return;
    }
    while (in.more()) {
      int kind = in.u8();
      WasmReader part = in.part();
      switch (kind) {
        case 1 -> memory(part, out);
        case 2 -> needed(part, out);
        case 3 -> {
          for (int i = part.count(); i > 0; i--) {
            out.append("export ").append(part.name()).append(" flags ").append(part.number()).append('\n');
          }
        }
        case 4 -> {
          for (int i = part.count(); i > 0; i--) {
            out.append("import ").append(part.name()).append('.').append(part.name()).append(" flags ").append(part.number())
                .append('\n');
          }
        }
        default -> out.append("part ").append(kind).append(' ').append(TextLiteral.quoted(part.bytes, part.at, part.end))
            .append('\n');
      }
    }
  }

  private static void memory(WasmReader in, StringBuilder out) {
    out.append("memory ").append(in.number()).append(" aligned to 2^").append(in.number()).append(", table ")
        .append(in.number()).append(" aligned to 2^").append(in.number()).append('\n');
  }

  private static void needed(WasmReader in, StringBuilder out) {
    for (int i = in.count(); i > 0; i--) {
      out.append("needs ").append(in.name()).append('\n');
    }
  }
}
