package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Images for flash with UBI: its volumes are the members. */
final class UbiComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/ubi", "UBI flash image",
      Signature.all(Signature.magic(0, UbiImage.MAGIC), Signature.hex(5, "000000")));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    UbiImage image = new UbiImage(artifact.blob());
    Struct first = image.first();
    sections.add(new Fields().put("Version", first.u8(4)).put("Erase block size", image.blockSize())
        .put("Offset of volume headers", first.u32(16)).put("Offset of data", first.u32(20)).section("image"));
    sections.add(new Fields().put("Image sequence number", first.u32(24)).section("image sequence number").atLevel(1));
    Map<Integer, Struct> records = image.records();
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<Integer, Struct> entry : records.entrySet()) {
      Struct record = entry.getValue();
      String name = name(entry.getKey(), record);
      rows.add(new Row(name, Times.format("%3d %-7s %6d blocks, alignment %d, pad %d, flags %s %s", entry.getKey(),
          Fields.word(record.u8(12), null, "dynamic", "static"), record.u32(0), record.u32(4), record.u32(8),
          Fields.bits(record.u8(144), "autoresize", "skip_crc_check"), name)));
    }
    sections.add(Section.listing("volumes", List.of(), rows));
    for (int volume : image.volumes()) {
      members.file(name(volume, records.get(volume)), image.contents(volume).location());
    }
    sections.add(Section.text("erase blocks", () -> String.join("\n", image.blocks()) + "\n").atLevel(1));
  }

  private static String name(int number, Struct record) throws IOException {
    String name = record == null ? "" : record.text(16, Math.min(127, record.u16(14)));
    return name.isEmpty() ? "volume " + number : name;
  }
}
