package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells which attributes of two classes read the same, without making their texts. It says so only where it is certain:
 * what it knows no layout of must be the same bytes.
 */
final class SameAttributes {
  private static final int MAX_DEPTH = 50;
  private static final int MOST = 64;

  private final ClassFile left;
  private final ClassFile right;
  private final SameConstants constants;
  private int depth;

  SameAttributes(ClassFile left, ClassFile right, SameConstants constants) {
    this.left = left;
    this.right = right;
    this.constants = constants;
  }

  /** Returns whether two lists hold attributes that read the same one by one, but for those of one name. */
  boolean lists(List<ClassAttribute> a, List<ClassAttribute> b, String leftOut) throws FormatException {
    boolean same = a.size() == b.size() && a.size() <= MOST;
    for (int i = 0; same && i < a.size(); i++) {
      String name = a.get(i).name();
      // The second of a name is shown as bytes.
      same = name.equals(b.get(i).name()) && ClassFile.find(a, name) == a.get(i)
          && (name.equals(leftOut) || attribute(a.get(i), b.get(i)));
    }
    return same;
  }

  /** Returns whether two attributes of one name read the same. */
  boolean attribute(ClassAttribute a, ClassAttribute b) throws FormatException {
    String layout = layout(a.name());
    if (a.length() != b.length() || layout == null) {
      return layout == null && sameBytes(a, b);
    }
    ByteCursor x = left.open(a);
    ByteCursor y = right.open(b);
    return content(layout, 0, layout.length(), x, y) && x.remaining() == 0;
  }

  boolean sameBytes(ClassAttribute a, ClassAttribute b) {
    return Arrays.equals(left.bytes, a.start(), a.start() + a.length(), right.bytes, b.start(), b.start() + b.length());
  }

  /**
   * Returns how an attribute is laid out (JVMS 4.7), null if that is not known: {@code u} a Utf8 constant, {@code k} one
   * that has a name, {@code c} any, {@code m} a name and type, {@code n} a number of two bytes, {@code b} of one, {@code *} a count and as many of what stands in
   * parentheses, {@code +} the same with a count of one byte, {@code A} an annotation, {@code V} a value of one,
   * {@code T} what a type annotation stands on, {@code @} attributes, {@code S} a frame of a stack map, {@code ?} what is not looked into.
   */
  private static String layout(String name) {
    return switch (name) {
      case "Signature", "SourceFile", "ModuleTarget", "CompilationID", "SourceID" -> "u";
      case "ConstantValue" -> "c";
      case "Exceptions", "NestMembers", "PermittedSubclasses", "ModulePackages" -> "*(k)";
      case "InnerClasses" -> "*(kkun)";
      case "EnclosingMethod" -> "km";
      case "NestHost", "ModuleMainClass" -> "k";
      case "LocalVariableTable", "LocalVariableTypeTable" -> "*(nnuun)";
      case "MethodParameters" -> "+(un)";
      case "Deprecated", "Synthetic" -> "";
      case "AnnotationDefault" -> "V";
      case "RuntimeVisibleAnnotations", "RuntimeInvisibleAnnotations" -> "*(A)";
      case "RuntimeVisibleParameterAnnotations", "RuntimeInvisibleParameterAnnotations" -> "+(*(A))";
      case "RuntimeVisibleTypeAnnotations", "RuntimeInvisibleTypeAnnotations" -> "*(TA)";
      case "BootstrapMethods" -> "*(c*(c))";
      case "Record" -> "*(uu@)";
      case "Module" -> "knu*(knu)*(kn*(k))*(kn*(k))*(k)*(k*(k))";
      case "ModuleResolution" -> "n";
      case "ModuleHashes" -> "u*(k*(b))";
      case "LoadableDescriptors" -> "*(u)";
      case "StackMapTable" -> "*(S)";
      case "StackMap" -> "?";
      default -> null;
    };
  }

  private boolean content(String layout, int from, int to, ByteCursor a, ByteCursor b) throws FormatException {
    boolean same = true;
    for (int i = from; same && i < to; i++) {
      char kind = layout.charAt(i);
      if (kind == '*' || kind == '+') {
        int end = closing(layout, i + 1);
        int count = kind == '*' ? a.u2() : a.u1();
        same = count == (kind == '*' ? b.u2() : b.u1());
        for (int n = 0; same && n < count; n++) {
          same = content(layout, i + 2, end, a, b);
        }
        i = end;
      } else {
        same = part(kind, a, b);
      }
    }
    return same;
  }

  private static int closing(String layout, int open) {
    int nested = 0;
    for (int i = open; ; i++) {
      nested += layout.charAt(i) == '(' ? 1 : layout.charAt(i) == ')' ? -1 : 0;
      if (nested == 0) {
        return i;
      }
    }
  }

  private boolean part(char kind, ByteCursor a, ByteCursor b) throws FormatException {
    return switch (kind) {
      case 'u' -> constants.utf8(a.u2(), b.u2());
      case 'k' -> constants.name(a.u2(), b.u2());
      case 'c' -> constants.constant(a.u2(), b.u2());
      case 'm' -> constants.nameAndTypeOrNone(a.u2(), b.u2());
      case 'n' -> a.u2() == b.u2();
      case 'b' -> a.u1() == b.u1();
      case 'A' -> annotation(a, b);
      case 'V' -> value(a, b);
      case 'T' -> target(a, b);
      case 'S' -> frame(a, b);
      case '@' -> nested(a, b);
      default -> false;
    };
  }

  private boolean nested(ByteCursor a, ByteCursor b) throws FormatException {
    int count = a.u2();
    boolean same = count == b.u2();
    for (int i = 0; same && i < count; i++) {
      ClassAttribute one = left.readAttribute(a);
      ClassAttribute other = right.readAttribute(b);
      // A component of a record has none that hold attributes.
      same = one.name().equals(other.name()) && !one.name().equals("Record") && attribute(one, other);
    }
    return same;
  }

  private boolean annotation(ByteCursor a, ByteCursor b) throws FormatException {
    if (depth == MAX_DEPTH || !constants.utf8(a.u2(), b.u2())) {
      return false;
    }
    depth++;
    int pairs = a.u2();
    boolean same = pairs == b.u2();
    for (int i = 0; same && i < pairs; i++) {
      same = constants.utf8(a.u2(), b.u2()) && value(a, b);
    }
    depth--;
    return same;
  }

  private boolean value(ByteCursor a, ByteCursor b) throws FormatException {
    int tag = a.u1();
    if (tag != b.u1()) {
      return false;
    }
    return switch (tag) {
      case 'B', 'S', 'I', 'C', 'Z', 'D', 'F', 'J' -> constants.number(a.u2(), b.u2());
      case 's', 'c' -> constants.utf8(a.u2(), b.u2());
      case 'e' -> constants.utf8(a.u2(), b.u2()) && constants.utf8(a.u2(), b.u2());
      case '@' -> annotation(a, b);
      case '[' -> array(a, b);
      default -> false;
    };
  }

  private boolean array(ByteCursor a, ByteCursor b) throws FormatException {
    int count = a.u2();
    boolean same = count == b.u2() && depth < MAX_DEPTH;
    depth++;
    for (int i = 0; same && i < count; i++) {
      same = value(a, b);
    }
    depth--;
    return same;
  }

  /** The target says how long it is, the path behind it too (JVMS 4.7.20). */
  private static boolean target(ByteCursor a, ByteCursor b) throws FormatException {
    int type = a.u1();
    if (type != b.u1()) {
      return false;
    }
    int length = switch (type) {
      case 0x00, 0x01, 0x16 -> 1;
      case 0x10, 0x11, 0x12, 0x17, 0x42, 0x43, 0x44, 0x45, 0x46 -> 2;
      case 0x13, 0x14, 0x15 -> 0;
      case 0x47, 0x48, 0x49, 0x4A, 0x4B -> 3;
      default -> -1;
    };
    if (type == 0x40 || type == 0x41) {
      length = a.u2() * 6;
      if (length != b.u2() * 6) {
        return false;
      }
    }
    if (length < 0 || !sameNext(a, b, length)) {
      return false;
    }
    int path = a.u1();
    return path == b.u1() && sameNext(a, b, path * 2);
  }

  private static boolean sameNext(ByteCursor a, ByteCursor b, int count) throws FormatException {
    boolean same = true;
    for (int i = 0; same && i < count; i++) {
      same = a.u1() == b.u1();
    }
    return same;
  }

  private boolean frame(ByteCursor a, ByteCursor b) throws FormatException {
    int type = a.u1();
    if (type != b.u1() || type >= 128 && type < 247 || type >= 247 && a.u2() != b.u2()) {
      return false;
    }
    if (type == 255) {
      return types(a, b, -1) && types(a, b, -1);
    }
    int count = type >= 64 && type < 128 || type == 247 ? 1 : type > 251 ? type - 251 : 0;
    return types(a, b, count);
  }

  /** Returns whether so many types are the same; as many as are counted there if {@code fixed} is negative. */
  private boolean types(ByteCursor a, ByteCursor b, int fixed) throws FormatException {
    int count = fixed < 0 ? a.u2() : fixed;
    boolean same = fixed >= 0 || count == b.u2();
    for (int i = 0; same && i < count; i++) {
      int tag = a.u1();
      same = tag == b.u1() && tag <= 8 && (tag < 7 || (tag == 7 ? constants.name(a.u2(), b.u2()) : a.u2() == b.u2()));
    }
    return same;
  }
}
