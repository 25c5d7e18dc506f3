package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The stack maps of all methods of a class (JVMS 4.7.4) as text. */
final class StackMapText implements SectionContent.TextSource {
  private static final String[] TYPES = {"top", "int", "float", "double", "long", "null", "uninitializedThis"};

  private static final Set<String> TABLES = Set.of("StackMapTable", "StackMap");

  private final ClassFile file;
  private final List<ClassMember> methods;

  StackMapText(ClassFile file, List<ClassMember> methods) {
    this.file = file;
    this.methods = methods;
  }

  @Override
  public boolean isSameAs(SectionContent.TextSource other) {
    return other instanceof StackMapText text && file.comparedWith(text.file).tables(methods, text.methods, TABLES);
  }

  @Override
  public CharSequence text() throws IOException {
    StringBuilder out = new StringBuilder();
    for (ClassMember method : methods) {
      MethodBody body = MethodBody.of(file, method);
      for (ClassAttribute attribute : body == null ? List.<ClassAttribute>of() : body.attributes) {
        boolean table = attribute.name().equals("StackMapTable");
        if (table || attribute.name().equals("StackMap")) {
          out.append(DeclarationText.title(file, method, method.descriptor())).append('\n');
          append(out, attribute, body.instructionNumbers(), table);
        }
      }
    }
    return out;
  }

  private void append(StringBuilder out, ClassAttribute attribute, int[] instructions, boolean table) {
    int before = out.length();
    try {
      ByteCursor in = file.open(attribute);
      int pc = -1;
      for (int left = in.u2(); left > 0; left--) {
        pc = table ? frame(out, in, pc, instructions) : fullFrame(out, in, in.u2(), instructions);
      }
    } catch (FormatException e) {
      out.setLength(before);
      new AttributeText(file, out, "  ").raw(attribute, e.getMessage());
    }
  }

  private int frame(StringBuilder out, ByteCursor in, int previous, int[] instructions) throws FormatException {
    int type = in.u1();
    boolean hasDelta = type >= 247;
    int delta = hasDelta ? in.u2() : type & 63;
    int pc = previous + 1 + delta;
    if (type == 255) {
      return fullFrame(out, in, pc, instructions);
    }
    TypeAnnotationTarget.place(out.append(' '), pc, instructions);
    if (type < 64 || type == 251) {
      out.append(type < 64 ? " same" : " same, extended");
    } else if (type < 128 || type == 247) {
      type(out.append(type < 128 ? " stack" : " stack, extended"), in, instructions);
    } else if (type > 247 && type < 251) {
      out.append(" chop ").append(251 - type);
    } else if (type > 251) {
      types(out.append(" append"), in, type - 251, instructions);
    } else {
      throw FormatException.at(in.position() - 1, "stack map frame has the unknown type " + type);
    }
    out.append('\n');
    return pc;
  }

  private int fullFrame(StringBuilder out, ByteCursor in, int pc, int[] instructions) throws FormatException {
    TypeAnnotationTarget.place(out.append(' '), pc, instructions);
    types(out.append(" locals"), in, in.u2(), instructions);
    types(out.append("; stack"), in, in.u2(), instructions);
    out.append('\n');
    return pc;
  }

  private void types(StringBuilder out, ByteCursor in, int count, int[] instructions) throws FormatException {
    for (int i = 0; i < count; i++) {
      type(out, in, instructions);
    }
  }

  private void type(StringBuilder out, ByteCursor in, int[] instructions) throws FormatException {
    int tag = in.u1();
    if (tag == 7) {
      out.append(' ').append(file.pool.name(in.u2()));
    } else if (tag == 8) {
      TypeAnnotationTarget.place(out.append(" uninitialized"), in.u2(), instructions);
    } else if (tag < TYPES.length) {
      out.append(' ').append(TYPES[tag]);
    } else {
      throw FormatException.at(in.position() - 1, "stack map has the unknown type " + tag);
    }
  }
}
