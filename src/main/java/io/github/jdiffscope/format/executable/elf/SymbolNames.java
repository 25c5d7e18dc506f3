package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.format.executable.code.Demangler;

/** How symbols are named in listings. */
final class SymbolNames {
  private SymbolNames() {}

  /** Returns the name without the number that compilers give to local objects in order of appearance. */
  static String stable(ElfSymbol symbol) {
    String name = Demangler.stable(symbol.name());
    int dot = name.lastIndexOf('.');
    if (symbol.bind() != 0 || symbol.type() != ElfSymbol.OBJECT || dot <= 0 || dot == name.length() - 1) {
      return name;
    }
    for (int i = dot + 1; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return name;
      }
    }
    return name.substring(0, dot + 1) + 'N';
  }
}
