package io.github.jdiffscope.format.executable.dotnet;

import io.github.jdiffscope.format.executable.code.ByteView;
import java.util.List;

/** The rows of one metadata table; rows count from 1, as in tokens. */
final class ClrTable {
  /**
   * A column.
   *
   * @param kind as {@link TableSchema} says it
   * @param tables what a coded index may refer to, by tag; one table for a plain index; null for anything else
   */
  record Column(String name, String kind, int[] tables, int offset, int width) {
    boolean isCoded() {
      return tables != null && kind.length() > 2;
    }
  }

  private final ByteView view;
  private final String name;
  private final List<Column> columns;
  private final int rows;
  private final int rowSize;
  private final long start;

  ClrTable(ByteView view, String name, List<Column> columns, int rows, int rowSize, long start) {
    this.view = view;
    this.name = name;
    this.columns = columns;
    this.rows = rows;
    this.rowSize = rowSize;
    this.start = start;
  }

  String name() {
    return name;
  }

  int rows() {
    return rows;
  }

  int rowSize() {
    return rowSize;
  }

  List<Column> columns() {
    return columns;
  }

  /** Returns a cell: a number, the place in a heap, or the token of a row of another table. */
  int cell(int row, int column) {
    if (row < 1 || row > rows) {
      throw new IndexOutOfBoundsException("row " + row + " of " + rows + " of table " + name);
    }
    Column where = columns.get(column);
    long at = start + (long) (row - 1) * rowSize + where.offset();
    int value = where.width() == 2 ? view.u16(at) : view.i32(at);
    if (where.tables() == null) {
      return value;
    } else if (!where.isCoded()) {
      return where.tables()[0] << 24 | value;
    }
    int bits = 32 - Integer.numberOfLeadingZeros(where.tables().length - 1);
    int tag = value & (1 << bits) - 1;
    return tag >= where.tables().length || where.tables()[tag] < 0 ? 0 : where.tables()[tag] << 24 | value >>> bits;
  }
}
