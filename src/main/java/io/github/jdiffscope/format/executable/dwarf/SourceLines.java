package io.github.jdiffscope.format.executable.dwarf;

import java.util.Arrays;

/** Which source line each address of code comes from, as the line tables say. */
public final class SourceLines {
  public static final SourceLines NONE = new SourceLines();
  private static final int LIMIT = 1 << 23;

  private final long[] addresses;
  private final String[] files;
  private final int[] lines;

  private SourceLines() {
    addresses = new long[0];
    files = new String[0];
    lines = new int[0];
  }

  public SourceLines(DwarfSections sections) {
    Gathered rows = new Gathered();
    new LineTables(sections, rows);
    Integer[] order = new Integer[rows.count];
    Arrays.setAll(order, i -> i);
    // Stable: of two rows of one address the later one stands; an end gives way to what begins there.
    Arrays.sort(order, (a, b) -> rows.addresses[a] != rows.addresses[b]
        ? Long.compareUnsigned(rows.addresses[a], rows.addresses[b])
        : Boolean.compare(rows.files[b] == null, rows.files[a] == null));
    addresses = new long[rows.count];
    files = new String[rows.count];
    lines = new int[rows.count];
    for (int i = 0; i < rows.count; i++) {
      addresses[i] = rows.addresses[order[i]];
      files[i] = rows.files[order[i]];
      lines[i] = rows.lines[order[i]];
    }
  }

  public boolean isEmpty() {
    return addresses.length == 0;
  }

  /** Returns the file and line of an address, such as {@code src/hello.c:12}, or null. */
  public String at(long address) {
    int low = 0;
    int high = addresses.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(addresses[middle], address) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 || files[low - 1] == null || lines[low - 1] <= 0 ? null : files[low - 1] + ':' + lines[low - 1];
  }

  private static final class Gathered implements LineTables.Rows {
    private long[] addresses = new long[1024];
    private String[] files = new String[1024];
    private int[] lines = new int[1024];
    private int count;

    @Override
    public void row(long address, String file, long line, boolean end) {
      if (count == LIMIT) {
        return;
      }
      if (count == addresses.length) {
        addresses = Arrays.copyOf(addresses, count * 2);
        files = Arrays.copyOf(files, count * 2);
        lines = Arrays.copyOf(lines, count * 2);
      }
      addresses[count] = address;
      files[count] = end ? null : file;
      lines[count++] = (int) line;
    }
  }
}
