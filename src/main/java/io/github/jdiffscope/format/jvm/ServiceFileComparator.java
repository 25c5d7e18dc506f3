package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Provider configuration of {@link java.util.ServiceLoader}, and files like it: providers, comments, then the text. */
final class ServiceFileComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("jvm/service-file", "Java service providers",
      Signature.text(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isPlace(probe.name());
        }
      })).refining("text/plain");

  @Override
  public Format format() {
    return FORMAT;
  }

  private static boolean isPlace(String name) {
    return name.contains("META-INF/services/") || name.contains("META-INF/spring/") && name.endsWith(".imports");
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    String text = LineText.decode(blob.all(LineText.LIMIT));
    sections.add(Section.text("", () -> part(text, true)));
    sections.add(Section.text("comments", () -> part(text, false)).about("comments"));
    sections.add(Section.lines("spacing and line ends", blob).atLevel(1));
  }

  /** Returns what stands before the hash of each line, or from it on. */
  private static CharSequence part(String text, boolean providers) {
    StringBuilder out = new StringBuilder();
    for (String line : text.split("\r\n|\r|\n")) {
      int hash = line.indexOf('#');
      String part = providers ? hash < 0 ? line : line.substring(0, hash) : hash < 0 ? "" : line.substring(hash);
      if (!part.isBlank()) {
        LineText.appendPrintable(out, part.strip());
        out.append('\n');
      }
    }
    return out;
  }
}
