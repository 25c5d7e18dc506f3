package io.github.jdiffscope.format.text;

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
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text without further structure. UTF-16 is decoded first; that it is UTF-16 is a fact nearer to the bytes. */
final class TextComparator implements FormatComparator {
  /** Weighs less than any magic: what a more specific rule knows of this text wins. */
  private static final Format FORMAT =
      Format.of("text/plain", "text", new Signature.Structure(1, new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return probe.looksLikeText();
        }
      }));
  private static final int DECODE_LIMIT = 256 << 20;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    Charset charset = charset(blob.head(2));
    if (charset == null || blob.size() > DECODE_LIMIT || blob.size() % 2 != 0) {
      sections.add(Section.lines("", blob));
      return;
    }
    sections.add(Section.text("", () -> new String(blob.all(DECODE_LIMIT), charset).substring(1)));
    sections.add(Section.text("encoding", charset.name() + " with byte order mark\n").atLevel(1));
  }

  private static Charset charset(byte[] head) {
    if (head.length < 2) {
      return null;
    }
    int mark = (head[0] & 0xFF) << 8 | head[1] & 0xFF;
    return mark == 0xFEFF ? StandardCharsets.UTF_16BE : mark == 0xFFFE ? StandardCharsets.UTF_16LE : null;
  }
}
