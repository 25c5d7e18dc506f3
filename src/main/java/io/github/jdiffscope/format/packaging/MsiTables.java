package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.cfb.CompoundEntry;
import io.github.jdiffscope.codec.cfb.CompoundFile;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the tables of a Windows Installer database. The layout is that which msitools and Wine document: rows column by
 * column, strings as numbers into a pool.
 */
final class MsiTables {
  private static final int LIMIT_BYTES = 256 << 20;
  /** Several tables may share the bytes of one stream, so the size of the file bounds nothing. */
  private static final long MAX_CELLS = 8_000_000;
  private static final int NULLABLE = 0x1000;
  private static final int STRING = 0x0800;
  private static final int LOCALIZABLE = 0x0200;
  private static final int VALID = 0x0100;
  private static final int KEY = 0x2000;
  private static final long LONG_REFERENCES = 0x8000_0000L;

  /** A column: name, type bits as in the table {@code _Columns}. */
  private record Column(String name, int type) {
    boolean isString() {
      return (type & STRING) != 0 && !isStream();
    }

    boolean isStream() {
      return (type & 0x0FFF & ~NULLABLE) == (STRING | VALID);
    }

    /** Returns the type as exported tables write it: a letter, upper case where null is allowed, and the length. */
    String letter() {
      char letter = isStream() ? 'v' : isString() ? (type & LOCALIZABLE) != 0 ? 'l' : 's' : 'i';
      boolean nullable = (type & NULLABLE) != 0;
      return (nullable ? Character.toUpperCase(letter) : letter) + String.valueOf(isStream() ? 0 : type & 0xFF);
    }
  }

  private final CompoundFile file;
  private final Map<String, CompoundEntry> streams = new TreeMap<>();
  private final List<String> strings = new ArrayList<>();
  private int referenceSize = 2;
  private long cellsLeft = MAX_CELLS;

  MsiTables(CompoundFile file, List<CompoundEntry.Placed> tree) throws IOException {
    this.file = file;
    for (CompoundEntry.Placed placed : tree) {
      if (MsiNames.isTable(placed.entry().name())) {
        streams.putIfAbsent(MsiNames.decode(placed.entry().name()), placed.entry());
      }
    }
    readStrings();
  }

  private byte[] stream(String name) throws IOException {
    CompoundEntry entry = streams.get(name);
    return entry == null ? new byte[0] : file.read(entry, LIMIT_BYTES);
  }

  private void readStrings() throws IOException {
    byte[] pool = stream("_StringPool");
    byte[] data = stream("_StringData");
    if (pool.length < 4) {
      throw new FormatException("no string pool");
    }
    ByteBuffer entries = ByteBuffer.wrap(pool).order(ByteOrder.LITTLE_ENDIAN);
    long header = entries.getInt() & 0xFFFF_FFFFL;
    referenceSize = (header & LONG_REFERENCES) != 0 ? 3 : 2;
    Charset charset = charset((int) (header & 0xFFFF));
    strings.add("");
    int at = 0;
    while (entries.remaining() >= 4) {
      int length = entries.getShort() & 0xFFFF;
      int references = entries.getShort() & 0xFFFF;
      if (length == 0 && references != 0 && entries.remaining() >= 4) {
        // Too long for 16 bits: the length is in the next entry, and the high half in this one's count.
        length = (entries.getShort() & 0xFFFF) | (entries.getShort() & 0xFFFF) << 16;
      }
      if (length < 0 || length > data.length - at) {
        throw new FormatException("string " + strings.size() + " of " + length + " bytes is longer than the pool");
      }
      strings.add(new String(data, at, length, charset));
      at += length;
    }
  }

  private static Charset charset(int page) {
    String name = page == 65001 ? "UTF-8" : "windows-" + page;
    return page != 0 && Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
  }

  /** Returns a section for each table, by name. */
  List<Section> sections() throws IOException {
    Map<String, List<Column>> columns = columns();
    List<Section> sections = new ArrayList<>();
    for (Map.Entry<String, List<Column>> table : columns.entrySet()) {
      sections.add(table(table.getKey(), table.getValue()));
    }
    return sections;
  }

  private Map<String, List<Column>> columns() throws IOException {
    List<Column> layout = List.of(new Column("Table", STRING), new Column("Number", 2), new Column("Name", STRING),
        new Column("Type", 2));
    Map<String, TreeMap<Integer, Column>> byTable = new TreeMap<>();
    for (List<String> row : rows("_Columns", layout)) {
      int number = Integer.parseInt(row.get(1).isEmpty() ? "0" : row.get(1));
      int type = Integer.parseInt(row.get(3).isEmpty() ? "0" : row.get(3));
      byTable.computeIfAbsent(row.get(0), name -> new TreeMap<>()).put(number, new Column(row.get(2), type));
    }
    Map<String, List<Column>> columns = new TreeMap<>();
    byTable.forEach((name, numbered) -> columns.put(name, List.copyOf(numbered.values())));
    return columns;
  }

  private Section table(String name, List<Column> columns) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (List<String> values : rows(name, columns)) {
      StringBuilder key = new StringBuilder();
      for (int i = 0; i < columns.size(); i++) {
        if ((columns.get(i).type & KEY) != 0) {
          key.append(values.get(i)).append('\t');
        }
      }
      rows.add(new Row(key.toString(), String.join("\t", values)));
    }
    List<String> header = List.of(String.join("\t", columns.stream().map(Column::name).toList()),
        String.join("\t", columns.stream().map(Column::letter).toList()));
    return Section.listing("table " + name, header, rows);
  }

  private int size(Column column) {
    return column.isString() ? referenceSize : column.isStream() ? 2 : (column.type & 0xFF) == 4 ? 4 : 2;
  }

  private List<List<String>> rows(String table, List<Column> columns) throws IOException {
    byte[] data = stream(table);
    int rowSize = columns.stream().mapToInt(this::size).sum();
    int count = rowSize == 0 ? 0 : data.length / rowSize;
    cellsLeft -= (long) count * columns.size();
    if (cellsLeft < 0) {
      throw new FormatException("tables have more than " + MAX_CELLS + " cells");
    }
    List<List<String>> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rows.add(new ArrayList<>(columns.size()));
    }
    int at = 0;
    for (Column column : columns) {
      int size = size(column);
      for (int i = 0; i < count; i++) {
        long value = 0;
        for (int k = size - 1; k >= 0; k--) {
          value = value << 8 | data[at + k] & 0xFF;
        }
        at += size;
        rows.get(i).add(value(column, value, size));
      }
    }
    return rows;
  }

  private String value(Column column, long value, int size) {
    if (column.isString()) {
      return value < strings.size() ? strings.get((int) value).replace('\n', ' ').replace("\r", "").replace('\t', ' ')
          : "string " + value + " that is not there";
    }
    if (value == 0) {
      return "";
    }
    // Numbers are stored with their sign bit turned, so that 0 can mean null.
    return column.isStream() ? "(stream)" : String.valueOf(size == 4 ? value - 0x8000_0000L : value - 0x8000);
  }
}
