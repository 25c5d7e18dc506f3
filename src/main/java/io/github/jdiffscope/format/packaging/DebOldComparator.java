package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.Blob;
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
import java.nio.charset.StandardCharsets;

/**
 * Debian packages as they were before version 2 of the format, {@code deb-old(5)}: a line with the version, a line with
 * the size of the control archive, that archive, and the archive of files to the end.
 */
final class DebOldComparator implements FormatComparator {
  /** Both lines; a version is 0.93 and up to four digits, a size ten. */
  private static final int HEAD = 32;
  private static final Format FORMAT = Format.of("packaging/deb-old", "Debian package of the old format",
      Signature.all(Signature.magic(0, "0.93"), Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return lines(new String(probe.head(), StandardCharsets.ISO_8859_1)) != null;
        }
      })));

  @Override
  public Format format() {
    return FORMAT;
  }

  /** Returns the two lines, or null if there are no such lines or no gzip stream after them. */
  private static String[] lines(String head) {
    String start = head.substring(0, Math.min(head.length(), HEAD));
    int first = start.indexOf('\n');
    int second = start.indexOf('\n', first + 1);
    if (first < 0 || second < 0 || !head.startsWith("\u001F\u008B", second + 1)) {
      return null;
    }
    String[] lines = {start.substring(0, first), start.substring(first + 1, second)};
    return lines[0].matches("0\\.93[0-9]{0,4}") && lines[1].matches("[0-9]{1,10}") ? lines : null;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    String[] lines = lines(new String(blob.head(HEAD + 2), StandardCharsets.ISO_8859_1));
    if (lines == null) {
      throw FormatException.at(0, "a version and the size of a gzip stream do not come first");
    }
    sections.add(Section.text("format version", lines[0] + '\n'));
    sections.add(Section.text("head", String.join("\n", lines) + '\n').atLevel(1));
    long start = lines[0].length() + lines[1].length() + 2;
    long size = Long.parseLong(lines[1]);
    long end = Math.min(size, blob.size() - start) + start;
    members.file("control.tar.gz", blob.location().slice(start, end - start));
    if (size > blob.size() - start) {
      throw FormatException.at(lines[0].length() + 1, "the control archive of " + size + " bytes does not fit");
    }
    members.file("data.tar.gz", blob.location().slice(end, blob.size() - end));
  }
}
