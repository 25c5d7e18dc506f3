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

/** Linux kernels for x86 (Documentation/arch/x86/boot.rst): the setup header and the compressed kernel. */
final class VmlinuzComparator implements FormatComparator {
  // Most are programs of UEFI as well: this outweighs it, as whole sections of those would be told as bytes.
  private static final Format FORMAT = Format.of("filesystem/vmlinuz", "Linux kernel image for x86",
      Signature.all(Signature.hex(0x1FE, "55aa"), Signature.magic(0x202, "HdrS")))
      .refining("filesystem/partition-table", "executable/pe");
  private static final int SETUP_SIZE = 0x268;
  /** Where the fields start that the section tells, and no code lies. */
  private static final int FIELDS = 0x1F1;
  private static final int SECTOR = 512;
  private static final int OLDEST = 0x208;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    Struct setup = Struct.little(blob, 0, SETUP_SIZE, "setup header");
    int version = setup.u16(0x206);
    sections.add(fields(blob, setup).section("setup header"));
    long code = ((setup.u8(0x1F1) == 0 ? 4 : setup.u8(0x1F1)) + 1L) * SECTOR;
    if (version < OLDEST) {
      sections.comment("boot protocol " + protocol(version) + " does not say where the compressed kernel lies");
      return;
    }
    long start = code + setup.u32(0x248);
    long length = setup.u32(0x24C);
    if (length < 4 || start > blob.size() - length) {
      throw FormatException.at(0x248, "payload of " + length + " bytes at " + start + " is not inside the kernel");
    }
    members.knownFormat("generic/binary");
    members.file("setup", setupCode(blob, setup, Math.min(code, start)).location());
    if (start > code) {
      members.file("decompressor", Extents.range(blob, code, start - code));
    }
    members.knownFormat(null);
    // The four bytes behind the stream are the size of the kernel; gzip ends with that size itself.
    boolean gzip = Struct.little(blob, start, 2, "payload").u16(0) == 0x8B1F;
    members.file("vmlinux" + suffix(blob.bytes(start, 4)), Extents.range(blob, start, gzip ? length : length - 4));
    long end = start + length;
    if (end < blob.size()) {
      members.knownFormat("generic/binary");
      members.file("rest", Extents.range(blob, end, blob.size() - end));
    }
  }

  /** Returns what runs before the decompressor, zeros for what the setup header's section tells. */
  private static Extents setupCode(Blob blob, Struct setup, long end) throws IOException {
    long version = setup.u16(0x20E) + 0x200L;
    Extents code = new Extents(blob).add(0, FIELDS).addHole(SETUP_SIZE - FIELDS);
    long text = versionText(blob, setup).length();
    if (text == 0 || version < SETUP_SIZE || version + text > end) {
      return code.add(SETUP_SIZE, Math.max(0, end - SETUP_SIZE));
    }
    return code.add(SETUP_SIZE, version - SETUP_SIZE).addHole(text).add(version + text, end - version - text);
  }

  private static String versionText(Blob blob, Struct setup) throws IOException {
    long at = setup.u16(0x20E) + 0x200L;
    int most = (int) Math.max(0, Math.min(SECTOR, blob.size() - at));
    return setup.u16(0x20E) == 0 || most == 0 ? "" : Struct.little(blob, at, most, "version").text(0, most);
  }

  private static String suffix(byte[] head) {
    return switch ((head[0] & 0xFF) << 8 | head[1] & 0xFF) {
      case 0x1F8B -> ".gz";
      case 0x425A -> ".bz2";
      case 0x5D00 -> ".lzma";
      case 0xFD37 -> ".xz";
      case 0x894C -> ".lzo";
      case 0x0221 -> ".lz4";
      case 0x28B5 -> ".zst";
      default -> "";
    };
  }

  private static Fields fields(Blob blob, Struct setup) throws IOException {
    Fields fields = new Fields().put("boot protocol", protocol(setup.u16(0x206)));
    if (setup.u16(0x20E) != 0) {
      fields.put("kernel version", versionText(blob, setup));
    }
    return fields.put("setup sectors", setup.u8(0x1F1)).put("root flags", setup.u16(0x1F2))
        .put("system size", setup.u32(0x1F4) * 16 + " bytes").put("video mode", setup.u16(0x1FA))
        .put("root device", Times.format("0x%04x", setup.u16(0x1FC)))
        .put("load flags", Fields.bits(setup.u8(0x211), "loaded-high", "kaslr", null, null, null, "quiet",
            "keep-segments", "can-use-heap"))
        .put("code32 start", Times.format("0x%x", setup.u32(0x214)))
        .put("kernel alignment", Times.format("0x%x", setup.u32(0x230)))
        .put("relocatable", setup.u8(0x234) != 0).put("command line size", setup.u32(0x238))
        .put("extended load flags", Fields.bits(setup.u16(0x236), "kernel-64", "above-4g", "efi-handover-32",
            "efi-handover-64", "efi-kexec", "5-level", "5-level-enabled"))
        .put("payload", setup.u32(0x24C) + " bytes at " + setup.u32(0x248))
        .put("preferred address", Times.format("0x%x", setup.i64(0x258)))
        .put("initial size", setup.u32(0x260)).put("EFI handover offset", Times.format("0x%x", setup.u32(0x264)));
  }

  private static String protocol(int version) {
    return (version >> 8) + "." + Times.fill(version & 0xFF, 2);
  }
}
