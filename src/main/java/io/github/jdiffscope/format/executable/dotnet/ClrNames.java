package io.github.jdiffscope.format.executable.dotnet;

import java.util.HashMap;
import java.util.Map;

/** Names of what tokens stand for, written as in the assembler's language: {@code void [lib]Space.Type::Method(int32)}. */
final class ClrNames {
  private static final int DEPTH_LIMIT = 64;

  private final ClrMetadata metadata;
  private final SignatureText signatures;
  private final Map<Integer, Integer> enclosing = new HashMap<>();
  private final Map<Integer, String> types = new HashMap<>();
  private final Map<Integer, String> members = new HashMap<>();
  private final int[] methodOwners;
  private final int[] fieldOwners;

  ClrNames(ClrMetadata metadata) {
    this.metadata = metadata;
    this.signatures = new SignatureText(this);
    ClrTable nested = metadata.table(0x29);
    for (int i = 1; i <= nested.rows(); i++) {
      enclosing.putIfAbsent(nested.cell(i, 0) & 0xFFFFFF, nested.cell(i, 1) & 0xFFFFFF);
    }
    methodOwners = owners(5, 0x06);
    fieldOwners = owners(4, 0x04);
  }

  /** Returns for each row of a member table which type it belongs to: types say where their run starts. */
  private int[] owners(int column, int table) {
    ClrTable types = metadata.table(2);
    int[] result = new int[metadata.table(table).rows() + 1];
    for (int type = 1; type <= types.rows(); type++) {
      int from = types.cell(type, column) & 0xFFFFFF;
      int to = type < types.rows() ? types.cell(type + 1, column) & 0xFFFFFF : result.length;
      for (int i = Math.max(1, from); i < Math.min(to, result.length); i++) {
        result[i] = type;
      }
    }
    return result;
  }

  SignatureText signatures() {
    return signatures;
  }

  ClrMetadata metadata() {
    return metadata;
  }

  /** Returns the row of the type that a method belongs to, 0 if none. */
  int ownerOfMethod(int method) {
    return method < methodOwners.length ? methodOwners[method] : 0;
  }

  int ownerOfField(int field) {
    return field < fieldOwners.length ? fieldOwners[field] : 0;
  }

  /** Returns the row of the type that a type is nested in, 0 if none. */
  int enclosing(int type) {
    return enclosing.getOrDefault(type, 0);
  }

  /** Returns the name of a type by its token, with its scope where it is another assembly's. */
  String type(int token) {
    return type(token, 0);
  }

  private String type(int token, int depth) {
    String known = types.get(token);
    if (known != null) {
      return known;
    }
    if (depth > DEPTH_LIMIT) {
      return "<nested too deep>";
    }
    String name;
    try {
      name = switch (token >>> 24) {
        case 0x01 -> reference(token & 0xFFFFFF, depth);
        case 0x02 -> definition(token & 0xFFFFFF, depth);
        case 0x1B -> signatures.type(new BlobReader(metadata.blob(0x1B, token & 0xFFFFFF, 0)), depth + 1);
        default -> unknown(token);
      };
    } catch (IndexOutOfBoundsException broken) {
      name = unknown(token);
    }
    types.put(token, name);
    return name;
  }

  private String definition(int row, int depth) {
    String plain = qualified(metadata.name(2, row, 2), metadata.name(2, row, 1));
    int outer = enclosing(row);
    return outer == 0 ? plain : type(0x02000000 | outer, depth + 1) + "/" + plain;
  }

  private String reference(int row, int depth) {
    String plain = qualified(metadata.name(1, row, 2), metadata.name(1, row, 1));
    int scope = metadata.table(1).cell(row, 0);
    return switch (scope >>> 24) {
      case 0x01 -> type(scope, depth + 1) + "/" + plain;
      case 0x1A -> "[.module " + metadata.name(0x1A, scope & 0xFFFFFF, 0) + "]" + plain;
      case 0x23 -> "[" + metadata.name(0x23, scope & 0xFFFFFF, 6) + "]" + plain;
      default -> plain;
    };
  }

  private static String qualified(String space, String name) {
    return space.isEmpty() ? name : space + "." + name;
  }

  static String unknown(int token) {
    return "<token " + Integer.toHexString(token) + ">";
  }

  /** Returns what a token in code stands for: a member with its signature, a type, a signature. */
  String member(int token) {
    String known = members.get(token);
    if (known == null) {
      try {
        known = resolve(token);
      } catch (IndexOutOfBoundsException broken) {
        known = unknown(token);
      }
      members.put(token, known);
    }
    return known;
  }

  private String resolve(int token) {
    int row = token & 0xFFFFFF;
    return switch (token >>> 24) {
      case 0x01, 0x02, 0x1B -> type(token);
      case 0x04 -> signatures.field(metadata.blob(4, row, 2)) + " " + type(0x02000000 | ownerOfField(row)) + "::"
          + metadata.name(4, row, 1);
      case 0x06 -> signatures.method(metadata.blob(6, row, 4), methodName(row), "");
      case 0x0A -> memberReference(row, "");
      case 0x11 -> signatures.standAlone(metadata.blob(0x11, row, 0));
      case 0x2B -> instantiated(row);
      default -> unknown(token);
    };
  }

  private String methodName(int row) {
    int owner = ownerOfMethod(row);
    String name = metadata.name(6, row, 3);
    return owner <= 1 ? name : type(0x02000000 | owner) + "::" + name;
  }

  private String memberReference(int row, String arguments) {
    int parent = metadata.table(0x0A).cell(row, 0);
    String name = metadata.name(0x0A, row, 1);
    String owner = switch (parent >>> 24) {
      case 0x1A -> "[.module " + metadata.name(0x1A, parent & 0xFFFFFF, 0) + "]";
      case 0x06 -> type(0x02000000 | ownerOfMethod(parent & 0xFFFFFF)) + "::";
      default -> type(parent) + "::";
    };
    byte[] signature = metadata.blob(0x0A, row, 2);
    boolean field = signature.length > 0 && (signature[0] & 0xF) == SignatureText.FIELD;
    return field ? signatures.field(signature) + " " + owner + name : signatures.method(signature, owner + name, arguments);
  }

  private String instantiated(int row) {
    int method = metadata.table(0x2B).cell(row, 0);
    String arguments = signatures.instantiation(metadata.blob(0x2B, row, 1));
    return method >>> 24 == 0x0A ? memberReference(method & 0xFFFFFF, arguments)
        : signatures.method(metadata.blob(6, method & 0xFFFFFF, 4), methodName(method & 0xFFFFFF), arguments);
  }
}
