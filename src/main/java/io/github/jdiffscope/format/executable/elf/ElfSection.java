package io.github.jdiffscope.format.executable.elf;

/**
 * A section header.
 *
 * @param address where it is loaded; in relocatable files an invented place of its own, so that addresses are unique
 */
public record ElfSection(int index, String name, int type, long flags, long address, long offset, long size, int link,
    int info, long alignment, long entrySize) {
  public static final int PROGBITS = 1;
  public static final int SYMTAB = 2;
  public static final int STRTAB = 3;
  public static final int RELA = 4;
  public static final int HASH = 5;
  public static final int DYNAMIC = 6;
  public static final int NOTE = 7;
  public static final int NOBITS = 8;
  public static final int REL = 9;
  public static final int DYNSYM = 11;
  public static final int GROUP = 17;
  public static final int RELR = 19;
  public static final int GNU_HASH = 0x6ffffff6;
  public static final int VERDEF = 0x6ffffffd;
  public static final int VERNEED = 0x6ffffffe;
  public static final int VERSYM = 0x6fffffff;

  public boolean isCode() {
    return (flags & 4) != 0 && type == PROGBITS;
  }

  public boolean isLoaded() {
    return (flags & 2) != 0;
  }

  public boolean isCompressed() {
    return (flags & 0x800) != 0;
  }

  public boolean isLinkOnceText() {
    return isCode() && name.startsWith(".text");
  }

  /** Returns whether the section's strings may be merged: it holds NUL-terminated strings only. */
  public boolean isStrings() {
    return (flags & 0x20) != 0;
  }

  public boolean contains(long at) {
    return at >= address && at - address < size;
  }
}
