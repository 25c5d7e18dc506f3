package io.github.jdiffscope.format.executable.dotnet;

import java.util.ArrayList;
import java.util.List;

/** Writes signatures (ECMA-335, II.23.2) as the assembler's language does. */
final class SignatureText {
  static final int FIELD = 6;
  private static final int DEPTH_LIMIT = 64;
  private static final int COUNT_LIMIT = 65_536;
  private static final String[] SIMPLE = {"", "void", "bool", "char", "int8", "unsigned int8", "int16", "unsigned int16",
      "int32", "unsigned int32", "int64", "unsigned int64", "float32", "float64", "string"};
  private static final String[] CALLS = {"", "unmanaged cdecl ", "unmanaged stdcall ", "unmanaged thiscall ",
      "unmanaged fastcall ", "vararg ", "", "", "", "unmanaged "};

  private final ClrNames names;

  SignatureText(ClrNames names) {
    this.names = names;
  }

  /** The parts of a method's signature. */
  record MethodSignature(boolean instance, String convention, int genericCount, String result, List<String> parameters) {}

  String type(BlobReader in, int depth) {
    if (depth > DEPTH_LIMIT) {
      return "<nested too deep>";
    }
    int kind = in.u8();
    if (kind > 0 && kind < SIMPLE.length) {
      return SIMPLE[kind];
    }
    return switch (kind) {
      case 0x0F -> type(in, depth + 1) + "*";
      case 0x10 -> type(in, depth + 1) + "&";
      case 0x11 -> "valuetype " + names.type(in.typeToken());
      case 0x12 -> "class " + names.type(in.typeToken());
      case 0x13 -> "!" + in.number();
      case 0x14 -> array(in, depth);
      case 0x15 -> generic(in, depth);
      case 0x16 -> "typedref";
      case 0x18 -> "native int";
      case 0x19 -> "native unsigned int";
      case 0x1B -> "method " + text(method(in, depth + 1), "*", "");
      case 0x1C -> "object";
      case 0x1D -> type(in, depth + 1) + "[]";
      case 0x1E -> "!!" + in.number();
      case 0x1F, 0x20 -> modified(in, kind, depth);
      case 0x41 -> "...";
      case 0x45 -> type(in, depth + 1) + " pinned";
      default -> "<type " + Integer.toHexString(kind) + ">";
    };
  }

  /** Required and optional modifiers stand before a type and are written behind it. */
  private String modified(BlobReader in, int kind, int depth) {
    String modifier = names.type(in.typeToken());
    return type(in, depth + 1) + (kind == 0x1F ? " modreq(" : " modopt(") + modifier + ")";
  }

  private String array(BlobReader in, int depth) {
    String element = type(in, depth + 1);
    int rank = Math.min(in.number(), 256);
    int[] sizes = numbers(in, false);
    int[] bounds = numbers(in, true);
    StringBuilder out = new StringBuilder(element).append('[');
    for (int i = 0; i < rank; i++) {
      out.append(i > 0 ? "," : "");
      int low = i < bounds.length ? bounds[i] : 0;
      if (i < sizes.length) {
        out.append(low).append("...").append(low + sizes[i] - 1);
      } else if (i < bounds.length) {
        out.append(low).append("...");
      }
    }
    return out.append(']').toString();
  }

  private static int[] numbers(BlobReader in, boolean signed) {
    int[] result = new int[Math.min(in.number(), in.remaining())];
    for (int i = 0; i < result.length; i++) {
      result[i] = signed ? in.signed() : in.number();
    }
    return result;
  }

  private String generic(BlobReader in, int depth) {
    String kind = in.u8() == 0x11 ? "valuetype " : "class ";
    return kind + names.type(in.typeToken()) + arguments(in, depth);
  }

  private String arguments(BlobReader in, int depth) {
    int count = Math.min(in.number(), in.remaining());
    StringBuilder out = new StringBuilder("<");
    for (int i = 0; i < count; i++) {
      out.append(i > 0 ? "," : "").append(type(in, depth + 1));
      limit(out);
    }
    return out.append('>').toString();
  }

  /** Types may refer to types: a small file could stand for an endless name. */
  private static void limit(CharSequence text) {
    if (text.length() > 1 << 20) {
      throw new IndexOutOfBoundsException("a signature is longer than 1 MiB");
    }
  }

  /** Returns the type of a field. */
  String field(byte[] signature) {
    BlobReader in = new BlobReader(signature);
    in.u8();
    return type(in, 0);
  }

  MethodSignature method(byte[] signature) {
    return method(new BlobReader(signature), 0);
  }

  private MethodSignature method(BlobReader in, int depth) {
    int kind = in.u8();
    int generic = (kind & 0x10) != 0 ? in.number() : 0;
    int count = Math.min(in.number(), COUNT_LIMIT);
    String result = type(in, depth + 1);
    List<String> parameters = new ArrayList<>();
    long length = 0;
    for (int i = 0; i < count; i++) {
      if (in.peek() == 0x41) {
        in.u8();
        parameters.add("...");
      }
      String parameter = type(in, depth + 1);
      length += parameter.length();
      parameters.add(parameter);
      if (length > 1 << 20) {
        throw new IndexOutOfBoundsException("a signature is longer than 1 MiB");
      }
    }
    String convention = ((kind & 0x20) == 0 ? "" : (kind & 0x40) == 0 ? "instance " : "instance explicit ")
        + ((kind & 15) < CALLS.length ? CALLS[kind & 15] : "");
    return new MethodSignature((kind & 0x20) != 0, convention, generic, result, parameters);
  }

  /** Returns a method's name between its result and its parameters. */
  String method(byte[] signature, String name, String arguments) {
    return text(method(signature), name, arguments);
  }

  private static String text(MethodSignature method, String name, String arguments) {
    String generic = arguments.isEmpty() && method.genericCount() > 0 ? "`" + method.genericCount() : arguments;
    return method.convention() + method.result() + " " + name + generic + "(" + String.join(", ", method.parameters()) + ")";
  }

  /** Returns the type arguments of a generic method. */
  String instantiation(byte[] signature) {
    BlobReader in = new BlobReader(signature);
    in.u8();
    return arguments(in, 0);
  }

  /** Returns the types of local variables, or what an indirect call needs. */
  String standAlone(byte[] signature) {
    if (signature.length > 0 && signature[0] == 7) {
      return "(" + String.join(", ", locals(signature)) + ")";
    }
    return signature.length > 0 && (signature[0] & 15) == FIELD ? field(signature) : method(signature, "*", "");
  }

  List<String> locals(byte[] signature) {
    BlobReader in = new BlobReader(signature);
    in.u8();
    int count = Math.min(in.number(), COUNT_LIMIT);
    List<String> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String type = type(in, 0);
      limit(type);
      result.add(type);
    }
    return result;
  }
}
