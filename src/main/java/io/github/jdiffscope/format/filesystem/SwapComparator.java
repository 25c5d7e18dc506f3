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
import java.nio.ByteOrder;

/** Swap space of Linux (the kernel's linux/swap.h): its header by field, the pages as they are. */
final class SwapComparator implements FormatComparator {
  private static final String MAGIC = "SWAPSPACE2";
  private static final int[] PAGES = {4096, 8192, 16384, 65536};
  private static final Format FORMAT = Format.of("filesystem/swap", "Linux swap space",
      Signature.magic(4096 - 10, MAGIC), Signature.magic(8192 - 10, MAGIC), Signature.magic(16384 - 10, MAGIC),
      Signature.magic(65536 - 10, MAGIC)).refining("filesystem/partition-table");
  private static final int HEADER = 1024;
  private static final int BAD_PAGES = HEADER + 512;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    int page = 0;
    for (int i = PAGES.length - 1; i >= 0; i--) {
      boolean here = blob.size() >= PAGES[i]
          && Struct.little(blob, PAGES[i] - 10, 10, "signature").text(0, 10).equals(MAGIC);
      page = here ? PAGES[i] : page;
    }
    if (page == 0) {
      throw FormatException.at(PAGES[0] - 10, "no signature of swap space");
    }
    // Version 1, in the byte order of the machine that made it.
    ByteOrder order = Struct.little(blob, HEADER, 4, "header").u32(0) == 1 ? ByteOrder.LITTLE_ENDIAN
        : ByteOrder.BIG_ENDIAN;
    Struct header = Struct.read(blob, 0, page, order, "header");
    long bad = header.u32(HEADER + 8);
    Fields fields = new Fields().put("Version", header.u32(HEADER)).put("Byte order", order).put("Page size", page)
        .put("Last page", header.u32(HEADER + 4)).put("Bad pages", bad).put("UUID", header.uuid(HEADER + 12))
        .put("Label", header.text(HEADER + 28, 16));
    for (int i = 0; i < Math.min(bad, (page - 10 - BAD_PAGES) / 4); i++) {
      fields.put("Bad page", header.u32(BAD_PAGES + 4 * i));
    }
    sections.add(fields.section("swaplabel {}"));
    if (!header.isZero(0, HEADER)) {
      sections.add(Section.binary("boot block", blob.slice(0, HEADER)));
    }
    long pages = (header.u32(HEADER + 4) + 1) * page;
    if (pages > blob.size()) {
      sections.comment("swap space of " + pages + " bytes is cut off after " + blob.size());
    }
    long end = Math.min(pages, blob.size());
    Blob contents = blob.slice(page, Math.max(0, end - page));
    long used = Slack.lengthWithoutZeros(contents, 0);
    sections.add(Section.binary("pages", contents.slice(0, used)));
    Unused.behind(blob, pages, sections);
  }
}
