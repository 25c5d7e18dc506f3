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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Key files of Flatpak: {@code .flatpakref}, {@code .flatpakrepo}, and the metadata of an application or runtime. */
final class FlatpakReferenceComparator implements FormatComparator {
  private static final int LIMIT_BYTES = 4 << 20;
  private static final Format FORMAT = Format.of("packaging/flatpak-ref", "Flatpak reference",
      Signature.text(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          String head = probe.headText().stripLeading();
          return head.startsWith("[Flatpak Re") || probe.fileName().equals("metadata")
              && (head.startsWith("[Application]\n") || head.startsWith("[Runtime]\n")) && head.contains("\nruntime=");
        }
      })).refining("text/plain");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    Map<String, List<String>> entries = KeyFileLines.entries(new String(blob.all(LIMIT_BYTES), StandardCharsets.UTF_8));
    StringBuilder out = new StringBuilder();
    for (Map.Entry<String, List<String>> entry : entries.entrySet()) {
      byte[] key = entry.getKey().endsWith(" GPGKey") ? decoded(entry.getValue().get(0)) : null;
      if (key != null && members.wanted()) {
        members.unpack(entry.getKey(), new ByteArrayInputStream(key));
      } else {
        out.append(entry.getKey()).append(": ").append(String.join("\n    ", entry.getValue())).append('\n');
      }
    }
    sections.add(Section.text("", out));
    sections.add(Section.lines("source text", blob).atLevel(2));
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException damaged) {
      return null;
    }
  }
}
