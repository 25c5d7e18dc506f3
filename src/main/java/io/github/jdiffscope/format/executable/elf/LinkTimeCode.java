package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.DataStrings;
import io.github.jdiffscope.format.executable.code.Demangler;
import io.github.jdiffscope.format.executable.code.Mixer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The bytecode that GCC leaves in objects for optimising at link time: sections {@code .gnu.lto_FUNCTION.NUMBER.ID} and
 * {@code .gnu.lto_.KIND.ID}. The ID is random unless {@code -frandom-seed} sets it, and is left out.
 */
final class LinkTimeCode {
  private static final String PREFIX = ".gnu.lto_";
  private static final String OPTIONS = ".gnu.lto_.opts";

  private final ElfFile file;

  LinkTimeCode(ElfFile file) {
    this.file = file;
  }

  static boolean is(ElfSection section) {
    return section.name().startsWith(PREFIX);
  }

  /** Returns a section's name without the random identifier and the function's number. */
  static String stableName(String name) {
    if (!name.startsWith(PREFIX) || name.equals(OPTIONS)) {
      return name;
    }
    int id = name.lastIndexOf('.');
    String stable = id > PREFIX.length() ? name.substring(0, id) : name;
    int number = stable.lastIndexOf('.');
    boolean numbered = number > PREFIX.length() && stable.substring(number + 1).chars().allMatch(Character::isDigit);
    return numbered ? stable.substring(0, number) : stable;
  }

  void describe(Sections out) {
    List<Block> blocks = new ArrayList<>();
    for (ElfSection section : file.sections()) {
      if (section.name().equals(OPTIONS)) {
        String options = DataStrings.text(file.content(section));
        out.add(Section.text("compiler options for link-time optimisation", options));
      } else if (is(section)) {
        blocks.add(block(section));
      }
    }
    if (!blocks.isEmpty()) {
      blocks.sort(Comparator.comparing(Block::key));
      // Hidden where the machine code differs: that says the same better.
      out.add(new Section("link-time bytecode of GCC", 0, "lto", new SectionContent.Blocks(blocks)));
    }
  }

  private Block block(ElfSection section) {
    byte[] raw = file.content(section);
    byte[] plain = SectionCodec.bare(raw);
    byte[] content = plain == null ? raw : plain;
    Mixer digest = new Mixer();
    digest.add(content, 0, content.length);
    String name = stableName(section.name()).substring(PREFIX.length());
    String shown = name.startsWith(".") ? "table " + name.substring(1) : "function " + Demangler.demangle(name);
    return new Block(shown, digest.toString(), () -> shown + ": " + content.length + " bytes, #"
        + digest.toString().substring(0, 8) + "\n" + strings(content));
  }

  private static String strings(byte[] content) {
    StringBuilder out = new StringBuilder();
    DataStrings.text(content).lines().forEach(line -> out.append("    ").append(line).append('\n'));
    return out.toString();
  }
}
