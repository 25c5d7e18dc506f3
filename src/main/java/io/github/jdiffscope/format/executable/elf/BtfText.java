package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.format.executable.code.Mixer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes types as declarations of C, as {@code bpftool btf dump ... format c} does, each by its name. */
final class BtfText {
  private static final int DEPTH_LIMIT = 32;
  private static final int MEMBERS_LIMIT = 20_000;

  private final BtfTypes types;
  private final boolean offsets;

  /**
   * Makes a writer.
   *
   * @param offsets whether members are written with where they lie, which changes when one before them does
   */
  BtfText(BtfTypes types, boolean offsets) {
    this.types = types;
    this.offsets = offsets;
  }

  /** Returns the named types and functions, by name. */
  List<Block> blocks() {
    Map<String, Integer> seen = new HashMap<>();
    List<Block> named = new ArrayList<>();
    for (BtfTypes.Type type : types.types()) {
      String key = key(type);
      if (key != null) {
        int count = seen.merge(key, 1, Integer::sum);
        Mixer digest = new Mixer();
        digest.addText(text(type));
        String name = count == 1 ? key : key + " (" + count + ")";
        named.add(new Block(name, digest.toString(), () -> text(type)));
      }
    }
    named.sort(Comparator.comparing(Block::key));
    return named;
  }

  /** Returns all of them as one text, a line between two. */
  CharSequence text() {
    TreeMap<String, StringBuilder> named = new TreeMap<>();
    for (BtfTypes.Type type : types.types()) {
      String key = key(type);
      if (key != null) {
        named.computeIfAbsent(key, absent -> new StringBuilder()).append(text(type));
      }
    }
    return String.join("\n", named.values());
  }

  private static String key(BtfTypes.Type type) {
    String word = switch (type.kind()) {
      case BtfTypes.STRUCT -> "struct ";
      case BtfTypes.UNION -> "union ";
      case BtfTypes.ENUM, BtfTypes.ENUM64 -> "enum ";
      case BtfTypes.TYPEDEF -> "typedef ";
      case BtfTypes.FUNC -> "function ";
      case BtfTypes.VAR -> "variable ";
      default -> null;
    };
    return word == null || type.name().isEmpty() ? null : word + type.name();
  }

  private String text(BtfTypes.Type type) {
    StringBuilder out = new StringBuilder();
    switch (type.kind()) {
      case BtfTypes.TYPEDEF -> out.append("typedef ").append(declared(type.value(), type.name(), 0));
      case BtfTypes.FUNC, BtfTypes.VAR -> out.append(declared(type.value(), type.name(), 0));
      default -> out.append(body(type, 0));
    }
    boolean sized = type.kind() == BtfTypes.STRUCT || type.kind() == BtfTypes.UNION;
    return out.append(sized ? ";  /* " + Integer.toUnsignedString(type.value()) + " bytes */\n" : ";\n").toString();
  }

  /** Returns the declaration of a name: C writes the type around it, from inside out. */
  private String declared(long number, String inner, int depth) {
    BtfTypes.Type type = types.type(number);
    if (depth > DEPTH_LIMIT || type == null) {
      return (number == 0 ? "void" : "<type>") + spaced(inner);
    }
    return switch (type.kind()) {
      case BtfTypes.PTR -> declared(type.value(), isWrapped(type) ? "(*" + inner + ")" : "*" + inner, depth + 1);
      case BtfTypes.ARRAY -> declared(types.word(type, 0), inner + "[" + Integer.toUnsignedString(types.word(type, 2)) + "]",
          depth + 1);
      case BtfTypes.FUNC_PROTO -> declared(type.value(), inner + parameters(type, depth), depth + 1);
      case BtfTypes.CONST, BtfTypes.VOLATILE, BtfTypes.RESTRICT -> qualified(type, inner, depth);
      case BtfTypes.TYPE_TAG -> declared(type.value(), inner, depth + 1);
      case BtfTypes.STRUCT, BtfTypes.UNION, BtfTypes.ENUM, BtfTypes.ENUM64 ->
          (type.name().isEmpty() ? body(type, depth + 1) : key(type)) + spaced(inner);
      case BtfTypes.FWD -> (type.flag() ? "union " : "struct ") + type.name() + spaced(inner);
      default -> type.name() + spaced(inner);
    };
  }

  private static String spaced(String inner) {
    return inner.isEmpty() ? "" : " " + inner;
  }

  private boolean isWrapped(BtfTypes.Type pointer) {
    BtfTypes.Type to = types.type(pointer.value());
    return to != null && (to.kind() == BtfTypes.ARRAY || to.kind() == BtfTypes.FUNC_PROTO);
  }

  private String qualified(BtfTypes.Type type, String inner, int depth) {
    String word = type.kind() == BtfTypes.CONST ? "const" : type.kind() == BtfTypes.VOLATILE ? "volatile" : "restrict";
    BtfTypes.Type to = types.type(type.value());
    boolean pointer = to != null && to.kind() == BtfTypes.PTR;
    return pointer ? declared(type.value(), inner.isEmpty() ? word : word + " " + inner, depth + 1)
        : word + " " + declared(type.value(), inner, depth + 1);
  }

  private String parameters(BtfTypes.Type type, int depth) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < type.count(); i++) {
      int parameter = types.word(type, 2 * i + 1);
      String name = types.string(Integer.toUnsignedLong(types.word(type, 2 * i)));
      words.add(parameter == 0 ? "..." : declared(parameter, name, depth + 1));
    }
    return "(" + (words.isEmpty() ? "void" : String.join(", ", words)) + ")";
  }

  private String body(BtfTypes.Type type, int depth) {
    boolean values = type.kind() == BtfTypes.ENUM || type.kind() == BtfTypes.ENUM64;
    StringBuilder out = new StringBuilder(values ? "enum" : type.kind() == BtfTypes.UNION ? "union" : "struct");
    out.append(type.name().isEmpty() ? "" : " " + type.name()).append(" {\n");
    long next = 0;
    for (int i = 0; i < Math.min(type.count(), MEMBERS_LIMIT); i++) {
      long value = values ? value(type, i) : 0;
      String line = values ? constant(type, i, value == next && !offsets ? "" : " = " + value) : member(type, i, depth);
      out.append('\t').append(line.replace("\n", "\n\t")).append('\n');
      next = value + 1;
    }
    return out.append(type.count() > MEMBERS_LIMIT ? "\t...\n}" : "}").toString();
  }

  /** A value goes unsaid where C gives it by itself: one more than the one before. */
  private String constant(BtfTypes.Type type, int index, String value) {
    int words = type.kind() == BtfTypes.ENUM64 ? 3 : 2;
    return types.string(Integer.toUnsignedLong(types.word(type, words * index))) + value + ",";
  }

  private long value(BtfTypes.Type type, int index) {
    int words = type.kind() == BtfTypes.ENUM64 ? 3 : 2;
    int low = types.word(type, words * index + 1);
    return words == 3 ? Integer.toUnsignedLong(low) | (long) types.word(type, words * index + 2) << 32
        : type.flag() ? low : Integer.toUnsignedLong(low);
  }

  private String member(BtfTypes.Type type, int index, int depth) {
    String name = types.string(Integer.toUnsignedLong(types.word(type, 3 * index)));
    int offset = types.word(type, 3 * index + 2);
    int bits = type.flag() ? offset >>> 24 : 0;
    int place = type.flag() ? offset & 0xFFFFFF : offset;
    String text = declared(types.word(type, 3 * index + 1), name, depth + 1) + (bits == 0 ? "" : " : " + bits) + ";";
    String where = place % 8 == 0 ? "" + place / 8 : place / 8 + "." + place % 8;
    return offsets ? text + "  /* at " + where + " */" : text;
  }
}
