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
import java.util.List;

/**
 * Lists of what a program is made of, as JSON: CycloneDX and SPDX. Components are compared by what they are, not by
 * where they stand, so that another order or another version of one moves nothing else.
 */
final class SbomComparator implements FormatComparator {
  private static final int LIMIT_BYTES = 32 << 20;

  private final Format format;
  private final List<SbomText.Entries> entries;

  /**
   * @param key a key of the document and the value it begins with; both stand near the beginning
   */
  private SbomComparator(String id, String title, String key, String value, List<SbomText.Entries> entries) {
    this.entries = entries;
    this.format = Format.of(id, title, Signature.text(new Signature.Check() {
      @Override
      public boolean matches(Probe probe) {
        if (!probe.headText().contains('"' + key + '"')) {
          return false;
        }
        JsonDocument document = JsonDocument.parse(probe.head());
        String found = document.size() > 0 && document.isObject(0) ? document.textAt(0, key) : null;
        return found != null && found.startsWith(value);
      }
    })).refining("data/json", "text/plain");
  }

  /** Returns the comparator for CycloneDX (ECMA-424). */
  static SbomComparator cyclonedx() {
    return new SbomComparator("data/cyclonedx", "CycloneDX bill of materials", "bomFormat", "CycloneDX", List.of(
        new SbomText.Entries("components", List.of("purl", "name")),
        new SbomText.Entries("services", List.of("bom-ref", "name")),
        new SbomText.Entries("dependencies", List.of("ref")),
        new SbomText.Entries("vulnerabilities", List.of("id", "bom-ref"))));
  }

  /** Returns the comparator for SPDX 2 (ISO/IEC 5962). */
  static SbomComparator spdx() {
    return new SbomComparator("data/spdx", "SPDX bill of materials", "spdxVersion", "SPDX-", List.of(
        new SbomText.Entries("packages", List.of("name")),
        new SbomText.Entries("files", List.of("fileName")),
        new SbomText.Entries("relationships", List.of("spdxElementId", "relationshipType", "relatedSpdxElement")),
        new SbomText.Entries("hasExtractedLicensingInfos", List.of("licenseId"))));
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    if (blob.size() > LIMIT_BYTES) {
      sections.comment("a bill of materials of more than 32 MiB is compared line by line");
      sections.add(Section.lines("", blob));
      return;
    }
    byte[] utf8 = blob.all(LIMIT_BYTES);
    JsonDocument document = JsonDocument.parse(utf8);
    if (document.error() != null) {
      sections.add(Section.lines("", blob));
      throw FormatException.at(document.errorOffset(), "not JSON: " + document.error());
    }
    SbomText text = new SbomText(document);
    sections.add(Section.listing("document", List.of(), text.rest(entries)));
    for (SbomText.Entries kind : entries) {
      int array = document.get(0, kind.key());
      if (array != JsonDocument.NONE && document.isArray(array)) {
        sections.add(Section.text(kind.key(), () -> text.entries(array, kind)));
      }
    }
    sections.add(Section.text("order of entries", () -> JsonPrinter.print(document, false)).atLevel(1));
    sections.add(Section.lines("source text", blob).atLevel(2));
  }
}
