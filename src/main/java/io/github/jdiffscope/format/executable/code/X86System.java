package io.github.jdiffscope.format.executable.code;

import java.util.Map;

/** Mnemonics of what x86 systems and memory are controlled with: groups 6, 7, 9 and 15 and their neighbours. */
final class X86System {
  private static final String[] GROUP6 = "sldt str lldt ltr verr verw - -".split(" ");
  private static final String[] GROUP7 = "sgdt sidt lgdt lidt smsw - lmsw invlpg".split(" ");
  private static final String[] GROUP9 = "- cmpxchg8b - xrstors xsavec xsaves vmptrld vmptrst".split(" ");
  private static final String[] GROUP15 = "fxsave fxrstor ldmxcsr stmxcsr xsave xrstor xsaveopt clflush".split(" ");
  private static final String[] PREFETCH = "prefetchnta prefetcht0 prefetcht1 prefetcht2 nop nop nop nop".split(" ");
  private static final String[] PREFETCH_WRITE = "prefetch prefetchw prefetchwt1 prefetch prefetch prefetch prefetch prefetch".split(" ");
  private static final Map<Integer, String> PLAIN = Map.ofEntries(Map.entry(0x05, "syscall"), Map.entry(0x06, "clts"),
      Map.entry(0x07, "sysret"), Map.entry(0x08, "invd"), Map.entry(0x09, "wbinvd"), Map.entry(0x0B, "ud2"),
      Map.entry(0x30, "wrmsr"), Map.entry(0x31, "rdtsc"), Map.entry(0x32, "rdmsr"), Map.entry(0x33, "rdpmc"),
      Map.entry(0x34, "sysenter"), Map.entry(0x35, "sysexit"), Map.entry(0xA0, "push fs"), Map.entry(0xA1, "pop fs"),
      Map.entry(0xA2, "cpuid"), Map.entry(0xA8, "push gs"), Map.entry(0xA9, "pop gs"));
  private static final Map<Integer, String> ALONE = Map.ofEntries(Map.entry(0xC0, "enclv"), Map.entry(0xC1, "vmcall"),
      Map.entry(0xC2, "vmlaunch"), Map.entry(0xC3, "vmresume"), Map.entry(0xC4, "vmxoff"), Map.entry(0xC8, "monitor"),
      Map.entry(0xC9, "mwait"), Map.entry(0xCA, "clac"), Map.entry(0xCB, "stac"), Map.entry(0xD0, "xgetbv"),
      Map.entry(0xD1, "xsetbv"), Map.entry(0xD4, "vmfunc"), Map.entry(0xD5, "xend"), Map.entry(0xD6, "xtest"),
      Map.entry(0xD8, "vmrun"), Map.entry(0xD9, "vmmcall"), Map.entry(0xDA, "vmload"), Map.entry(0xDB, "vmsave"),
      Map.entry(0xDC, "stgi"), Map.entry(0xDD, "clgi"), Map.entry(0xEE, "rdpkru"), Map.entry(0xEF, "wrpkru"),
      Map.entry(0xF8, "swapgs"), Map.entry(0xF9, "rdtscp"));

  private X86System() {}

  /** Returns an instruction of the second map that has no operands but implied ones, or null. */
  static String plain(X86Instruction in) {
    int op = in.opcode;
    if (op == 0x01 && !in.isMemory()) {
      return ALONE.get(in.modrm);
    }
    if (op == 0xAE && !in.isMemory() && !in.repeat) {
      int reg = in.reg() & 7;
      return reg == 5 ? "lfence" : reg == 6 ? "mfence" : reg == 7 ? "sfence" : null;
    }
    return PLAIN.get(op);
  }

  /** Returns the mnemonic of an instruction of the second map with one operand, which the register field names; or null. */
  static String one(X86Instruction in) {
    int reg = in.reg() & 7;
    String word = switch (in.opcode) {
      case 0x00 -> GROUP6[reg];
      case 0x01 -> GROUP7[reg];
      case 0x0D -> PREFETCH_WRITE[reg];
      case 0x18 -> PREFETCH[reg];
      case 0xAE -> in.repeat ? in.isMemory() ? "-" : new String[] {"rdfsbase", "rdgsbase", "wrfsbase", "wrgsbase", "-", "incsspd",
          "umonitor", "-"}[reg] + (in.rexW() && reg == 5 ? "q" : "")
          : in.operandSize && reg >= 6 ? reg == 6 ? "clwb" : "clflushopt" : GROUP15[reg] + (in.rexW() && reg != 7 ? "64" : "");
      case 0xC7 -> !in.isMemory() ? reg == 6 ? "rdrand" : reg == 7 ? in.repeat ? "rdpid" : "rdseed" : "-"
          : reg == 1 && in.rexW() ? "cmpxchg16b" : GROUP9[reg] + (in.rexW() ? "64" : "");
      default -> "-";
    };
    return word.startsWith("-") ? null : word;
  }

  /** Returns an instruction of the first map that only 32-bit code has, without operands but implied ones; or null. */
  static String narrow(int op) {
    return switch (op) {
      case 0x06 -> "push es";
      case 0x07 -> "pop es";
      case 0x0E -> "push cs";
      case 0x16 -> "push ss";
      case 0x17 -> "pop ss";
      case 0x1E -> "push ds";
      case 0x1F -> "pop ds";
      case 0x27 -> "daa";
      case 0x2F -> "das";
      case 0x37 -> "aaa";
      case 0x3F -> "aas";
      case 0x60 -> "pusha";
      case 0x61 -> "popa";
      case 0xCB -> "retf";
      default -> null;
    };
  }
}
