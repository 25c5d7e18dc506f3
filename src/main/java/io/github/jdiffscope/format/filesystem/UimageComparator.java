package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Legacy images of U-Boot: a header of 64 bytes and one payload or several (U-Boot's include/image.h). */
final class UimageComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/uimage", "U-Boot legacy image",
      Signature.hex(0, "27051956"));
  private static final int HEADER_SIZE = 64;
  private static final int MULTI = 4;
  private static final int SCRIPT = 6;
  private static final int MOST_PARTS = 64;
  private static final String[] SYSTEMS = {"Invalid", "OpenBSD", "NetBSD", "FreeBSD", "4.4BSD", "Linux", "SVR4", "Esix",
      "Solaris", "Irix", "SCO", "Dell", "NCR", "LynxOS", "VxWorks", "pSOS", "QNX", "U-Boot", "RTEMS"};
  private static final String[] MACHINES = {"Invalid", "Alpha", "ARM", "Intel x86", "IA64", "MIPS", "MIPS 64-bit",
      "PowerPC", "IBM S390", "SuperH", "SPARC", "SPARC 64-bit", "M68K", "Nios-II", "MicroBlaze", "Nios-II", "Blackfin",
      "AVR32", "ST200", "Sandbox", "NDS32", "OpenRISC", "AArch64", "ARC", "AMD x86_64", "Xtensa", "RISC-V"};
  private static final String[] TYPES = {"Invalid", "Standalone Program", "Kernel Image", "RAMDisk Image",
      "Multi-File Image", "Firmware", "Script", "Filesystem Image", "Flat Device Tree"};
  private static final String[] COMPRESSIONS = {"uncompressed", "gzip compressed", "bzip2 compressed",
      "lzma compressed", "lzo compressed", "lz4 compressed", "zstd compressed"};

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    Struct header = Struct.big(blob, 0, HEADER_SIZE, "header");
    Fields fields = new Fields(14);
    fields.put("Image Name", header.text(32, 32)).put("Created", Times.seconds(header.u32(8)))
        .put("Image Type", Fields.word(header.u8(29), MACHINES) + " " + Fields.word(header.u8(28), SYSTEMS) + " "
            + Fields.word(header.u8(30), TYPES) + " (" + Fields.word(header.u8(31), COMPRESSIONS) + ")")
        .put("Data Size", header.u32(12) + " Bytes").put("Load Address", Times.format("%08x", header.u32(16)))
        .put("Entry Point", Times.format("%08x", header.u32(20)));
    sections.add(fields.section("mkimage -l {}"));
    sections.add(Section.text("checksums", Times.format("header %08x data %08x\n", header.u32(4), header.u32(24)))
        .atLevel(1));
    long size = Math.min(header.u32(12), blob.size() - HEADER_SIZE);
    if (size < header.u32(12)) {
      sections.comment("payload of " + header.u32(12) + " bytes is cut off after " + size);
    }
    payload(blob, header.u8(30), HEADER_SIZE + size, members);
    if (HEADER_SIZE + size < blob.size()) {
      members.file("[behind the payload]", Extents.range(blob, HEADER_SIZE + size, blob.size() - HEADER_SIZE - size));
    }
  }

  /** Several payloads, and scripts, start with a list of sizes that ends with a zero. */
  private static void payload(Blob blob, int type, long end, MemberSink members) throws IOException {
    if (type != MULTI && type != SCRIPT) {
      members.file("payload", Extents.range(blob, HEADER_SIZE, end - HEADER_SIZE));
      return;
    }
    List<Long> sizes = new ArrayList<>();
    long at = HEADER_SIZE;
    while (sizes.size() < MOST_PARTS) {
      long size = Struct.big(blob, at, 4, "size of a payload").u32(0);
      at += 4;
      if (size == 0) {
        break;
      }
      sizes.add(size);
    }
    for (int i = 0; i < sizes.size(); i++) {
      members.file("payload " + (i + 1), Extents.range(blob, at, sizes.get(i)));
      at += sizes.get(i) + 3 & ~3L;
    }
  }
}
