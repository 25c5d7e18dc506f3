package io.github.jdiffscope.format.executable.dwarf;

import io.github.jdiffscope.format.executable.dwarf.DwarfSections.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tables of line numbers: which files they name, and which lines have code (DWARF 5, section 6.2). */
public final class LineTables {
  private final DwarfSections sections;
  private final TreeSet<String> files = new TreeSet<>();
  private final TreeMap<String, StringBuilder> lines = new TreeMap<>();
  private String damage;

  private final Rows rows;
  private boolean wide;
  private int addressSize;
  private List<String> names;

  /** Receives the rows of the tables. */
  interface Rows {
    void row(long address, String file, long line, boolean end);
  }

  public LineTables(DwarfSections sections) {
    this(sections, null);
  }

  /**
   * @param rows takes the rows, null to gather them as text
   */
  LineTables(DwarfSections sections, Rows rows) {
    this.sections = sections;
    this.rows = rows;
    Cursor in = sections.open("line");
    try {
      while (in.more()) {
        table(in);
      }
    } catch (IndexOutOfBoundsException cut) {
      damage = "line tables are damaged at byte " + in.at + ": " + cut.getMessage();
    }
  }

  private void table(Cursor in) {
    long length = in.u32();
    wide = length == 0xFFFF_FFFFL;
    length = wide ? in.u64() : length;
    long end = in.at + length;
    if (length <= 0 || end > in.view.size()) {
      throw new IndexOutOfBoundsException("a table of " + length + " bytes");
    }
    int version = in.u16();
    addressSize = 8;
    if (version >= 5) {
      addressSize = in.u8();
      in.u8();
    }
    long program = in.word(wide) + in.at;
    int least = in.u8();
    if (version >= 4) {
      in.u8();
    }
    in.u8();
    int base = (byte) in.u8();
    int range = in.u8();
    int special = in.u8();
    int[] operands = new int[Math.max(1, special)];
    for (int i = 1; i < special; i++) {
      operands[i] = in.u8();
    }
    names = new ArrayList<>();
    if (version >= 5) {
      newNames(in, addressSize, version);
    } else {
      oldNames(in);
    }
    files.addAll(names);
    in.at = program;
    if (range > 0 && least >= 0) {
      program(in, end, new Header(least, base, range, special, operands, version >= 5 ? 0 : 1));
    }
    in.at = end;
  }

  private void oldNames(Cursor in) {
    List<String> folders = new ArrayList<>(List.of(""));
    for (String folder = in.string(); !folder.isEmpty(); folder = in.string()) {
      folders.add(folder + "/");
    }
    for (String name = in.string(); !name.isEmpty(); name = in.string()) {
      long folder = in.uleb();
      in.uleb();
      in.uleb();
      names.add((folder < folders.size() && folder >= 0 ? folders.get((int) folder) : "") + name);
    }
  }

  private void newNames(Cursor in, int addressSize, int version) {
    List<String> folders = entries(in, addressSize, version, List.of());
    names.addAll(entries(in, addressSize, version, folders));
  }

  private List<String> entries(Cursor in, int addressSize, int version, List<String> folders) {
    Form form = new Form(sections, wide, addressSize, version);
    int formats = in.u8();
    long[] kinds = new long[formats * 2];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = in.uleb();
    }
    long count = in.uleb();
    List<String> result = new ArrayList<>();
    for (long i = 0; i < count && formats > 0; i++) {
      String name = "";
      String folder = "";
      for (int j = 0; j < formats; j++) {
        Object value = form.read(in, kinds[2 * j + 1], 0);
        name = kinds[2 * j] == 1 && value != null ? value.toString() : name;
        if (kinds[2 * j] == 2 && value instanceof Long index && index > 0 && index < folders.size()) {
          folder = folders.get(index.intValue()) + "/";
        }
      }
      result.add(folder + name);
    }
    return result;
  }

  /** What the header says of the instructions. */
  private record Header(int least, int base, int range, int special, int[] operands, int firstFile) {}

  private void program(Cursor in, long end, Header header) {
    State state = new State();
    while (in.at < end) {
      int opcode = in.u8();
      if (opcode >= header.special) {
        state.address += (long) (opcode - header.special) / header.range * header.least;
        state.line += header.base + (opcode - header.special) % header.range;
        row(state, header, false);
      } else if (opcode == 0) {
        extended(in, end, state, header);
      } else {
        standard(in, opcode, state, header);
      }
    }
  }

  /** The registers of the state machine that matter here (DWARF 5, section 6.2.2). */
  private static final class State {
    long address;
    long file = 1;
    long line = 1;
  }

  private void extended(Cursor in, long end, State state, Header header) {
    long length = in.uleb();
    long next = in.at + length;
    if (length < 0 || next > end) {
      throw new IndexOutOfBoundsException("an instruction of " + length + " bytes");
    }
    int opcode = length > 0 ? in.u8() : 0;
    if (opcode == 1) {
      row(state, header, true);
      state.address = 0;
      state.file = 1;
      state.line = 1;
    } else if (opcode == 2 && length > 4) {
      state.address = length > 8 ? in.u64() : in.u32();
    }
    in.at = next;
  }

  private void standard(Cursor in, int opcode, State state, Header header) {
    switch (opcode) {
      case 1 -> row(state, header, false);
      case 2 -> state.address += in.uleb() * header.least;
      case 3 -> state.line += in.sleb();
      case 4 -> state.file = in.uleb();
      case 8 -> state.address += (255L - header.special) / header.range * header.least;
      case 9 -> state.address += in.u16();
      default -> {
        for (int i = 0; i < header.operands[opcode]; i++) {
          in.uleb();
        }
      }
    }
  }

  private void row(State state, Header header, boolean end) {
    long file = state.file - header.firstFile;
    String name = file >= 0 && file < names.size() ? names.get((int) file) : "file " + file;
    if (rows != null) {
      rows.row(state.address, name, state.line, end);
    } else if (!end) {
      StringBuilder text = lines.computeIfAbsent(name, key -> new StringBuilder());
      text.append("  ").append(state.line).append('\n');
    }
  }

  /** Returns the files that are named, one a line. */
  public String files() {
    return files.isEmpty() ? "" : String.join("\n", files) + "\n";
  }

  /** Returns for each file the lines that have code, in the order of the code. */
  public String lines() {
    StringBuilder out = new StringBuilder();
    lines.forEach((name, text) -> out.append(name).append(":\n").append(text));
    return out.toString();
  }

  /** Returns what was damaged, or null. */
  public String damage() {
    return damage;
  }
}
