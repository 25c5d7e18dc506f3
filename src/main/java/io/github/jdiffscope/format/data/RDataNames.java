package io.github.jdiffscope.format.data;

/** Names of the types of serialized R values: Rinternals.h and serialize.c. */
final class RDataNames {
  private RDataNames() {}

  /** Returns the words for a value that is nothing but its type, or null. */
  static String of(int type) {
    return switch (type) {
      case 0, 254 -> "NULL";
      case 241 -> "base environment";
      case 242 -> "empty environment";
      case 250 -> "base namespace";
      case 251 -> "missing argument";
      case 252 -> "unbound value";
      case 253 -> "global environment";
      default -> null;
    };
  }

  /** Returns the word for a value that is made of pairs. */
  static String pairs(int type) {
    return switch (type) {
      case 3 -> "closure";
      case 5 -> "promise";
      case 6 -> "call";
      case 17 -> "dots";
      default -> "pairlist";
    };
  }
}
