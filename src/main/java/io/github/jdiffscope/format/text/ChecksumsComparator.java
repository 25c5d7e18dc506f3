package io.github.jdiffscope.format.text;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
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
import java.util.ArrayList;
import java.util.List;

/**
 * Lists of checksums such as {@code md5sums} and {@code SHA256SUMS}: which files are listed, in which order; then their
 * digests, which follow from the files.
 */
final class ChecksumsComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("text/checksums", "list of checksums",
      Signature.text(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isList(probe);
        }
      })).refining("text/plain");
  private static final int LIMIT_BYTES = 64 << 20;
  private static final int SHORTEST_DIGEST = 32;
  private static final int LONGEST_DIGEST = 128;

  @Override
  public Format format() {
    return FORMAT;
  }

  private static boolean isList(Probe probe) {
    String head = probe.headText();
    boolean cut = probe.size() > probe.head().length;
    int end = cut ? head.lastIndexOf('\n') : head.length();
    if (end <= SHORTEST_DIGEST || digestLength(head) == 0) {
      return false;
    }
    return head.substring(0, end).lines().allMatch(line -> digestLength(line) > 0);
  }

  /** Returns how many digits of a digest a line {@code digest  name} starts with; 0 if it is no such line. */
  private static int digestLength(String line) {
    int digits = 0;
    while (digits < line.length() && Character.digit(line.charAt(digits), 16) >= 0) {
      digits++;
    }
    boolean known = digits == SHORTEST_DIGEST || digits == 40 || digits == 56 || digits == 64 || digits == 96
        || digits == LONGEST_DIGEST;
    boolean spaced = line.length() > digits + 2 && line.charAt(digits) == ' '
        && (line.charAt(digits + 1) == ' ' || line.charAt(digits + 1) == '*');
    return known && spaced ? digits : 0;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    List<Row> names = new ArrayList<>();
    List<Row> digests = new ArrayList<>();
    FileNames.decode(blob.all(LIMIT_BYTES)).lines().forEach(line -> {
      int digits = digestLength(line);
      String name = digits == 0 ? line : line.substring(digits + 2);
      names.add(new Row(name, name));
      digests.add(new Row(name, line));
    });
    sections.add(Section.separate("listed files", names));
    sections.add(Section.separate("checksums", digests).atLevel(1));
    sections.add(Section.lines("source text", blob).atLevel(2));
  }
}
