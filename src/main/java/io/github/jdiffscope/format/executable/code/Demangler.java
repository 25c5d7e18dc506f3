package io.github.jdiffscope.format.executable.code;

import io.github.jdiffscope.format.executable.demangle.Itanium;
import io.github.jdiffscope.format.executable.demangle.Rust;

/** Turns mangled names into what the source says: C++ (Itanium ABI) and Rust (both schemes). */
public final class Demangler {
  private static final int RUST_HASH = 17;
  private static final int LENGTH_LIMIT = 1 << 14;

  private Demangler() {}

  /** Returns the source form of a C++ or Rust name; the name itself if it is none or not understood. */
  public static String demangle(String name) {
    if (name.length() < 4 || name.length() > LENGTH_LIMIT || name.charAt(0) != '_') {
      return name;
    }
    String plain = null;
    if (name.startsWith("_R") && (Character.isUpperCase(name.charAt(2)))) {
      plain = Rust.demangle(name);
    } else if (name.startsWith("_Z") || name.startsWith("___Z")) {
      plain = name.startsWith("_ZN") && name.contains("17h") ? Rust.demangleLegacy(name) : null;
      plain = plain == null ? Itanium.demangle(name) : plain;
    }
    return plain == null ? name : plain;
  }

  /**
   * Returns the name without the hash that legacy Rust names end in, and without those of crates in newer ones: they change
   * with the compiler and the dependencies, and would keep a function from its partner.
   */
  public static String stable(String name) {
    if (name.startsWith("_R")) {
      return withoutCrateHashes(name);
    }
    int at = name.startsWith("_ZN") ? name.lastIndexOf("17h") : -1;
    boolean rust = at > 0 && at + 3 + RUST_HASH - 1 < name.length()
        && isRustHash(name.substring(at + 2, at + 2 + RUST_HASH)) && name.charAt(at + 2 + RUST_HASH) == 'E';
    return rust ? name.substring(0, at) + name.substring(at + 2 + RUST_HASH) : name;
  }

  /** Returns a name without the parts {@code s<hash>_} behind the letter C, where the hash has the length of one. */
  private static String withoutCrateHashes(String name) {
    StringBuilder out = null;
    int done = 0;
    for (int at = name.indexOf("Cs"); at >= 0; at = name.indexOf("Cs", at + 1)) {
      int end = at + 2;
      while (end < name.length() && end - at < 16 && Character.isLetterOrDigit(name.charAt(end))) {
        end++;
      }
      if (end - at >= 10 && end + 1 < name.length() && name.charAt(end) == '_' && Character.isDigit(name.charAt(end + 1))) {
        out = out == null ? new StringBuilder(name.length()) : out;
        out.append(name, done, at + 1);
        done = end + 1;
      }
    }
    return out == null ? name : out.append(name, done, name.length()).toString();
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
}
