package io.github.jdiffscope.format.executable.dotnet;

/** Writes the attribute bits of types, fields and methods (ECMA-335, II.23.1) as the assembler's words. */
final class FlagWords {
  private static final String[] TYPE_ACCESS = {"private", "public", "nested public", "nested private", "nested family",
      "nested assembly", "nested famandassem", "nested famorassem"};
  private static final String[] ACCESS = {"privatescope", "private", "famandassem", "assembly", "family", "famorassem",
      "public", "access-7"};
  private static final String[] LAYOUT = {" auto", " sequential", " explicit", " layout-3"};
  private static final String[] TEXTS = {" ansi", " unicode", " autochar", " custom-text"};
  private static final String[] CODE = {" cil", " native", " optil", " runtime"};

  private FlagWords() {}

  static String type(int flags) {
    StringBuilder out = new StringBuilder((flags & 0x20) != 0 ? "interface " : "").append(TYPE_ACCESS[flags & 7])
        .append(LAYOUT[flags >> 3 & 3]).append(TEXTS[flags >> 16 & 3]);
    words(flags, out, 0x80, "abstract", 0x100, "sealed", 0x400, "specialname", 0x800, "rtspecialname", 0x1000, "import",
        0x2000, "serializable", 0x4000, "windowsruntime", 0x100000, "beforefieldinit", 0x200000, "forwarder");
    return out.toString();
  }

  static String field(int flags) {
    StringBuilder out = new StringBuilder(ACCESS[flags & 7]);
    words(flags, out, 0x10, "static", 0x20, "initonly", 0x40, "literal", 0x80, "notserialized", 0x200, "specialname", 0x400,
        "rtspecialname", 0x2000, "pinvokeimpl");
    return out.toString();
  }

  static String method(int flags) {
    StringBuilder out = new StringBuilder(ACCESS[flags & 7]);
    words(flags, out, 8, "unmanagedexp", 0x10, "static", 0x20, "final", 0x40, "virtual", 0x80, "hidebysig", 0x100, "newslot",
        0x200, "strict", 0x400, "abstract", 0x800, "specialname", 0x1000, "rtspecialname", 0x2000, "pinvokeimpl", 0x8000,
        "reqsecobj");
    return out.toString();
  }

  static String implementation(int flags) {
    StringBuilder out = new StringBuilder(CODE[flags & 3]).append((flags & 4) != 0 ? " unmanaged" : " managed");
    words(flags, out, 8, "noinlining", 0x10, "forwardref", 0x20, "synchronized", 0x40, "nooptimization", 0x80, "preservesig",
        0x100, "aggressiveinlining", 0x200, "aggressiveoptimization", 0x1000, "internalcall");
    return out.toString();
  }

  static String parameter(int flags) {
    return ((flags & 1) != 0 ? "[in] " : "") + ((flags & 2) != 0 ? "[out] " : "") + ((flags & 0x10) != 0 ? "[opt] " : "");
  }

  /** Appends the word behind each bit that is set. */
  private static void words(int flags, StringBuilder out, Object... bitsAndWords) {
    for (int i = 0; i < bitsAndWords.length; i += 2) {
      if ((flags & (Integer) bitsAndWords[i]) != 0) {
        out.append(' ').append(bitsAndWords[i + 1]);
      }
    }
  }
}
