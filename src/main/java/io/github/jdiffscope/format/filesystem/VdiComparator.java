package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Disk images of VirtualBox, version 1.1 (VDICore.h): the raw disk in place, blocks that are not stored as holes. */
final class VdiComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/vdi", "VirtualBox disk image (VDI)",
      Signature.hex(64, "7f10dabe"));
  private static final int HEADER_SIZE = 0x1C8;
  private static final long FIRST_ABSENT = 0xFFFF_FFFEL;
  private static final int MOST_BLOCKS = 1 << 24;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    Struct header = Struct.little(blob, 0, HEADER_SIZE, "header");
    sections.add(fields(header).section("qemu-img info {}"));
    sections.add(layout(header).section("layout").atLevel(1));
    if (header.u32(0x4C) != 1 && header.u32(0x4C) != 2 || !header.isZero(0x1A8, 16)) {
      sections.comment("the disk is a difference to another one: its contents are compared as they are stored");
      return;
    }
    disk(blob, header).hand(sections, members);
  }

  private static Fields fields(Struct header) throws FormatException {
    return new Fields().put("file format", "vdi").put("virtual size", header.i64(0x170) + " bytes")
        .put("cluster_size", header.u32(0x178)).put("version", header.u16(0x46) + "." + header.u16(0x44))
        .put("image type", Fields.word(header.u32(0x4C), null, "dynamic", "static", "undo", "differencing"))
        .put("flags", Times.format("0x%x", header.u32(0x50))).put("creator", header.padded(0, 64).strip())
        .put("description", header.text(0x54, 256))
        .put("geometry", header.u32(0x15C) + "/" + header.u32(0x160) + "/" + header.u32(0x164))
        .put("uuid", header.guid(0x188)).put("last snapshot uuid", header.guid(0x198))
        .put("link uuid", header.guid(0x1A8)).put("parent uuid", header.guid(0x1B8));
  }

  private static Fields layout(Struct header) throws FormatException {
    return new Fields().put("block map at", header.u32(0x154)).put("blocks at", header.u32(0x158))
        .put("sector size", header.u32(0x168)).put("extra bytes per block", header.u32(0x17C))
        .put("blocks", header.u32(0x180)).put("blocks allocated", header.u32(0x184));
  }

  private static DiskPieces disk(Blob blob, Struct header) throws IOException {
    long size = header.u64(0x170, "disk size");
    long block = header.u32(0x178);
    long extra = header.u32(0x17C);
    long count = header.u32(0x180);
    if (block == 0 || count > MOST_BLOCKS || count * block < size) {
      throw FormatException.at(0x170, count + " blocks of " + block + " bytes do not make a disk of " + size);
    }
    Struct map = Struct.little(blob, header.u32(0x154), (int) count * 4, "block map");
    DiskPieces disk = new DiskPieces(blob);
    for (int i = 0; i < count && disk.size() < size; i++) {
      long length = Math.min(block, size - disk.size());
      long at = map.u32(i * 4);
      if (at >= FIRST_ABSENT) {
        disk.hole(length);
      } else {
        long start = header.u32(0x158) + at * (block + extra) + extra;
        long there = Math.max(0, Math.min(length, blob.size() - start));
        disk.stored(start, there).hole(length - there);
      }
    }
    return disk;
  }
}
