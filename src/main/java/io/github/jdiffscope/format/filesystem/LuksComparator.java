package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.json.JsonDocument;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Encrypted volumes of LUKS (LUKS On-Disk Format Specification 1.2.3, LUKS2 On-Disk Format Specification 1.1): how they
 * are encrypted; the contents are a member, as they are stored.
 */
final class LuksComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/luks", "LUKS encrypted volume",
      Signature.hex(0, "4c554b53babe"));
  private static final int SECTOR = 512;
  private static final int HEADER_1 = 592;
  private static final int HEADER_2 = 4096;
  private static final int SLOTS = 8;
  private static final long ENABLED = 0x00AC_71F3L;
  /** Twice as many as there may be key slots. */
  private static final int MOST_AREAS = 64;
  private static final int LARGEST_HEADER = 4 << 20;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    int version = Struct.big(blob, 0, 8, "header").u16(6);
    if (version == 1) {
      first(blob, sections, members);
    } else if (version == 2) {
      second(blob, sections, members);
    } else {
      throw FormatException.at(6, "version " + version + " of LUKS is not known");
    }
  }

  private static void first(Blob blob, Sections sections, MemberSink members) throws IOException {
    Struct header = Struct.big(blob, 0, HEADER_1, "header");
    Fields fields = new Fields(16);
    long bytes = header.u32(108);
    fields.put("Version", 1).put("Cipher name", header.text(8, 32)).put("Cipher mode", header.text(40, 32))
        .put("Hash spec", header.text(72, 32)).put("Payload offset", header.u32(104)).put("MK bits", bytes * 8)
        .put("MK digest", spaced(header, 112, 20)).put("MK salt", spaced(header, 132, 32))
        .put("MK iterations", header.u32(164)).put("UUID", header.text(168, 40));
    for (int i = 0; i < SLOTS; i++) {
      int at = 208 + 48 * i;
      boolean enabled = header.u32(at) == ENABLED;
      fields.put("Key Slot " + i, enabled ? "ENABLED" : header.u32(at) == 0xDEAD ? "DISABLED"
          : Times.format("state %08x", header.u32(at)));
      if (enabled) {
        fields.put("\tIterations", header.u32(at + 4)).put("\tSalt", spaced(header, at + 8, 32))
            .put("\tKey material offset", header.u32(at + 40)).put("\tAF stripes", header.u32(at + 44));
      }
    }
    sections.add(fields.section("cryptsetup luksDump {}"));
    StringBuilder sums = new StringBuilder();
    for (int i = 0; i < SLOTS; i++) {
      int at = 208 + 48 * i;
      if (header.u32(at) == ENABLED) {
        slot(String.valueOf(i), blob, header.u32(at + 40) * SECTOR, bytes * header.u32(at + 44), sums, sections);
      }
    }
    sections.add(Section.text("key material", sums).atLevel(1));
    payload("payload", blob, header.u32(104) * SECTOR, Long.MAX_VALUE, sections, members);
  }

  private static String spaced(Struct header, int at, int length) throws FormatException {
    return HexFormat.ofDelimiter(" ").formatHex(header.bytes(at, length));
  }

  private static void second(Blob blob, Sections sections, MemberSink members) throws IOException {
    Struct header = Struct.big(blob, 0, HEADER_2, "header");
    long size = header.u64(8, "size");
    sections.add(new Fields(16).put("Version", 2).put("Metadata area", size + " [bytes]").put("UUID", header.text(168, 40))
        .put("Label", header.text(24, 48)).put("Subsystem", header.text(208, 48)).section("cryptsetup luksDump {}"));
    // These are new whenever the header is written.
    sections.add(new Fields(16).put("Epoch", header.i64(16)).put("Checksum", header.text(72, 32) + ' '
        + header.hex(448, 64).replaceFirst("(00)+$", "")).put("Salt", header.hex(104, 64)).put("Offset", header.i64(256))
        .section("writing of the header").atLevel(1));
    if (size <= HEADER_2 || size > LARGEST_HEADER) {
      throw FormatException.at(8, "impossible header of " + size + " bytes");
    }
    byte[] json = Struct.big(blob, HEADER_2, (int) size - HEADER_2, "metadata").all();
    int end = 0;
    while (end < json.length && json[end] != 0) {
      end++;
    }
    byte[] text = Arrays.copyOf(json, end);
    members.unpack("metadata.json", new ByteArrayInputStream(text));
    if (size * 2 <= blob.size()) {
      sections.add(Section.binary("second header", blob.slice(size, size)).atLevel(2));
    }
    areas(JsonDocument.parse(text), blob, sections, members);
  }

  private static void areas(JsonDocument metadata, Blob blob, Sections sections, MemberSink members)
      throws IOException {
    if (metadata.size() == 0 || metadata.error() != null) {
      throw FormatException.at(HEADER_2, "metadata is no JSON" + (metadata.error() == null ? "" : ": " + metadata.error()));
    }
    StringBuilder sums = new StringBuilder();
    int slots = metadata.get(0, "keyslots");
    if (slots != JsonDocument.NONE && metadata.isObject(slots)) {
      for (int name : first(metadata.children(slots), sections)) {
        int area = metadata.get(name + 1, "area");
        slot(metadata.text(name), blob, number(metadata, area, "offset"), number(metadata, area, "size"), sums,
            sections);
      }
    }
    sections.add(Section.text("key material", sums).atLevel(1));
    int segments = metadata.get(0, "segments");
    if (segments != JsonDocument.NONE && metadata.isObject(segments)) {
      for (int name : first(metadata.children(segments), sections)) {
        boolean all = "dynamic".equals(metadata.textAt(name + 1, "size"));
        payload("segment " + metadata.text(name), blob, number(metadata, name + 1, "offset"),
            all ? Long.MAX_VALUE : number(metadata, name + 1, "size"), sections, members);
      }
    }
  }

  private static List<Integer> first(List<Integer> names, Sections sections) {
    if (names.size() <= MOST_AREAS) {
      return names;
    }
    sections.comment("the metadata has " + names.size() + " areas of a kind: the first " + MOST_AREAS + " are read");
    return names.subList(0, MOST_AREAS);
  }

  /** Returns a number, which is stored as a text, or -1. */
  private static long number(JsonDocument metadata, int object, String key) {
    String text = metadata.textAt(object, key);
    return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
  }

  private static boolean isInside(String name, Blob blob, long at, long length, Sections sections) {
    boolean inside = at >= 0 && length >= 0 && at <= blob.size() - length;
    if (!inside) {
      sections.comment(name + " of " + length + " bytes at " + at + " is not inside the volume");
    }
    return inside;
  }

  /** Tells of the material of a key by a sum: it looks random, and its salt says that it is another. */
  private static void slot(String name, Blob blob, long at, long length, StringBuilder sums, Sections sections)
      throws IOException {
    if (isInside("key slot " + name, blob, at, length, sections) && length <= LARGEST_HEADER) {
      sums.append("key slot ").append(name).append(": ").append(Slack.sum(blob.bytes(at, (int) length))).append('\n');
    }
  }

  /** Hands over what is encrypted, if it is there: the copy of a header has none. */
  private static void payload(String name, Blob blob, long at, long length, Sections sections, MemberSink members)
      throws IOException {
    if (at > 0 && at >= blob.size()) {
      return;
    }
    long there = at < 0 ? length : Math.min(length, blob.size() - at);
    if (isInside(name, blob, at, there, sections)) {
      members.file(name, Extents.range(blob, at, there));
    }
  }
}
