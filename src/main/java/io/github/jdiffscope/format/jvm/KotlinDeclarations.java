package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.util.ArrayList;
import java.util.List;

/** Kotlin metadata (metadata.proto: Class, Package, Function) as Kotlin declares things, in an order of ours. */
final class KotlinDeclarations {
  private static final int MAX_DEPTH = 60;
  private static final String[] VISIBILITY = {"internal ", "private ", "protected ", "public ", "private-to-this ",
    "local ", "visibility 6 ", "visibility 7 "};
  private static final String[] MODALITY = {"final ", "open ", "abstract ", "sealed "};
  private static final String[] CLASS_KIND = {"class ", "interface ", "enum class ", "enum entry ",
    "annotation class ", "object ", "companion object ", "kind 7 "};
  private static final String[] MEMBER_KIND = {"", "fake-override ", "delegated ", "synthesized "};

  private final KotlinStrings strings;
  private final List<String> typeParameters = new ArrayList<>();
  private ProtoMessage typeTable;
  private int depth;

  KotlinDeclarations(KotlinStrings strings) {
    this.strings = strings;
  }

  List<String> ofClass(ProtoMessage message) throws FormatException {
    typeTable = message.message(30);
    List<String> lines = new ArrayList<>();
    long flags = message.number(1, 6);
    StringBuilder head = new StringBuilder(common(flags)).append(bits(flags, 9, "inner", "data", "external", "expect",
        "value", "fun")).append(CLASS_KIND[(int) (flags >>> 6 & 7)]).append(strings.get(message.number(3, 0)));
    head.append(parameters(message.messages(5)));
    List<ProtoMessage> supertypes = new ArrayList<>(message.messages(6));
    for (long id : message.numbers(2)) {
      supertypes.add(typeById(id));
    }
    for (int i = 0; i < supertypes.size(); i++) {
      head.append(i == 0 ? " : " : ", ").append(type(supertypes.get(i)));
    }
    members(message, lines, 9, 10, 11);
    for (ProtoMessage constructor : message.messages(8)) {
      lines.add("  " + VISIBILITY[(int) (constructor.number(1, 6) >>> 1 & 7)]
          + bits(constructor.number(1, 6), 4, "secondary", "non-stable-names") + "constructor"
          + valueParameters(constructor, 2));
    }
    for (ProtoMessage entry : message.messages(13)) {
      lines.add("  enum entry " + strings.get(entry.number(1, 0)));
    }
    names(message, lines, 7, "nested class ");
    names(message, lines, 16, "sealed subclass ");
    if (message.has(4)) {
      lines.add("  companion object " + strings.get(message.number(4, 0)));
    }
    lines.sort(null);
    lines.add(0, head.toString());
    return lines;
  }

  private void names(ProtoMessage message, List<String> lines, int field, String word) throws FormatException {
    for (long name : message.numbers(field)) {
      lines.add("  " + word + strings.get(name));
    }
  }

  List<String> ofPackage(ProtoMessage message) throws FormatException {
    typeTable = message.message(30);
    List<String> lines = new ArrayList<>();
    members(message, lines, 3, 4, 5);
    lines.sort(null);
    return lines;
  }

  private void members(ProtoMessage message, List<String> lines, int functions, int properties, int aliases)
      throws FormatException {
    for (ProtoMessage function : message.messages(functions)) {
      lines.add("  " + function(function));
    }
    for (ProtoMessage property : message.messages(properties)) {
      lines.add("  " + property(property));
    }
    for (ProtoMessage alias : message.messages(aliases)) {
      int scope = typeParameters.size();
      lines.add("  " + VISIBILITY[(int) (alias.number(1, 6) >>> 1 & 7)] + "typealias "
          + strings.get(alias.number(2, 0)) + parameters(alias.messages(3)) + " = " + type(alias, 4, 5)
          + (alias.has(6) || alias.has(7) ? " expanded to " + type(alias, 6, 7) : ""));
      leave(scope);
    }
  }

  String function(ProtoMessage message) throws FormatException {
    int scope = typeParameters.size();
    long flags = message.number(9, message.number(1, 6));
    String text = common(flags) + MEMBER_KIND[(int) (flags >>> 6 & 3)] + bits(flags, 8, "operator", "infix", "inline",
        "tailrec", "external", "suspend", "expect") + "fun " + space(parameters(message.messages(4)))
        + receiver(message, 5, 8) + strings.get(message.number(2, 0)) + valueParameters(message, 6) + ": "
        + type(message, 3, 7);
    leave(scope);
    return text;
  }

  private String property(ProtoMessage message) throws FormatException {
    int scope = typeParameters.size();
    long flags = message.number(11, message.number(1, 518));
    boolean variable = (flags >>> 8 & 1) != 0;
    String text = common(flags) + MEMBER_KIND[(int) (flags >>> 6 & 3)] + bits(flags, 11, "const", "lateinit",
        "with-constant", "external", "delegated", "expect") + (variable ? "var " : "val ")
        + space(parameters(message.messages(4))) + receiver(message, 5, 10) + strings.get(message.number(2, 0)) + ": "
        + type(message, 3, 9) + accessor(message, 7, " get ") + accessor(message, 8, " set ");
    leave(scope);
    return text;
  }

  /** Returns what is said of an accessor that is not as the property is. */
  private static String accessor(ProtoMessage message, int field, String word) {
    return message.has(field) ? word + common(message.number(field, 0)).strip() : "";
  }

  private static String common(long flags) {
    return ((flags & 1) != 0 ? "annotated " : "") + VISIBILITY[(int) (flags >>> 1 & 7)]
        + MODALITY[(int) (flags >>> 4 & 3)];
  }

  private static String bits(long flags, int first, String... words) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < words.length; i++) {
      out.append((flags >>> first + i & 1) != 0 ? words[i] + ' ' : "");
    }
    return out.toString();
  }

  private static String space(String text) {
    return text.isEmpty() ? "" : text + ' ';
  }

  private String receiver(ProtoMessage message, int inline, int byId) throws FormatException {
    return message.has(inline) || message.has(byId) ? type(message, inline, byId) + '.' : "";
  }

  private void leave(int scope) {
    typeParameters.subList(scope, typeParameters.size()).clear();
  }

  /** Returns type parameters and enters their names into the scope, where types refer to them by number. */
  private String parameters(List<ProtoMessage> messages) throws FormatException {
    if (messages.isEmpty()) {
      return "";
    }
    for (ProtoMessage message : messages) {
      typeParameters.add(message.number(1, 0) + " " + strings.get(message.number(2, 0)));
    }
    StringBuilder out = new StringBuilder("<");
    for (int i = 0; i < messages.size(); i++) {
      ProtoMessage message = messages.get(i);
      long variance = message.number(4, 2);
      out.append(i == 0 ? "" : ", ").append(message.number(3, 0) != 0 ? "reified " : "")
          .append(variance == 0 ? "in " : variance == 1 ? "out " : "").append(strings.get(message.number(2, 0)));
      List<ProtoMessage> bounds = new ArrayList<>(message.messages(5));
      for (long id : message.numbers(6)) {
        bounds.add(typeById(id));
      }
      for (int j = 0; j < bounds.size(); j++) {
        out.append(j == 0 ? " : " : " & ").append(type(bounds.get(j)));
      }
    }
    return out.append('>').toString();
  }

  private String valueParameters(ProtoMessage message, int field) throws FormatException {
    StringBuilder out = new StringBuilder("(");
    for (ProtoMessage parameter : message.messages(field)) {
      boolean vararg = parameter.has(4) || parameter.has(6);
      out.append(out.length() > 1 ? ", " : "").append(vararg ? "vararg " : "")
          .append(bits(parameter.number(1, 0), 2, "crossinline", "noinline"))
          .append(strings.get(parameter.number(2, 0))).append(": ")
          .append(vararg ? type(parameter, 4, 6) : type(parameter, 3, 5))
          .append((parameter.number(1, 0) & 2) != 0 ? " = ..." : "");
    }
    return out.append(')').toString();
  }

  private ProtoMessage typeById(long id) throws FormatException {
    List<ProtoMessage> types = typeTable == null ? List.of() : typeTable.messages(1);
    if (id < 0 || id >= types.size()) {
      throw new FormatException("Kotlin type " + id + " is not in its table of " + types.size());
    }
    return types.get((int) id);
  }

  private String type(ProtoMessage owner, int inline, int byId) throws FormatException {
    ProtoMessage message = owner.message(inline);
    return message != null ? type(message) : owner.has(byId) ? type(typeById(owner.number(byId, 0))) : "?";
  }

  private String type(ProtoMessage message) throws FormatException {
    if (++depth > MAX_DEPTH) {
      throw new FormatException("Kotlin types are nested more than " + MAX_DEPTH + " deep");
    }
    StringBuilder out = new StringBuilder((message.number(1, 0) & 1) != 0 ? "suspend " : "");
    if (message.has(6)) {
      out.append(strings.get(message.number(6, 0)));
    } else if (message.has(7)) {
      out.append(typeParameter(message.number(7, 0)));
    } else if (message.has(9)) {
      out.append(strings.get(message.number(9, 0)));
    } else {
      out.append(strings.get(message.number(12, 0)));
    }
    List<ProtoMessage> arguments = message.messages(2);
    for (int i = 0; i < arguments.size(); i++) {
      long projection = arguments.get(i).number(1, 2);
      out.append(i == 0 ? "<" : ", ").append(projection == 0 ? "in " : projection == 1 ? "out " : "")
          .append(projection == 3 ? "*" : type(arguments.get(i), 2, 3));
    }
    out.append(arguments.isEmpty() ? "" : ">").append(message.number(3, 0) != 0 ? "?" : "");
    if (message.has(5) || message.has(8)) {
      out.append("..").append(type(message, 5, 8));
    }
    if (message.has(13)) {
      out.append(" as ").append(type(message.message(13)));
    }
    depth--;
    return out.toString();
  }

  private String typeParameter(long id) {
    String start = id + " ";
    for (int i = typeParameters.size() - 1; i >= 0; i--) {
      if (typeParameters.get(i).startsWith(start)) {
        return typeParameters.get(i).substring(start.length());
      }
    }
    // Parameters of an enclosing class are declared there.
    return "#" + id;
  }
}
