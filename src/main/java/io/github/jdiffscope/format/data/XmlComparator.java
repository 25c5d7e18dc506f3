package io.github.jdiffscope.format.data;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.xml.XmlEncoding;
import io.github.jdiffscope.codec.xml.XmlTokenizer;
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
import java.util.Locale;

/**
 * XML: a canonical form one tag a line, then tags and references as written, then the source text. Nothing outside the
 * file is ever looked at: document types and entities are shown, never fetched or expanded.
 */
final class XmlComparator implements FormatComparator {
  /** Larger texts are compared line by line only: the printed form has to fit in memory. */
  private static final int LIMIT_BYTES = 32 << 20;

  private static final Format FORMAT = Format.of("data/xml", "XML document",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isXml(probe);
        }
      }),
      Signature.hex(0, "3c003f0078006d006c00"),
      Signature.hex(0, "003c003f0078006d006c")).refining("text/plain");

  @Override
  public Format format() {
    return FORMAT;
  }

  private static boolean isXml(Probe probe) {
    if (!probe.looksLikeText()) {
      return false;
    }
    String head = probe.headText();
    int start = 0;
    while (start < head.length() && Character.isWhitespace(head.charAt(start))) {
      start++;
    }
    if (head.startsWith("<?xml", start) && start == 0) {
      return true;
    }
    return start + 2 < head.length() && head.charAt(start) == '<' && startsWellFormed(head, probe);
  }

  private static boolean startsWellFormed(String head, Probe probe) {
    XmlTokenizer tokens = new XmlTokenizer(head);
    boolean tagSeen = false;
    try {
      while (tokens.next()) {
        boolean html = tokens.kind() == XmlTokenizer.Kind.DOCTYPE && tokens.raw().toLowerCase(Locale.ROOT).matches(
            "(?s)<!doctype\\s+html.*") || !tagSeen && isTag(tokens) && tokens.name().equalsIgnoreCase("html")
            && tokens.attributes().stream().noneMatch(attribute -> attribute.name().equals("xmlns"));
        if (html) {
          return false;
        }
        tagSeen |= isTag(tokens);
      }
      return tagSeen;
    } catch (FormatException malformed) {
      return tagSeen && tokens.isAtEnd() && probe.size() > probe.head().length;
    }
  }

  private static boolean isTag(XmlTokenizer tokens) {
    return tokens.kind() == XmlTokenizer.Kind.START || tokens.kind() == XmlTokenizer.Kind.EMPTY;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    if (blob.size() > LIMIT_BYTES) {
      sections.comment(String.format(Locale.ROOT,
          "XML of more than %,d bytes is compared line by line, not in its canonical form", LIMIT_BYTES));
      sections.add(Section.lines("", blob));
      return;
    }
    XmlEncoding encoding = XmlEncoding.of(blob.head(Probe.HEAD_SIZE));
    if (encoding.unknown() != null) {
      sections.comment("encoding " + encoding.unknown() + " is not known; read as ISO-8859-1");
    }
    XmlPrinter.Printed canonical = XmlPrinter.print(decode(blob, encoding), false);
    if (canonical.error() != null) {
      sections.comment("not well-formed XML: " + canonical.error() + "; from there on shown as it stands");
    }
    sections.add(Section.text("", canonical.text()));
    sections.add(Section.text("tags and references as written",
        () -> XmlPrinter.print(decode(blob, encoding), true).text()).atLevel(1));
    boolean eightBit = !encoding.charset().name().startsWith("UTF-16");
    sections.add((eightBit ? Section.lines("source text", blob)
        : Section.text("source text", () -> decode(blob, encoding))).atLevel(2));
  }

  private static String decode(Blob blob, XmlEncoding encoding) throws IOException {
    byte[] bytes = blob.all(LIMIT_BYTES);
    return encoding.charset().equals(StandardCharsets.UTF_8) ? new String(bytes, StandardCharsets.UTF_8)
        : new String(bytes, encoding.charset());
  }
}
