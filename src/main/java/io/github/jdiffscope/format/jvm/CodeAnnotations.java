package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;

/** The attributes of code that are neither debug tables nor stack maps: type annotations and unknown ones. */
final class CodeAnnotations {
  private CodeAnnotations() {}

  static void append(StringBuilder out, ClassFile file, MethodBody body) {
    int[] instructions = null;
    for (int i = 0; i < body.attributes.size(); i++) {
      ClassAttribute attribute = body.attributes.get(i);
      if (isTypeAnnotations(attribute.name())) {
        instructions = instructions == null ? body.instructionNumbers() : instructions;
        typeAnnotations(out, file, attribute, instructions);
      } else if (!isShownElsewhere(attribute.name())) {
        new AttributeText(file, out, "  ").raw(attribute, null);
      }
    }
  }

  static boolean isTypeAnnotations(String name) {
    return name.equals("RuntimeVisibleTypeAnnotations") || name.equals("RuntimeInvisibleTypeAnnotations");
  }

  /** Returns whether an attribute of code is a debug table or a stack map. */
  static boolean isShownElsewhere(String name) {
    return switch (name) {
      case "LineNumberTable", "LocalVariableTable", "LocalVariableTypeTable", "StackMapTable", "StackMap" -> true;
      default -> false;
    };
  }

  private static void typeAnnotations(StringBuilder out, ClassFile file, ClassAttribute attribute, int[] numbers) {
    int before = out.length();
    try {
      boolean visible = attribute.name().startsWith("RuntimeV");
      new AnnotationText(file.pool, file.open(attribute), out)
          .typeAnnotations("  ", visible ? "" : " // invisible at run time", numbers);
    } catch (FormatException e) {
      out.setLength(before);
      new AttributeText(file, out, "  ").raw(attribute, e.getMessage());
    }
  }
}
