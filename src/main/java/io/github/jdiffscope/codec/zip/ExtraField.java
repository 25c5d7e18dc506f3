package io.github.jdiffscope.codec.zip;

import java.util.ArrayList;
import java.util.List;

/**
 * One extensible data field (APPNOTE 4.5).
 *
 * @param id header id; {@link #REST} for trailing bytes that form no field
 */
public record ExtraField(int id, byte[] content) {
  public static final int REST = -1;
  public static final int ZIP64 = 0x0001;
  public static final int UNICODE_PATH = 0x7075;
  private static final int HEADER = 4;

  /** Returns the fields of an extra area, in order; what does not parse comes last as {@link #REST}. */
  public static List<ExtraField> parse(byte[] area) {
    if (area.length == 0) {
      return List.of();
    }
    List<ExtraField> fields = new ArrayList<>(2);
    int position = 0;
    while (area.length - position >= HEADER) {
      int id = Bytes.u16(area, position);
      int length = Bytes.u16(area, position + 2);
      if (length > area.length - position - HEADER) {
        break;
      }
      fields.add(new ExtraField(id, java.util.Arrays.copyOfRange(area, position + HEADER, position + HEADER + length)));
      position += HEADER + length;
    }
    if (position < area.length) {
      fields.add(new ExtraField(REST, java.util.Arrays.copyOfRange(area, position, area.length)));
    }
    return fields;
  }
}
