package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The boot catalogue of an ISO 9660 image (El Torito 1.0, and 2.0 of the UEFI specification, 13.3.2.1): a validation entry,
 * the default entry, then sections of entries. Its images mostly are files of the tree, which then are told by name.
 */
final class ElTorito {
  private static final int SECTOR = 2048;
  private static final int ENTRY = 32;
  private static final int INFO_TABLE = 8;
  private static final int INFO_TABLE_SIZE = 16;
  private static final int FIRST_DESCRIPTOR = 16;
  private static final String[] EMULATIONS = {"no", "1.2 MB floppy", "1.44 MB floppy", "2.88 MB floppy", "hard disk"};

  private final Blob blob;
  private final long block;
  private final Struct catalogue;
  private final Set<Long> images = new HashSet<>();
  private final Map<Long, String> files = new HashMap<>();
  private final Map<Long, String> tables = new HashMap<>();

  ElTorito(Blob blob, long block) throws IOException {
    this.blob = blob;
    this.block = block;
    this.catalogue = Struct.little(blob, block * SECTOR, SECTOR, "boot catalogue");
    entries(new Fields(), (number, at) -> images.add(catalogue.u32(at + 8)));
  }

  private interface Image {
    void image(int number, int at) throws IOException;
  }

  /** Returns how a file is handed over: the catalogue is told apart from it, and so is a boot information table. */
  TreeEntry.Contents contents(String name, long start, Extents file) throws IOException {
    if (start == block) {
      return null;
    }
    if (!images.contains(start) || file.size() == 0) {
      return TreeEntry.at(file);
    }
    files.putIfAbsent(start, name);
    if (file.size() < 64) {
      return TreeEntry.at(file);
    }
    Struct head = Struct.little(file.bytes(0, 64), "boot image");
    // What isolinux and GRUB are told of their place: genisoimage and xorriso write it (-boot-info-table).
    if (head.u32(8) != FIRST_DESCRIPTOR || head.u32(12) != start || head.u32(16) != file.size()) {
      return TreeEntry.at(file);
    }
    tables.put(start, Times.format("volume descriptor at block %d, image at block %d of %d bytes, checksum 0x%08x",
        head.u32(8), head.u32(12), head.u32(16), head.u32(20)));
    return TreeEntry.at(file.without(INFO_TABLE, INFO_TABLE_SIZE));
  }

  /** Tells of the catalogue, and hands over the images that are no file. */
  void tell(Sections sections, MemberSink members) throws IOException {
    Fields fields = new Fields();
    fields.put("Platform", platform(0)).put("Identification", catalogue.padded(4, 24));
    entries(fields, (number, at) -> image(number, at, fields, members));
    sections.add(fields.section("El Torito boot catalogue"));
    sections.add(Section.binary("boot catalogue as it is stored", blob.slice(block * SECTOR,
        Slack.lengthWithoutZeros(blob.slice(block * SECTOR, SECTOR), 0))).atLevel(1));
  }

  private void entries(Fields fields, Image found) throws IOException {
    int number = 1;
    found.image(1, ENTRY);
    int at = 2 * ENTRY;
    while (at + ENTRY <= SECTOR && (catalogue.u8(at) == 0x90 || catalogue.u8(at) == 0x91)) {
      boolean last = catalogue.u8(at) == 0x91;
      int count = catalogue.u16(at + 2);
      fields.put("Section for platform " + platform(at), count + (count == 1 ? " entry " : " entries ")
          + catalogue.padded(at + 4, 28));
      at += ENTRY;
      for (int i = 0; i < count && at + ENTRY <= SECTOR; i++) {
        found.image(++number, at);
        at += ENTRY;
        // Extensions hold more of the selection criteria.
        while (at + ENTRY <= SECTOR && catalogue.u8(at) == 0x44) {
          fields.put("  more of its selection criteria", catalogue.hex(at + 1, 31));
          at += ENTRY;
        }
      }
      if (last) {
        return;
      }
    }
  }

  private String platform(int at) throws FormatException {
    int platform = catalogue.u8(at + 1);
    return switch (platform) {
      case 0 -> "BIOS (0x00)";
      case 1 -> "PowerPC (0x01)";
      case 2 -> "Macintosh (0x02)";
      case 0xEF -> "UEFI (0xef)";
      default -> Times.format("0x%02x", platform);
    };
  }

  private void image(int number, int at, Fields fields, MemberSink members) throws IOException {
    int sectors = catalogue.u16(at + 6);
    long start = catalogue.u32(at + 8);
    String file = files.get(start);
    fields.put("Boot image " + number, Times.format("%s, %s emulation, segment 0x%04x, system 0x%02x, %d sectors%s%s",
        catalogue.u8(at) == 0x88 ? "bootable" : catalogue.u8(at) == 0 ? "not bootable"
            : Times.format("indicator 0x%02x", catalogue.u8(at)),
        Fields.word(catalogue.u8(at + 1) & 15, EMULATIONS), catalogue.u16(at + 2), catalogue.u8(at + 4), sectors,
        catalogue.isZero(at + 12, 20) ? "" : ", selection criteria " + catalogue.hex(at + 12, 20),
        file == null ? "" : " of " + file));
    if (tables.containsKey(start)) {
      fields.put("  boot information table", tables.get(start));
    }
    long length = Math.min(sectors * 512L, blob.size() - start * SECTOR);
    if (file == null && length > 0) {
      members.file("[BOOT]/" + number + ".img", Extents.range(blob, start * SECTOR, length));
    }
  }
}
