package io.github.jdiffscope.format.data;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.json.JsonDocument;
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
import java.util.Locale;

/** JSON and JSON lines: values with keys sorted, then keys and strings as written, then the source text. */
final class JsonComparator implements FormatComparator {
  /** Larger texts are compared line by line only: their nodes have to fit in memory. */
  private static final int LIMIT_BYTES = 32 << 20;

  private static final Format FORMAT = Format.of("data/json", "JSON document",
      Signature.text(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isJson(probe);
        }
      })).refining("text/plain");

  @Override
  public Format format() {
    return FORMAT;
  }

  private static boolean isJson(Probe probe) {
    byte[] head = probe.head();
    int start = 0;
    while (start < head.length && (head[start] <= ' ' && head[start] > 0 || (head[start] & 0x80) != 0 && start < 3)) {
      start++;
    }
    boolean wide = head.length > 1 && wideCharset(head) != null;
    if (!wide && (start == head.length || head[start] != '{' && head[start] != '[')) {
      return false;
    }
    JsonDocument document = JsonDocument.parse(wide ? toUtf8(head) : head);
    boolean cut = probe.size() > head.length && document.isCutOff();
    return document.size() > 0 && !document.isString(0) && (document.isObject(0) || document.isArray(0))
        && (document.error() == null || cut);
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    if (blob.size() > LIMIT_BYTES) {
      sections.comment(String.format(Locale.ROOT,
          "JSON of more than %,d bytes is compared line by line, not in its canonical form", LIMIT_BYTES));
      sections.add(Section.lines("", blob));
      return;
    }
    boolean wide = wideCharset(blob.head(2)) != null;
    byte[] utf8 = toUtf8(blob.all(LIMIT_BYTES));
    JsonDocument document = JsonDocument.parse(utf8);
    String rest = new String(utf8, document.errorOffset(), utf8.length - document.errorOffset(),
        StandardCharsets.UTF_8);
    if (document.error() != null) {
      sections.comment("not JSON: " + FormatException.at(document.errorOffset(), document.error()).getMessage()
          + "; from there on shown as it stands");
    }
    sections.add(Section.text("", () -> new StringBuilder(JsonPrinter.print(document, false)).append(rest)));
    sections.add(Section.text("key order and strings as written",
        () -> new StringBuilder(JsonPrinter.print(document, true)).append(rest)).atLevel(1));
    sections.add((wide ? Section.text("source text", () -> new String(utf8, StandardCharsets.UTF_8))
        : Section.lines("source text", blob)).atLevel(2));
  }

  private static Charset wideCharset(byte[] head) {
    if (head.length < 2) {
      return null;
    }
    int mark = (head[0] & 0xFF) << 8 | head[1] & 0xFF;
    return mark == 0xFEFF ? StandardCharsets.UTF_16BE : mark == 0xFFFE ? StandardCharsets.UTF_16LE : null;
  }

  private static byte[] toUtf8(byte[] bytes) {
    Charset wide = wideCharset(bytes);
    return wide == null ? bytes : new String(bytes, wide).getBytes(StandardCharsets.UTF_8);
  }
}
