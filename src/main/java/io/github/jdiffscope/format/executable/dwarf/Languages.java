package io.github.jdiffscope.format.executable.dwarf;

/** The names of source languages (DWARF 5, section 7.12, and what was assigned since). */
final class Languages {
  private static final String[] NAMES = {"?", "C89", "C", "Ada83", "C++", "Cobol74", "Cobol85", "Fortran77", "Fortran90",
      "Pascal83", "Modula2", "Java", "C99", "Ada95", "Fortran95", "PLI", "ObjC", "ObjC++", "UPC", "D", "Python", "OpenCL", "Go",
      "Modula3", "Haskell", "C++03", "C++11", "OCaml", "Rust", "C11", "Swift", "Julia", "C++14", "Fortran03", "Fortran08",
      "RenderScript", "BLISS", "Kotlin", "Zig", "Crystal", "?", "?", "C++17", "C++20", "C17", "Fortran18", "Ada2005", "Ada2012"};

  private Languages() {}

  static String name(Object code) {
    int number = code instanceof Long value && value >= 0 && value < 1 << 16 ? value.intValue() : -1;
    if (number > 0 && number < NAMES.length && !NAMES[number].equals("?")) {
      return NAMES[number];
    }
    return number == 0x8001 ? "assembler" : code.toString();
  }
}
