package io.github.jdiffscope.format.data;

/** The opcodes of Python's pickle protocols 0 to 5, as the module pickletools names them. */
final class PickleOpcodes {
  /** How an argument is stored. */
  enum Argument {
    NONE, BYTE, UINT2, INT4, UINT4, UINT8, FLOAT8, LINE, TWO_LINES, BYTES1, BYTES4, BYTES8, TEXT1, TEXT4, TEXT8, LONG1,
    LONG4
  }

  /** An opcode. */
  record Opcode(String name, Argument argument) {}

  private static final Opcode[] BY_CODE = new Opcode[256];

  static {
    String table = """
        ( MARK NONE|. STOP NONE|0 POP NONE|1 POP_MARK NONE|2 DUP NONE|F FLOAT LINE|I INT LINE|J BININT INT4
        K BININT1 BYTE|L LONG LINE|M BININT2 UINT2|N NONE NONE|P PERSID LINE|Q BINPERSID NONE|R REDUCE NONE
        S STRING LINE|T BINSTRING BYTES4|U SHORT_BINSTRING BYTES1|V UNICODE LINE|X BINUNICODE TEXT4|a APPEND NONE
        b BUILD NONE|c GLOBAL TWO_LINES|d DICT NONE|} EMPTY_DICT NONE|e APPENDS NONE|g GET LINE|h BINGET BYTE
        i INST TWO_LINES|j LONG_BINGET UINT4|l LIST NONE|] EMPTY_LIST NONE|o OBJ NONE|p PUT LINE|q BINPUT BYTE
        r LONG_BINPUT UINT4|s SETITEM NONE|t TUPLE NONE|) EMPTY_TUPLE NONE|u SETITEMS NONE|G BINFLOAT FLOAT8
        B BINBYTES BYTES4|C SHORT_BINBYTES BYTES1
        """;
    for (String entry : table.trim().split("[|\n]")) {
      String[] words = entry.trim().split(" ");
      set(words[0].charAt(0), words[1], Argument.valueOf(words[2]));
    }
    String high = "80 PROTO BYTE|81 NEWOBJ NONE|82 EXT1 BYTE|83 EXT2 UINT2|84 EXT4 INT4|85 TUPLE1 NONE|86 TUPLE2 NONE"
        + "|87 TUPLE3 NONE|88 NEWTRUE NONE|89 NEWFALSE NONE|8a LONG1 LONG1|8b LONG4 LONG4|8c SHORT_BINUNICODE TEXT1"
        + "|8d BINUNICODE8 TEXT8|8e BINBYTES8 BYTES8|8f EMPTY_SET NONE|90 ADDITEMS NONE|91 FROZENSET NONE"
        + "|92 NEWOBJ_EX NONE|93 STACK_GLOBAL NONE|94 MEMOIZE NONE|95 FRAME UINT8|96 BYTEARRAY8 BYTES8"
        + "|97 NEXT_BUFFER NONE|98 READONLY_BUFFER NONE";
    for (String entry : high.split("\\|")) {
      String[] words = entry.split(" ");
      set(Integer.parseInt(words[0], 16), words[1], Argument.valueOf(words[2]));
    }
  }

  private PickleOpcodes() {}

  private static void set(int code, String name, Argument argument) {
    BY_CODE[code] = new Opcode(name, argument);
  }

  /** Returns the opcode of a byte, or null. */
  static Opcode of(int code) {
    return BY_CODE[code];
  }
}
