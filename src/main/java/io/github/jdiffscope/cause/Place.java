package io.github.jdiffscope.cause;

import io.github.jdiffscope.model.Difference;
import java.util.Locale;

/**
 * Where a difference stands.
 *
 * @param artifact the compared pair it belongs to
 * @param parent the place of the container, or null
 * @param section title of the section, those around it before it; empty if it is the artifact's own text
 * @param facts what the rest of the report says
 */
record Place(Difference artifact, Place parent, String section, Facts facts) {
  /** Stands between the titles of a section and of a section in it. */
  static final String BELOW = " / ";

  String format() {
    return artifact.format() == null ? "" : artifact.format();
  }

  /** Returns the member's name on the left, in lower case. */
  String name() {
    return artifact.source1().toLowerCase(Locale.ROOT);
  }

  /** Returns the last part of the name, in lower case. */
  String fileName() {
    String name = name();
    return name.substring(name.lastIndexOf('/') + 1);
  }

  boolean isIn(String formatPrefix) {
    return format().startsWith(formatPrefix);
  }

  /** Returns whether this is the place or it lies in a place of such a format. */
  boolean isWithin(String formatPrefix) {
    for (Place place = this; place != null; place = place.parent) {
      if (place.isIn(formatPrefix)) {
        return true;
      }
    }
    return false;
  }

  Place at(String title) {
    return new Place(artifact, parent, title, facts);
  }

  /** Returns whether this document is a software bill of materials. */
  boolean isBillOfMaterials() {
    String name = fileName();
    return name.contains("sbom") || name.contains(".spdx") || name.contains("cyclonedx") || name.endsWith(".cdx.json")
        || name.endsWith(".cdx.xml") || name.equals("bom.json") || name.equals("bom.xml");
  }

  /** Returns whether the text lists things by name and its lines carry digests of them. */
  boolean isDigestList() {
    String name = fileName();
    return name.endsWith("sums") || name.endsWith("sums.txt") || name.equals("record") || name.endsWith(".sha256")
        || name.endsWith(".sha512") || name.endsWith(".md5") || name.endsWith(".sha1")
        || isIn("packaging/debian") || section.contains("digests");
  }

  /**
   * Returns whether every changed line stands for itself, as entries of a manifest and rows of a listing do: there a
   * line that is not explained leaves its neighbours explained.
   */
  boolean hasIndependentLines() {
    return isIn("jvm/manifest") || isIn("jvm/properties") || section.startsWith("zipinfo")
        || section.startsWith("file list");
  }
}
