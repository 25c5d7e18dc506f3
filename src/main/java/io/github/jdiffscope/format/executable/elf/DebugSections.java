package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;

/** The debug information of a file. */
final class DebugSections {
  private final ElfFile file;

  DebugSections(ElfFile file) {
    this.file = file;
  }

  void describe(Sections out) {
    for (ElfSection section : file.sections()) {
      if (section.name().startsWith(".debug_") || section.name().startsWith(".zdebug_")) {
        out.add(Section.binary("section " + section.name() + " " + section.index(), Blob.of(file.content(section)))
            .atLevel(1).about("debug"));
      }
    }
  }
}
