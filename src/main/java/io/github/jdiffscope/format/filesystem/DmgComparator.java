package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Disk images of macOS (UDIF): a trailer at the end of the file, a property list of resources, and in its block tables
 * where each run of sectors lies and how it is compressed. Apple has published no specification; the fields are named as
 * those who described the format name them.
 */
final class DmgComparator implements FormatComparator {
  private static final int TRAILER = 512;
  private static final Format FORMAT = Format.of("filesystem/dmg", "macOS disk image (UDIF)",
      // The trailer outweighs what the first chunk starts with.
      new Signature.Structure(64, new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return probe.has(probe.size() - TRAILER, "koly") && probe.has(probe.size() - TRAILER + 8, "\0\0\2\0");
        }
      }), Signature.magic(0, "encrcdsa"));
  private static final int LONGEST_LIST = 64 << 20;
  /** Resources that follow from the contents of the disk. */
  private static final Set<String> SUMS = Set.of("cSum", "nsiz", "size");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    if (Struct.big(blob, 0, 8, "start").text(0, 8).equals("encrcdsa")) {
      encrypted(blob, sections);
      return;
    }
    Struct trailer = Struct.big(blob, blob.size() - TRAILER, TRAILER, "trailer");
    sections.add(fields(trailer).section("trailer"));
    try {
      contents(blob, trailer, sections, members);
    } finally {
      sections.add(layout(trailer).section("layout").atLevel(3));
      signature(blob, trailer, sections, members);
    }
  }

  private static void encrypted(Blob blob, Sections sections) throws IOException {
    Struct header = Struct.big(blob, 0, 72, "header of an encrypted image");
    sections.add(new Fields().put("Encryption header", header.u32(8)).put("Initial vector", header.u32(12) + " bytes")
        .put("Key", header.u32(24) + " bits").put("UUID", header.uuid(36)).put("Block size", header.u32(52))
        .put("Data", header.i64(56) + " bytes at " + header.i64(64)).section("encryption"));
    sections.comment("the image is encrypted: its contents are not compared by themselves");
  }

  private static Fields fields(Struct trailer) throws FormatException {
    return new Fields().put("Version", trailer.u32(4)).put("Flags", Fields.bits(trailer.u32(12), "flattened", null,
        "internet-enabled")).put("Segment", trailer.u32(56) + " of " + trailer.u32(60))
        .put("Segment id", trailer.uuid(64)).put("Image variant", Fields.word(trailer.u32(488), null, "whole device",
        "one partition")).put("Sectors", trailer.i64(492));
  }

  private static Fields layout(Struct trailer) throws FormatException {
    return new Fields().put("Data before this segment", trailer.i64(16) + " bytes")
        .put("Data", trailer.i64(32) + " bytes at " + trailer.i64(24))
        .put("Resource fork", trailer.i64(48) + " bytes at " + trailer.i64(40))
        .put("Property list", trailer.i64(224) + " bytes at " + trailer.i64(216))
        .put("Code signature", trailer.i64(304) + " bytes at " + trailer.i64(296))
        .put("Sum of the data", DmgTable.checksum(trailer, 80)).put("Sum of all tables", DmgTable.checksum(trailer, 352));
  }

  private static void contents(Blob blob, Struct trailer, Sections sections, MemberSink members) throws IOException {
    long at = trailer.u64(216, "place of the property list");
    long length = trailer.u64(224, "length of the property list");
    if (length == 0) {
      sections.comment("the image has no property list: it is compared as it is stored");
      return;
    }
    if (length > LONGEST_LIST) {
      throw FormatException.at(at, "property list of " + length + " bytes is longer than " + LONGEST_LIST);
    }
    byte[] list = Struct.big(blob, at, (int) length, "property list").all();
    List<DmgResource> resources = DmgResource.read(list);
    List<DmgTable> tables = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    Fields sums = new Fields();
    try {
      for (DmgResource resource : resources) {
        if (resource.kind().equals("blkx")) {
          tables.add(DmgTable.read(resource, trailer.u64(24, "place of the data")));
          rows.add(tables.get(tables.size() - 1).row());
        } else if (SUMS.contains(resource.kind())) {
          sums.put(resource.title(), Attributes.shown(resource.bytes()));
        } else {
          rows.add(new Row(resource.title(), resource.row()));
          members.unpack("resources/" + resource.title(), new ByteArrayInputStream(resource.bytes()));
        }
      }
    } finally {
      sections.add(Section.listing("resources", List.of(), rows));
      tables(tables, sums, sections);
      sections.add(Section.lines("property list", blob.slice(at, length)).atLevel(4));
    }
    if (trailer.u32(60) > 1) {
      sections.comment("the image has " + trailer.u32(60) + " segments: the others are not read");
      return;
    }
    DmgTable.disk(blob, tables, trailer.u64(492, "count of sectors")).hand(sections, members);
  }

  private static void tables(List<DmgTable> tables, Fields sums, Sections sections) {
    Fields kinds = new Fields();
    for (DmgTable table : tables) {
      kinds.put(table.name(), table.kinds());
    }
    sections.add(kinds.section("compression").atLevel(1));
    sections.add(Section.text("chunks", () -> {
      StringBuilder text = new StringBuilder();
      tables.forEach(table -> table.chunksTo(text));
      return text;
    }).atLevel(2));
    for (DmgTable table : tables) {
      sums.put(table.name(), table.checksum());
    }
    sections.add(sums.section("sums of the partitions").atLevel(2));
  }

  private static void signature(Blob blob, Struct trailer, Sections sections, MemberSink members) throws IOException {
    long at = trailer.i64(296);
    long length = trailer.i64(304);
    if (length == 0) {
      return;
    }
    if (at < 0 || length < 0 || at > blob.size() - length) {
      sections.comment("the code signature of " + length + " bytes at " + at + " is not inside the image");
      return;
    }
    members.file("code signature", Extents.range(blob, at, length));
  }
}
