package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.util.List;

/** Annotations as Java writes them (JVMS 4.7.16 to 4.7.22). */
final class AnnotationText {
  private static final int MAX_DEPTH = 50;

  private final ConstantPool pool;
  private final ByteCursor in;
  private final StringBuilder out;
  private int depth;
  private List<String> leaveOut = List.of();

  AnnotationText(ConstantPool pool, ByteCursor in, StringBuilder out) {
    this.pool = pool;
    this.in = in;
    this.out = out;
  }

  /** Appends a line for each annotation of a table. */
  void annotations(String prefix, String suffix) throws FormatException {
    for (int left = in.u2(); left > 0; left--) {
      int start = out.length();
      out.append(prefix);
      annotation();
      out.append(suffix).append('\n');
      for (String beginning : leaveOut) {
        if (out.length() > start && out.indexOf(beginning, start) == start + prefix.length()) {
          out.setLength(start);
        }
      }
    }
  }

  /** Leaves out annotations that begin with one of these. */
  AnnotationText without(List<String> beginnings) {
    leaveOut = beginnings;
    return this;
  }

  void skipAnnotation() throws FormatException {
    annotation();
  }

  /** Appends a line for each annotation of each parameter. */
  void parameterAnnotations(String prefix, String suffix) throws FormatException {
    int parameters = in.u1();
    for (int i = 0; i < parameters; i++) {
      annotations(prefix + "parameter " + i + ": ", suffix);
    }
  }

  /** Appends a line for each type annotation. */
  void typeAnnotations(String prefix, String suffix, int[] instructions) throws FormatException {
    for (int left = in.u2(); left > 0; left--) {
      out.append(prefix);
      TypeAnnotationTarget.append(in, out, instructions);
      annotation();
      out.append(suffix).append('\n');
    }
  }

  private void annotation() throws FormatException {
    if (++depth > MAX_DEPTH) {
      throw FormatException.at(in.position(), "annotations are nested more than " + MAX_DEPTH + " deep");
    }
    out.append('@').append(Signatures.type(pool.utf8(in.u2())));
    int pairs = in.u2();
    for (int i = 0; i < pairs; i++) {
      out.append(i == 0 ? "(" : ", ").append(pool.utf8(in.u2())).append('=');
      value();
    }
    out.append(pairs > 0 ? ")" : "");
    depth--;
  }

  /** Appends an element value. */
  void value() throws FormatException {
    int tag = in.u1();
    switch (tag) {
      case 'B', 'S', 'I', 'C', 'Z' -> intValue(tag, in.u2());
      case 'D', 'F', 'J' -> number(in.u2());
      case 's' -> Literals.quote(out, pool.utf8(in.u2()));
      case 'e' -> out.append(Signatures.type(pool.utf8(in.u2()))).append('.').append(pool.utf8(in.u2()));
      case 'c' -> out.append(Signatures.type(pool.utf8(in.u2()))).append(".class");
      case '@' -> annotation();
      case '[' -> array();
      default -> throw FormatException.at(in.position() - 1, "annotation value has the unknown tag " + tag);
    }
  }

  private void array() throws FormatException {
    if (++depth > MAX_DEPTH) {
      throw FormatException.at(in.position(), "annotations are nested more than " + MAX_DEPTH + " deep");
    }
    out.append('{');
    int count = in.u2();
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : ", ");
      value();
    }
    out.append('}');
    depth--;
  }

  private void intValue(int tag, int index) {
    int value = pool.tag(index) == ConstantPool.INTEGER ? pool.i4(index, 0) : 0;
    if (pool.tag(index) != ConstantPool.INTEGER) {
      out.append(ConstantPool.wrong(index));
    } else if (tag == 'Z' && (value == 0 || value == 1)) {
      out.append(value == 1);
    } else if (tag == 'C' && value > 0x20 && value < 0x7F) {
      out.append('\'').append((char) value).append('\'');
    } else if (tag == 'C') {
      ModifiedUtf8.hex(out.append("(char) 0x"), value, 4);
    } else {
      out.append(tag == 'B' ? "(byte) " : tag == 'S' ? "(short) " : tag == 'Z' ? "(boolean) " : "").append(value);
    }
  }

  private void number(int index) {
    switch (pool.tag(index)) {
      case ConstantPool.FLOAT -> Literals.append(out, Float.intBitsToFloat(pool.i4(index, 0)), pool.i4(index, 0));
      case ConstantPool.LONG -> out.append(pool.i8(index)).append('l');
      case ConstantPool.DOUBLE -> Literals.append(out, Double.longBitsToDouble(pool.i8(index)), pool.i8(index));
      default -> out.append(ConstantPool.wrong(index));
    }
  }
}
