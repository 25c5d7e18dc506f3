package io.github.jdiffscope.format.jvm;

/** Descriptors (JVMS 4.3) and generic signatures (JVMS 4.7.9.1) as Java writes types. */
final class Signatures {
  private static final int MAX_DEPTH = 100;

  /** An array, as every method of every class is named by it; slashes become dots where they have been read. */
  private final char[] text;
  private final StringBuilder out;
  private int at;
  private int depth;

  private Signatures(String text, StringBuilder out) {
    this.text = text.toCharArray();
    this.out = out;
  }

  private Signatures(char[] text, int at, StringBuilder out) {
    this.text = text;
    this.at = at;
    this.out = out;
  }

  /** A signature broke the grammar; it is then shown as it is. */
  private static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Malformed() {
      super(null, null, false, false);
    }
  }

  /** Returns a field's type in Java, or the text itself if it is not well-formed. */
  static String type(String descriptor) {
    Signatures parser = new Signatures(descriptor, new StringBuilder(descriptor.length()));
    try {
      parser.type();
      return parser.finished();
    } catch (Malformed e) {
      return descriptor;
    }
  }

  /** Returns {@code <T> type name(parameters) throws A}, or name and signature if it is not well-formed. */
  static String method(String name, String signature, boolean constructor) {
    StringBuilder out = new StringBuilder(signature.length() + 32);
    Signatures parser = new Signatures(signature, out);
    try {
      parser.typeParameters();
      out.append(out.length() == 0 ? "" : " ");
      int start = out.length();
      out.append(name);
      parser.parameters();
      StringBuilder result = new StringBuilder();
      Signatures rest = new Signatures(parser.text, parser.at, result);
      rest.type();
      boolean silent = constructor && result.toString().equals("void");
      out.insert(start, silent ? "" : result.append(' ').toString());
      parser.at = rest.at;
      parser.thrown();
      return parser.finished();
    } catch (Malformed e) {
      return name + ' ' + signature;
    }
  }

  /** Returns {@code <T> extends A implements B, C} of a class signature, or the text if it is not well-formed. */
  static String classSignature(String signature, boolean isInterface) {
    StringBuilder out = new StringBuilder(signature.length() + 32);
    Signatures parser = new Signatures(signature, out);
    try {
      parser.typeParameters();
      out.append(" extends ");
      parser.type();
      for (int i = 0; parser.at < signature.length(); i++) {
        out.append(i > 0 ? ", " : " implements ");
        parser.type();
      }
      return parser.finished();
    } catch (Malformed e) {
      return ' ' + signature;
    }
  }

  /** Returns how many slots the arguments of the method descriptor at the end of a text take. */
  static int argumentSlots(String text) {
    int slots = 0;
    int at = text.indexOf('(') + 1;
    while (at > 0 && at < text.length() && text.charAt(at) != ')') {
      slots += text.charAt(at) == 'J' || text.charAt(at) == 'D' ? 2 : 1;
      while (at < text.length() && text.charAt(at) == '[') {
        at++;
      }
      at = at < text.length() && text.charAt(at) == 'L' ? text.indexOf(';', at) + 1 : at + 1;
    }
    return slots;
  }

  private String finished() {
    if (at != text.length) {
      throw new Malformed();
    }
    return out.toString();
  }

  private char peek() {
    if (at >= text.length) {
      throw new Malformed();
    }
    return text[at];
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }

  private void type() {
    if (++depth > MAX_DEPTH) {
      throw new Malformed();
    }
    switch (next()) {
      case 'B' -> out.append("byte");
      case 'C' -> out.append("char");
      case 'D' -> out.append("double");
      case 'F' -> out.append("float");
      case 'I' -> out.append("int");
      case 'J' -> out.append("long");
      case 'S' -> out.append("short");
      case 'Z' -> out.append("boolean");
      case 'V' -> out.append("void");
      case '[' -> array();
      case 'T' -> name(true);
      case 'L' -> classType();
      default -> throw new Malformed();
    }
    depth--;
  }

  private void array() {
    int dimensions = 1;
    for (; peek() == '['; at++) {
      dimensions++;
    }
    type();
    for (; dimensions > 0; dimensions--) {
      out.append("[]");
    }
  }

  private void classType() {
    while (true) {
      name(false);
      char c = next();
      if (c == '<') {
        typeArguments();
        c = next();
      }
      if (c == ';') {
        at--;
        break;
      } else if (c != '.') {
        throw new Malformed();
      }
      out.append('.');
    }
    at++;
  }

  /** Appends a type variable and moves behind its semicolon, or a part of the name of a class and moves behind that. */
  private void name(boolean variable) {
    int start = at;
    for (; at < text.length && text[at] != ';' && (variable || text[at] != '<' && text[at] != '.'); at++) {
      char c = text[at];
      if (c == ')' || c == '(') {
        throw new Malformed();
      }
      text[at] = c == '/' ? '.' : c;
    }
    if (at == start || at == text.length) {
      throw new Malformed();
    }
    out.append(text, start, at - start);
    at += variable ? 1 : 0;
  }

  private void typeArguments() {
    out.append('<');
    for (boolean first = true; peek() != '>'; first = false) {
      out.append(first ? "" : ", ");
      switch (peek()) {
        case '*' -> {
          at++;
          out.append('?');
        }
        case '+' -> {
          at++;
          out.append("? extends ");
          type();
        }
        case '-' -> {
          at++;
          out.append("? super ");
          type();
        }
        default -> type();
      }
    }
    at++;
    out.append('>');
  }

  private void typeParameters() {
    if (peek() != '<') {
      return;
    }
    at++;
    out.append('<');
    for (boolean first = true; peek() != '>'; first = false) {
      out.append(first ? "" : ", ");
      while (peek() != ':') {
        out.append(next());
      }
      bounds();
    }
    at++;
    out.append('>');
  }

  private void bounds() {
    String word = " extends ";
    while (peek() == ':') {
      at++;
      // An empty class bound stands before interface bounds.
      if (peek() != ':') {
        out.append(word);
        type();
        word = " & ";
      }
    }
  }

  private void parameters() {
    if (next() != '(') {
      throw new Malformed();
    }
    out.append('(');
    for (boolean first = true; peek() != ')'; first = false) {
      out.append(first ? "" : ", ");
      type();
    }
    at++;
    out.append(')');
  }

  private void thrown() {
    for (boolean first = true; at < text.length && peek() == '^'; first = false) {
      at++;
      out.append(first ? " throws " : ", ");
      type();
    }
  }
}
