package io.github.jdiffscope.format.media;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.SectionContent.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.InflaterInputStream;

/** What chunks say, in words (W3C PNG, 11). */
final class PngChunkText {
  private static final int MOST_DATA = 1 << 20;
  private static final int MOST_TEXT = 1 << 18;
  private static final int SHOWN_AS_HEX = 64;
  private static final double PER_UNIT = 100_000;

  private final Blob file;

  PngChunkText(Blob file) {
    this.file = file;
  }

  /** Returns a row a fact; a chunk that breaks its rules is shown as bytes. */
  List<Row> rows(PngChunk chunk) throws IOException {
    byte[] data = chunk.data(file, MOST_DATA);
    if (data.length < chunk.length()) {
      return List.of(bytes(chunk, data));
    }
    try {
      return switch (chunk.type()) {
        case "IHDR" -> header(PngHeader.of(data));
        case "tEXt" -> List.of(keyword(data, "tEXt"));
        case "zTXt" -> List.of(compressedKeyword(data));
        case "iTXt" -> List.of(international(data));
        case "tIME" -> List.of(row("tIME", "last changed: %04d-%02d-%02d %02d:%02d:%02d", u16(data, 0), data[2], data[3],
            data[4], data[5], data[6]));
        case "pHYs" -> List.of(row("pHYs", "pixels per %s: %d x %d", data[8] == 1 ? "metre" : "unit", i32(data, 0),
            i32(data, 4)));
        case "gAMA" -> List.of(row("gAMA", "gamma: %.5f", i32(data, 0) / PER_UNIT));
        case "sRGB" -> List.of(row("sRGB", "sRGB, rendering intent %d", data[0]));
        case "iCCP" -> List.of(row("iCCP", "ICC profile: %s", latin1(data, 0, end(data, 0))));
        case "eXIf" -> List.of(row("eXIf", "EXIF data"));
        case "acTL" -> List.of(row("acTL", "animation: %d frames, %d plays", i32(data, 0), i32(data, 4)));
        case "PLTE" -> palette(data);
        case "IEND" -> List.of();
        default -> List.of(bytes(chunk, data));
      };
    } catch (IndexOutOfBoundsException | IOException e) {
      return List.of(bytes(chunk, data));
    }
  }

  private static Row row(String key, String format, Object... values) {
    return new Row(key, key + "  " + String.format(Locale.ROOT, format, values));
  }

  private static List<Row> header(PngHeader header) {
    return List.of(row("IHDR size", "%d x %d pixels", header.width(), header.height()),
        row("IHDR colour", "%s, %d bits a sample", header.colour(), header.depth()),
        row("IHDR interlace", "%s", header.interlaced() ? "Adam7" : "none"));
  }

  private static List<Row> palette(byte[] data) {
    StringBuilder colours = new StringBuilder();
    for (int i = 0; i + 2 < data.length && i < 768; i += 3) {
      colours.append(' ').append(HexFormat.of().formatHex(data, i, i + 3));
    }
    return List.of(row("PLTE", "%d colours:%s", data.length / 3, colours));
  }

  private static Row keyword(byte[] data, String type) {
    int end = end(data, 0);
    String name = latin1(data, 0, end);
    return row(type + ' ' + name, "%s", oneLine(latin1(data, end + 1, data.length)));
  }

  private static Row compressedKeyword(byte[] data) throws IOException {
    int end = end(data, 0);
    String name = latin1(data, 0, end);
    byte[] text = inflated(data, end + 2);
    return row("zTXt " + name, "%s", oneLine(latin1(text, 0, text.length)));
  }

  /** Keyword, compression flag and method, language, translated keyword, text (W3C PNG, 11.3.3.4). */
  private static Row international(byte[] data) throws IOException {
    int end = end(data, 0);
    boolean compressed = data[end + 1] == 1;
    int language = end(data, end + 3);
    int translated = end(data, language + 1);
    byte[] text = compressed ? inflated(data, translated + 1)
        : java.util.Arrays.copyOfRange(data, translated + 1, data.length);
    String tag = latin1(data, end + 3, language);
    return row("iTXt " + latin1(data, 0, end), "%s%s", tag.isEmpty() ? "" : "[" + tag + "] ",
        oneLine(new String(text, StandardCharsets.UTF_8)));
  }

  private static byte[] inflated(byte[] data, int from) throws IOException {
    try (InputStream in = new InflaterInputStream(new ByteArrayInputStream(data, from, data.length - from))) {
      byte[] text = in.readNBytes(MOST_TEXT);
      if (in.read() >= 0) {
        throw new IOException("longer than what is shown");
      }
      return text;
    }
  }

  /** Offers the profile that an iCCP chunk holds: name, zero, method, compressed data (W3C PNG, 11.3.2.3). */
  static void unpackProfile(Blob file, PngChunk chunk, MemberSink members) throws IOException {
    byte[] head = chunk.data(file, 82);
    int end = 0;
    while (end < head.length && head[end] != 0) {
      end++;
    }
    if (end + 2 < chunk.length() && members.wanted()) {
      try (InputStream in = new InflaterInputStream(file.stream(chunk.position() + end + 2, chunk.length() - end - 2))) {
        members.unpack("ICC profile", in);
      }
    }
  }

  private static Row bytes(PngChunk chunk, byte[] data) {
    String type = chunk.type();
    if (data.length <= SHOWN_AS_HEX) {
      return row(type, "%s", HexFormat.of().formatHex(data));
    }
    return row(type, "%,d bytes, checksum %08x", chunk.length(), chunk.checksum());
  }

  private static int end(byte[] data, int from) {
    int at = from;
    while (data[at] != 0) {
      at++;
    }
    return at;
  }

  private static String latin1(byte[] data, int from, int to) {
    return new String(data, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static String oneLine(String text) {
    return text.replace("\r", "\\r").replace("\n", "\\n");
  }

  private static int u16(byte[] data, int at) {
    return (data[at] & 0xFF) << 8 | data[at + 1] & 0xFF;
  }

  private static int i32(byte[] data, int at) {
    return ByteBuffer.wrap(data).getInt(at);
  }
}
