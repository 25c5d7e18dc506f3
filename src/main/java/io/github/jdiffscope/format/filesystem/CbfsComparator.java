package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.compress.Compression;
import io.github.jdiffscope.codec.compress.Decompressors;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Firmware images of coreboot: files in flash memory, each behind a header (coreboot's Documentation, "CBFS"; its
 * commonlib/include/commonlib/bsd/cbfs_serialized.h). Listed as {@code cbfstool print} does, but for places, which follow from the sizes.
 */
final class CbfsComparator implements FormatComparator {
  private static final String MAGIC = "LARCHIVE";
  private static final int MASTER = 0x4F524243;
  private static final int HEADER = 24;
  private static final int ALIGN = 64;
  private static final int LONGEST_NAME = 1024;
  private static final int COMPRESSED = 0x42435A4C;
  private static final long EMPTY = 0xFFFFFFFFL;
  private static final String[] COMPRESSIONS = {"none", "LZMA", "LZ4"};
  private static final Map<Long, String> TYPES = Map.ofEntries(Map.entry(1L, "bootblock"), Map.entry(2L, "cbfs header"),
      Map.entry(0x10L, "legacy stage"), Map.entry(0x11L, "stage"), Map.entry(0x20L, "simple elf"), Map.entry(0x21L, "fit_payload"),
      Map.entry(0x30L, "optionrom"), Map.entry(0x40L, "bootsplash"), Map.entry(0x50L, "raw"), Map.entry(0x51L, "vsa"),
      Map.entry(0x52L, "mbi"), Map.entry(0x53L, "microcode"), Map.entry(0x60L, "fsp"), Map.entry(0x61L, "mrc"),
      Map.entry(0x62L, "mma"), Map.entry(0x63L, "efi"), Map.entry(0x70L, "struct"), Map.entry(0xAAL, "cmos_default"),
      Map.entry(0xABL, "spd"), Map.entry(0xACL, "mrc_cache"), Map.entry(0x1AAL, "cmos_layout"), Map.entry(0L, "deleted"),
      Map.entry(EMPTY, "null"));
  private static final Format FORMAT = Format.of("filesystem/cbfs", "coreboot firmware image",
      Signature.magic(0, MAGIC), Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return pointsAtMaster(probe.blob());
        }
      }));

  /**
   * A file of the image.
   *
   * @param compression number of its compression, 0 if there is none
   */
  private record Entry(String name, long at, long type, long data, long size, int compression, long decompressed) {
    String kind() {
      return TYPES.getOrDefault(type, Times.format("0x%x", type));
    }
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  /** The last word of an image is how far before its end the master header lies. */
  private static boolean pointsAtMaster(Blob blob) {
    try {
      if (blob.size() < 4096 || (blob.size() & 0xFFF) != 0) {
        return false;
      }
      long at = blob.size() + Struct.little(blob, blob.size() - 4, 4, "pointer").i32(0);
      return at >= 0 && at <= blob.size() - 32 && Struct.big(blob, at, 4, "header").i32(0) == MASTER;
    } catch (IOException e) {
      return false; // unreadable is not recognised
    }
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    if (pointsAtMaster(blob)) {
      master(blob, sections);
    }
    List<Entry> entries = new ArrayList<>();
    long end = 0;
    for (long at = 0; at + HEADER <= blob.size(); ) {
      Entry entry = entry(blob, at, sections);
      if (entry != null) {
        entries.add(entry);
        end = entry.data + entry.size;
      }
      at = Math.max(at + ALIGN, entry == null ? 0 : end + ALIGN - 1 & -(long) ALIGN);
    }
    list(entries, sections);
    members(blob, entries, members);
    if (end < blob.size()) {
      members.file("[after the files]", Extents.range(blob, end, blob.size() - end));
    }
  }

  private static void master(Blob blob, Sections sections) throws IOException {
    long at = blob.size() + Struct.little(blob, blob.size() - 4, 4, "pointer").i32(0);
    Struct header = Struct.big(blob, at, 32, "master header");
    sections.add(new Fields().put("version", Times.format("%08x", header.u32(4))).put("size", header.u32(8))
        .put("boot block size", header.u32(12)).put("alignment", header.u32(16))
        .put("first file at", header.u32(20)).put("architecture", Times.format("%08x", header.u32(24)))
        .section("master header"));
  }

  private static Entry entry(Blob blob, long at, Sections sections) throws IOException {
    Struct header = Struct.big(blob, at, HEADER, "file header");
    if (!header.text(0, 8).equals(MAGIC)) {
      return null;
    }
    long size = header.u32(8);
    long attributes = header.u32(16);
    long offset = header.u32(20);
    if (offset < HEADER || offset > LONGEST_NAME + HEADER || at + offset + size > blob.size()) {
      sections.comment(String.format(Locale.ROOT, "file header at byte %,d: %,d bytes at %,d do not lie in the image", at,
          size, at + offset));
      return null;
    }
    boolean has = attributes > HEADER && attributes < offset;
    byte[] name = Struct.big(blob, at + HEADER, (int) ((has ? attributes : offset) - HEADER), "name").all();
    int length = 0;
    while (length < name.length && name[length] != 0) {
      length++;
    }
    String text = length == 0 ? "(empty)" : FileNames.decode(java.util.Arrays.copyOf(name, length));
    int compression = 0;
    long decompressed = size;
    Struct all = has ? Struct.big(blob, at + attributes, (int) (offset - attributes), "attributes") : null;
    for (int i = 0; all != null && i + 16 <= offset - attributes && all.u32(i + 4) >= 8; i += (int) all.u32(i + 4)) {
      if (all.i32(i) == COMPRESSED) {
        compression = all.i32(i + 8);
        decompressed = all.u32(i + 12);
      }
    }
    return new Entry(text, at, header.u32(12), at + offset, size, compression, decompressed);
  }

  private static void list(List<Entry> entries, Sections sections) {
    List<Row> rows = new ArrayList<>();
    List<Row> places = new ArrayList<>();
    for (Entry entry : entries) {
      String coded = entry.compression == 0 ? "none"
          : Fields.word(entry.compression, COMPRESSIONS) + " (" + entry.decompressed + " decompressed)";
      rows.add(new Row(entry.name, Times.format("%-30s %-12s %10d %s", entry.name, entry.kind(), entry.size, coded)));
      places.add(new Row(entry.name, Times.format("%-30s 0x%x", entry.name, entry.at)));
    }
    sections.add(Section.listing("files", List.of(), rows));
    sections.add(Section.listing("places of the files", List.of(), places).atLevel(1));
  }

  private static void members(Blob blob, List<Entry> entries, MemberSink members) throws IOException {
    for (Entry entry : entries) {
      if (entry.type == EMPTY || entry.type == 0) {
        continue;
      }
      if (entry.compression == 0 || entry.compression > 2) {
        members.file(entry.name, Extents.range(blob, entry.data, entry.size));
        continue;
      }
      if (members.wanted()) {
        Compression coding = entry.compression == 1 ? Compression.LZMA : Compression.LZ4;
        try (InputStream in = Decompressors.open(coding, blob.stream(entry.data, entry.size))) {
          members.unpack(entry.name, in);
        } catch (FormatException e) {
          // What cannot be unpacked is compared as it is stored.
          members.file(entry.name, Extents.range(blob, entry.data, entry.size));
        }
      }
    }
  }
}
