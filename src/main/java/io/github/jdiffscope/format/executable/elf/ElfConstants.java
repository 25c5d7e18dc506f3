package io.github.jdiffscope.format.executable.elf;

import java.util.Map;

/** Words for the numbers of ELF headers, as readelf says them. */
final class ElfConstants {
  private static final String[] SECTION_TYPES = ("NULL PROGBITS SYMTAB STRTAB RELA HASH DYNAMIC NOTE NOBITS REL SHLIB DYNSYM "
      + "12 13 INIT_ARRAY FINI_ARRAY PREINIT_ARRAY GROUP SYMTAB_SHNDX RELR").split(" ");
  private static final String[] SEGMENT_TYPES = "NULL LOAD DYNAMIC INTERP NOTE SHLIB PHDR TLS".split(" ");
  private static final String[] SYSTEMS = {"UNIX - System V", "HP-UX", "NetBSD", "UNIX - GNU", "4", "5", "Solaris", "AIX",
      "IRIX", "FreeBSD", "TRU64", "Modesto", "OpenBSD"};
  private static final Map<Integer, String> MACHINES = Map.ofEntries(Map.entry(2, "Sparc"), Map.entry(3, "Intel 80386"),
      Map.entry(4, "MC68000"), Map.entry(8, "MIPS R3000"), Map.entry(15, "HPPA"), Map.entry(20, "PowerPC"),
      Map.entry(21, "PowerPC64"), Map.entry(22, "IBM S/390"), Map.entry(40, "ARM"), Map.entry(42, "Renesas / SuperH SH"),
      Map.entry(43, "Sparc v9"), Map.entry(50, "Intel IA-64"), Map.entry(62, "Advanced Micro Devices X86-64"),
      Map.entry(183, "AArch64"), Map.entry(243, "RISC-V"), Map.entry(247, "Linux BPF"), Map.entry(258, "LoongArch"),
      Map.entry(0x9026, "Alpha"));
  private static final Map<Long, String> TAGS = Map.ofEntries(Map.entry(1L, "NEEDED"), Map.entry(2L, "PLTRELSZ"),
      Map.entry(3L, "PLTGOT"), Map.entry(4L, "HASH"), Map.entry(5L, "STRTAB"), Map.entry(6L, "SYMTAB"), Map.entry(7L, "RELA"),
      Map.entry(8L, "RELASZ"), Map.entry(9L, "RELAENT"), Map.entry(10L, "STRSZ"), Map.entry(11L, "SYMENT"),
      Map.entry(12L, "INIT"), Map.entry(13L, "FINI"), Map.entry(14L, "SONAME"), Map.entry(15L, "RPATH"),
      Map.entry(16L, "SYMBOLIC"), Map.entry(17L, "REL"), Map.entry(18L, "RELSZ"), Map.entry(19L, "RELENT"),
      Map.entry(20L, "PLTREL"), Map.entry(21L, "DEBUG"), Map.entry(22L, "TEXTREL"), Map.entry(23L, "JMPREL"),
      Map.entry(24L, "BIND_NOW"), Map.entry(25L, "INIT_ARRAY"), Map.entry(26L, "FINI_ARRAY"), Map.entry(27L, "INIT_ARRAYSZ"),
      Map.entry(28L, "FINI_ARRAYSZ"), Map.entry(29L, "RUNPATH"), Map.entry(30L, "FLAGS"), Map.entry(32L, "PREINIT_ARRAY"),
      Map.entry(33L, "PREINIT_ARRAYSZ"), Map.entry(35L, "RELRSZ"), Map.entry(36L, "RELR"), Map.entry(37L, "RELRENT"),
      Map.entry(0x6ffffef5L, "GNU_HASH"), Map.entry(0x6ffffff0L, "VERSYM"), Map.entry(0x6ffffff9L, "RELACOUNT"),
      Map.entry(0x6ffffffaL, "RELCOUNT"), Map.entry(0x6ffffffbL, "FLAGS_1"), Map.entry(0x6ffffffcL, "VERDEF"),
      Map.entry(0x6ffffffdL, "VERDEFNUM"), Map.entry(0x6ffffffeL, "VERNEED"), Map.entry(0x6fffffffL, "VERNEEDNUM"),
      Map.entry(0x7ffffffdL, "AUXILIARY"), Map.entry(0x7fffffffL, "FILTER"));

  private ElfConstants() {}

  static String sectionType(int type) {
    if (type >= 0 && type < SECTION_TYPES.length) {
      return SECTION_TYPES[type];
    }
    return switch (type) {
      case ElfSection.GNU_HASH -> "GNU_HASH";
      case ElfSection.VERDEF -> "VERDEF";
      case ElfSection.VERNEED -> "VERNEED";
      case ElfSection.VERSYM -> "VERSYM";
      case 0x6ffffff5 -> "GNU_ATTRIBUTES";
      case 0x70000001 -> "X86_64_UNWIND";
      default -> "0x" + Integer.toHexString(type);
    };
  }

  static String sectionFlags(long flags) {
    String letters = "WAX?MSILOGTC";
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < letters.length(); i++) {
      if ((flags >>> i & 1) != 0) {
        out.append(letters.charAt(i));
      }
    }
    return out.append((flags & 0x80000000L) != 0 ? "E" : "").toString();
  }

  static String segmentType(int type) {
    if (type >= 0 && type < SEGMENT_TYPES.length) {
      return SEGMENT_TYPES[type];
    }
    return switch (type) {
      case 0x6474e550 -> "GNU_EH_FRAME";
      case 0x6474e551 -> "GNU_STACK";
      case 0x6474e552 -> "GNU_RELRO";
      case 0x6474e553 -> "GNU_PROPERTY";
      default -> "0x" + Integer.toHexString(type);
    };
  }

  static String machine(int machine) {
    return MACHINES.getOrDefault(machine, "<unknown>: 0x" + Integer.toHexString(machine));
  }

  static String system(int abi) {
    return abi < SYSTEMS.length ? SYSTEMS[abi] : "<unknown: " + Integer.toHexString(abi) + ">";
  }

  static String fileType(int type) {
    return switch (type) {
      case 0 -> "NONE (None)";
      case 1 -> "REL (Relocatable file)";
      case 2 -> "EXEC (Executable file)";
      case 3 -> "DYN (Shared object file)";
      case 4 -> "CORE (Core file)";
      default -> "<unknown>: " + Integer.toHexString(type);
    };
  }

  static String tag(long tag) {
    return TAGS.getOrDefault(tag, "0x" + Long.toHexString(tag));
  }

  /** Returns whether a dynamic tag's value says something of its own: a string, flags or a kind, not an address or size. */
  static boolean isFact(long tag) {
    return tag == 1 || tag >= 14 && tag <= 16 || tag == 20 || tag == 22 || tag == 24 || tag == 29 || tag == 30
        || tag == 0x6ffffffbL || tag >= 0x7ffffffdL;
  }

  /** Returns whether a dynamic tag's value is an offset into the string table. */
  static boolean isString(long tag) {
    return tag == 1 || tag == 14 || tag == 15 || tag == 29 || tag == 0x7ffffffdL || tag == 0x7fffffffL;
  }
}
