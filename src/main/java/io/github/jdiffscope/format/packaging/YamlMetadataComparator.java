package io.github.jdiffscope.format.packaging;

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
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Metadata of packages in YAML: that of a snap, that of a Ruby gem. */
final class YamlMetadataComparator implements FormatComparator {
  private static final int LIMIT_BYTES = 8 << 20;

  private final Format format;
  private final UnaryOperator<String> layout;

  private YamlMetadataComparator(String id, String title, UnaryOperator<String> layout, Signature.Check check) {
    this.format = Format.of(id, title, Signature.text(check)).refining("text/plain");
    this.layout = layout;
  }

  static YamlMetadataComparator snap() {
    return new YamlMetadataComparator("packaging/snap-yaml", "snap metadata", YamlLines::of, new Signature.Check() {
      @Override
      public boolean matches(Probe probe) {
        return probe.fileName().endsWith("snap.yaml") && ("\n" + probe.headText()).contains("\nname:");
      }
    });
  }

  static YamlMetadataComparator gem() {
    return new YamlMetadataComparator("packaging/gem-metadata", "Ruby gem metadata", GemMetadata::of, new Signature.Check() {
      @Override
      public boolean matches(Probe probe) {
        return probe.headText().startsWith("--- !ruby/object:Gem::Specification");
      }
    });
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    if (blob.size() > LIMIT_BYTES) {
      sections.comment("metadata of more than " + LIMIT_BYTES + " bytes are compared line by line");
      sections.add(Section.lines("", blob));
      return;
    }
    String text = new String(blob.all(LIMIT_BYTES), StandardCharsets.UTF_8);
    sections.add(Section.text("", layout.apply(text)));
    sections.add(Section.lines("source text", blob).atLevel(2));
  }
}
