package io.github.jdiffscope.format.executable.demangle;

import java.math.BigInteger;

/**
 * Turns names that rustc mangled into paths, written as {@code c++filt --format=rust} writes them: the scheme of RFC 2603
 * ("v0") and the older one, which borrows the form of C++ names.
 */
public final class Rust {
  private static final int DEPTH_LIMIT = 200;
  private static final int TEXT_LIMIT = 1 << 16;
  private static final int HASH = 17;
  private static final String[] BASIC = new String[128];

  static {
    String[] words = ("a i8 b bool c char d f64 e str f f32 h u8 i isize j usize l i32 m u32 n i128 o u128 p _ s i16 t u16 "
        + "u () v ... x i64 y u64 z !").split(" ");
    for (int i = 0; i < words.length; i += 2) {
      BASIC[words[i].charAt(0)] = words[i + 1];
    }
  }

  private final String in;
  private final StringBuilder out = new StringBuilder();
  private int at;
  private int depth;
  private int lifetimes;
  private int muted;

  private Rust(String in) {
    this.in = in;
  }

  /** Thrown where a name is not understood. */
  private static final class NotUnderstood extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotUnderstood() {
      super("not understood", null, false, false);
    }
  }

  /** Returns the path of a name {@code _R...}, or null if it is not understood. */
  public static String demangle(String name) {
    int dot = name.indexOf('.');
    String body = name.substring(2, dot < 0 ? name.length() : dot);
    Rust reader = new Rust(body);
    try {
      reader.path(true);
      if (reader.at < body.length()) {
        reader.muted++;
        reader.path(false); // the crate it was made in
      }
      return reader.at == body.length() ? reader.out + (dot < 0 ? "" : name.substring(dot)) : null;
    } catch (NotUnderstood | IndexOutOfBoundsException no) {
      return null;
    }
  }

  /** Returns the path of a name {@code _ZN...17h<hash>E} without its hash, or null if it is none such. */
  public static String demangleLegacy(String name) {
    StringBuilder out = new StringBuilder();
    int at = 3;
    boolean hash = false;
    while (at < name.length() && name.charAt(at) != 'E') {
      int length = 0;
      int start = at;
      while (at < name.length() && Character.isDigit(name.charAt(at)) && length < 1 << 20) {
        length = length * 10 + name.charAt(at++) - '0';
      }
      if (at == start || length == 0 || length > name.length() - at) {
        return null;
      }
      String part = name.substring(at, at + length);
      at += length;
      hash = isHash(part) && at < name.length() && name.charAt(at) == 'E';
      if (!hash) {
        out.append(out.length() == 0 ? "" : "::");
        if (!legacyPart(part, out)) {
          return null;
        }
      }
    }
    boolean ends = at + 1 == name.length() || at + 1 < name.length() && name.charAt(at + 1) == '.';
    return hash && ends ? out + name.substring(at + 1) : null;
  }

  static boolean isHash(String part) {
    if (part.length() != HASH || part.charAt(0) != 'h') {
      return false;
    }
    for (int i = 1; i < HASH; i++) {
      if (Character.digit(part.charAt(i), 16) < 0 || Character.isUpperCase(part.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean legacyPart(String part, StringBuilder out) {
    int at = part.startsWith("_$") ? 1 : 0;
    while (at < part.length()) {
      char c = part.charAt(at);
      int end = c == '$' ? part.indexOf('$', at + 1) : -1;
      if (c == '$') {
        String escape = end < 0 ? null : escape(part.substring(at + 1, end));
        if (escape == null) {
          return false;
        }
        out.append(escape);
        at = end + 1;
      } else if (part.startsWith("..", at)) {
        out.append("::");
        at += 2;
      } else {
        out.append(c);
        at++;
      }
    }
    return true;
  }

  private static String escape(String code) {
    return switch (code) {
      case "C" -> ",";
      case "SP" -> "@";
      case "BP" -> "*";
      case "RF" -> "&";
      case "LT" -> "<";
      case "GT" -> ">";
      case "LP" -> "(";
      case "RP" -> ")";
      default -> code.matches("u[0-9a-f]{1,5}") ? Character.toString(Integer.parseInt(code.substring(1), 16)) : null;
    };
  }

  private char next() {
    return in.charAt(at++);
  }

  private boolean take(char c) {
    if (at < in.length() && in.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void say(String text) {
    if (muted == 0) {
      if (out.length() + text.length() > TEXT_LIMIT) {
        throw new NotUnderstood();
      }
      out.append(text);
    }
  }

  private void enter() {
    if (++depth > DEPTH_LIMIT) {
      throw new NotUnderstood();
    }
  }

  /** Reads a number of base 62 and an underscore: nothing is 0, 0 is 1. */
  private long number62() {
    if (take('_')) {
      return 0;
    }
    long value = 0;
    for (char c = next(); c != '_'; c = next()) {
      int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'z' ? c - 'a' + 10 : c >= 'A' && c <= 'Z' ? c - 'A' + 36 : -1;
      if (digit < 0) {
        throw new NotUnderstood();
      }
      value = value * 62 + digit;
    }
    return value + 1;
  }

  private long disambiguator() {
    return take('s') ? number62() + 1 : 0;
  }

  private String identifier() {
    boolean puny = take('u');
    int length = 0;
    if (!take('0')) {
      int start = at;
      while (at < in.length() && Character.isDigit(in.charAt(at)) && length < 1 << 20) {
        length = length * 10 + next() - '0';
      }
      if (at == start) {
        throw new NotUnderstood();
      }
    }
    take('_');
    String text = in.substring(at, at + length);
    at += length;
    return puny ? Punycode.decode(text) : text;
  }

  private void backReference(Runnable read) {
    int back = at - 1;
    long target = number62();
    if (target >= back) {
      throw new NotUnderstood();
    }
    if (muted == 0) {
      int here = at;
      at = (int) target;
      read.run();
      at = here;
    }
  }

  private void path(boolean value) {
    enter();
    char tag = next();
    switch (tag) {
      case 'C' -> {
        disambiguator();
        say(identifier());
      }
      case 'N' -> nested(value);
      case 'M', 'X' -> {
        disambiguator();
        muted++;
        path(false);
        muted--;
        implementation(tag == 'X');
      }
      case 'Y' -> implementation(true);
      case 'I' -> {
        path(value);
        say(value ? "::<" : "<");
        arguments();
        say(">");
      }
      case 'B' -> backReference(() -> path(value));
      default -> throw new NotUnderstood();
    }
    depth--;
  }

  private void implementation(boolean trait) {
    say("<");
    type();
    if (trait) {
      say(" as ");
      path(false);
    }
    say(">");
  }

  private void nested(boolean value) {
    char space = next();
    path(value);
    long number = disambiguator();
    String name = identifier();
    if (Character.isUpperCase(space)) {
      String kind = space == 'C' ? "closure" : space == 'S' ? "shim" : Character.toString(space);
      say("::{" + kind + (name.isEmpty() ? "" : ":" + name) + "#" + number + "}");
    } else if (!name.isEmpty()) {
      say("::" + name);
    }
  }

  private void arguments() {
    for (int i = 0; !take('E'); i++) {
      say(i == 0 ? "" : ", ");
      argument();
    }
  }

  private void argument() {
    if (take('L')) {
      lifetime(number62());
    } else if (take('K')) {
      constant(false);
    } else {
      type();
    }
  }

  private void lifetime(long index) {
    if (index == 0) {
      say("'_");
      return;
    }
    long depthOf = lifetimes - index;
    if (depthOf < 0) {
      throw new NotUnderstood();
    }
    say(depthOf < 26 ? "'" + (char) ('a' + depthOf) : "'_" + depthOf);
  }

  private void type() {
    enter();
    char tag = next();
    String basic = tag < BASIC.length ? BASIC[tag] : null;
    if (basic != null) {
      say(basic);
    } else {
      compound(tag);
    }
    depth--;
  }

  private void compound(char tag) {
    switch (tag) {
      case 'A' -> {
        say("[");
        type();
        say("; ");
        constant(true);
        say("]");
      }
      case 'S' -> {
        say("[");
        type();
        say("]");
      }
      case 'T' -> tuple();
      case 'R', 'Q' -> {
        say("&");
        if (take('L')) {
          long index = number62();
          if (index > 0) {
            lifetime(index);
            say(" ");
          }
        }
        say(tag == 'Q' ? "mut " : "");
        type();
      }
      case 'P', 'O' -> {
        say(tag == 'P' ? "*const " : "*mut ");
        type();
      }
      case 'F' -> function();
      case 'D' -> dynamic();
      case 'B' -> backReference(this::type);
      default -> {
        at--;
        path(false);
      }
    }
  }

  private void tuple() {
    say("(");
    int count = 0;
    for (; !take('E'); count++) {
      say(count == 0 ? "" : ", ");
      type();
    }
    say(count == 1 ? ",)" : ")");
  }

  private int binder() {
    if (!take('G')) {
      return 0;
    }
    long count = number62() + 1;
    if (count > 1000) {
      throw new NotUnderstood();
    }
    say("for<");
    for (int i = 0; i < count; i++) {
      say(i == 0 ? "" : ", ");
      lifetimes++;
      lifetime(1);
    }
    say("> ");
    return (int) count;
  }

  private void function() {
    int bound = binder();
    say(take('U') ? "unsafe " : "");
    if (take('K')) {
      say("extern \"" + (take('C') ? "C" : identifier().replace('_', '-')) + "\" ");
    }
    say("fn(");
    for (int i = 0; !take('E'); i++) {
      say(i == 0 ? "" : ", ");
      type();
    }
    say(")");
    if (!take('u')) {
      say(" -> ");
      type();
    }
    lifetimes -= bound;
  }

  private void dynamic() {
    say("dyn ");
    int bound = binder();
    for (int i = 0; !take('E'); i++) {
      say(i == 0 ? "" : " + ");
      trait();
    }
    lifetimes -= bound;
    if (!take('L')) {
      throw new NotUnderstood();
    }
    long index = number62();
    if (index > 0) {
      say(" + ");
      lifetime(index);
    }
  }

  private void trait() {
    boolean open = openPath();
    while (take('p')) {
      say(open ? ", " : "<");
      open = true;
      say(identifier() + " = ");
      type();
    }
    say(open ? ">" : "");
  }

  /** Reads a path and leaves its arguments open, as bindings of associated types join them. */
  private boolean openPath() {
    if (take('B')) {
      boolean[] open = {false};
      backReference(() -> open[0] = openPath());
      return open[0];
    }
    if (!take('I')) {
      path(false);
      return false;
    }
    path(false);
    say("<");
    for (int i = 0; !take('E'); i++) {
      say(i == 0 ? "" : ", ");
      argument();
    }
    return true;
  }

  private void constant(boolean inValue) {
    if (take('B')) {
      backReference(() -> constant(inValue));
      return;
    }
    char type = next();
    switch (type) {
      case 'p' -> say("_");
      case 'h', 't', 'm', 'y', 'o', 'j' -> say(digits());
      case 'a', 's', 'l', 'x', 'n', 'i' -> say((take('n') ? "-" : "") + digits());
      case 'b' -> {
        String value = digits();
        say(value.equals("0") ? "false" : value.equals("1") ? "true" : "?");
      }
      case 'c' -> character();
      default -> throw new NotUnderstood();
    }
  }

  private String digits() {
    int start = at;
    while (next() != '_') {
      // Hexadecimal digits end in an underscore.
    }
    String digits = in.substring(start, at - 1);
    return digits.length() > 16 ? "0x" + digits : digits.isEmpty() ? "0" : new BigInteger(digits, 16).toString();
  }

  private void character() {
    int value = Integer.parseInt(digits());
    if (!Character.isValidCodePoint(value)) {
      throw new NotUnderstood();
    }
    String text = value == '\'' || value == '\\' ? "\\" + (char) value : value == '\n' ? "\\n" : value == '\t' ? "\\t"
        : value == '\r' ? "\\r" : value < 32 || value > 126 ? "\\u{" + Integer.toHexString(value) + "}"
        : Character.toString(value);
    say("'" + text + "'");
  }
}
