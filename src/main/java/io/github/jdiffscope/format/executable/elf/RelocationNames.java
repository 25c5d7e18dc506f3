package io.github.jdiffscope.format.executable.elf;

/** The names of relocation types, from the psABIs of x86-64, i386, AArch64 and RISC-V. */
final class RelocationNames {
  private static final String[] X86_64 = ("NONE 64 PC32 GOT32 PLT32 COPY GLOB_DAT JUMP_SLOT RELATIVE GOTPCREL 32 32S 16 "
      + "PC16 8 PC8 DTPMOD64 DTPOFF64 TPOFF64 TLSGD TLSLD DTPOFF32 GOTTPOFF TPOFF32 PC64 GOTOFF64 GOTPC32 GOT64 GOTPCREL64 "
      + "GOTPC64 GOTPLT64 PLTOFF64 SIZE32 SIZE64 GOTPC32_TLSDESC TLSDESC_CALL TLSDESC IRELATIVE RELATIVE64 39 40 "
      + "GOTPCRELX REX_GOTPCRELX").split(" ");
  private static final String[] I386 = ("NONE 32 PC32 GOT32 PLT32 COPY GLOB_DAT JUMP_SLOT RELATIVE GOTOFF GOTPC "
      + "32PLT 12 13 TLS_TPOFF TLS_IE TLS_GOTIE TLS_LE TLS_GD TLS_LDM 16 PC16 8 PC8").split(" ");

  private static final String[] RISCV = ("NONE 32 64 RELATIVE COPY JUMP_SLOT TLS_DTPMOD32 TLS_DTPMOD64 TLS_DTPREL32 TLS_DTPREL64 "
      + "TLS_TPREL32 TLS_TPREL64 TLSDESC 13 14 15 BRANCH JAL CALL CALL_PLT GOT_HI20 TLS_GOT_HI20 TLS_GD_HI20 PCREL_HI20 "
      + "PCREL_LO12_I PCREL_LO12_S HI20 LO12_I LO12_S TPREL_HI20 TPREL_LO12_I TPREL_LO12_S TPREL_ADD ADD8 ADD16 ADD32 ADD64 "
      + "SUB8 SUB16 SUB32 SUB64 GOT32_PCREL 42 ALIGN RVC_BRANCH RVC_JUMP RVC_LUI 47 48 49 50 RELAX SUB6 SET6 SET8 SET16 SET32 "
      + "32_PCREL IRELATIVE PLT32 SET_ULEB128 SUB_ULEB128").split(" ");
  private static final int RISCV_ALIGN = 43;
  private static final int RISCV_RELAX = 51;

  private RelocationNames() {}

  /** Returns whether a relocation only tells the linker what it may shorten. */
  static boolean isHint(int machine, int type) {
    return machine == ElfFile.RISCV && (type == RISCV_ALIGN || type == RISCV_RELAX);
  }

  static String name(int machine, int type) {
    if (machine == ElfFile.X86_64 && type >= 0 && type < X86_64.length) {
      return "R_X86_64_" + X86_64[type];
    } else if (machine == ElfFile.X86 && type >= 0 && type < I386.length) {
      return "R_386_" + I386[type];
    } else if (machine == ElfFile.RISCV && type >= 0 && type < RISCV.length) {
      return "R_RISCV_" + RISCV[type];
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
    return machine == ElfFile.AARCH64 ? 1027 : machine == ElfFile.RISCV ? 3 : 8;
  }

  static boolean isRelative(int machine, int type) {
    return type == relative(machine)
        && (machine == ElfFile.AARCH64 || machine == ElfFile.RISCV || machine == ElfFile.X86 || machine == ElfFile.X86_64);
  }
}
