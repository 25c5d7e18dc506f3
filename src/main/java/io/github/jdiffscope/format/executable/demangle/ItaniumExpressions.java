package io.github.jdiffscope.format.executable.demangle;

import io.github.jdiffscope.format.executable.demangle.Itanium.Piece;
import java.util.ArrayList;
import java.util.List;

/** Reads expressions, which stand in types of templates (Itanium C++ ABI, 5.1.6). */
final class ItaniumExpressions {
  private final Itanium in;

  ItaniumExpressions(Itanium in) {
    this.in = in;
  }

  String expression() {
    in.enter();
    String text = Itanium.bounded(read());
    in.leave();
    return text;
  }

  private String read() {
    char c = in.peek();
    if (c == 'L') {
      return literal();
    } else if (c == 'T') {
      Piece parameter = in.templateParameter();
      return parameter.pack() == null ? parameter.text() : Itanium.list(parameter.pack());
    } else if (in.take("fpT")) {
      return "this";
    } else if (in.take("fp")) {
      return parameter();
    } else if (in.take("fL")) {
      in.number();
      in.require('p');
      return parameter();
    } else if (in.take("gs")) {
      return "::" + expression();
    } else if (in.take("sr")) {
      return scoped();
    } else if (Character.isDigit(c) || in.take("on")) {
      Piece name = in.unqualified(null);
      return name.text() + arguments();
    }
    return operation();
  }

  private String parameter() {
    while (in.peek() == 'r' || in.peek() == 'V' || in.peek() == 'K') {
      in.at++;
    }
    return "{parm#" + (in.sequence() + 1) + "}";
  }

  private String arguments() {
    if (in.peek() != 'I') {
      return "";
    }
    String list = Itanium.list(in.templateArguments());
    return "<" + list + (list.endsWith(">") ? " >" : ">");
  }

  private String scoped() {
    if (in.peek() == 'N' || Character.isDigit(in.peek())) {
      return levels();
    }
    Piece scope = in.type();
    in.take("on");
    Piece name = in.unqualified(scope);
    return scope.text() + "::" + name.text() + arguments();
  }

  /** Reads a name qualified by names that are not looked up: {@code srN TYPE LEVELS E NAME} or {@code sr LEVELS E NAME}. */
  private String levels() {
    String text = in.take("N") ? in.type().text() + "::" : "";
    while (!in.take("E")) {
      text += in.identifier() + arguments() + "::";
    }
    in.take("on");
    return text + in.unqualified(null).text() + arguments();
  }

  private String operation() {
    if (in.take("sZ")) {
      return sizeOfPack();
    } else if (in.take("st")) {
      return "sizeof (" + in.type().text() + ")";
    } else if (in.take("at")) {
      return "alignof (" + in.type().text() + ")";
    } else if (in.take("cl")) {
      return call();
    } else if (in.take("cv")) {
      return conversion();
    } else if (in.take("tl")) {
      String type = in.type().text();
      return type + "{" + list('E') + "}";
    } else if (in.take("il")) {
      return "{" + list('E') + "}";
    } else if (in.take("sp")) {
      return expanded();
    } else if (in.take("nx")) {
      return "noexcept (" + expression() + ")";
    } else if (in.take("dt")) {
      return operand() + "." + memberName();
    } else if (in.take("sc")) {
      String type = in.type().text();
      return "static_cast<" + type + ">(" + expression() + ")";
    }
    return symbolic();
  }

  private String operand() {
    boolean literal = in.peek() == 'L' && in.peek(1) != '_';
    boolean named = isNamed();
    String text = expression();
    return !literal && named && !text.endsWith(">") || text.startsWith("{parm#") && text.indexOf('}') == text.length() - 1 ? text : "(" + text + ")";
  }

  /** Returns whether a name comes next, which needs no parentheses. */
  private boolean isNamed() {
    char c = in.peek();
    return Character.isDigit(c) || c == 'L' && in.peek(1) == '_' || c == 's' && in.peek(1) == 'r'
        || c == 'o' && in.peek(1) == 'n';
  }

  private String memberName() {
    in.take("on");
    if (in.peek() == 's' || in.peek() == 'g') {
      return expression();
    }
    return in.unqualified(null).text() + arguments();
  }

  private String symbolic() {
    String code = in.at + 2 <= in.in.length() ? in.in.substring(in.at, in.at + 2) : "";
    String word = ItaniumOperators.name(in.in, in.at);
    int operands = ItaniumOperators.operands(code);
    if (word == null) {
      throw in.fail("expression " + code);
    }
    in.at += 2;
    if (operands == 1) {
      boolean postfix = (code.equals("pp") || code.equals("mm")) && !in.take("_");
      String operand = operand();
      return postfix ? operand + word : word.endsWith(" ") ? word + "(" + unwrapped(operand) + ")" : word + operand;
    } else if (code.equals("pt")) {
      return operand() + "->" + memberName();
    } else if (code.equals("ix")) {
      return operand() + "[" + expression() + "]";
    } else if (code.equals("qu")) {
      return operand() + "?" + operand() + " : " + operand();
    } else if (operands == 2) {
      String left = operand();
      String text = left + word + operand();
      return code.equals("gt") ? "(" + text + ")" : text;
    }
    throw in.fail("expression " + code);
  }

  private static String unwrapped(String text) {
    return text.startsWith("(") && text.endsWith(")") ? text.substring(1, text.length() - 1) : text;
  }

  private String sizeOfPack() {
    int length = in.packLength;
    int element = in.packElement;
    in.packElement = -1;
    in.packLength = -1;
    String shown;
    if (in.take("fp")) {
      shown = "sizeof...(" + parameter() + ")";
    } else {
      Piece pack = in.type();
      shown = pack.pack() == null ? "sizeof...(" + pack.text() + ")" : Integer.toString(pack.pack().size());
    }
    in.packLength = length;
    in.packElement = element;
    return shown;
  }

  private String call() {
    return operand() + "(" + list('E') + ")";
  }

  private String conversion() {
    Piece type = in.type();
    if (in.take("_")) {
      return "(" + type.text() + ")(" + list('E') + ")";
    }
    return "(" + type.text() + ")" + operandAlways();
  }

  private String operandAlways() {
    return "(" + expression() + ")";
  }

  private String list(char end) {
    List<Piece> all = new ArrayList<>();
    while (in.peek() != end) {
      all.add(Piece.of(expression()));
    }
    in.at++;
    return Itanium.list(all);
  }

  /** Reads an expansion: the pattern once for each element of the packs in it. */
  private String expanded() {
    int start = in.at;
    int known = in.substitutions.size();
    int outer = in.packElement;
    int outerLength = in.packLength;
    in.packElement = 0;
    in.packLength = -1;
    String first = expression();
    int length = in.packLength;
    List<Piece> all = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      in.at = start;
      in.substitutions.subList(known, in.substitutions.size()).clear();
      in.packElement = i;
      all.add(Piece.of(expression()));
    }
    in.packElement = outer;
    in.packLength = outerLength;
    return length < 0 ? first + "..." : Itanium.list(all);
  }

  /** Reads a literal: {@code L TYPE VALUE E}, or the address of something. */
  String literal() {
    in.require('L');
    if (in.take("_Z")) {
      String text = in.encodingName();
      in.require('E');
      return text;
    }
    char kind = in.peek();
    String type = in.type().text();
    if (type.equals("decltype(nullptr)") && in.peek() != '0') {
      in.require('E');
      return "nullptr";
    }
    int end = in.in.indexOf('E', in.at);
    if (end < 0) {
      throw in.fail("literal");
    }
    String digits = in.in.substring(in.at, end);
    String value = digits.startsWith("n") ? "-" + digits.substring(1) : digits;
    in.at = end + 1;
    return switch (kind) {
      case 'i' -> value;
      case 'j' -> value + "u";
      case 'l' -> value + "l";
      case 'm' -> value + "ul";
      case 'x' -> value + "ll";
      case 'y' -> value + "ull";
      case 'b' -> value.equals("0") ? "false" : value.equals("1") ? "true" : "(bool)" + value;
      case 'f', 'd', 'e' -> "(" + type + ")[" + value + "]";
      default -> "(" + type + ")" + value;
    };
  }
}
