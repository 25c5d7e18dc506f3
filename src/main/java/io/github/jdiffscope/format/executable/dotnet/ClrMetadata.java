package io.github.jdiffscope.format.executable.dotnet;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.executable.code.ByteView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The metadata of a .NET module: heaps and tables (ECMA-335, II.24). */
final class ClrMetadata {
  static final int SIGNATURE = 0x424A5342;
  private static final int STREAMS_LIMIT = 64;
  private static final ClrTable EMPTY = new ClrTable(new ByteView(new byte[0], true), "", List.of(), 0, 1, 0);

  /** Where a stream lies. */
  record Stream(String name, long offset, long size) {}

  private final ByteView view;
  private final String version;
  private final Map<String, Stream> streams = new LinkedHashMap<>();
  private final ClrTable[] tables = new ClrTable[TableSchema.TABLES];
  private final int[] counts = new int[64];
  private int heapSizes;

  /**
   * Reads the headers.
   *
   * @param root where the metadata starts
   */
  ClrMetadata(ByteView view, long root) throws FormatException {
    this.view = view;
    if (view.i32(root) != SIGNATURE) {
      throw FormatException.at(root, "the metadata has no signature");
    }
    long length = view.u32(root + 12);
    version = view.string(root + 16);
    long at = root + 16 + length;
    int count = Math.min(STREAMS_LIMIT, view.u16(at + 2));
    at += 4;
    for (int i = 0; i < count; i++) {
      String name = view.string(at + 8);
      long offset = root + view.u32(at);
      long size = Math.max(0, Math.min(view.u32(at + 4), view.size() - offset));
      streams.putIfAbsent(name, new Stream(name, offset, size));
      at += 8 + (Math.min(32, name.length()) + 4) / 4 * 4;
    }
    Stream rows = streams.getOrDefault("#~", streams.get("#-"));
    if (rows != null) {
      readTables(rows);
    }
    for (int i = 0; i < tables.length; i++) {
      tables[i] = tables[i] == null ? EMPTY : tables[i];
    }
  }

  private void readTables(Stream stream) throws FormatException {
    heapSizes = view.u8(stream.offset() + 6);
    long valid = view.i64(stream.offset() + 8);
    long at = stream.offset() + 24;
    for (int i = 0; i < 64; i++) {
      if ((valid >>> i & 1) != 0) {
        counts[i] = (int) Math.min(view.u32(at), 0xFF_FFFF);
        at += 4;
      }
    }
    at += (heapSizes & 0x40) != 0 ? 4 : 0;
    int[] sizes = counts.clone();
    readReferenced(sizes);
    for (int i = 0; i < 64; i++) {
      if ((valid >>> i & 1) == 0) {
        continue;
      }
      if (TableSchema.columns(i) == null) {
        throw FormatException.at(at, String.format(Locale.ROOT, "there is no metadata table 0x%02x", i));
      }
      long room = view.size() - at;
      ClrTable table = table(i, sizes, at);
      if ((long) table.rows() * table.rowSize() > room) {
        throw FormatException.at(at, "metadata table " + table.name() + " of " + table.rows() + " rows is cut off");
      }
      tables[i] = table;
      at += (long) table.rows() * table.rowSize();
    }
  }

  /** A portable PDB says how large the tables of its module are: the width of indexes into them follows. */
  private void readReferenced(int[] sizes) {
    Stream pdb = streams.get("#Pdb");
    if (pdb == null) {
      return;
    }
    long present = view.i64(pdb.offset() + 24);
    long at = pdb.offset() + 32;
    for (int i = 0; i < 64; i++) {
      if ((present >>> i & 1) != 0) {
        sizes[i] = (int) Math.min(view.u32(at), 0xFF_FFFF);
        at += 4;
      }
    }
  }

  private ClrTable table(int number, int[] sizes, long start) {
    String[] words = TableSchema.columns(number);
    List<ClrTable.Column> columns = new ArrayList<>();
    int offset = 0;
    for (int i = 1; i < words.length; i++) {
      int colon = words[i].indexOf(':');
      String kind = words[i].substring(colon + 1);
      int[] targets = TableSchema.coded(kind);
      boolean plain = targets == null && kind.length() == 2;
      targets = plain ? new int[] {Integer.parseInt(kind, 16)} : targets;
      int width = width(kind, targets, plain, sizes);
      columns.add(new ClrTable.Column(words[i].substring(0, colon), kind, targets, offset, width));
      offset += width;
    }
    return new ClrTable(view, words[0], columns, counts[number], offset, start);
  }

  private int width(String kind, int[] targets, boolean plain, int[] sizes) {
    if (targets == null) {
      return switch (kind) {
        case "S" -> (heapSizes & 1) != 0 ? 4 : 2;
        case "G" -> (heapSizes & 2) != 0 ? 4 : 2;
        case "B" -> (heapSizes & 4) != 0 ? 4 : 2;
        default -> Integer.parseInt(kind);
      };
    }
    int bits = plain ? 0 : 32 - Integer.numberOfLeadingZeros(targets.length - 1);
    int most = 0;
    for (int target : targets) {
      most = target < 0 ? most : Math.max(most, sizes[target]);
    }
    return most < 1 << 16 - bits ? 2 : 4;
  }

  ByteView view() {
    return view;
  }

  String version() {
    return version;
  }

  Map<String, Stream> streams() {
    return streams;
  }

  ClrTable table(int number) {
    return tables[number];
  }

  /** Returns a name of the heap of names. */
  String name(int index) {
    Stream heap = streams.get("#Strings");
    if (heap == null || index <= 0 || index >= heap.size()) {
      return index == 0 ? "" : "<name " + index + ">";
    }
    return view.string(heap.offset() + index);
  }

  /** Returns the name in a cell. */
  String name(int table, int row, int column) {
    return name(tables[table].cell(row, column));
  }

  byte[] blob(int index) {
    Stream heap = streams.get("#Blob");
    return heap == null ? new byte[0] : counted(heap, index);
  }

  byte[] blob(int table, int row, int column) {
    return blob(tables[table].cell(row, column));
  }

  /** Returns the bytes at a place of a heap, behind their compressed length (II.24.2.4). */
  private byte[] counted(Stream heap, int index) {
    if (index < 0 || index >= heap.size()) {
      throw new IndexOutOfBoundsException("byte " + index + " of heap " + heap.name());
    }
    BlobReader in = new BlobReader(view.bytes(), heap.offset() + index, heap.offset() + heap.size());
    return in.bytes(in.number());
  }

  /** Returns a GUID as it is written, or "" for none. */
  String guid(int index) {
    Stream heap = streams.get("#GUID");
    if (heap == null || index <= 0 || (long) index * 16 > heap.size()) {
      return "";
    }
    return guid(view, heap.offset() + (index - 1) * 16L);
  }

  static String guid(ByteView view, long at) {
    StringBuilder out = new StringBuilder(String.format(Locale.ROOT, "%08x-%04x-%04x-", view.i32(at), view.u16(at + 4),
        view.u16(at + 6)));
    for (int i = 8; i < 16; i++) {
      out.append(String.format(Locale.ROOT, "%02x", view.u8(at + i))).append(i == 9 ? "-" : "");
    }
    return out.toString();
  }

  /** Returns a literal of the heap of texts. */
  String literal(int index) {
    Stream heap = streams.get("#US");
    if (heap == null || index >= heap.size()) {
      return "<literal " + index + ">";
    }
    byte[] content = counted(heap, index);
    return new String(content, 0, content.length / 2 * 2, StandardCharsets.UTF_16LE);
  }
}
