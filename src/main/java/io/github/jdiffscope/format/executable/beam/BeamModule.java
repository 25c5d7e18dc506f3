package io.github.jdiffscope.format.executable.beam;

import io.github.jdiffscope.format.executable.code.ByteView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.InflaterInputStream;

/** The tables of a compiled module: atoms, imports, exports, functions made at run time, literals. */
final class BeamModule {
  private static final int LITERAL_LIMIT = 64 << 20;

  private final List<String> atoms = new ArrayList<>();
  private final List<String> imports = new ArrayList<>();
  private final List<String> lambdas = new ArrayList<>();
  private final List<String> literals = new ArrayList<>();
  private final Map<Integer, String> exports = new TreeMap<>();

  BeamModule(Map<String, byte[]> chunks) {
    byte[] wide = chunks.get("AtU8");
    if (wide != null || chunks.containsKey("Atom")) {
      readAtoms(wide != null ? wide : chunks.get("Atom"));
    }
    rows(chunks.get("ImpT"), 3, row -> imports.add(atom(row[0]) + ":" + atom(row[1]) + "/" + row[2]));
    rows(chunks.get("ExpT"), 3, row -> exports.put(row[2], atom(row[0]) + "/" + row[1]));
    rows(chunks.get("FunT"), 6, row -> lambdas.add(atom(row[0]) + "/" + row[1] + " free " + row[4]));
    readLiterals(chunks.get("LitT"));
  }

  private interface RowReader {
    void read(int[] row);
  }

  private static void rows(byte[] table, int columns, RowReader reader) {
    if (table == null || table.length < 4) {
      return;
    }
    ByteView view = new ByteView(table, false);
    long count = Math.min(view.u32(0), (table.length - 4) / (4L * columns));
    int[] row = new int[columns];
    for (long i = 0; i < count; i++) {
      for (int j = 0; j < columns; j++) {
        row[j] = view.i32(4 + 4 * (i * columns + j));
      }
      reader.read(row);
    }
  }

  /** Atoms have a byte of length each; a count below zero says that lengths are compact terms (OTP 28). */
  private void readAtoms(byte[] table) {
    boolean wide = table.length >= 4 && table[0] < 0;
    for (int at = 4; at < table.length; ) {
      int length = table[at++] & 0xFF;
      if (wide) {
        length = (length & 8) == 0 ? length >> 4 : (length >> 5) << 8 | (at < table.length ? table[at++] & 0xFF : 0);
      }
      int end = Math.min(table.length, at + length);
      atoms.add(new String(table, at, end - at, StandardCharsets.UTF_8));
      at = end;
    }
  }

  /** Literals are compressed unless their size is said to be 0. */
  private void readLiterals(byte[] table) {
    if (table == null || table.length < 8) {
      return;
    }
    byte[] plain;
    ByteView header = new ByteView(table, false);
    try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(table, 4, table.length - 4))) {
      plain = header.u32(0) == 0 ? header.copy(4, table.length - 4) : in.readNBytes(LITERAL_LIMIT);
    } catch (IOException broken) {
      literals.add("(literals are not compressed as they should be)");
      return;
    }
    ByteView view = new ByteView(plain, false);
    long at = 4;
    while (at + 4 <= plain.length) {
      long size = view.u32(at);
      if (size > plain.length - at - 4) {
        break;
      }
      literals.add(ExternalTerm.text(view.copy(at + 4, size)));
      at += 4 + size;
    }
  }

  /** Returns an atom; they count from 1, 0 is the empty list. */
  String atom(long index) {
    return index == 0 ? "[]" : index > 0 && index <= atoms.size() ? ExternalTerm.quotedAtom(atoms.get((int) index - 1))
        : "<atom " + index + ">";
  }

  private static String at(List<String> names, long index, String word) {
    return index >= 0 && index < names.size() ? names.get((int) index) : "<" + word + " " + index + ">";
  }

  String imported(long index) {
    return at(imports, index, "import");
  }

  String lambda(long index) {
    return at(lambdas, index, "fun");
  }

  String literal(long index) {
    return at(literals, index, "literal");
  }

  List<String> atoms() {
    return atoms;
  }

  List<String> imports() {
    return imports;
  }

  Map<Integer, String> exports() {
    return exports;
  }
}
