package io.github.jdiffscope.format.executable.dotnet;

/** Writes the rows of the metadata tables as they are stored: their order and unused rows show here only. */
final class MetadataRows {
  private MetadataRows() {}

  static CharSequence text(ClrMetadata metadata) {
    StringBuilder out = new StringBuilder();
    metadata.streams().values().forEach(stream -> out.append("stream ").append(stream.name()).append('\n'));
    for (int number = 0; number < TableSchema.TABLES; number++) {
      ClrTable table = metadata.table(number);
      if (table.rows() > 0) {
        out.append(table.name()).append(" (0x").append(Integer.toHexString(number)).append("):\n");
      }
      for (int row = 1; row <= table.rows(); row++) {
        row(metadata, table, row, out);
      }
    }
    return out;
  }

  private static void row(ClrMetadata metadata, ClrTable table, int row, StringBuilder out) {
    out.append(' ');
    for (int i = 0; i < table.columns().size(); i++) {
      ClrTable.Column column = table.columns().get(i);
      int cell = table.cell(row, i);
      out.append(' ').append(column.name()).append('=');
      if (column.kind().equals("S")) {
        out.append(metadata.name(cell));
      } else if (!column.name().equals("RVA")) {
        out.append(Integer.toHexString(cell));
      }
    }
    out.append('\n');
  }
}
