package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Resource tables of Android apps: resources by type, name and configuration; then numbers and strings. */
final class ResourceTableComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("jvm/arsc", "Android resource table",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return probe.u32le(0) == 0x000C_0002L && probe.u32le(4) <= probe.size() && probe.u32le(12) == 0x001C_0001L;
        }
      }));
  private static final int LARGEST = 1 << 28;
  private static final int PACKAGE = 0x0200;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    byte[] bytes = artifact.blob().all(LARGEST);
    ChunkReader table = ChunkReader.at(bytes, 0, bytes.length);
    ResourceStrings strings = null;
    int at = table.headerSize();
    int packages = 0;
    while (at < table.end()) {
      ChunkReader chunk = ChunkReader.at(bytes, at, table.end());
      if (chunk.type() == ResourceStrings.TYPE && strings == null) {
        strings = new ResourceStrings(chunk);
      } else if (chunk.type() == PACKAGE) {
        if (strings == null) {
          throw FormatException.at(at, "a package stands before the strings it uses");
        }
        ResourceTableText text = new ResourceTableText(chunk, strings);
        String name = text.name() + (packages++ == 0 ? "" : " (" + packages + ")");
        sections.add(Section.text("resources of " + name, text::text));
        sections.add(Section.text("resource numbers of " + name, text::numbers).atLevel(1));
      }
      at = chunk.end();
    }
    if (strings != null) {
      ResourceStrings pool = strings;
      sections.add(Section.text("strings", () -> lines(pool)).atLevel(1));
    }
  }

  private static CharSequence lines(ResourceStrings strings) throws FormatException {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < strings.count(); i++) {
      out.append(strings.get(i)).append('\n');
    }
    return out;
  }
}
