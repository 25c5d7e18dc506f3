package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.format.SectionContent.Detail;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Extended attributes as {@code getfattr} prints them: text in quotes, else hexadecimal. */
final class Attributes {
  private static final int LONGEST_SHOWN = 512;

  private Attributes() {}

  static void addTo(List<Detail> details, Map<String, byte[]> values) {
    values.forEach((name, value) -> details.add(new Detail("", name + "=" + shown(value))));
  }

  static String shown(byte[] value) {
    int end = value.length > 0 && value[value.length - 1] == 0 ? value.length - 1 : value.length;
    boolean text = true;
    for (int i = 0; i < end; i++) {
      text &= value[i] >= ' ' && value[i] != 0x7F || value[i] < 0 && value[i] > -2;
    }
    if (value.length > LONGEST_SHOWN) {
      java.util.zip.CRC32 sum = new java.util.zip.CRC32();
      sum.update(value);
      return "<" + value.length + " bytes, CRC-32 " + Times.format("%08x", sum.getValue()) + ">";
    }
    if (!text) {
      return "0x" + HexFormat.of().formatHex(value);
    }
    // A NUL behind the text is shown: it is part of the value.
    return '"' + FileNames.decode(java.util.Arrays.copyOf(value, end)) + (end < value.length ? "\\000\"" : "\"");
  }
}
