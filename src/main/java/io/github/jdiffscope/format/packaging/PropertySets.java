package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Reads property sets of OLE documents, [MS-OLEPS]: who wrote what with what and when. */
final class PropertySets {
  private static final int CODE_PAGE = 1;
  private static final int MAX_PROPERTIES = 10_000;
  private static final int SHOWN_BYTES = 64;
  /** Names of the properties of SummaryInformation, [MS-OLEPS] section 3.1.2. */
  private static final String[] SUMMARY = {"Dictionary", "Code page", "Title", "Subject", "Author", "Keywords",
      "Comments", "Template", "Last author", "Revision", "Edit time", "Last printed", "Created", "Last saved", "Pages",
      "Words", "Characters", "Thumbnail", "Application", "Security"};
  /** First four bytes of the format identifier of SummaryInformation. */
  private static final int SUMMARY_ID = 0xF29F85E0;
  private static final long FILETIME_TO_UNIX_SECONDS = 11_644_473_600L;

  private final BinaryReader reader;

  private PropertySets(byte[] stream) {
    this.reader = new BinaryReader(Blob.of(stream), ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns the properties of a stream as lines. */
  static String text(byte[] stream) throws IOException {
    return new PropertySets(stream).text();
  }

  private String text() throws IOException {
    if (reader.u16("byte order") != 0xFFFE) {
      throw FormatException.at(0, "no property set: byte order mark missing");
    }
    StringBuilder out = new StringBuilder();
    long count = reader.seek(24).u32("property set count");
    for (int i = 0; i < Math.min(count, 2); i++) {
      int id = reader.seek(28 + 20L * i).i32("format id");
      long offset = reader.skip(12).u32("property set offset");
      set(offset, id == SUMMARY_ID, out);
    }
    return out.toString();
  }

  private void set(long start, boolean summary, StringBuilder out) throws IOException {
    long count = reader.seek(start + 4).u32("property count");
    if (count > MAX_PROPERTIES) {
      throw FormatException.at(start + 4, count + " properties are more than " + MAX_PROPERTIES);
    }
    Map<Long, Long> offsets = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      long id = reader.u32("property id");
      offsets.put(id, start + reader.u32("property offset"));
    }
    Charset charset = charset(offsets);
    for (Map.Entry<Long, Long> property : offsets.entrySet()) {
      long id = property.getKey();
      String name = summary && id < SUMMARY.length ? SUMMARY[(int) id] : "Property " + id;
      boolean duration = summary && id == 10;
      String value = id == 0 ? "names of properties" : value(property.getValue(), charset, duration);
      out.append(name).append(": ").append(value).append('\n');
    }
  }

  private Charset charset(Map<Long, Long> offsets) throws IOException {
    Long at = offsets.get((long) CODE_PAGE);
    int page = at == null ? 1252 : reader.seek(at + 4).u16("code page");
    String name = page == 65001 ? "UTF-8" : page == 1200 ? "UTF-16LE" : "windows-" + page;
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
  }

  private String value(long offset, Charset charset, boolean duration) throws IOException {
    int type = reader.seek(offset).i32("property type");
    switch (type) {
      case 2:
        return String.valueOf((short) reader.u16("number"));
      case 3:
        return String.valueOf(reader.i32("number"));
      case 0x13:
        return String.valueOf(reader.u32("number"));
      case 0x0B:
        return String.valueOf(reader.u16("truth value") != 0);
      case 0x1E:
        return string(1, charset);
      case 0x1F:
        return string(2, StandardCharsets.UTF_16LE);
      case 0x40:
        return time(reader.i64("time"), duration);
      case 0x41, 0x47:
        long size = reader.u32("size");
        byte[] head = reader.bytes((int) Math.min(size, SHOWN_BYTES), "bytes");
        return size + " bytes: " + HexFormat.of().formatHex(head) + (size > SHOWN_BYTES ? "..." : "");
      default:
        return String.format(java.util.Locale.ROOT, "value of type 0x%04x", type);
    }
  }

  private String string(int width, Charset charset) throws IOException {
    long length = reader.u32("string length") * width;
    if (length > reader.remaining()) {
      throw FormatException.at(reader.position(), "string of " + length + " bytes is cut off");
    }
    String text = new String(reader.bytes((int) length, "string"), charset);
    int end = text.indexOf(0);
    return end < 0 ? text : text.substring(0, end);
  }

  private static String time(long ticks, boolean duration) {
    if (duration) {
      return ticks / 10_000_000 + " s";
    }
    return ticks == 0 ? "never" : Instant.ofEpochSecond(Math.floorDiv(ticks, 10_000_000L) - FILETIME_TO_UNIX_SECONDS,
        Math.floorMod(ticks, 10_000_000L) * 100).toString();
  }
}
