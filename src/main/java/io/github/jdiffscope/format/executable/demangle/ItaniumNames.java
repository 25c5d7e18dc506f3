package io.github.jdiffscope.format.executable.demangle;

import io.github.jdiffscope.format.executable.demangle.Itanium.Piece;
import io.github.jdiffscope.format.executable.demangle.Itanium.Trait;
import java.util.ArrayList;
import java.util.List;

/** Reads the last parts of names: identifiers, operators, constructors, lambdas (Itanium C++ ABI, 5.1.3). */
final class ItaniumNames {
  private final Itanium in;

  ItaniumNames(Itanium in) {
    this.in = in;
  }

  /** Reads an identifier, an operator, a constructor, or what has no name. */
  Piece unqualified(Piece scope) {
    in.take("L"); // internal linkage
    char c = in.peek();
    Piece result;
    if (Character.isDigit(c)) {
      result = Piece.of(in.identifier());
    } else if (c == 'C' && (Character.isDigit(in.peek(1)) || in.peek(1) == 'I')) {
      in.at += in.peek(1) == 'I' ? 3 : 2;
      if (in.in.charAt(in.at - 2) == 'I') {
        in.type();
      }
      result = new Piece(last(scope), "", last(scope), Trait.STRUCTOR, null);
    } else if (c == 'D' && Character.isDigit(in.peek(1))) {
      in.at += 2;
      result = new Piece("~" + last(scope), "", last(scope), Trait.STRUCTOR, null);
    } else if (c == 'D' && in.peek(1) == 'C') {
      result = bindings();
    } else if (c == 'U') {
      Piece own = unnamed();
      result = scope == null ? own : Piece.of(own.pre(), scope.last());
    } else if (Character.isLowerCase(c)) {
      result = operator();
    } else {
      throw in.fail("name");
    }
    while (in.take("B")) {
      String tag = in.identifier();
      result = new Piece(result.pre() + "[abi:" + tag + "]", "", result.last(), result.trait(), null);
    }
    return result;
  }

  private String last(Piece scope) {
    if (scope == null) {
      throw in.fail("constructor of nothing");
    }
    return scope.last();
  }

  private Piece bindings() {
    in.at += 2;
    List<Piece> names = new ArrayList<>();
    while (!in.take("E")) {
      names.add(Piece.of(in.identifier()));
    }
    return Piece.of("[" + Itanium.list(names) + "]");
  }

  private Piece unnamed() {
    in.at++;
    if (in.take("t")) {
      return Piece.of("{unnamed type#" + (in.sequence() + 1) + "}");
    }
    in.require('l');
    in.lambdaParameters++;
    List<Piece> outer = in.templateArguments;
    in.templateArguments = List.of();
    String parameters = in.types.parameters();
    in.templateArguments = outer;
    in.lambdaParameters--;
    in.require('E');
    return Piece.of("{lambda(" + parameters + ")#" + (in.sequence() + 1) + "}");
  }

  private Piece operator() {
    if (in.take("cv")) {
      // The arguments of the template that a conversion is may follow: what it converts to can refer to them.
      Piece to = in.types.conversionTarget();
      return new Piece("operator " + to.text(), "", "operator", Trait.STRUCTOR, null);
    }
    if (in.take("li")) {
      return Piece.of("operator\"\" " + in.identifier());
    }
    String word = ItaniumOperators.name(in.in, in.at);
    if (word == null) {
      throw in.fail("operator");
    }
    in.at += 2;
    return Piece.of("operator" + (Character.isLetter(word.charAt(0)) ? " " : "") + word);
  }
}
