package io.github.jdiffscope.format.executable.ocaml;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What compiled units of OCaml say of themselves, laid out as ocamlobjinfo does: interfaces, bytecode, native code, libraries. */
public final class OcamlUnit {
  private static final int MAGIC = 12;
  private static final int DIGEST = 16;
  private static final int LIST_LIMIT = 100_000;

  private final byte[] bytes;
  private final StringBuilder out = new StringBuilder();

  private OcamlUnit(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the text, empty for a kind of unit that is not known. */
  public static String text(byte[] bytes) throws FormatException {
    OcamlUnit unit = new OcamlUnit(bytes);
    try {
      switch (bytes.length > MAGIC ? bytes[8] : 0) {
        case 'I' -> unit.isInterface();
        case 'O' -> unit.bytecode(unit.described(), 4);
        case 'A' -> unit.library();
        case 'Y', 'y' -> unit.isNative();
        case 'Z', 'z' -> unit.nativeLibrary();
        default -> { }
      }
    } catch (IndexOutOfBoundsException | ClassCastException cut) {
      throw new FormatException("compiled OCaml unit is not laid out as known: " + cut.getMessage(), cut);
    }
    return unit.out.toString();
  }

  /** Returns the names and texts of an interface or of native code, one a line; empty for other kinds. */
  public static String names(byte[] bytes) throws FormatException {
    StringBuilder out = new StringBuilder();
    if (bytes.length > MAGIC && (bytes[8] == 'I' || bytes[8] == 'Y')) {
      OcamlValues values = new OcamlValues(bytes, MAGIC);
      try {
        values.next();
      } catch (IndexOutOfBoundsException cut) {
        throw new FormatException("value is cut off: " + cut.getMessage(), cut);
      }
      for (String text : values.texts()) {
        byte[] content = text.getBytes(StandardCharsets.ISO_8859_1);
        out.append(TextLiteral.quoted(content, 0, content.length)).append('\n');
      }
    }
    return out.toString();
  }

  private void isInterface() throws FormatException {
    OcamlValues values = new OcamlValues(bytes, MAGIC);
    Object[] named = (Object[]) values.next();
    out.append("Unit name: ").append(named[0]).append('\n');
    imports("Interfaces imported", values.next());
  }

  /** Bytecode has the place of its description, 4 bytes, behind the magic number. */
  private Object[] described() throws FormatException {
    return (Object[]) new OcamlValues(bytes, new ByteView(bytes, false).u32(MAGIC)).next();
  }

  private void bytecode(Object[] unit, int imports) {
    out.append("Unit name: ").append(name(unit[0])).append('\n');
    imports("Interfaces imported", unit[imports]);
    out.append("Required globals:\n");
    list(unit[imports + 1]).forEach(global -> out.append('\t').append(name(global)).append('\n'));
    List<Object> primitives = list(unit[imports + 2]);
    out.append(primitives.isEmpty() ? "" : "Primitives declared in this module:\n");
    primitives.forEach(primitive -> out.append('\t').append(name(primitive)).append('\n'));
    out.append("Force link: ").append(yes(unit[imports + 3])).append('\n');
  }

  private void library() throws FormatException {
    Object[] library = described();
    out.append("Force custom: ").append(yes(library[1])).append('\n');
    String[] titles = {"Extra C object files:", "Extra C options:", "Extra dynamically-loaded libraries:"};
    for (int i = 0; i < titles.length; i++) {
      out.append(titles[i]);
      list(library[i + 2]).forEach(word -> out.append(' ').append(name(word)));
      out.append('\n');
    }
    list(library[0]).forEach(unit -> bytecode((Object[]) unit, 4));
  }

  private void isNative() throws FormatException {
    OcamlValues values = new OcamlValues(bytes, MAGIC);
    Object[] unit = (Object[]) values.next();
    long at = values.position();
    byte[] digest = new ByteView(bytes, false).copy(at, DIGEST);
    nativeUnit(unit, new String(digest, StandardCharsets.ISO_8859_1));
  }

  private void nativeLibrary() throws FormatException {
    Object[] library = (Object[]) new OcamlValues(bytes, MAGIC).next();
    list(library[0]).forEach(pair -> nativeUnit((Object[]) ((Object[]) pair)[0], name(((Object[]) pair)[1])));
  }

  /** Up to OCaml 4.14 the symbol stands behind the name. */
  private void nativeUnit(Object[] unit, String digest) {
    out.append("Name: ").append(name(unit[0])).append('\n');
    out.append("CRC of implementation: ").append(hex(digest)).append('\n');
    int at = unit[1] instanceof String ? 2 : 1;
    out.append("Globals defined:\n");
    list(unit[at]).forEach(global -> out.append('\t').append(name(global)).append('\n'));
    imports("Interfaces imported", unit[at + 1]);
    imports("Implementations imported", unit[at + 2]);
  }

  private void imports(String title, Object pairs) {
    out.append(title).append(":\n");
    for (Object element : list(pairs)) {
      Object[] pair = (Object[]) element;
      boolean known = pair[1] instanceof Object[] some && some.length == 1;
      out.append('\t').append(known ? hex((String) ((Object[]) pair[1])[0]) : "-".repeat(2 * DIGEST)).append('\t')
          .append(name(pair[0])).append('\n');
    }
  }

  private static String hex(String digest) {
    byte[] content = digest.getBytes(StandardCharsets.ISO_8859_1);
    return TextLiteral.hex(content, 0, content.length);
  }

  private static String yes(Object flag) {
    return Long.valueOf(0).equals(flag) ? "no" : "YES";
  }

  /** Returns a name: a text, or an identifier with one in it. */
  private static String name(Object value) {
    if (value instanceof Object[] block) {
      for (Object field : block) {
        if (field instanceof String text) {
          return text;
        }
      }
      return "?";
    }
    return value instanceof String text ? text : String.valueOf(value);
  }

  private static List<Object> list(Object value) {
    List<Object> result = new ArrayList<>();
    Object rest = value;
    while (rest instanceof Object[] cell && cell.length == 2 && result.size() < LIST_LIMIT) {
      result.add(cell[0]);
      rest = cell[1];
    }
    return result;
  }
}
