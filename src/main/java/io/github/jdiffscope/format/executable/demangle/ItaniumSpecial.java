package io.github.jdiffscope.format.executable.demangle;

/** Reads the names of what compilers make themselves: tables, guards, thunks (Itanium C++ ABI, 5.1.4). */
final class ItaniumSpecial {
  private final Itanium in;

  ItaniumSpecial(Itanium in) {
    this.in = in;
  }

  String read() {
    char first = in.peek();
    char second = in.peek(1);
    in.at += 2;
    if (first == 'G') {
      return switch (second) {
        case 'V' -> "guard variable for " + in.name().text();
        case 'R' -> referenceTemporary();
        case 'A' -> "hidden alias for " + in.encoding(false);
        case 'T' -> (in.take("n") ? "non-transaction clone for " : in.take("t") ? "transaction clone for " : unknown())
            + in.encoding(false);
        default -> unknown();
      };
    }
    return switch (second) {
      case 'V' -> "vtable for " + in.type().text();
      case 'T' -> "VTT for " + in.type().text();
      case 'I' -> "typeinfo for " + in.type().text();
      case 'S' -> "typeinfo name for " + in.type().text();
      case 'H' -> "TLS init function for " + in.name().text();
      case 'W' -> "TLS wrapper function for " + in.name().text();
      case 'C' -> constructionTable();
      case 'A' -> "template parameter object for " + in.templateArgument().text();
      case 'h', 'v' -> {
        in.at--;
        callOffset();
        yield (second == 'h' ? "non-virtual" : "virtual") + " thunk to " + in.encoding(false);
      }
      case 'c' -> {
        callOffset();
        callOffset();
        yield "covariant return thunk to " + in.encoding(false);
      }
      default -> unknown();
    };
  }

  private String unknown() {
    throw in.fail("special name");
  }

  private String referenceTemporary() {
    String name = in.name().text();
    int number = in.peek() == '_' || Character.isLetterOrDigit(in.peek()) ? in.sequence() : 0;
    return "reference temporary #" + number + " for " + name;
  }

  private String constructionTable() {
    String inner = in.type().text();
    in.number();
    in.require('_');
    return "construction vtable for " + in.type().text() + "-in-" + inner;
  }

  private void callOffset() {
    char kind = in.peek();
    in.at++;
    in.number();
    in.require('_');
    if (kind == 'v') {
      in.number();
      in.require('_');
    } else if (kind != 'h') {
      throw in.fail("call offset");
    }
  }
}
