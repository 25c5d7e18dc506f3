package io.github.jdiffscope.format.jvm;

/** The instruction set of Dalvik ("Dalvik bytecode", "Dalvik executable instruction formats"). */
final class DexOpcodes {
  /**
   * The format of each opcode by a letter: 0 10x, a 12x, b 22x, c 32x, d 11x, e 11n, f 21s, g 31i, h 21h, i 51l, j 21c,
   * k 31c, l 22c, m 35c, n 3rc, o 31t, p 10t, q 20t, r 30t, s 23x, t 22t, u 21t, v 22s, w 22b, x 45cc, y 4rcc.
   */
  private static final String FORMATS = "0abcabcabcdddd0ddd" + "efghfgihjkj" + "ddjlajlmnodpqroo" + "sssss"
      + "tttttt" + "uuuuuu" + "??????" + "ssssssssssssss" + "llllllllllllll" + "jjjjjjjjjjjjjj" + "mmmmm" + "?" + "nnnnn"
      + "??" + "aaaaaaaaaaaaaaaaaaaaa" + "ssssssssssssssssssssssssssssssss" + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      + "vvvvvvvv" + "wwwwwwwwwww" + "???????????????????????" + "xymnjj";
  private static final String UNITS_BY_FORMAT = "01a1b2c3d1e1f2g3h2i5j2k3l2m3n3o3p1q2r3s2t2u2v2w2x4y4?0";
  private static final String ARITHMETIC = "add-int sub-int mul-int div-int rem-int and-int or-int xor-int shl-int"
      + " shr-int ushr-int add-long sub-long mul-long div-long rem-long and-long or-long xor-long shl-long shr-long"
      + " ushr-long add-float sub-float mul-float div-float rem-float add-double sub-double mul-double div-double"
      + " rem-double ";
  private static final String ACCESS = "# #-wide #-object #-boolean #-byte #-char #-short ";
  private static final String NAMES = "nop move move/from16 move/16 move-wide move-wide/from16 move-wide/16 move-object"
      + " move-object/from16 move-object/16 move-result move-result-wide move-result-object move-exception return-void"
      + " return return-wide return-object const/4 const/16 const const/high16 const-wide/16 const-wide/32 const-wide"
      + " const-wide/high16 const-string const-string const-class monitor-enter monitor-exit check-cast instance-of"
      + " array-length new-instance new-array filled-new-array filled-new-array/range fill-array-data throw goto goto"
      + " goto packed-switch sparse-switch cmpl-float cmpg-float cmpl-double cmpg-double cmp-long if-eq if-ne if-lt"
      + " if-ge if-gt if-le if-eqz if-nez if-ltz if-gez if-gtz if-lez ? ? ? ? ? ? "
      + ACCESS.replace("#", "aget") + ACCESS.replace("#", "aput") + ACCESS.replace("#", "iget")
      + ACCESS.replace("#", "iput") + ACCESS.replace("#", "sget") + ACCESS.replace("#", "sput")
      + "invoke-virtual invoke-super invoke-direct invoke-static invoke-interface ? invoke-virtual/range"
      + " invoke-super/range invoke-direct/range invoke-static/range invoke-interface/range ? ? neg-int not-int neg-long"
      + " not-long neg-float neg-double int-to-long int-to-float int-to-double long-to-int long-to-float long-to-double"
      + " float-to-int float-to-long float-to-double double-to-int double-to-long double-to-float int-to-byte"
      + " int-to-char int-to-short " + ARITHMETIC + ARITHMETIC.replace(" ", "/2addr ")
      + "add-int/lit16 rsub-int mul-int/lit16 div-int/lit16 rem-int/lit16 and-int/lit16 or-int/lit16 xor-int/lit16"
      + " add-int/lit8 rsub-int/lit8 mul-int/lit8 div-int/lit8 rem-int/lit8 and-int/lit8 or-int/lit8 xor-int/lit8"
      + " shl-int/lit8 shr-int/lit8 ushr-int/lit8 " + "? ".repeat(23)
      + "invoke-polymorphic invoke-polymorphic/range invoke-custom invoke-custom/range const-method-handle"
      + " const-method-type ";
  private static final String[] BY_CODE = NAMES.split(" ");

  private DexOpcodes() {}

  static String name(int opcode) {
    return BY_CODE[opcode];
  }

  static int count() {
    return BY_CODE.length;
  }

  static char format(int opcode) {
    return FORMATS.charAt(opcode);
  }

  /** Returns the length in 16-bit units, 0 for an unused opcode. */
  static int units(int opcode) {
    return UNITS_BY_FORMAT.charAt(UNITS_BY_FORMAT.indexOf(format(opcode)) + 1) - '0';
  }

  /** Returns what an index operand refers to: {@code s}tring, {@code t}ype, {@code f}ield, {@code m}ethod, {@code p}roto,
   * {@code c}all site, {@code h}andle. */
  static char refersTo(int opcode) {
    if (opcode == 0x1A || opcode == 0x1B) {
      return 's';
    } else if (opcode >= 0x52 && opcode <= 0x6D) {
      return 'f';
    } else if (opcode >= 0x6E && opcode <= 0x78 || opcode == 0xFA || opcode == 0xFB) {
      return 'm';
    }
    return opcode == 0xFC || opcode == 0xFD ? 'c' : opcode == 0xFE ? 'h' : opcode == 0xFF ? 'p' : 't';
  }
}
