package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Volumes of UDF (ECMA-167 with the OSTA Universal Disk Format specification). */
final class UdfComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/udf", "UDF file system", Signature.magic(32769, "BEA01"))
      .refining("filesystem/partition-table");
  private static final int WIDTH = 26;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    tell(artifact.blob(), sections, members);
  }

  /** Tells of a volume and hands over its files. */
  static void tell(Blob blob, Sections sections, MemberSink members) throws IOException {
    UdfVolume volume = new UdfVolume(blob);
    try {
      volume.read();
    } finally {
      descriptors(volume, sections);
    }
    UnixTree.tell(volume, sections, members);
    sections.add(volume.leftovers().slack());
    sections.add(volume.leftovers().unused("free space", blob.size()));
  }

  private static void descriptors(UdfVolume volume, Sections sections) throws IOException {
    Fields fields = new Fields(WIDTH);
    try {
      primary(volume.descriptor(1), fields);
      logical(volume.descriptor(6), fields);
      for (Struct partition : volume.partitions()) {
        fields.put("Partition " + partition.u16(22), UdfText.identifier(partition, 24) + ", "
            + Fields.word(partition.u32(184), "unspecified", "read-only", "write-once", "rewritable", "overwritable")
            + ", blocks " + partition.u32(188) + '+' + partition.u32(192) + ", written by "
            + UdfText.identifier(partition, 196));
      }
      owner(volume.descriptor(4), fields);
      fileSet(volume.fileSet(), fields);
    } finally {
      sections.add(fields.section("volume descriptors"));
    }
    sections.add(integrity(volume.integrity()).section("integrity").atLevel(1));
    sections.add(Section.text("places of the descriptors", volume.places() + "\n").atLevel(1));
  }

  private static void primary(Struct raw, Fields fields) throws FormatException {
    if (raw != null) {
      fields.put("Volume", UdfText.fixed(raw, 24, 32)).put("Volume in set", raw.u16(56) + " of " + raw.u16(58))
          .put("Volume set", UdfText.fixed(raw, 72, 128)).put("Application", UdfText.identifier(raw, 344))
          .put("Recorded", UdfText.time(raw, 376)).put("Written by", UdfText.identifier(raw, 388))
          .put("Interchange level", raw.u16(60) + " of " + raw.u16(62)).put("Flags", raw.u16(488));
    }
  }

  private static void logical(Struct raw, Fields fields) throws FormatException {
    if (raw == null) {
      return;
    }
    fields.put("Logical volume", UdfText.fixed(raw, 84, 128)).put("Block size", raw.u32(212))
        .put("Domain", raw.text(217, 23)).put("Revision", Times.format("%x.%02x", raw.u8(241), raw.u8(240)))
        .put("Domain flags", Fields.bits(raw.u8(242), "hard-write-protect", "soft-write-protect"))
        .put("Logical volume by", UdfText.identifier(raw, 272));
    int at = 440;
    for (int i = 0; i < raw.u32(268) && at + 40 <= raw.length(); i++) {
      fields.put("Partition map " + i, raw.u8(at) == 1 ? "partition " + raw.u16(at + 4)
          : raw.text(at + 5, 23) + " on partition " + raw.u16(at + 38));
      at += Math.max(6, raw.u8(at + 1));
    }
  }

  private static void owner(Struct raw, Fields fields) throws FormatException {
    if (raw != null) {
      fields.put("Owner", UdfText.fixed(raw, 244, 36)).put("Organization", UdfText.fixed(raw, 280, 36))
          .put("Contact", UdfText.fixed(raw, 316, 36));
    }
  }

  private static void fileSet(Struct raw, Fields fields) throws FormatException {
    if (raw != null) {
      fields.put("File set", UdfText.fixed(raw, 304, 32)).put("File set recorded", UdfText.time(raw, 16))
          .put("Copyright file", UdfText.fixed(raw, 336, 32)).put("Abstract file", UdfText.fixed(raw, 368, 32));
    }
  }

  private static Fields integrity(Struct raw) throws FormatException {
    Fields fields = new Fields(WIDTH);
    if (raw == null) {
      return fields.put("Integrity", "not recorded");
    }
    fields.put("Recorded", UdfText.time(raw, 16)).put("Integrity", Fields.word(raw.u32(28), "open", "closed"))
        .put("Next unique id", raw.i64(40));
    int count = (int) Math.min(16, raw.u32(72));
    for (int i = 0; i < count; i++) {
      fields.put("Partition map " + i, raw.u32(80 + 4 * i) + " of " + raw.u32(80 + 4 * (count + i)) + " blocks free");
    }
    int at = 80 + 8 * count;
    if (raw.u32(76) >= 46) {
      fields.put("Written by", UdfText.identifier(raw, at)).put("Files", raw.u32(at + 32))
          .put("Folders", raw.u32(at + 36)).put("Read, write, written at", Times.format("%x %x %x", raw.u16(at + 40),
          raw.u16(at + 42), raw.u16(at + 44)));
    }
    return fields;
  }
}
