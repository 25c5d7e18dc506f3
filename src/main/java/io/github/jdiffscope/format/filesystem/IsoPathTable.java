package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The path tables of an ISO 9660 volume (ECMA-119, 9.4): all folders once more, in both byte orders, with a copy each. */
final class IsoPathTable {
  private static final int LARGEST = 1 << 24;
  private static final int[] PLACES = {140, 144, 148, 152};
  private static final String[] NAMES = {"type L", "optional type L", "type M", "optional type M"};

  private IsoPathTable() {}

  static void tell(String title, Blob blob, Struct volume, Leftovers leftovers, Sections sections) throws IOException {
    long size = volume.u32(132);
    for (int i = 0; i < PLACES.length; i++) {
      ByteOrder order = i < 2 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      long block = new Struct(volume.bytes(PLACES[i], 4), order, "place of a path table").u32(0);
      if (block != 0) {
        long at = block * volume.u16(128);
        leftovers.use(at, size);
        sections.add(Section.text(title + ", " + NAMES[i], () -> rows(blob, at, size, order)).atLevel(2));
      }
    }
  }

  private static CharSequence rows(Blob blob, long at, long size, ByteOrder order) throws IOException {
    if (size > LARGEST) {
      throw new FormatException("path table of " + size + " bytes is too large");
    }
    Struct table = Struct.read(blob, at, (int) size, order, "path table");
    StringBuilder text = new StringBuilder("at block " + at / 2048 + "\n");
    int entry = 0;
    for (int number = 1; entry + 8 <= table.length() && table.u8(entry) > 0; number++) {
      int length = table.u8(entry);
      String name = new String(table.bytes(entry + 8, length), StandardCharsets.ISO_8859_1).replace("\0", "");
      text.append(number).append(": parent ").append(table.u16(entry + 6)).append(" block ").append(table.u32(entry + 2))
          .append(' ').append(name).append('\n');
      entry += 8 + length + length % 2;
    }
    return text;
  }
}
