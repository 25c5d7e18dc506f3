package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.jvm.PropertiesFile.Entry;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Properties files, among them pom.properties, git.properties and spring.factories: entries by key, comments, then
 * order, escapes and line ends.
 */
final class PropertiesComparator implements FormatComparator {
  private static final Signature TEXT = Signature.text(new Signature.Check() {
    @Override
    public boolean matches(Probe probe) {
      return true;
    }
  });
  private static final Format FORMAT = Format.of("jvm/properties", "Java properties",
      Signature.all(Signature.nameEnds(".properties"), TEXT),
      Signature.all(Signature.nameEnds("spring.factories"), TEXT),
      Signature.all(Signature.nameIs("spring.factories"), TEXT),
      Signature.text(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isStored(probe);
        }
      })).refining("text/plain");

  /** Returns whether the text begins as {@link java.util.Properties#store} writes: a comment that is a date. */
  private static boolean isStored(Probe probe) {
    String text = probe.headText();
    int end = text.indexOf('\n');
    // "#Mon Nov 23 01:00:00 UTC 2026"
    return end >= 24 && end < 48 && text.charAt(0) == '#' && text.charAt(4) == ' ' && text.charAt(8) == ' '
        && text.charAt(14) == ':' && text.charAt(17) == ':' && text.indexOf('=', end) > 0;
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    PropertiesFile file = PropertiesFile.parse(LineText.decode(blob.all(LineText.LIMIT)));
    boolean lists = artifact.name().endsWith("spring.factories");
    sections.add(Section.text("", () -> entries(file, lists)));
    sections.add(Section.text("comments", () -> comments(file)).about("comments"));
    sections.add(Section.lines("order, escapes and line ends", blob).atLevel(1));
  }

  private static CharSequence entries(PropertiesFile file, boolean lists) {
    List<Entry> sorted = new ArrayList<>(file.entries);
    sorted.sort(Comparator.comparing(Entry::key));
    StringBuilder out = new StringBuilder();
    for (Entry entry : sorted) {
      LineText.appendPrintable(out, entry.key());
      if (lists) {
        // Classes of a factory are found in this order.
        for (String element : entry.value().split(",", -1)) {
          LineText.appendPrintable(out.append("\n  "), element.strip());
        }
      } else {
        LineText.appendPrintable(out.append('='), entry.value());
      }
      out.append('\n');
    }
    return out;
  }

  private static CharSequence comments(PropertiesFile file) {
    StringBuilder out = new StringBuilder();
    for (String comment : file.comments) {
      LineText.appendPrintable(out, comment);
      out.append('\n');
    }
    return out;
  }
}
