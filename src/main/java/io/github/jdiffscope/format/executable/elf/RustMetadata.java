package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.DataStrings;
import java.nio.charset.StandardCharsets;

/**
 * What rustc writes of a crate for those that use it, section {@code .rmeta}: a mark, the version of its encoding, the
 * compiler's version; the rest is only for the same compiler and is said by the texts in it.
 */
final class RustMetadata {
  private static final String FACTS = "rust metadata";
  private static final int SHORTEST = 8;
  private static final int VERSION = 7;
  private static final int COMPILER = 17;

  private RustMetadata() {}

  static void describe(byte[] content, Sections out) {
    String text = new String(content, 0, Math.min(content.length, 256), StandardCharsets.ISO_8859_1);
    if (!text.startsWith("rust\0\0\0") || content.length <= COMPILER) {
      out.add(Section.binary("section .rmeta", Blob.of(content)));
      return;
    }
    int length = content[COMPILER - 1] & 0xFF;
    String compiler = text.substring(COMPILER, Math.min(text.length(), COMPILER + length));
    boolean plain = compiler.chars().allMatch(c -> c >= 32 && c < 127);
    out.add(Section.text("Rust compiler", "encoding: " + (content[VERSION] & 0xFF) + '\n'
        + (plain ? "compiler: " + compiler + '\n' : "")).about(FACTS));
    out.add(Section.text("texts in the Rust metadata", () -> texts(content)).about(FACTS));
    out.add(Section.binary("section .rmeta", Blob.of(content)).atLevel(1).about(FACTS));
  }

  /** Returns the texts, without the short ones: most of those are numbers that happen to look like letters. */
  private static String texts(byte[] content) {
    StringBuilder out = new StringBuilder();
    DataStrings.text(content).lines().filter(line -> line.length() >= SHORTEST)
        .forEach(line -> out.append(line).append('\n'));
    return out.toString();
  }
}
