package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Physical volumes of LVM2 (lib/format_text of its sources): label, metadata as text, and the logical volumes that lie
 * in this volume alone.
 */
final class LvmComparator implements FormatComparator {
  private static final int SECTOR = 512;
  private static final int LABELS = 4;
  private static final String KIND = "LVM2 001";
  private static final Format FORMAT = Format.of("filesystem/lvm", "LVM physical volume",
      Signature.magic(24, KIND), Signature.magic(SECTOR + 24, KIND), Signature.magic(2 * SECTOR + 24, KIND),
      Signature.magic(3 * SECTOR + 24, KIND)).refining("filesystem/partition-table");
  private static final String AREA_MAGIC = " LVM2 x[5A%r0N*>";
  private static final int MOST_AREAS = 16;
  private static final int LONGEST_TEXT = 64 << 20;
  private static final int LEFTOVER_BLOCK = 4096;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    long label = label(blob);
    int offset = Struct.little(blob, label, 32, "label").i32(20);
    if (offset < 32 || offset > SECTOR - 40) {
      throw FormatException.at(label + 20, "physical volume header at " + offset + " of its label");
    }
    Struct volume = Struct.little(blob, label + offset, SECTOR - offset, "physical volume header");
    String id = id(volume.text(0, 32));
    Fields fields = new Fields().put("PV UUID", id).put("Device size", volume.i64(32) + " bytes")
        .put("Label", "sector " + label / SECTOR + ", checksum " + Times.format("%08x", Struct.little(blob, label, 32,
        "label").u32(16)));
    Leftovers leftovers = new Leftovers(blob, 0, LEFTOVER_BLOCK);
    leftovers.use(0, (long) LABELS * SECTOR);
    String text = null;
    Set<Long> starts = new HashSet<>();
    try {
      int at = areas("Data area", volume, 40, fields);
      int start = at;
      at = areas("Metadata area", volume, at, fields);
      for (; start < at - 16; start += 16) {
        if (!starts.add(volume.i64(start))) {
          throw FormatException.at(label + offset + start, "a metadata area is named twice");
        }
        String found = metadata(blob, volume.i64(start), volume.i64(start + 8), fields, sections, leftovers);
        text = text == null ? found : text;
      }
    } finally {
      sections.add(fields.section("physical volume").atLevel(1));
    }
    if (text == null || text.isEmpty()) {
      sections.comment("the volume belongs to no group: its contents are compared as they are stored");
      return;
    }
    String shown = text;
    sections.add(Section.text("pvck --dump metadata {}", shown.endsWith("\n") ? shown : shown + "\n"));
    new LvmGroup(shown).volumes(id, blob, leftovers, sections, members);
    sections.add(leftovers.unused("free extents", blob.size()).atLevel(2));
  }

  private static long label(Blob blob) throws IOException {
    for (long at = 0; at < LABELS * SECTOR && at <= blob.size() - SECTOR; at += SECTOR) {
      Struct label = Struct.little(blob, at, 32, "label");
      if (label.text(0, 8).equals("LABELONE") && label.text(24, 8).equals(KIND)) {
        return at;
      }
    }
    throw FormatException.at(SECTOR, "no label of LVM2");
  }

  /** Returns an identifier with the dashes it is shown with. */
  private static String id(String raw) {
    StringBuilder text = new StringBuilder(raw);
    for (int at : new int[] {26, 22, 18, 14, 10, 6}) {
      if (at < raw.length()) {
        text.insert(at, '-');
      }
    }
    return text.toString();
  }

  /** Puts the areas of a list, which one of zeros ends; returns where the list ends. */
  private static int areas(String name, Struct volume, int from, Fields fields) throws FormatException {
    int at = from;
    for (int i = 0; i < MOST_AREAS && volume.i64(at) != 0; i++, at += 16) {
      fields.put(name, volume.i64(at) + "+" + volume.i64(at + 8));
    }
    return at + 16;
  }

  /** Returns the text that a metadata area says is in force; it goes on at the start of the ring behind the end. */
  private static String metadata(Blob blob, long start, long length, Fields fields, Sections sections,
      Leftovers leftovers) throws IOException {
    Struct area = Struct.little(blob, start, SECTOR, "metadata area");
    if (!area.text(4, 16).equals(AREA_MAGIC) || length <= SECTOR || start > blob.size() - length) {
      throw FormatException.at(start, "no metadata area of " + length + " bytes");
    }
    leftovers.use(start, length);
    sections.add(Section.binary("metadata area at " + start, blob.slice(start, length)).atLevel(3));
    long at = area.u64(40, "place of the metadata");
    long size = area.u64(48, "size of the metadata");
    fields.put("Metadata", size + " bytes at " + at + " of the area, checksum " + Times.format("%08x, flags %x",
        area.u32(56), area.u32(60)));
    if (at < SECTOR || at >= length || size > length - SECTOR || size > LONGEST_TEXT) {
      if (size == 0) {
        return "";
      }
      throw FormatException.at(start + 40, "metadata of " + size + " bytes at " + at + " is not inside its area");
    }
    int before = (int) Math.min(size, length - at);
    String text = FileNames.decode(blob.bytes(start + at, before))
        + FileNames.decode(blob.bytes(start + SECTOR, (int) size - before));
    return List.of(text.split("\0", 2)).get(0);
  }
}
