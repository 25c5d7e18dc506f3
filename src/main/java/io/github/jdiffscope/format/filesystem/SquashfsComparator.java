package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** SquashFS images of version 4.0, in all their compressions. */
final class SquashfsComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/squashfs", "SquashFS file system",
      Signature.magic(0, "hsqs"), Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isOld(probe);
        }
      }));

  /** Versions before 4 exist in both byte orders; in the other one than ours, their number does too. */
  private static boolean isOld(Probe probe) {
    return probe.u8(0) == 's' && probe.u8(1) == 'q' && probe.u8(2) == 's' && probe.u8(3) == 'h' && probe.u8(28) == 0
        && probe.u8(29) >= 1 && probe.u8(29) <= 3;
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    SquashImage image = new SquashImage(artifact.blob());
    sections.add(image.fields().section("unsquashfs -s {}"));
    FileTree.tell("unsquashfs -d '' -lln {}", new SquashTree(image, sections)::into, sections, members);
    Struct raw = image.superblock();
    Fields tables = new Fields();
    tables.put("file system size", raw.i64(40));
    String[] names = {"owners", "attributes", "inodes", "folders", "fragments", "exports"};
    for (int i = 0; i < names.length; i++) {
      tables.put(names[i], raw.i64(48 + 8 * i));
    }
    sections.add(tables.section("places of the tables").atLevel(1));
    sections.add(Section.text("owners", () -> owners(image)).atLevel(1));
    long end = raw.i64(40);
    if (end > artifact.blob().size()) {
      sections.comment("file system of " + end + " bytes is cut off after byte " + artifact.blob().size());
    }
    Unused.behind(artifact.blob(), end, sections);
  }

  private static CharSequence owners(SquashImage image) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < image.superblock().u16(26); i++) {
      text.append(i).append(": ").append(image.owner(i)).append('\n');
    }
    return text;
  }
}
