package io.github.jdiffscope.format.executable.dotnet;

import java.util.HashMap;
import java.util.List;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/** The lines and local variables of methods; lines count from the first of their method unless they are asked for. */
final class PdbMethods {
  private static final int METHOD = 0x31;
  private static final int SCOPE = 0x32;
  private static final int VARIABLE = 0x33;
  private static final int CONSTANT = 0x34;
  private static final int ROW = 0xFFFFFF;

  private final ClrMetadata metadata;
  private final IntFunction<String> documents;
  private final Map<Integer, List<Integer>> scopes = new HashMap<>();

  PdbMethods(ClrMetadata metadata, IntFunction<String> documents) {
    this.metadata = metadata;
    this.documents = documents;
    for (int row = 1; row <= metadata.table(SCOPE).rows(); row++) {
      scopes.computeIfAbsent(metadata.table(SCOPE).cell(row, 0) & ROW, absent -> new ArrayList<>()).add(row);
    }
  }

  /** Returns what is known of a method, empty if nothing is. */
  String text(int row, boolean lines) {
    StringBuilder out = new StringBuilder();
    try {
      points(row, lines, out);
      for (int scope : scopes.getOrDefault(row, List.of())) {
        scope(scope, out);
      }
    } catch (IndexOutOfBoundsException cut) {
      out.append("  (not understood: ").append(cut.getMessage()).append(")\n");
    }
    return out.toString();
  }

  /**
   * Appends the sequence points: differences of offset, of lines and columns they cover, and to the point before; no lines
   * and no columns mark code that no source stands for, no offset a change of document.
   */
  private void points(int row, boolean lines, StringBuilder out) {
    int document = metadata.table(METHOD).cell(row, 0) & ROW;
    byte[] blob = metadata.blob(METHOD, row, 1);
    if (blob.length == 0) {
      return;
    }
    BlobReader in = new BlobReader(blob);
    in.number();
    document = document == 0 ? in.number() : document;
    out.append("method in ").append(documents.apply(document)).append('\n');
    int offset = 0;
    int line = 0;
    int column = 0;
    int origin = -1;
    for (boolean first = true; in.more(); first = false) {
      int step = in.number();
      if (step == 0 && !first) {
        out.append("  in ").append(documents.apply(in.number())).append('\n');
        continue;
      }
      offset += step;
      int high = in.number();
      int width = high == 0 ? in.number() : in.signed();
      out.append(String.format(Locale.ROOT, "  IL_%04x ", offset));
      if (high == 0 && width == 0) {
        out.append("hidden\n");
        continue;
      }
      line = origin < 0 ? in.number() : line + in.signed();
      column = origin < 0 ? in.number() : column + in.signed();
      origin = origin < 0 ? line : origin;
      String from = lines ? Integer.toString(line) : "+" + (line - origin);
      String to = lines ? Integer.toString(line + high) : "+" + (line + high - origin);
      out.append(from).append(':').append(column).append(" - ").append(to).append(':').append(column + width).append('\n');
    }
  }

  private void scope(int row, StringBuilder out) {
    ClrTable table = metadata.table(SCOPE);
    List<String> names = new ArrayList<>();
    for (int i = table.cell(row, 2) & ROW; i > 0 && i < next(row, 2, VARIABLE); i++) {
      boolean hidden = (metadata.table(VARIABLE).cell(i, 0) & 1) != 0;
      names.add((hidden ? "hidden " : "") + metadata.table(VARIABLE).cell(i, 1) + " " + metadata.name(VARIABLE, i, 2));
    }
    for (int i = table.cell(row, 3) & ROW; i > 0 && i < next(row, 3, CONSTANT); i++) {
      names.add("constant " + metadata.name(CONSTANT, i, 0));
    }
    if (!names.isEmpty()) {
      out.append(String.format(Locale.ROOT, "  locals from IL_%04x, %d bytes: ", table.cell(row, 4), table.cell(row, 5)))
          .append(String.join(", ", names)).append('\n');
    }
  }

  /** Returns the first row behind a list: where that of the next row begins, or the end of the table. */
  private int next(int row, int column, int target) {
    ClrTable table = metadata.table(SCOPE);
    int end = metadata.table(target).rows() + 1;
    return row < table.rows() ? Math.min(end, table.cell(row + 1, column) & ROW) : end;
  }
}
