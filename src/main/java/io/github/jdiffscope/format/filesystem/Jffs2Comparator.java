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
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Journalling flash file systems, version 2, in either byte order. */
final class Jffs2Comparator implements FormatComparator {
  private static final Format FORMAT = Format.of("filesystem/jffs2", "JFFS2 file system",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isJffs2(probe);
        }
      }));

  /** The first node's header must fit its check sum. */
  private static boolean isJffs2(Probe probe) {
    if (!probe.has(0, new byte[] {(byte) 0x85, 0x19}) && !probe.has(0, new byte[] {0x19, (byte) 0x85})) {
      return false;
    }
    long first = probe.u32le(0);
    long second = probe.u32le(4);
    byte[] header = new byte[8];
    for (int i = 0; i < 4; i++) {
      header[i] = (byte) (first >>> 8 * i);
      header[4 + i] = (byte) (second >>> 8 * i);
    }
    int sum = (int) probe.u32le(8);
    int expected = Jffs2Log.check(header);
    return sum == expected || Integer.reverseBytes(sum) == expected;
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Jffs2Log log = new Jffs2Log(artifact.blob());
    sections.add(new Fields().put("Byte order", log.order() == ByteOrder.LITTLE_ENDIAN ? "little-endian"
        : "big-endian").section("log"));
    if (log.damaged() > 0) {
      sections.comment(log.damaged() + " node headers do not fit their check sums");
    }
    Jffs2Volume volume = new Jffs2Volume(log, sections);
    volume.read();
    UnixTree.tell(volume, sections, members);
    sections.add(Section.text("nodes", () -> nodes(log)).atLevel(1));
  }

  private static CharSequence nodes(Jffs2Log log) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Jffs2Log.Node node : log.nodes()) {
      text.append(String.format(java.util.Locale.ROOT, "%08x ", node.place())).append(word(node.type())).append(' ')
          .append(node.length()).append(" bytes");
      if (node.type() == Jffs2Log.NAME || node.type() == Jffs2Log.INODE) {
        Struct raw = log.read(node, 68);
        text.append(", inode ").append(raw.u32(node.type() == Jffs2Log.NAME ? 20 : 12)).append(", version ")
            .append(raw.u32(16)).append(", check ").append(HexFormat.of().toHexDigits(raw.i32(
                node.type() == Jffs2Log.NAME ? 36 : 60)));
      }
      text.append('\n');
    }
    return text;
  }

  private static String word(int type) {
    return switch (type) {
      case Jffs2Log.NAME -> "name";
      case Jffs2Log.INODE -> "inode";
      case Jffs2Log.ATTRIBUTE -> "attribute";
      case Jffs2Log.ATTRIBUTE_USE -> "attribute use";
      case Jffs2Log.CLEAN_MARKER -> "clean marker";
      case Jffs2Log.PADDING -> "padding";
      case Jffs2Log.SUMMARY -> "summary";
      default -> "type " + HexFormat.of().toHexDigits((short) type);
    };
  }
}
