package io.github.jdiffscope.format.executable;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.elf.ElfDescription;
import io.github.jdiffscope.format.executable.elf.ElfFile;
import io.github.jdiffscope.format.executable.elf.ElfMembers;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** ELF programs, libraries and object files. */
final class ElfComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("executable/elf", "ELF program or library", Signature.magic(0, "\177ELF"));
  private static final int SIZE_LIMIT = 400 << 20;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    ElfFile file = new ElfFile(artifact.blob().all(SIZE_LIMIT));
    try {
      new ElfDescription(file, sections).describe(artifact);
    } catch (IndexOutOfBoundsException cut) {
      sections.comment("a table of this ELF file points outside of it: " + cut.getMessage());
    }
    new ElfMembers(file, artifact.blob()).describe(sections, members);
  }
}
