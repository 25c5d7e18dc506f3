package io.github.jdiffscope.format.executable.dotnet;

import io.github.jdiffscope.format.executable.code.TextLiteral;
import io.github.jdiffscope.format.executable.pe.PeFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes types with their fields, properties and events, and methods with their bodies. */
final class Declarations {
  /** Runs of rows do not overlap in a sound file: each row is visited once or twice. */
  private static final long VISIT_LIMIT = 100_000_000;
  private static final int FUNCTION_POINTER = 0x1B;
  private static final int METHOD = 0x06;
  private static final String[] SEMANTICS = {"", "set", "get", "", "other", "", "", "", "addon", "", "", "", "", "", "", "",
      "removeon", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "fire"};

  private final PeFile file;
  private final ClrMetadata metadata;
  private final ClrNames names;
  private final AttributeText attributes;
  private final IlPrinter printer;
  private final Map<Integer, List<Integer>> interfaces;
  private final Map<Integer, List<Integer>> overrides;
  private final Map<Integer, List<Integer>> semantics;
  private final Map<Integer, List<Integer>> generics;
  private final Map<Integer, List<Integer>> constraints;
  private final Map<Integer, List<Integer>> constants;
  private final Map<Integer, List<Integer>> security;
  private final Map<Integer, List<Integer>> natives;
  private final Map<Integer, List<Integer>> imports;
  private final Map<Integer, List<Integer>> layouts;
  private final Map<Integer, List<Integer>> offsets;
  private final Map<Integer, List<Integer>> values;
  private final Map<Integer, List<Integer>> eventMaps;
  private final Map<Integer, List<Integer>> propertyMaps;
  private long visited;

  Declarations(PeFile file, ClrNames names, AttributeText attributes) {
    this.file = file;
    this.names = names;
    this.metadata = names.metadata();
    this.attributes = attributes;
    this.printer = new IlPrinter(file.view(), names);
    interfaces = rows(0x09, 0);
    overrides = rows(0x19, 0);
    semantics = rows(0x18, 2);
    generics = rows(0x2A, 2);
    constraints = rows(0x2C, 0);
    constants = rows(0x0B, 1);
    security = rows(0x0E, 1);
    natives = rows(0x0D, 0);
    imports = rows(0x1C, 1);
    layouts = rows(0x0F, 2);
    offsets = rows(0x10, 1);
    values = rows(0x1D, 1);
    eventMaps = rows(0x12, 0);
    propertyMaps = rows(0x15, 0);
  }

  private Map<Integer, List<Integer>> rows(int number, int column) {
    Map<Integer, List<Integer>> result = new HashMap<>();
    ClrTable table = metadata.table(number);
    for (int i = 1; i <= table.rows(); i++) {
      result.computeIfAbsent(table.cell(i, column), key -> new ArrayList<>(2)).add(i);
    }
    return result;
  }

  private static List<Integer> of(Map<Integer, List<Integer>> rows, int token) {
    return rows.getOrDefault(token, List.of());
  }

  /** Appends a type without its methods. */
  void type(int row, StringBuilder out) {
    ClrTable types = metadata.table(2);
    int token = 0x02000000 | row;
    out.append(".class ").append(FlagWords.type(types.cell(row, 0))).append(' ').append(names.type(token));
    generics(token, out);
    int base = types.cell(row, 3);
    if ((base & 0xFFFFFF) != 0) {
      out.append(" extends ").append(names.type(base));
    }
    out.append('\n');
    for (int implemented : of(interfaces, token)) {
      out.append("  implements ").append(names.type(metadata.table(9).cell(implemented, 1))).append('\n');
    }
    attributes.print(token, "  ", out);
    security(token, out);
    for (int layout : of(layouts, token)) {
      out.append("  .pack ").append(metadata.table(0x0F).cell(layout, 0)).append(" .size ")
          .append(metadata.table(0x0F).cell(layout, 1)).append('\n');
    }
    fields(row, out);
    properties(token, out);
    events(token, out);
  }

  private void generics(int owner, StringBuilder out) {
    List<String> words = new ArrayList<>();
    for (int row : of(generics, owner)) {
      int flags = metadata.table(0x2A).cell(row, 1);
      StringBuilder word = new StringBuilder(new String[] {"", "+ ", "- ", ""}[flags & 3])
          .append((flags & 4) != 0 ? "class " : "").append((flags & 8) != 0 ? "valuetype " : "")
          .append((flags & 16) != 0 ? ".ctor " : "");
      for (int constraint : of(constraints, 0x2A000000 | row)) {
        word.append('(').append(names.type(metadata.table(0x2C).cell(constraint, 1))).append(") ");
      }
      words.add(word.append(metadata.name(0x2A, row, 3)).toString());
    }
    out.append(words.isEmpty() ? "" : "<" + String.join(", ", words) + ">");
  }

  private void security(int parent, StringBuilder out) {
    for (int row : of(security, parent)) {
      byte[] set = metadata.blob(0x0E, row, 2);
      out.append("  .permissionset action ").append(metadata.table(0x0E).cell(row, 0)).append(" = ")
          .append(TextLiteral.quoted(set, 0, set.length)).append('\n');
    }
  }

  private void fields(int type, StringBuilder out) {
    for (int row : run(metadata.table(2), type, 4, metadata.table(4).rows())) {
      int token = 0x04000000 | row;
      out.append("  .field ").append(FlagWords.field(metadata.table(4).cell(row, 0))).append(' ').append(fieldType(row))
          .append(' ').append(metadata.name(4, row, 1));
      constant(token, out);
      for (int offset : of(offsets, token)) {
        out.append(" at offset ").append(metadata.table(0x10).cell(offset, 0));
      }
      marshalled(token, out);
      out.append('\n');
      for (int value : of(values, token)) {
        initial(row, metadata.table(0x1D).cell(value, 0), out);
      }
      attributes.print(token, "    ", out);
    }
  }

  private String fieldType(int row) {
    try {
      return names.signatures().field(metadata.blob(4, row, 2));
    } catch (IndexOutOfBoundsException broken) {
      return "<broken signature>";
    }
  }

  private void constant(int token, StringBuilder out) {
    for (int row : of(constants, token)) {
      out.append(" = ").append(attributes.constant(row));
    }
  }

  private void marshalled(int token, StringBuilder out) {
    for (int row : of(natives, token)) {
      byte[] type = metadata.blob(0x0D, row, 1);
      out.append(" marshal(").append(TextLiteral.hex(type, 0, type.length)).append(')');
    }
  }

  /** Appends the bytes a field starts with; how many says its type: a number, or a structure of a declared size. */
  private void initial(int field, int address, StringBuilder out) {
    BlobReader signature = new BlobReader(metadata.blob(4, field, 2));
    signature.u8();
    int kind = signature.u8();
    long size = kind == 0x11 ? 0 : AttributeText.sizeOf(kind);
    if (kind == 0x11) {
      for (int layout : of(layouts, signature.typeToken())) {
        size = metadata.table(0x0F).cell(layout, 1) & 0xFFFF_FFFFL;
      }
    }
    long at = file.offset(address & 0xFFFF_FFFFL);
    if (at > file.view().size() - size) {
      out.append("    value is cut off\n");
    } else if (kind == FUNCTION_POINTER && file.view().u8(at + 3) == METHOD) {
      out.append("    value ").append(names.member(file.view().i32(at))).append('\n');
    } else {
      out.append("    value ").append(size).append(" bytes ")
          .append(TextLiteral.quoted(file.view().bytes(), (int) at, (int) (at + size))).append('\n');
    }
  }

  private void properties(int type, StringBuilder out) {
    for (int map : of(propertyMaps, type)) {
      for (int row : run(0x15, map, 0x17)) {
        int token = 0x17000000 | row;
        out.append("  .property ").append(property(row)).append(" flags 0x")
            .append(Integer.toHexString(metadata.table(0x17).cell(row, 0)));
        constant(token, out);
        out.append('\n');
        accessors(token, out);
        attributes.print(token, "    ", out);
      }
    }
  }

  private String property(int row) {
    try {
      return names.signatures().method(metadata.blob(0x17, row, 2), metadata.name(0x17, row, 1), "");
    } catch (IndexOutOfBoundsException broken) {
      return metadata.name(0x17, row, 1) + " <broken signature>";
    }
  }

  private void events(int type, StringBuilder out) {
    for (int map : of(eventMaps, type)) {
      for (int row : run(0x12, map, 0x14)) {
        out.append("  .event ").append(names.type(metadata.table(0x14).cell(row, 2))).append(' ')
            .append(metadata.name(0x14, row, 1)).append('\n');
        accessors(0x14000000 | row, out);
        attributes.print(0x14000000 | row, "    ", out);
      }
    }
  }

  /** Returns the rows that a row of a map owns: up to where the next one's start. */
  private List<Integer> run(int map, int row, int table) {
    return run(metadata.table(map), row, 1, metadata.table(table).rows());
  }

  private List<Integer> parameters(int method) {
    return run(metadata.table(6), method, 5, metadata.table(8).rows());
  }

  private List<Integer> run(ClrTable owners, int row, int column, int last) {
    int from = owners.cell(row, column) & 0xFFFFFF;
    int to = row < owners.rows() ? owners.cell(row + 1, column) & 0xFFFFFF : last + 1;
    List<Integer> result = new ArrayList<>();
    for (int i = Math.max(1, from); i < to && i <= last; i++) {
      result.add(i);
    }
    visited += result.size();
    if (visited > VISIT_LIMIT) {
      throw new IndexOutOfBoundsException("members are shared by too many types and methods");
    }
    return result;
  }

  private void accessors(int token, StringBuilder out) {
    for (int row : of(semantics, token)) {
      int kind = metadata.table(0x18).cell(row, 0);
      out.append("    .").append(kind < SEMANTICS.length ? SEMANTICS[kind] : kind).append(' ')
          .append(names.member(metadata.table(0x18).cell(row, 1))).append('\n');
    }
  }

  /** Appends a method with its body. */
  void method(int row, StringBuilder out) {
    ClrTable methods = metadata.table(6);
    int token = 0x06000000 | row;
    out.append(".method ").append(FlagWords.method(methods.cell(row, 2))).append(' ');
    try {
      signature(row, out);
    } catch (IndexOutOfBoundsException broken) {
      out.append(metadata.name(6, row, 3)).append(" <broken signature>");
    }
    out.append(FlagWords.implementation(methods.cell(row, 1))).append('\n');
    for (int imported : of(imports, token)) {
      ClrTable map = metadata.table(0x1C);
      out.append("    .pinvoke ").append(metadata.name(0x1A, map.cell(imported, 3) & 0xFFFFFF, 0)).append(' ')
          .append(metadata.name(0x1C, imported, 2)).append(" flags 0x").append(Integer.toHexString(map.cell(imported, 0)))
          .append('\n');
    }
    for (int overridden : of(overrides, 0x02000000 | names.ownerOfMethod(row))) {
      if (metadata.table(0x19).cell(overridden, 1) == token) {
        out.append("    .override ").append(names.member(metadata.table(0x19).cell(overridden, 2))).append('\n');
      }
    }
    attributes.print(token, "    ", out);
    security(token, out);
    parameters(row, out);
    int address = methods.cell(row, 0);
    if (address != 0 && (methods.cell(row, 1) & 3) == 0) {
      printer.print(file.offset(address & 0xFFFF_FFFFL), out);
    }
  }

  private void signature(int row, StringBuilder out) {
    SignatureText.MethodSignature signature = names.signatures().method(metadata.blob(6, row, 4));
    out.append(signature.convention()).append(signature.result()).append(' ')
        .append(names.type(0x02000000 | names.ownerOfMethod(row))).append("::").append(metadata.name(6, row, 3));
    generics(0x06000000 | row, out);
    String[] words = new String[signature.parameters().size()];
    for (int i = 0; i < words.length; i++) {
      words[i] = signature.parameters().get(i);
    }
    for (int parameter : parameters(row)) {
      int position = metadata.table(8).cell(parameter, 1) - 1;
      if (position >= 0 && position < words.length) {
        words[position] = FlagWords.parameter(metadata.table(8).cell(parameter, 0)) + words[position] + " "
            + metadata.name(8, parameter, 2);
      }
    }
    out.append('(').append(String.join(", ", words)).append(')');
  }

  private void parameters(int method, StringBuilder out) {
    for (int row : parameters(method)) {
      int token = 0x08000000 | row;
      StringBuilder text = new StringBuilder();
      constant(token, text);
      marshalled(token, text);
      StringBuilder custom = new StringBuilder();
      attributes.print(token, "      ", custom);
      if (text.length() + custom.length() > 0) {
        out.append("    .param ").append(metadata.table(8).cell(row, 1)).append(text).append('\n').append(custom);
      }
    }
  }
}
