package io.github.jdiffscope.format.media;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.SectionContent.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The segments of a JPEG file up to its first scan (ITU-T T.81, B.1.1). */
final class JpegSegments {
  private static final int SHOWN_AS_HEX = 32;
  private static final int MOST = 4096;
  private static final int START_OF_SCAN = 0xDA;

  private JpegSegments() {}

  /** Returns a row a segment; stops where the file breaks a rule, as the libraries say which. */
  static List<Row> rows(Blob file) throws IOException {
    List<Row> rows = new ArrayList<>();
    long at = 2;
    while (at + 4 <= file.size() && rows.size() < MOST) {
      byte[] head = file.bytes(at, 4);
      int marker = head[1] & 0xFF;
      int length = (head[2] & 0xFF) << 8 | head[3] & 0xFF;
      if (head[0] != (byte) 0xFF || length < 2 || at + 2 + length > file.size()) {
        break;
      }
      rows.add(row(marker, file.bytes(at + 4, length - 2)));
      at += 2 + length;
      if (marker == START_OF_SCAN) {
        rows.add(new Row("data", String.format(Locale.ROOT, "compressed data: %,d bytes", file.size() - at)));
        break;
      }
    }
    return rows;
  }

  private static Row row(int marker, byte[] data) {
    String name = name(marker);
    String shown = data.length <= SHOWN_AS_HEX ? java.util.HexFormat.of().formatHex(data)
        : String.format(Locale.ROOT, "%,d bytes, %s", data.length, Digest.of(data));
    return new Row(name, name + "  " + shown);
  }

  private static String name(int marker) {
    return switch (marker) {
      case 0xC0 -> "SOF0 (baseline)";
      case 0xC1 -> "SOF1 (extended)";
      case 0xC2 -> "SOF2 (progressive)";
      case 0xC4 -> "DHT (Huffman tables)";
      case 0xDA -> "SOS (start of scan)";
      case 0xDB -> "DQT (quantisation tables)";
      case 0xDD -> "DRI (restart interval)";
      case 0xFE -> "COM (comment)";
      default -> marker >= 0xE0 && marker <= 0xEF ? "APP" + (marker - 0xE0)
          : String.format(Locale.ROOT, "marker %02X", marker);
    };
  }
}
