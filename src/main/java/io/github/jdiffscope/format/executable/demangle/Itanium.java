package io.github.jdiffscope.format.executable.demangle;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns names mangled by the Itanium C++ ABI (section 5.1) into declarations, written as {@code c++filt} writes them: names
 * and encodings. Types are read by {@link ItaniumTypes}, expressions by {@link ItaniumExpressions}.
 */
public final class Itanium {
  private static final int DEPTH_LIMIT = 200;
  private static final int WORK_LIMIT = 20_000;
  private static final int TEXT_LIMIT = 1 << 16;

  /** Thrown where a name is not understood: it is then shown as it is. */
  static final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotUnderstood(String why) {
      super(why, null, false, false);
    }
  }

  /**
   * A name or type.
   *
   * @param pre what stands before a declarator
   * @param post what stands behind it: parameters of a function, bounds of an array
   * @param last the last identifier, by which constructors are named
   * @param trait what matters to what follows
   * @param pack its elements if it is a pack of template arguments, else null
   */
  record Piece(String pre, String post, String last, Trait trait, List<Piece> pack) {
    static Piece of(String text) {
      return new Piece(text, "", text, Trait.PLAIN, null);
    }

    static Piece of(String text, String last) {
      return new Piece(text, "", last, Trait.PLAIN, null);
    }

    Piece with(Trait other) {
      return new Piece(pre, post, last, other, pack);
    }

    String text() {
      return pre + post;
    }
  }

  /** What matters of a piece to what is built of it. */
  enum Trait {
    PLAIN,
    /** Ends in template arguments. */
    TEMPLATE,
    /** A constructor, destructor or conversion: has no return type even if it is a template. */
    STRUCTOR,
    /** The same, and template arguments follow. */
    STRUCTOR_TEMPLATE,
    /** A function or array type: pointers to it need parentheses. */
    DECLARATOR
  }

  final String in;
  int at;
  private int depth;
  private int work;
  final List<Piece> substitutions = new ArrayList<>();
  List<Piece> templateArguments = List.of();
  /** Which element of packs is being written, -1 for all of them. */
  int packElement = -1;
  /** How many elements the pack has that was met last, -1 if none was. */
  int packLength = -1;
  final ItaniumTypes types = new ItaniumTypes(this);
  private final ItaniumNames names = new ItaniumNames(this);
  final ItaniumExpressions expressions = new ItaniumExpressions(this);
  /** Whether the part just read of a nested name was a reference to an earlier one. */
  private boolean reused;
  /** How many lambdas are being read: their own template parameters are written auto. */
  int lambdaParameters;
  /** Qualifiers behind the parameters of the member function just named. */
  private String functionQualifiers = "";

  private Itanium(String in) {
    this.in = in;
  }

  /** Returns the declaration, or null if the name is not understood. */
  public static String demangle(String name) {
    Itanium reader = new Itanium(name);
    reader.at = name.startsWith("___Z") ? 4 : 2;
    try {
      String text = reader.encoding(true);
      return text + reader.clones();
    } catch (NotUnderstood | IndexOutOfBoundsException no) {
      return null;
    }
  }

  /** Reads what compilers append to names of copies they made: {@code .part.0}, {@code .cold}. */
  private String clones() {
    StringBuilder out = new StringBuilder();
    while (at < in.length()) {
      int start = at;
      require('.');
      while (at < in.length() && (Character.isLowerCase(peek()) || peek() == '_')) {
        at++;
      }
      boolean word = at > start + 1;
      while (at < in.length() && (word ? peek() == '.' && at + 1 < in.length() && Character.isDigit(in.charAt(at + 1))
          : Character.isDigit(peek()))) {
        at++;
        while (at < in.length() && Character.isDigit(peek())) {
          at++;
        }
      }
      if (at == start + 1) {
        throw fail("suffix");
      }
      out.append(" [clone ").append(in, start, at).append(']');
    }
    return out.toString();
  }

  char peek() {
    return at < in.length() ? in.charAt(at) : 0;
  }

  char peek(int ahead) {
    return at + ahead < in.length() ? in.charAt(at + ahead) : 0;
  }

  boolean take(String text) {
    if (in.startsWith(text, at)) {
      at += text.length();
      return true;
    }
    return false;
  }

  void require(char c) {
    if (peek() != c) {
      throw fail("expected " + c);
    }
    at++;
  }

  NotUnderstood fail(String why) {
    return new NotUnderstood(why);
  }

  void enter() {
    if (++depth > DEPTH_LIMIT || ++work > WORK_LIMIT) {
      throw fail("too deep");
    }
  }

  void leave() {
    depth--;
  }

  static String bounded(String text) {
    if (text.length() > TEXT_LIMIT) {
      throw new NotUnderstood("too long");
    }
    return text;
  }

  Piece type() {
    return types.type();
  }

  Piece remember(Piece piece) {
    substitutions.add(piece);
    return piece;
  }

  /** Reads a function with its parameters, a variable, or a special name. */
  String encoding(boolean top) {
    enter();
    if (peek() == 'T' || peek() == 'G') {
      String special = new ItaniumSpecial(this).read();
      leave();
      return special;
    }
    functionQualifiers = "";
    Piece name = name();
    String qualifiers = functionQualifiers;
    boolean variable = at >= in.length() || peek() == 'E' || peek() == '.';
    String text = variable ? name.text() : function(name, qualifiers, top);
    leave();
    return bounded(text);
  }

  /** Reads a function or variable and returns its name alone. */
  String encodingName() {
    List<Piece> outer = templateArguments;
    Piece name = name();
    if (peek() != 'E') {
      if (name.trait() == Trait.TEMPLATE) {
        type();
      }
      types.parameters();
    }
    templateArguments = outer;
    return name.text();
  }

  Piece templateParameter() {
    return types.templateParameter();
  }

  /**
   * Returns a function with its parameters.
   *
   * @param whole whether what it returns is said, too
   */
  private String function(Piece name, String qualifiers, boolean whole) {
    Piece result = name.trait() == Trait.TEMPLATE ? type() : null;
    String text = name.text() + '(' + types.parameters() + ')' + qualifiers;
    if (result == null || !whole) {
      return text;
    }
    // What a function returns is written around it: void (*name(int))(char).
    String before = result.pre();
    boolean tight = before.endsWith("*") && before.contains("(") && !result.post().isEmpty();
    return before + (tight ? "" : " ") + text + result.post();
  }

  /** Reads a number, {@code n} before a negative one. */
  long number() {
    boolean minus = take("n");
    int start = at;
    long value = 0;
    while (Character.isDigit(peek()) && at - start < 18) {
      value = value * 10 + peek() - '0';
      at++;
    }
    if (at == start) {
      throw fail("number");
    }
    return minus ? -value : value;
  }

  /** Reads a number of base 36 and an underscore: nothing is 0, 0 is 1. */
  int sequence() {
    if (take("_")) {
      return 0;
    }
    int value = 0;
    while (peek() != '_') {
      int digit = Character.isLowerCase(peek()) ? -1 : Character.digit(peek(), 36);
      if (digit < 0 || value > 1 << 20) {
        throw fail("sequence");
      }
      value = value * 36 + digit;
      at++;
    }
    at++;
    return value + 1;
  }

  /** Reads a name; a nested or local one, one of {@code std} or one of the global scope. */
  Piece name() {
    enter();
    Piece result = switch (peek()) {
      case 'N' -> nested();
      case 'Z' -> local();
      default -> unscoped();
    };
    leave();
    return result;
  }

  private Piece unscoped() {
    Piece base;
    if (peek() == 'S' && peek(1) != 't') {
      base = substitution();
    } else {
      boolean std = take("St");
      Piece plain = unqualified(null);
      base = std ? new Piece("std::" + plain.pre(), "", plain.last(), plain.trait(), null) : plain;
      if (peek() == 'I') {
        remember(base);
      }
    }
    return peek() == 'I' ? templated(base) : base;
  }

  /** Returns a template with its arguments; those become what template parameters refer to. */
  Piece templated(Piece base) {
    List<Piece> arguments = templateArguments();
    templateArguments = arguments;
    return withArguments(base, arguments);
  }

  Piece withArguments(Piece base, List<Piece> arguments) {
    String list = list(arguments);
    boolean emptyEnd = !arguments.isEmpty() && arguments.get(arguments.size() - 1).pack() != null
        && list(arguments.get(arguments.size() - 1).pack()).isEmpty();
    String text = base.pre() + (base.pre().endsWith("<") ? " <" : "<") + list
        + (list.endsWith(">") && !emptyEnd ? " >" : ">");
    boolean structor = base.trait() == Trait.STRUCTOR;
    return new Piece(bounded(text), "", base.last(), structor ? Trait.STRUCTOR_TEMPLATE : Trait.TEMPLATE, null);
  }

  static String list(List<Piece> pieces) {
    StringBuilder out = new StringBuilder();
    for (Piece piece : pieces) {
      String text = piece.pack() == null ? piece.text() : list(piece.pack());
      if (!text.isEmpty()) {
        out.append(out.length() == 0 ? "" : ", ").append(text);
      }
    }
    return bounded(out.toString());
  }

  List<Piece> templateArguments() {
    enter();
    List<Piece> outer = templateArguments;
    require('I');
    List<Piece> result = new ArrayList<>();
    while (!take("E")) {
      result.add(templateArgument());
    }
    templateArguments = outer;
    leave();
    return result;
  }

  Piece templateArgument() {
    if (take("J")) {
      List<Piece> pack = new ArrayList<>();
      while (!take("E")) {
        pack.add(templateArgument());
      }
      return new Piece("", "", "", Trait.PLAIN, pack);
    }
    if (take("X")) {
      String text = expressions.expression();
      require('E');
      return Piece.of(text);
    }
    return peek() == 'L' ? Piece.of(expressions.literal()) : type();
  }

  private Piece nested() {
    require('N');
    String qualifiers = "";
    while (peek() == 'r' || peek() == 'V' || peek() == 'K') {
      qualifiers = (peek() == 'r' ? " restrict" : peek() == 'V' ? " volatile" : " const") + qualifiers;
      at++;
    }
    qualifiers += take("R") ? " &" : take("O") ? " &&" : "";
    Piece prefix = null;
    while (!take("E")) {
      enter();
      leave();
      prefix = step(prefix);
      if (peek() != 'E') {
        // Everything but the whole name can be referred to again; a substitution already can.
        if (!reused) {
          remember(prefix);
        }
      }
      reused = false;
    }
    if (prefix == null) {
      throw fail("empty name");
    }
    functionQualifiers = qualifiers;
    return prefix;
  }

  private Piece step(Piece prefix) {
    char c = peek();
    if (c == 'S' && prefix == null) {
      reused = true;
      return take("St") ? Piece.of("std") : substitution();
    }
    if (c == 'I' && prefix != null) {
      return templated(prefix);
    }
    if (c == 'T' && prefix == null || c == 'D' && (peek(1) == 't' || peek(1) == 'T') && prefix == null) {
      Piece type = c == 'T' ? types.templateParameter() : types.decltype();
      return type;
    }
    if (c == 'M' && prefix != null) {
      at++; // the scope of a member's initialiser
      reused = true;
      return prefix;
    }
    Piece own = unqualified(prefix);
    String text = prefix == null ? own.pre() : prefix.text() + "::" + own.pre();
    return new Piece(bounded(text), "", own.last(), own.trait(), null);
  }

  /** Reads an identifier, an operator, a constructor, or what has no name. */
  Piece unqualified(Piece scope) {
    return names.unqualified(scope);
  }

  String identifier() {
    long length = number();
    if (length <= 0 || length > in.length() - at) {
      throw fail("length");
    }
    String text = in.substring(at, at + (int) length);
    at += (int) length;
    boolean anonymous = text.startsWith("_GLOBAL_") && text.length() > 10 && text.charAt(9) == 'N'
        && "._$".indexOf(text.charAt(8)) >= 0;
    return anonymous ? "(anonymous namespace)" : text;
  }

  private Piece local() {
    require('Z');
    List<Piece> outer = templateArguments;
    String function = encoding(false);
    require('E');
    if (take("s")) {
      discriminator();
      return Piece.of(function + "::string literal");
    }
    String scope = function;
    if (take("d")) {
      int number = peek() == '_' ? 0 : (int) number() + 1;
      require('_');
      scope += "::{default arg#" + (number + 1) + "}";
    }
    functionQualifiers = "";
    Piece entity = name();
    if (entity.trait() != Trait.TEMPLATE && entity.trait() != Trait.STRUCTOR_TEMPLATE && outer.isEmpty()) {
      outer = templateArguments;
    }
    discriminator();
    return new Piece(bounded(scope + "::" + entity.pre()), entity.post(), entity.last(), entity.trait(), null);
  }

  private void discriminator() {
    if (take("__")) {
      number();
      require('_');
    } else if (peek() == '_' && Character.isDigit(peek(1))) {
      at += 2;
    }
  }

  /** Reads a reference to what stood before, or an abbreviation of the standard library. */
  Piece substitution() {
    require('S');
    char c = peek();
    if (c == '_' || Character.isDigit(c) || Character.isUpperCase(c)) {
      int index = sequence();
      if (index >= substitutions.size()) {
        throw fail("substitution " + index);
      }
      return substitutions.get(index);
    }
    at++;
    Piece known = ItaniumOperators.standard(c);
    if (known == null) {
      throw fail("substitution");
    }
    if (peek() == 'B') {
      Piece tagged = known;
      while (take("B")) {
        tagged = new Piece(tagged.pre() + "[abi:" + identifier() + "]", "", tagged.last(), Trait.PLAIN, null);
      }
      return remember(tagged);
    }
    return known;
  }
}
