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

  /** Reads the instructions of Python 3.minor; 3.0 to 3.5 are close to 3.6. */
  PythonOpcodes(int minor) throws IOException {
    String wanted = "3." + Math.max(6, minor) + " ";
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

  private void older(int minor) {
    names[131] = "CALL_FUNCTION";
    names[140] = "CALL_FUNCTION_VAR";
    names[141] = "CALL_FUNCTION_KW";
    names[142] = "CALL_FUNCTION_VAR_KW";
    names[134] = "MAKE_CLOSURE";
    if (minor < 5) {
      names[54] = "STORE_MAP";
      names[81] = "WITH_CLEANUP";
    }
    if (minor < 4) {
      names[69] = "STORE_LOCALS";
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
