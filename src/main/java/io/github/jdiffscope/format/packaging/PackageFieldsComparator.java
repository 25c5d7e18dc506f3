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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code .PKGINFO} and {@code .BUILDINFO} of Arch Linux (PKGBUILD(5), BUILDINFO(5)) and Alpine: {@code key = value}
 * lines, of which a list has several with one key.
 */
final class PackageFieldsComparator implements FormatComparator {
  private static final int LIMIT_BYTES = 32 << 20;
  private static final Format FORMAT = Format.of("packaging/pkginfo", "package fields",
      Signature.text(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          String name = probe.fileName();
          return (name.endsWith(".PKGINFO") || name.endsWith(".BUILDINFO"))
              && ("\n" + probe.headText()).contains("\npkgname = ");
        }
      })).refining("text/plain");

  private record Field(String name, String value) {}

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    StringBuilder out = new StringBuilder();
    List<Field> fields = new ArrayList<>();
    new String(blob.all(LIMIT_BYTES), StandardCharsets.UTF_8).lines().map(String::strip).forEach(line -> {
      int equals = line.indexOf('=');
      if (line.startsWith("#") || equals < 0) {
        out.append(line.isEmpty() ? "" : line + "\n");
      } else {
        fields.add(new Field(line.substring(0, equals).strip(), line.substring(equals + 1).strip()));
      }
    });
    fields.sort(Comparator.comparing(Field::name).thenComparing(Field::value));
    for (Field field : fields) {
      boolean date = field.name.equals("builddate") && field.value.matches("[0-9]{1,11}");
      out.append(field.name).append(" = ").append(field.value)
          .append(date ? " (" + RpmText.time(field.value) + ")" : "").append('\n');
    }
    sections.add(Section.text("", out));
    sections.add(Section.lines("source text", blob).atLevel(2));
  }
}
