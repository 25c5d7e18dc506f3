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

/** Boot images of Android, header versions 0 to 4 (AOSP's system/tools/mkbootimg): kernel, ramdisk and the rest. */
final class AndroidBootComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/android-boot", "Android boot image",
      Signature.magic(0, "ANDROID!"));
  private static final int HEADER_SIZE = 632;
  private static final int HEADER_SIZE_2 = 1660;
  private static final int PAGE_SIZE_3 = 4096;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    Struct header = Struct.little(blob, 0, HEADER_SIZE, "header");
    // Before version 1 the word was the size of a device tree; no tree is that small.
    long version = header.u32(40);
    if (version == 3 || version == 4) {
      modern(blob, Struct.little(blob, 0, 1584, "header"), sections, members);
    } else {
      classic(blob, header, version <= 2 ? version : 0, sections, members);
    }
  }

  private static void classic(Blob blob, Struct header, long version, Sections sections, MemberSink members)
      throws IOException {
    Fields fields = new Fields();
    fields.put("header version", version).put("page size", header.u32(36)).put("board name", header.text(48, 16))
        .put("command line", header.text(64, 512)).put("kernel address", Times.format("0x%08x", header.u32(12)))
        .put("ramdisk address", Times.format("0x%08x", header.u32(20)))
        .put("second stage address", Times.format("0x%08x", header.u32(28)))
        .put("tags address", Times.format("0x%08x", header.u32(32))).put("OS version", version(header.i32(44)));
    Struct more = version == 0 ? null : Struct.little(blob, 0, version == 1 ? 1648 : HEADER_SIZE_2, "header");
    if (more != null) {
      fields.put("more of the command line", more.text(608, 1024));
    }
    sections.add(fields.section("boot image header"));
    sections.add(Section.text("id", header.hex(576, 32) + "\n").atLevel(1));
    Payloads payloads = new Payloads(blob, header.u32(36), sections, members);
    payloads.add("kernel", header.u32(8));
    payloads.add("ramdisk", header.u32(16));
    payloads.add("second", header.u32(24));
    if (more != null) {
      payloads.add("recovery_dtbo", more.u32(1632));
    } else if (header.u32(40) > 4) {
      payloads.add("dt", header.u32(40));
    }
    if (version == 2) {
      payloads.add("dtb", more.u32(1648));
    }
  }

  private static void modern(Blob blob, Struct header, Sections sections, MemberSink members) throws IOException {
    Fields fields = new Fields();
    fields.put("header version", header.u32(40)).put("OS version", version(header.i32(16)))
        .put("command line", header.text(44, 1536));
    sections.add(fields.section("boot image header"));
    Payloads payloads = new Payloads(blob, PAGE_SIZE_3, sections, members);
    payloads.add("kernel", header.u32(8));
    payloads.add("ramdisk", header.u32(12));
    if (header.u32(40) == 4) {
      payloads.add("signature", header.u32(1580));
    }
  }

  /** Seven bits each for three numbers, then year and month of the patch level. */
  private static String version(int word) {
    return (word >>> 25) + "." + (word >>> 18 & 127) + "." + (word >>> 11 & 127) + ", patch level "
        + (2000 + (word >>> 4 & 127)) + "-" + Times.fill(word & 15, 2);
  }

  /** Payloads that follow one another, each from the start of a page. */
  private static final class Payloads {
    private final Blob blob;
    private final long page;
    private final Sections sections;
    private final MemberSink members;
    private long at;

    Payloads(Blob blob, long page, Sections sections, MemberSink members) throws FormatException {
      if (page < 512 || page > 1 << 20) {
        throw FormatException.at(36, "impossible page size " + page);
      }
      this.blob = blob;
      this.page = page;
      this.sections = sections;
      this.members = members;
      this.at = page;
    }

    void add(String name, long size) throws IOException {
      if (size == 0) {
        return;
      }
      long there = Math.max(0, Math.min(size, blob.size() - at));
      if (there < size) {
        sections.comment(name + " of " + size + " bytes is cut off after " + there);
      }
      if (there > 0) {
        members.file(name, Extents.range(blob, at, there));
      }
      at += (size + page - 1) / page * page;
    }
  }
}
