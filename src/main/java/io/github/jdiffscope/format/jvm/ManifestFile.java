package io.github.jdiffscope.format.jvm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A manifest or signature file taken apart (JAR File Specification, "Name-Value pairs and Sections"). */
final class ManifestFile {
  /** Sections in stored order; the first holds the main attributes. */
  final List<List<Attribute>> sections = new ArrayList<>();

  /** @param name empty for a line that is no header */
  record Attribute(String name, String value) {}

  private List<Attribute> current = new ArrayList<>();

  private ManifestFile() {}

  /** Returns the sections of a file; what breaks the grammar is kept as a line without name. */
  static ManifestFile parse(byte[] bytes) {
    ManifestFile file = new ManifestFile();
    byte[] unfolded = new byte[bytes.length];
    int length = 0;
    int at = 0;
    while (at < bytes.length) {
      int end = at;
      while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
        end++;
      }
      System.arraycopy(bytes, at, unfolded, length, end - at);
      length += end - at;
      at = end < bytes.length && bytes[end] == '\r' && end + 1 < bytes.length && bytes[end + 1] == '\n' ? end + 2
          : end + 1;
      // Lines are cut at 72 bytes, even inside a character: they are joined before they are decoded.
      if (at < bytes.length && bytes[at] == ' ' && length > 0) {
        at++;
      } else {
        file.line(unfolded, length);
        length = 0;
      }
    }
    file.endSection();
    return file;
  }

  private void line(byte[] line, int length) {
    if (length == 0) {
      endSection();
      return;
    }
    String text = LineText.decode(java.util.Arrays.copyOf(line, length));
    int colon = text.indexOf(": ");
    int end = colon < 0 && text.endsWith(":") ? text.length() - 1 : colon;
    current.add(end <= 0 ? new Attribute("", text)
        : new Attribute(text.substring(0, end), colon < 0 ? "" : text.substring(end + 2)));
  }

  private void endSection() {
    if (!current.isEmpty() || sections.isEmpty()) {
      sections.add(current);
      current = new ArrayList<>();
    }
  }

  List<Attribute> main() {
    return sections.get(0);
  }

  /** Returns the sections about single entries, ordered by their names. */
  List<List<Attribute>> entries() {
    List<List<Attribute>> entries = new ArrayList<>(sections.subList(1, sections.size()));
    entries.sort(Comparator.comparing(ManifestFile::entryName));
    return entries;
  }

  static String entryName(List<Attribute> section) {
    for (Attribute attribute : section) {
      if (attribute.name().equalsIgnoreCase("Name")) {
        return attribute.value();
      }
    }
    return "";
  }
}
