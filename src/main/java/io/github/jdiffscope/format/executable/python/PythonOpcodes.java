package io.github.jdiffscope.format.executable.python;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The instructions of one version of Python, from the table made of {@code opcode.opmap} of each. */
final class PythonOpcodes {
  private final String[] names = new String[256];
  private final char[] kinds = new char[256];
  private final boolean known;

  /** Reads the instructions of Python 3.minor; 3.0 to 3.5 are told by what 3.6 changed; -1 is 2.7. */
  PythonOpcodes(int minor) throws IOException {
    String wanted = minor < 0 ? "2.7 " : "3." + Math.max(6, minor) + " ";
    boolean found = false;
    try (InputStream table = PythonOpcodes.class.getResourceAsStream("opcodes.txt");
        BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.US_ASCII))) {
      for (String line; !found && (line = lines.readLine()) != null; ) {
        if (line.startsWith(wanted)) {
          found = true;
          read(line);
        }
      }
    }
    known = found;
    if (minor >= 0 && minor < 6) {
      older(minor);
    }
  }

  private void read(String line) {
    String[] words = line.split(" ");
    for (int i = 2; i < words.length; i++) {
      String[] parts = words[i].split(":");
      int opcode = Integer.parseInt(parts[0]);
      names[opcode] = parts[1];
      kinds[opcode] = parts.length > 2 ? parts[2].charAt(0) : ' ';
    }
  }

  /** What 3.6 changed, and 3.5, 3.4 and so on before it. */
  private void older(int minor) {
    names[127] = null;
    put(85, null, 155, null, 156, null, 157, null, 134, "MAKE_CLOSURE", 140, "CALL_FUNCTION_VAR", 141, "CALL_FUNCTION_KW", 142,
        "CALL_FUNCTION_VAR_KW");
    if (minor < 5) {
      put(16, null, 17, null, 50, null, 51, null, 52, null, 69, null, 73, null, 81, "WITH_CLEANUP", 82, null, 54, "STORE_MAP",
          149, null, 150, null, 151, null, 152, null, 153, null, 154, null);
    }
    if (minor < 4) {
      put(69, "STORE_LOCALS", 148, null);
    }
    if (minor < 3) {
      put(72, null);
    }
    if (minor < 2) {
      put(5, "ROT_FOUR", 99, "DUP_TOPX", 138, null, 143, "EXTENDED_ARG", 144, null);
      kinds[143] = ' ';
    }
    if (minor < 1) {
      put(17, "SET_ADD", 18, "LIST_APPEND", 111, "JUMP_IF_FALSE", 112, "JUMP_IF_TRUE", 114, null, 115, null, 145, null, 146,
          null, 147, null);
      kinds[111] = 'r';
      kinds[112] = 'r';
    }
  }

  private void put(Object... numbersAndNames) {
    for (int i = 0; i < numbersAndNames.length; i += 2) {
      names[(Integer) numbersAndNames[i]] = (String) numbersAndNames[i + 1];
    }
  }

  /** Returns whether the table has this version. */
  boolean isKnown() {
    return known;
  }

  String name(int opcode) {
    return names[opcode] == null ? "OP_" + opcode : names[opcode];
  }

  /** Returns what the argument is: c constant, n name, l local, f cell or free, r relative jump, a absolute jump, m comparison. */
  char kind(int opcode) {
    return kinds[opcode];
  }
}
