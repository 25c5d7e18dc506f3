package io.github.jdiffscope.format.executable.code;

/** Turns mangled names into what the source says: C++ (Itanium ABI, names without types) and Rust (legacy scheme). */
public final class Demangler {
  private static final int RUST_HASH = 17;

  private Demangler() {}

  /** Returns the source form of a C++ or Rust name; the name itself if it is none or not understood. */
  public static String demangle(String name) {
    if (!name.startsWith("_ZN") && !name.startsWith("_ZNK")) {
      return name;
    }
    StringBuilder out = new StringBuilder();
    int at = name.startsWith("_ZNK") ? 4 : 3;
    while (at < name.length() && Character.isDigit(name.charAt(at))) {
      int length = 0;
      while (at < name.length() && Character.isDigit(name.charAt(at)) && length < 1 << 16) {
        length = length * 10 + name.charAt(at++) - '0';
      }
      if (length == 0 || at + length > name.length()) {
        return name;
      }
      String part = name.substring(at, at + length);
      at += length;
      boolean hash = isRustHash(part) && at < name.length() && name.charAt(at) == 'E';
      if (!hash) {
        out.append(out.isEmpty() ? "" : "::").append(rust(part));
      }
    }
    String last = out.substring(Math.max(0, out.lastIndexOf("::") + 2 * Integer.signum(out.indexOf("::") + 1)));
    if (at + 1 < name.length() && (name.startsWith("C", at) || name.startsWith("D", at))) {
      out.append(name.charAt(at) == 'C' ? "::" : "::~").append(last);
      at += 2;
    }
    return at < name.length() && name.charAt(at) == 'E' && !out.isEmpty() ? out.toString() : name;
  }

  /**
   * Returns the name without the hash that legacy Rust names end in: it changes with the compiler and the dependencies, and
   * would keep a function from its partner.
   */
  public static String stable(String name) {
    int at = name.lastIndexOf("17h");
    boolean rust = name.startsWith("_ZN") && at > 0 && at + 3 + RUST_HASH - 1 < name.length()
        && isRustHash(name.substring(at + 2, at + 2 + RUST_HASH)) && name.charAt(at + 2 + RUST_HASH) == 'E';
    return rust ? name.substring(0, at) + name.substring(at + 2 + RUST_HASH) : name;
  }

  private static boolean isRustHash(String part) {
    if (part.length() != RUST_HASH || part.charAt(0) != 'h') {
      return false;
    }
    for (int i = 1; i < RUST_HASH; i++) {
      if (Character.digit(part.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private static String rust(String part) {
    if (part.indexOf('$') < 0 && part.indexOf("..") < 0) {
      return part;
    }
    String text = part.startsWith("_$") ? part.substring(1) : part;
    return text.replace("$LT$", "<").replace("$GT$", ">").replace("$RF$", "&").replace("$BP$", "*").replace("$C$", ",")
        .replace("$LP$", "(").replace("$RP$", ")").replace("$u20$", " ").replace("$u27$", "'").replace("$u5b$", "[")
        .replace("$u5d$", "]").replace("$u7b$", "{").replace("$u7d$", "}").replace("$u3b$", ";").replace("$u2b$", "+")
        .replace("..", "::");
  }
}
