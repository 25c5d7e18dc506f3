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

/** Disk images of Hyper-V ([MS-VHDX]): the raw disk in place, blocks that are not stored as holes. */
final class VhdxComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/vhdx", "virtual hard disk (VHDX)",
      Signature.magic(0, "vhdxfile"));
  private static final int FULLY_PRESENT = 6;
  private static final int PARTLY_PRESENT = 7;
  private static final int MOST_BLOCKS = 1 << 24;
  private static final String[] STATES = {"not present", "undefined", "zero", "unmapped", null, null, "present",
      "partly present"};

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    VhdxFile file = new VhdxFile(blob);
    try {
      file.read();
    } finally {
      sections.add(file.fields().section("qemu-img info {}"));
      sections.add(file.headers().section("headers").atLevel(1));
      sections.add(file.layout().section("layout").atLevel(2));
    }
    if (!file.parent().isEmpty()) {
      sections.add(file.parent().section("parent"));
    }
    if (file.hasLog()) {
      sections.comment("the log holds changes that were not applied: the disk is compared as it was before them");
    }
    if (file.hasParent()) {
      sections.comment("the disk is a difference to another one: its contents are compared as they are stored");
      return;
    }
    disk(blob, file, sections).hand(sections, members);
  }

  private static DiskPieces disk(Blob blob, VhdxFile file, Sections sections) throws IOException {
    long block = file.blockSize();
    long size = file.diskSize();
    long sector = file.sectorSize();
    if (Long.bitCount(block) != 1 || block < 1 << 20 || block > 1 << 28 || sector != 512 && sector != 4096
        || size / block >= MOST_BLOCKS) {
      throw new FormatException("blocks of " + block + " bytes in sectors of " + sector + " do not make a disk of "
          + size);
    }
    // After as many blocks as one bitmap of sectors covers stands the entry of that bitmap (2.5.1).
    long ratio = (sector << 23) / block;
    long count = (size + block - 1) / block;
    long entries = count + (count - 1) / ratio;
    if (entries * 8 > file.tableLength()) {
      throw FormatException.at(file.table(), "block table of " + file.tableLength() + " bytes is too short for " + count
          + " blocks");
    }
    Struct table = Struct.little(blob, file.table(), (int) entries * 8, "block table");
    DiskPieces disk = new DiskPieces(blob);
    for (int i = 0; i < count; i++) {
      long entry = table.i64((int) (8 * (i + i / ratio)));
      long length = Math.min(block, size - disk.size());
      int state = (int) entry & 7;
      if (state == FULLY_PRESENT) {
        long at = entry >>> 20 << 20;
        long there = Math.max(0, Math.min(length, blob.size() - Math.max(0, at)));
        disk.stored(at, there).hole(length - there);
      } else if (state == PARTLY_PRESENT) {
        throw new FormatException("block " + i + " lies partly in another file, though the disk has no parent");
      } else {
        disk.hole(length);
      }
    }
    sections.add(Section.text("blocks", () -> blocks(table)).atLevel(3));
    return disk;
  }

  private static CharSequence blocks(Struct table) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; 8 * i < table.length(); i++) {
      long entry = table.i64(8 * i);
      if (entry != 0) {
        text.append(i).append(": ").append(Fields.word(entry & 7, STATES)).append(" at ").append(entry >>> 20)
            .append(" MiB\n");
      }
    }
    return text;
  }
}
