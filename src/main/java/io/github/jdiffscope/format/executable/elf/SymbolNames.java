package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.format.executable.code.Demangler;

/** How symbols are named in listings. */
final class SymbolNames {
  private SymbolNames() {}

  /** Returns whether it only says where a group of things starts or ends: what lies next there may differ. */
  static boolean isBound(ElfSymbol symbol) {
    String name = symbol.name();
    return name.endsWith("_start") || name.endsWith("_end") || name.startsWith("__start_") || name.startsWith("__stop_");
  }

  /** Returns whether it names the text of a function's own name, which compilers number in order of appearance. */
  static boolean isOwnName(String name) {
    return name.startsWith("__func__.") || name.startsWith("__FUNCTION__.") || name.startsWith("__PRETTY_FUNCTION__.");
  }

  /** Returns the name without the number that compilers give to local objects in order of appearance, and the kernel's macros. */
  static String stable(ElfSymbol symbol) {
    String name = Demangler.stable(symbol.name());
    if (symbol.bind() != 0 || symbol.type() != ElfSymbol.OBJECT) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    boolean numbered = dot > 0 && dot < name.length() - 1 && endOfWord(name) == dot + 1;
    String word = numbered ? name.substring(0, dot) : name;
    int end = word.startsWith("__UNIQUE_ID_") || word.startsWith("__BTF_ID__") ? endOfWord(word) : word.length();
    return (end < word.length() ? word.substring(0, end) + 'N' : word) + (numbered ? ".N" : "");
  }

  /** Returns where the digits begin that a name ends in. */
  private static int endOfWord(String name) {
    int end = name.length();
    while (end > 0 && name.charAt(end - 1) >= '0' && name.charAt(end - 1) <= '9') {
      end--;
    }
    return end;
  }
}
