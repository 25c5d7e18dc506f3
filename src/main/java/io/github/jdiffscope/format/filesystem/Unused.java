package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;

/** Tells of bytes behind a file system. */
final class Unused {
  private Unused() {}

  /** Adds what follows the end of a file system, zeros at the end left out, and how many zeros there are. */
  static void behind(Blob blob, long end, Sections sections) throws IOException {
    if (end < 0 || end >= blob.size()) {
      return;
    }
    long length = Slack.lengthWithoutZeros(blob, end);
    if (length > 0) {
      sections.add(Section.binary("bytes behind the file system", blob.slice(end, length)));
    }
    sections.add(Section.text("padding behind the file system", (blob.size() - end - length) + " bytes of zeros\n")
        .atLevel(1));
  }
}
