package io.github.jdiffscope.format.executable.dotnet;

import java.util.Locale;

/** The instructions of the intermediate language (ECMA-335, III). */
final class IlOpcodes {
  /**
   * Mnemonics from a first opcode on; {@code :} and a letter say the operand: b signed byte, B unsigned byte, v variable in
   * a byte, V in two, i 32 bits, l 64 bits, f and d floating point, s and j jumps of 1 and 4 bytes, t token, u text,
   * w switch.
   */
  private static final String[] RUNS = {
      "00 nop break ldarg.0 ldarg.1 ldarg.2 ldarg.3 ldloc.0 ldloc.1 ldloc.2 ldloc.3 stloc.0 stloc.1 stloc.2 stloc.3 "
          + "ldarg.s:v ldarga.s:v starg.s:v ldloc.s:v ldloca.s:v stloc.s:v ldnull ldc.i4.m1 ldc.i4.0 ldc.i4.1 ldc.i4.2 "
          + "ldc.i4.3 ldc.i4.4 ldc.i4.5 ldc.i4.6 ldc.i4.7 ldc.i4.8 ldc.i4.s:b ldc.i4:i ldc.i8:l ldc.r4:f ldc.r8:d",
      "25 dup pop jmp:t call:t calli:t ret br.s:s brfalse.s:s brtrue.s:s beq.s:s bge.s:s bgt.s:s ble.s:s blt.s:s "
          + "bne.un.s:s bge.un.s:s bgt.un.s:s ble.un.s:s blt.un.s:s br:j brfalse:j brtrue:j beq:j bge:j bgt:j ble:j blt:j "
          + "bne.un:j bge.un:j bgt.un:j ble.un:j blt.un:j switch:w ldind.i1 ldind.u1 ldind.i2 ldind.u2 ldind.i4 ldind.u4 "
          + "ldind.i8 ldind.i ldind.r4 ldind.r8 ldind.ref stind.ref stind.i1 stind.i2 stind.i4 stind.i8 stind.r4 stind.r8 "
          + "add sub mul div div.un rem rem.un and or xor shl shr shr.un neg not conv.i1 conv.i2 conv.i4 conv.i8 conv.r4 "
          + "conv.r8 conv.u4 conv.u8 callvirt:t cpobj:t ldobj:t ldstr:u newobj:t castclass:t isinst:t conv.r.un",
      "79 unbox:t throw ldfld:t ldflda:t stfld:t ldsfld:t ldsflda:t stsfld:t stobj:t conv.ovf.i1.un conv.ovf.i2.un "
          + "conv.ovf.i4.un conv.ovf.i8.un conv.ovf.u1.un conv.ovf.u2.un conv.ovf.u4.un conv.ovf.u8.un conv.ovf.i.un "
          + "conv.ovf.u.un box:t newarr:t ldlen ldelema:t ldelem.i1 ldelem.u1 ldelem.i2 ldelem.u2 ldelem.i4 ldelem.u4 "
          + "ldelem.i8 ldelem.i ldelem.r4 ldelem.r8 ldelem.ref stelem.i stelem.i1 stelem.i2 stelem.i4 stelem.i8 stelem.r4 "
          + "stelem.r8 stelem.ref ldelem:t stelem:t unbox.any:t",
      "b3 conv.ovf.i1 conv.ovf.u1 conv.ovf.i2 conv.ovf.u2 conv.ovf.i4 conv.ovf.u4 conv.ovf.i8 conv.ovf.u8",
      "c2 refanyval:t ckfinite", "c6 mkrefany:t",
      "d0 ldtoken:t conv.u2 conv.u1 conv.i conv.ovf.i conv.ovf.u add.ovf add.ovf.un mul.ovf mul.ovf.un sub.ovf sub.ovf.un "
          + "endfinally leave:j leave.s:s stind.i conv.u"};
  /** Mnemonics behind the prefix 0xFE. */
  private static final String[] WIDE_RUNS = {
      "00 arglist ceq cgt cgt.un clt clt.un ldftn:t ldvirtftn:t", "09 ldarg:V ldarga:V starg:V ldloc:V ldloca:V stloc:V localloc",
      "11 endfilter unaligned.:B volatile. tail. initobj:t constrained.:t cpblk initblk no.:B rethrow",
      "1c sizeof:t refanytype readonly."};
  private static final String[] NAMES = new String[512];
  private static final char[] OPERANDS = new char[512];

  static {
    for (String run : RUNS) {
      read(run, 0);
    }
    for (String run : WIDE_RUNS) {
      read(run, 256);
    }
  }

  private IlOpcodes() {}

  private static void read(String run, int base) {
    String[] words = run.split(" ");
    int opcode = base + Integer.parseInt(words[0], 16);
    for (int i = 1; i < words.length; i++, opcode++) {
      int colon = words[i].indexOf(':');
      NAMES[opcode] = colon < 0 ? words[i] : words[i].substring(0, colon);
      OPERANDS[opcode] = colon < 0 ? ' ' : words[i].charAt(colon + 1);
    }
  }

  /**
   * Returns a mnemonic.
   *
   * @param opcode the byte, or 256 and the byte behind 0xFE
   */
  static String name(int opcode) {
    return NAMES[opcode] == null ? String.format(Locale.ROOT, "unknown-%03x", opcode) : NAMES[opcode];
  }

  static char operand(int opcode) {
    return OPERANDS[opcode];
  }

  /** Returns how many bytes an operand of a fixed size takes. */
  static int size(char operand) {
    return switch (operand) {
      case 'b', 'B', 'v', 's' -> 1;
      case 'V' -> 2;
      case 'i', 'f', 'j', 't', 'u', 'w' -> 4;
      case 'l', 'd' -> 8;
      default -> 0;
    };
  }
}
