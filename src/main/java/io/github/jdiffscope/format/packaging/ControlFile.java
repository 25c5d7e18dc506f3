package io.github.jdiffscope.format.packaging;

import java.util.ArrayList;
import java.util.List;

/**
 * A text of paragraphs of fields, as Debian policy, chapter 5 describes it; also that of e-mail headers, as Python
 * packages have it.
 *
 * @param signature the armoured signature around the text, or null
 */
record ControlFile(List<Paragraph> paragraphs, String signature) {
  private static final String SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----";
  private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";

  /** Fields in stored order. */
  record Paragraph(List<Field> fields) {
    /** Returns the value of the first field of this name, in any case, or null. */
    String get(String name) {
      return fields.stream().filter(field -> field.name().equalsIgnoreCase(name)).map(Field::value).findFirst()
          .orElse(null);
    }
  }

  /**
   * A field.
   *
   * @param name empty for a line that is no field
   * @param value its lines joined by line feeds; of continued lines without their first space
   */
  record Field(String name, String value) {}

  /** Returns what a text holds; lines that are no fields are kept as fields without a name. */
  static ControlFile parse(String text) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    String signature = null;
    if (!lines.isEmpty() && lines.get(0).equals(SIGNED)) {
      int body = lines.indexOf("") + 1;
      int end = lines.indexOf(SIGNATURE);
      if (body > 0 && end >= body) {
        signature = String.join("\n", lines.subList(end, lines.size())) + "\n";
        // Dash-escaping, RFC 4880 section 7.1.
        lines = lines.subList(body, end).stream().map(line -> line.startsWith("- ") ? line.substring(2) : line)
            .toList();
      }
    }
    return new ControlFile(paragraphs(lines), signature);
  }

  private static List<Paragraph> paragraphs(List<String> lines) {
    List<Paragraph> paragraphs = new ArrayList<>();
    List<Field> fields = new ArrayList<>();
    String name = null;
    StringBuilder value = new StringBuilder();
    for (String line : lines) {
      if (name != null && !line.isBlank() && Character.isWhitespace(line.charAt(0))) {
        value.append('\n').append(line.substring(1));
        continue;
      }
      if (name != null) {
        fields.add(new Field(name, value.toString()));
        name = null;
      }
      if (line.isBlank()) {
        if (!fields.isEmpty()) {
          paragraphs.add(new Paragraph(fields));
          fields = new ArrayList<>();
        }
        continue;
      }
      int colon = line.indexOf(':');
      name = colon <= 0 || line.startsWith("#") ? "" : line.substring(0, colon);
      value.setLength(0);
      value.append(name.isEmpty() ? line : line.substring(colon + 1).strip());
    }
    if (name != null) {
      fields.add(new Field(name, value.toString()));
    }
    if (!fields.isEmpty()) {
      paragraphs.add(new Paragraph(fields));
    }
    return paragraphs;
  }
}
