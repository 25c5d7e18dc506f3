package io.github.jdiffscope.format.executable.wasm;

import java.util.ArrayList;
import java.util.List;

/** Reads the type section: functions, structures and arrays, in groups that may refer to each other (garbage collection). */
final class WasmTypes {
  private final List<String> types = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  void read(WasmReader in) {
    for (int i = in.count(); i > 0 && in.more(); i--) {
      if (in.peek() == 0x4E) {
        in.u8();
        int count = in.count();
        lines.add("(rec of " + count + ")");
        for (int j = 0; j < count; j++) {
          add(subtype(in));
        }
      } else {
        add(subtype(in));
      }
    }
  }

  private void add(String type) {
    types.add(type);
    lines.add(type);
  }

  private static String subtype(WasmReader in) {
    int kind = in.u8();
    if (kind != 0x50 && kind != 0x4F) {
      return composite(in, kind);
    }
    StringBuilder out = new StringBuilder(kind == 0x4F ? "(sub final" : "(sub");
    for (int i = in.count(); i > 0; i--) {
      out.append(' ').append(in.number());
    }
    return out.append(' ').append(composite(in, in.u8())).append(')').toString();
  }

  private static String composite(WasmReader in, int kind) {
    return switch (kind) {
      case 0x60 -> "(func" + list(in, " (param") + list(in, " (result") + ")";
      case 0x5F -> {
        StringBuilder out = new StringBuilder("(struct");
        for (int i = in.count(); i > 0; i--) {
          out.append(' ').append(field(in));
        }
        yield out.append(')').toString();
      }
      case 0x5E -> "(array " + field(in) + ")";
      default -> throw new IndexOutOfBoundsException("type of kind " + kind + " before byte " + in.at);
    };
  }

  private static String list(WasmReader in, String word) {
    int count = in.count();
    StringBuilder out = new StringBuilder(count > 0 ? word : "");
    for (int i = 0; i < count; i++) {
      out.append(' ').append(in.valueType());
    }
    return out.append(count > 0 ? ")" : "").toString();
  }

  private static String field(WasmReader in) {
    String type = in.valueType();
    return in.u8() == 1 ? "(mut " + type + ")" : type;
  }

  List<String> types() {
    return types;
  }

  List<String> lines() {
    return lines;
  }

  String type(long index) {
    return index >= 0 && index < types.size() ? types.get((int) index) : "(type " + index + ")";
  }
}
