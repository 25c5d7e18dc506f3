package io.github.jdiffscope.format.data;

import io.github.jdiffscope.bytes.BinaryReader;
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
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;

/** Compiled time zones, RFC 8536. */
final class TimeZoneComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("data/tzif", "time zone", Signature.magic(0, "TZif"));
  private static final int HEADER_SIZE = 44;
  private static final int LONGEST_NAME = 32;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    BinaryReader reader = new BinaryReader(artifact.blob(), ByteOrder.BIG_ENDIAN);
    int version = reader.seek(4).u8("version");
    StringBuilder first = new StringBuilder();
    block(reader.seek(0), 4, first);
    if (version < '2') {
      sections.add(Section.text("transitions", first));
    } else {
      StringBuilder second = new StringBuilder();
      block(reader, 8, second);
      sections.add(Section.text("transitions", second));
      String footer = new String(reader.bytes((int) Math.min(reader.remaining(), 1024), "footer"),
          StandardCharsets.ISO_8859_1);
      sections.add(Section.text("rule after the last transition", footer.strip() + "\n"));
      sections.add(Section.text("32-bit transitions", first).atLevel(1));
    }
    sections.add(Section.text("version", (version == 0 ? "1" : String.valueOf((char) version)) + "\n"));
  }

  /** Writes a block of data with times of {@code width} bytes. */
  private static void block(BinaryReader reader, int width, StringBuilder out) throws IOException {
    long start = reader.position();
    if (!reader.latin1(4, "magic").equals("TZif")) {
      throw FormatException.at(start, "header missing");
    }
    reader.seek(start + 20);
    long utIndicators = reader.u32("isutcnt");
    long standardIndicators = reader.u32("isstdcnt");
    long leaps = reader.u32("leapcnt");
    long times = reader.u32("timecnt");
    long types = reader.u32("typecnt");
    long characters = reader.u32("charcnt");
    long data = start + HEADER_SIZE;
    long typeTable = data + times * (width + 1L);
    long names = typeTable + types * 6;
    long leapTable = names + characters;
    long end = leapTable + leaps * (width + 4L) + standardIndicators + utIndicators;
    if (end > reader.size()) {
      throw FormatException.at(start, "data of " + (end - data) + " bytes is cut off");
    }
    for (long i = 0; i < types; i++) {
      out.append("type ").append(i).append(": ");
      out.append(type(reader, typeTable + i * 6, names, characters)).append('\n');
    }
    for (long i = 0; i < times; i++) {
      long time = time(reader.seek(data + i * width), width);
      int type = reader.seek(data + times * width + i).u8("transition type");
      out.append(instant(time)).append("  ");
      out.append(type < types ? type(reader, typeTable + type * 6L, names, characters) : "type " + type).append('\n');
    }
    for (long i = 0; i < leaps; i++) {
      long time = time(reader.seek(leapTable + i * (width + 4L)), width);
      out.append("leap second ").append(instant(time)).append(' ').append(reader.i32("correction")).append('\n');
    }
    indicators(reader, leapTable + leaps * (width + 4L), standardIndicators, "standard", out);
    indicators(reader, end - utIndicators, utIndicators, "UT", out);
    reader.seek(end);
  }

  private static void indicators(BinaryReader reader, long offset, long count, String word, StringBuilder out)
      throws IOException {
    reader.seek(offset);
    for (long i = 0; i < count; i++) {
      out.append("type ").append(i).append(' ').append(word).append(": ").append(reader.u8("indicator")).append('\n');
    }
  }

  private static long time(BinaryReader reader, int width) throws IOException {
    return width == 4 ? reader.i32("time") : reader.i64("time");
  }

  private static String instant(long seconds) {
    try {
      return Instant.ofEpochSecond(seconds).toString();
    } catch (DateTimeException outOfRange) {
      return String.valueOf(seconds);
    }
  }

  private static String type(BinaryReader reader, long offset, long names, long characters) throws IOException {
    int seconds = reader.seek(offset).i32("UT offset");
    boolean summer = reader.u8("daylight saving") != 0;
    int index = reader.u8("name index");
    StringBuilder name = new StringBuilder();
    reader.seek(names + index);
    for (int c; index + name.length() < characters && name.length() < LONGEST_NAME && (c = reader.u8("name")) != 0;) {
      name.append((char) c);
    }
    return name + " UT offset " + seconds + (summer ? " daylight saving" : "");
  }
}
