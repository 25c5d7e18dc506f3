package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The RECORD of an installed Python package or wheel: which files there are, then their digests and sizes. */
final class PythonRecordComparator implements FormatComparator {
  private static final int LIMIT_BYTES = 32 << 20;
  private static final String ROW = ".+,((sha|md)[0-9]+=[A-Za-z0-9_=-]+)?,[0-9]*";
  private static final Format FORMAT = Format.of("packaging/python-record", "Python package record",
      Signature.text(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isRecord(probe);
        }
      })).refining("text/plain");

  @Override
  public Format format() {
    return FORMAT;
  }

  private static boolean isRecord(Probe probe) {
    if (!probe.fileName().equals("RECORD")) {
      return false;
    }
    String head = probe.headText();
    int end = probe.size() > probe.head().length ? head.lastIndexOf('\n') : head.length();
    return end > 0 && head.substring(0, end).lines().allMatch(line -> line.matches(ROW));
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    List<Row> names = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    new String(blob.all(LIMIT_BYTES), StandardCharsets.UTF_8).lines().forEach(line -> {
      int size = line.lastIndexOf(',');
      int digest = size < 0 ? -1 : line.lastIndexOf(',', size - 1);
      String name = digest < 0 ? line : line.substring(0, digest);
      names.add(new Row(name, name));
      rows.add(new Row(name, line));
    });
    sections.add(Section.separate("recorded files", names));
    sections.add(Section.separate("digests and sizes", rows).atLevel(1));
    sections.add(Section.lines("source text", blob).atLevel(2));
  }
}
