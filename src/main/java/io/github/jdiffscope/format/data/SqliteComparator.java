package io.github.jdiffscope.format.data;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** SQLite databases: schema, then rows table by table, read from the file's own b-trees. */
final class SqliteComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("data/sqlite", "SQLite database",
      Signature.magic(0, "SQLite format 3\0"));
  private static final int SCHEMA_ROOT = 1;
  /** Longer tables are cut: their text has to fit in memory. */
  private static final int MAX_TABLE_CHARACTERS = 48 << 20;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    SqliteFile file = new SqliteFile(blob);
    sections.add(Section.text("properties", properties(blob, file)));
    List<SqliteTable> schema = schema(file);
    sections.add(Section.text("schema", schemaText(schema)));
    Set<String> titles = new HashSet<>();
    for (SqliteTable table : schema) {
      if (table.type().equals("table") && table.root() > 0 && titles.add(table.name())) {
        try {
          sections.add(Section.text("table " + table.name(), rows(file, table)));
        } catch (FormatException damaged) {
          sections.comment("table " + table.name() + ": " + damaged.getMessage());
        }
      }
    }
    sections.add(Section.text("counters and free pages", counters(blob)).atLevel(1));
  }

  private static String properties(Blob blob, SqliteFile file) throws IOException {
    BinaryReader reader = new BinaryReader(blob, ByteOrder.BIG_ENDIAN);
    boolean log = reader.seek(18).u8("write version") == 2;
    return "page size: " + file.pageSize() + "\nencoding: " + file.charset() + "\nwrite-ahead log: " + log
        + "\nuser_version: " + reader.seek(60).i32("user version") + "\napplication_id: "
        + reader.seek(68).i32("application id") + "\nauto_vacuum: " + (reader.seek(52).i32("vacuum root") != 0)
        + "\nschema format: " + reader.seek(44).i32("schema format") + "\n";
  }

  private static String counters(Blob blob) throws IOException {
    BinaryReader reader = new BinaryReader(blob, ByteOrder.BIG_ENDIAN).seek(24);
    return "change counter: " + reader.u32("change counter") + "\npages: " + reader.u32("page count")
        + "\nfirst free page: " + reader.u32("first free page") + "\nfree pages: " + reader.u32("free page count")
        + "\nschema cookie: " + reader.u32("schema cookie") + "\nvalid for change: "
        + reader.seek(92).u32("version valid for") + "\nwritten by SQLite: " + version(reader.u32("version")) + "\n";
  }

  private static String version(long number) {
    return String.format(Locale.ROOT, "%d.%d.%d", number / 1_000_000, number / 1000 % 1000, number % 1000);
  }

  private static List<SqliteTable> schema(SqliteFile file) throws IOException {
    List<SqliteTable> schema = new ArrayList<>();
    file.walk(SCHEMA_ROOT, (rowid, payload) -> {
      List<Object> row = SqliteRecord.values(payload, file.charset());
      if (row.size() < 5) {
        throw new FormatException("schema row " + rowid + " has " + row.size() + " columns instead of 5");
      }
      long root = row.get(3) instanceof Long number ? number : 0;
      schema.add(new SqliteTable(Objects.toString(row.get(0)), Objects.toString(row.get(1)),
          Objects.toString(row.get(2)), root, row.get(4) instanceof String sql ? sql : null));
      return true;
    });
    return schema;
  }

  private static String schemaText(List<SqliteTable> schema) {
    StringBuilder out = new StringBuilder();
    schema.stream().sorted(Comparator.comparing(SqliteTable::table).thenComparing(SqliteTable::name))
        .filter(entry -> entry.sql() != null)
        .forEach(entry -> out.append(entry.sql()).append(";\n"));
    return out.toString();
  }

  private static CharSequence rows(SqliteFile file, SqliteTable table) throws IOException {
    int rowidColumn = table.rowidColumn();
    StringBuilder out = new StringBuilder();
    file.walk(table.root(), (rowid, payload) -> {
      List<Object> values = SqliteRecord.values(payload, file.charset());
      if (rowidColumn >= 0 && rowidColumn < values.size() && values.get(rowidColumn) == null) {
        values.set(rowidColumn, rowid);
      }
      out.append("INSERT INTO ").append(table.name()).append(" VALUES(");
      for (int i = 0; i < values.size(); i++) {
        out.append(i == 0 ? "" : ",").append(SqliteRecord.literal(values.get(i)));
      }
      out.append(");\n");
      if (out.length() > MAX_TABLE_CHARACTERS) {
        out.append("-- the rows after this are not shown\n");
        return false;
      }
      return true;
    });
    return out;
  }
}
