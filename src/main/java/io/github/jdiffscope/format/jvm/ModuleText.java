package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.util.TreeSet;

/** The Module attribute as module-info.java writes it (JVMS 4.7.25), directives in an order of their own. */
final class ModuleText {
  private ModuleText() {}

  static void append(StringBuilder out, ClassFile file) {
    ClassAttribute attribute = ClassFile.find(file.attributes, "Module");
    if (attribute == null) {
      return;
    }
    int before = out.length();
    try {
      ByteCursor in = file.open(attribute);
      append(out, file.pool, in);
      if (in.remaining() > 0) {
        out.append("  bytes after the module:\n");
        Literals.hexLines(out, "    ", file.bytes, in.position(), in.remaining());
      }
    } catch (FormatException e) {
      out.setLength(before);
      new AttributeText(file, out, "  ").raw(attribute, e.getMessage());
    }
  }

  private static void append(StringBuilder out, ConstantPool pool, ByteCursor in) throws FormatException {
    out.append("  ").append("module ");
    String name = pool.name(in.u2());
    AccessFlags.append(out, in.u2(), AccessFlags.MODULE);
    out.append(name);
    version(out, pool, in.u2());
    out.append('\n');
    TreeSet<String> lines = new TreeSet<>();
    for (int left = in.u2(); left > 0; left--) {
      StringBuilder line = new StringBuilder("requires ");
      String module = pool.name(in.u2());
      AccessFlags.append(line, in.u2(), AccessFlags.REQUIRES);
      version(line.append(module), pool, in.u2());
      lines.add(line.toString());
    }
    packages(lines, "exports ", pool, in);
    packages(lines, "opens ", pool, in);
    for (int left = in.u2(); left > 0; left--) {
      lines.add("uses " + pool.name(in.u2()).replace('/', '.'));
    }
    provides(lines, pool, in);
    for (String line : lines) {
      out.append("  ").append(line).append('\n');
    }
  }

  private static void version(StringBuilder out, ConstantPool pool, int index) {
    if (index != 0) {
      out.append('@').append(pool.utf8(index));
    }
  }

  private static void packages(TreeSet<String> lines, String word, ConstantPool pool, ByteCursor in)
      throws FormatException {
    for (int left = in.u2(); left > 0; left--) {
      String name = pool.name(in.u2()).replace('/', '.');
      StringBuilder line = new StringBuilder(word);
      AccessFlags.append(line, in.u2(), AccessFlags.REQUIRES);
      line.append(name);
      TreeSet<String> to = new TreeSet<>();
      for (int targets = in.u2(); targets > 0; targets--) {
        to.add(pool.name(in.u2()));
      }
      lines.add(to.isEmpty() ? line.toString() : line.append(" to ").append(String.join(", ", to)).toString());
    }
  }

  /** The order of implementations is kept: it is the order in which they are found. */
  private static void provides(TreeSet<String> lines, ConstantPool pool, ByteCursor in) throws FormatException {
    for (int left = in.u2(); left > 0; left--) {
      StringBuilder line = new StringBuilder("provides ").append(pool.name(in.u2()).replace('/', '.'));
      int count = in.u2();
      for (int i = 0; i < count; i++) {
        line.append(i == 0 ? " with " : ", ").append(pool.name(in.u2()).replace('/', '.'));
      }
      lines.add(line.toString());
    }
  }
}
