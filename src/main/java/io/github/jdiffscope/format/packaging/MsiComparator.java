package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.cfb.CompoundEntry;
import io.github.jdiffscope.codec.cfb.CompoundFile;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;

/** Windows Installer packages: database tables, then the other streams. */
final class MsiComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("packaging/msi", "Windows Installer package",
      Signature.all(Signature.hex(0, "d0cf11e0a1b11ae1"), Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return hasInstallerClass(probe);
        }
      })))
      .refining("packaging/ole2");
  /** 000C1084-0000-0000-C000-000000000046 as stored; 82 for transforms and 86 for patches stand in its first byte. */
  private static final byte[] CLASS_END = HexFormat.of().parseHex("100c0000000000c000000000000046");
  private static final int CLASS_ID = 80;

  @Override
  public Format format() {
    return FORMAT;
  }

  private static boolean hasInstallerClass(Probe probe) {
    int shift = probe.u8(30);
    long directory = (probe.u32le(48) + 1) << Math.min(shift, 16);
    return shift >= 7 && probe.has(directory + CLASS_ID + 1, CLASS_END);
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    CompoundFile file = new CompoundFile(artifact.blob());
    List<CompoundEntry.Placed> tree = file.tree();
    try {
      new MsiTables(file, tree).sections().forEach(sections::add);
      tree = tree.stream().filter(placed -> !MsiNames.isTable(placed.entry().name())).toList();
    } catch (FormatException damaged) {
      sections.comment("tables: " + damaged.getMessage() + "; shown as streams");
    }
    CompoundText text = new CompoundText(file, MsiNames::decode);
    text.describe(tree, sections, members);
    sections.add(Section.text("directory and sectors", text::layout).atLevel(1));
  }
}
