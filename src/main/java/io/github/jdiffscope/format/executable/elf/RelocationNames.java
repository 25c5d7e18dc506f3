package io.github.jdiffscope.format.executable.elf;

/** The names of relocation types, from the psABIs of x86-64, i386 and AArch64. */
final class RelocationNames {
  private static final String[] X86_64 = ("NONE 64 PC32 GOT32 PLT32 COPY GLOB_DAT JUMP_SLOT RELATIVE GOTPCREL 32 32S 16 "
      + "PC16 8 PC8 DTPMOD64 DTPOFF64 TPOFF64 TLSGD TLSLD DTPOFF32 GOTTPOFF TPOFF32 PC64 GOTOFF64 GOTPC32 GOT64 GOTPCREL64 "
      + "GOTPC64 GOTPLT64 PLTOFF64 SIZE32 SIZE64 GOTPC32_TLSDESC TLSDESC_CALL TLSDESC IRELATIVE RELATIVE64 39 40 "
      + "GOTPCRELX REX_GOTPCRELX").split(" ");
  private static final String[] I386 = ("NONE 32 PC32 GOT32 PLT32 COPY GLOB_DAT JUMP_SLOT RELATIVE GOTOFF GOTPC "
      + "32PLT 12 13 TLS_TPOFF TLS_IE TLS_GOTIE TLS_LE TLS_GD TLS_LDM 16 PC16 8 PC8").split(" ");

  private RelocationNames() {}

  static String name(int machine, int type) {
    if (machine == ElfFile.X86_64 && type >= 0 && type < X86_64.length) {
      return "R_X86_64_" + X86_64[type];
    } else if (machine == ElfFile.X86 && type >= 0 && type < I386.length) {
      return "R_386_" + I386[type];
    } else if (machine == ElfFile.AARCH64) {
      return aarch64(type);
    }
    return "type-" + type;
  }

  private static String aarch64(int type) {
    return switch (type) {
      case 257 -> "R_AARCH64_ABS64";
      case 258 -> "R_AARCH64_ABS32";
      case 260 -> "R_AARCH64_PREL64";
      case 261 -> "R_AARCH64_PREL32";
      case 274 -> "R_AARCH64_ADR_PREL_LO21";
      case 275 -> "R_AARCH64_ADR_PREL_PG_HI21";
      case 277 -> "R_AARCH64_ADD_ABS_LO12_NC";
      case 278 -> "R_AARCH64_LDST8_ABS_LO12_NC";
      case 282 -> "R_AARCH64_JUMP26";
      case 283 -> "R_AARCH64_CALL26";
      case 284 -> "R_AARCH64_LDST16_ABS_LO12_NC";
      case 285 -> "R_AARCH64_LDST32_ABS_LO12_NC";
      case 286 -> "R_AARCH64_LDST64_ABS_LO12_NC";
      case 311 -> "R_AARCH64_ADR_GOT_PAGE";
      case 312 -> "R_AARCH64_LD64_GOT_LO12_NC";
      case 1024 -> "R_AARCH64_COPY";
      case 1025 -> "R_AARCH64_GLOB_DAT";
      case 1026 -> "R_AARCH64_JUMP_SLOT";
      case 1027 -> "R_AARCH64_RELATIVE";
      case 1031 -> "R_AARCH64_TLSDESC";
      case 1032 -> "R_AARCH64_IRELATIVE";
      default -> "R_AARCH64_" + type;
    };
  }

  /** Returns the type that only adds the load address. */
  static int relative(int machine) {
    return machine == ElfFile.AARCH64 ? 1027 : 8;
  }

  static boolean isRelative(int machine, int type) {
    return type == relative(machine)
        && (machine == ElfFile.AARCH64 || machine == ElfFile.X86 || machine == ElfFile.X86_64);
  }
}
