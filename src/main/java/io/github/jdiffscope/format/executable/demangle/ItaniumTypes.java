package io.github.jdiffscope.format.executable.demangle;

import io.github.jdiffscope.format.executable.demangle.Itanium.Piece;
import io.github.jdiffscope.format.executable.demangle.Itanium.Trait;
import java.util.ArrayList;
import java.util.List;

/** Reads types (Itanium C++ ABI, 5.1.5). */
final class ItaniumTypes {
  private final Itanium in;

  ItaniumTypes(Itanium in) {
    this.in = in;
  }

  Piece type() {
    in.enter();
    Piece result = read();
    in.leave();
    return result;
  }

  private Piece read() {
    char c = in.peek();
    String builtin = ItaniumOperators.builtin(c);
    if (builtin != null && c != 'r') {
      in.at++;
      return Piece.of(builtin);
    }
    return switch (c) {
      case 'r', 'V', 'K' -> in.remember(qualified());
      case 'P' -> in.remember(modified("*"));
      case 'R' -> in.remember(modified("&"));
      case 'O' -> in.remember(modified("&&"));
      case 'C' -> in.remember(suffixed(" _Complex"));
      case 'G' -> in.remember(suffixed(" _Imaginary"));
      case 'U' -> vendorQualified();
      case 'F' -> in.remember(function(""));
      case 'A' -> in.remember(array());
      case 'M' -> in.remember(member());
      case 'T' -> elaboratedOrParameter();
      case 'S' -> substitution();
      case 'D' -> doubled();
      case 'u' -> vendor();
      default -> in.remember(className());
    };
  }

  /** Reads the name of a class; its arguments are its own, template parameters go on to mean those of the function. */
  private Piece className() {
    List<Piece> outer = in.templateArguments;
    Piece name = in.name();
    in.templateArguments = outer;
    return name;
  }

  private Piece vendor() {
    in.at++;
    Piece base = Piece.of(in.identifier());
    return in.remember(in.peek() == 'I' ? in.withArguments(base, in.templateArguments()) : base);
  }

  /** Reads const, volatile and restrict, which are written in reverse. */
  private Piece qualified() {
    String words = "";
    while (in.peek() == 'r' || in.peek() == 'V' || in.peek() == 'K') {
      words = (in.peek() == 'r' ? " restrict" : in.peek() == 'V' ? " volatile" : " const") + words;
      in.at++;
    }
    boolean function = in.peek() == 'F' || in.peek() == 'D' && (in.peek(1) == 'o' || in.peek(1) == 'x');
    if (function) {
      Piece type = in.peek() == 'F' ? function(words) : noexcept(words);
      return type;
    }
    Piece base = type();
    if (base.pack() != null) {
      return mapped(base, words);
    }
    if (base.trait() == Trait.DECLARATOR && base.post().startsWith(" [")) {
      return new Piece(base.pre() + words, base.post(), base.last(), base.trait(), null);
    }
    // Said once: const of what a parameter already made const adds nothing.
    String rest = words;
    for (String word : new String[] {" const", " volatile", " restrict"}) {
      rest = base.pre().endsWith(word) && base.post().isEmpty() ? rest.replace(word, "") : rest;
    }
    return new Piece(base.pre() + rest, base.post(), base.last(), Trait.PLAIN, null);
  }

  private static Piece mapped(Piece pack, String suffix) {
    List<Piece> all = new ArrayList<>();
    pack.pack().forEach(one -> all.add(new Piece(one.pre() + suffix, one.post(), one.last(), Trait.PLAIN, null)));
    return new Piece("", "", "", Trait.PLAIN, all);
  }

  private Piece modified(String mark) {
    in.at++;
    return pointer(type(), mark);
  }

  private Piece pointer(Piece base, String mark) {
    if (base.pack() != null) {
      List<Piece> all = new ArrayList<>();
      base.pack().forEach(one -> all.add(pointer(one, mark)));
      return new Piece("", "", "", Trait.PLAIN, all);
    }
    if (base.trait() == Trait.DECLARATOR) {
      boolean array = base.post().startsWith(" [");
      return new Piece(base.pre() + (array ? " (" : "(") + mark, ")" + base.post(), base.last(), Trait.PLAIN, null);
    }
    // References collapse: & and anything is &.
    if (mark.startsWith("&") && base.pre().endsWith("&")) {
      String pre = mark.equals("&") && base.pre().endsWith("&&") ? base.pre().substring(0, base.pre().length() - 1) : base.pre();
      return new Piece(pre, base.post(), base.last(), Trait.PLAIN, null);
    }
    return new Piece(Itanium.bounded(base.pre() + mark), base.post(), base.last(), Trait.PLAIN, null);
  }

  private Piece suffixed(String word) {
    in.at++;
    Piece base = type();
    return new Piece(base.pre() + word, base.post(), base.last(), Trait.PLAIN, null);
  }

  private Piece vendorQualified() {
    in.at++;
    if (Character.isLowerCase(in.peek())) {
      in.at--;
      return in.remember(className());
    }
    String word = in.identifier();
    String arguments = in.peek() == 'I' ? "<" + Itanium.list(in.templateArguments()) + ">" : "";
    Piece base = type();
    return in.remember(new Piece(base.pre() + " " + word + arguments, base.post(), base.last(), Trait.PLAIN, null));
  }

  /** Reads a function type; {@code behind} are the qualifiers of a member function. */
  private Piece function(String behind) {
    in.require('F');
    in.take("Y");
    Piece result = type();
    String parameters = parameters();
    String reference = in.take("R") ? " &" : in.take("O") ? " &&" : "";
    in.require('E');
    boolean open = result.pre().endsWith("(*") || result.pre().endsWith("*") && result.post().startsWith(")");
    return new Piece(result.pre() + (open ? "" : " "), "(" + parameters + ")" + behind + reference + result.post(), "",
        Trait.DECLARATOR, null);
  }

  private Piece noexcept(String behind) {
    if (in.take("Dx")) {
      return function(behind + " transaction_safe");
    }
    in.at += 2;
    return function(behind + " noexcept");
  }

  private Piece array() {
    in.require('A');
    String bound = "";
    if (Character.isDigit(in.peek())) {
      bound = Long.toString(in.number());
    } else if (in.peek() != '_') {
      bound = in.expressions.expression();
    }
    in.require('_');
    Piece element = type();
    String post = element.trait() == Trait.DECLARATOR && element.post().startsWith(" [") ? element.post().substring(1)
        : element.post();
    return new Piece(element.pre(), " [" + bound + "]" + post, element.last(), Trait.DECLARATOR, null);
  }

  private Piece member() {
    in.require('M');
    Piece owner = type();
    Piece type = type();
    if (type.trait() == Trait.DECLARATOR) {
      return new Piece(type.pre() + "(" + owner.text() + "::*", ")" + type.post(), "", Trait.PLAIN, null);
    }
    return new Piece(type.pre() + " " + owner.text() + "::*", type.post(), "", Trait.PLAIN, null);
  }

  private Piece elaboratedOrParameter() {
    char next = in.peek(1);
    if (next == 's' || next == 'u' || next == 'e') {
      in.at += 2;
      return in.remember(className());
    }
    Piece parameter = templateParameter();
    in.remember(parameter);
    if (in.peek() == 'I') {
      return in.remember(in.withArguments(parameter, in.templateArguments()));
    }
    return parameter;
  }

  /** Reads a template parameter: what stands for it among the arguments. */
  Piece templateParameter() {
    in.require('T');
    int index = in.sequence();
    if (index >= in.templateArguments.size()) {
      if (in.lambdaParameters > 0) {
        return Piece.of("auto:" + (index + 1), "auto");
      }
      throw in.fail("template parameter " + index);
    }
    Piece argument = in.templateArguments.get(index);
    if (argument.pack() == null) {
      return argument;
    }
    in.packLength = argument.pack().size();
    return in.packElement < 0 ? argument
        : in.packElement < argument.pack().size() ? argument.pack().get(in.packElement) : Piece.of("");
  }

  private Piece substitution() {
    if (in.peek(1) == 't') {
      return in.remember(className());
    }
    int before = in.at;
    Piece found = in.substitution();
    if (in.peek() == 'I') {
      return in.remember(in.withArguments(found, in.templateArguments()));
    }
    boolean abbreviation = Character.isLowerCase(in.in.charAt(before + 1));
    if (found.pack() != null && in.packElement >= 0 && !abbreviation) {
      in.packLength = found.pack().size();
      return in.packElement < found.pack().size() ? found.pack().get(in.packElement) : Piece.of("");
    }
    if (found.pack() != null) {
      in.packLength = found.pack().size();
    }
    return found;
  }

  private Piece doubled() {
    char next = in.peek(1);
    String known = ItaniumOperators.doubled(next);
    if (known != null) {
      in.at += 2;
      return Piece.of(known);
    }
    return switch (next) {
      case 't', 'T' -> in.remember(decltype());
      case 'p' -> in.remember(expansion());
      case 'o', 'x' -> in.remember(noexcept(""));
      case 'v' -> in.remember(vector());
      case 'F' -> floating();
      default -> throw in.fail("type D" + next);
    };
  }

  private Piece floating() {
    in.at += 2;
    long bits = in.number();
    if (in.take("b")) {
      return Piece.of("std::bfloat" + bits + "_t");
    }
    boolean extended = in.take("x");
    if (!extended) {
      in.require('_');
    }
    return Piece.of("_Float" + bits + (extended ? "x" : ""));
  }

  private Piece vector() {
    in.at += 2;
    String size = in.peek() == '_' ? "" : Long.toString(in.number());
    in.require('_');
    Piece element = type();
    return new Piece(element.pre() + " __vector(" + size + ")", element.post(), "", Trait.PLAIN, null);
  }

  Piece decltype() {
    in.at += 2;
    String expression = in.expressions.expression();
    in.require('E');
    return Piece.of("decltype (" + expression + ")");
  }

  /** Reads the expansion of a pack: the pattern once for each element. */
  private Piece expansion() {
    in.at += 2;
    int start = in.at;
    int known = in.substitutions.size();
    int outer = in.packElement;
    int outerLength = in.packLength;
    in.packLength = -1;
    in.packElement = 0;
    Piece first = type();
    int length = in.packLength;
    List<Piece> all = new ArrayList<>();
    if (length < 0) {
      in.packElement = outer;
      in.packLength = outerLength;
      return new Piece(first.pre(), first.post() + "...", "", Trait.PLAIN, null);
    }
    List<Piece> patterns = new ArrayList<>(in.substitutions.subList(known, in.substitutions.size()));
    for (int i = 0; i < length; i++) {
      in.at = start;
      in.substitutions.subList(known, in.substitutions.size()).clear();
      in.packElement = i;
      all.add(type());
    }
    // What the pattern added to the substitutions stands for the whole pack.
    in.packElement = outer;
    in.packLength = outerLength;
    if (length > 0 || !patterns.isEmpty()) {
      int end = in.at;
      in.at = start;
      in.substitutions.subList(known, in.substitutions.size()).clear();
      in.packElement = -1;
      type();
      in.packElement = outer;
      in.at = end;
    }
    return new Piece("", "", "", Trait.PLAIN, all);
  }

  /** Reads the type a conversion converts to, which may refer to template arguments that follow it. */
  Piece conversionTarget() {
    int start = in.at;
    int known = in.substitutions.size();
    List<Piece> outer = in.templateArguments;
    try {
      return type();
    } catch (Itanium.NotUnderstood forward) {
      in.at = start;
      in.substitutions.subList(known, in.substitutions.size()).clear();
      in.templateArguments = outer;
      throw forward;
    }
  }

  /** Reads the parameters of a function up to an end, a clone suffix or a reference qualifier. */
  String parameters() {
    List<Piece> all = new ArrayList<>();
    while (in.at < in.in.length() && in.peek() != 'E' && in.peek() != '.' && !isReferenceQualifier()) {
      all.add(type());
    }
    if (all.isEmpty()) {
      throw in.fail("no parameters");
    }
    boolean none = all.size() == 1 && all.get(0).pack() == null && all.get(0).text().equals("void");
    return none ? "" : Itanium.list(all);
  }

  private boolean isReferenceQualifier() {
    return (in.peek() == 'R' || in.peek() == 'O') && in.peek(1) == 'E';
  }
}
