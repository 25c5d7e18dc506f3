package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.format.packaging.ControlFile.Field;
import io.github.jdiffscope.format.packaging.ControlFile.Paragraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes fields one by one, sorted by name, with lists an element a line. */
final class ControlText {
  /** Fields whose value is a list with commas. */
  private static final Set<String> COMMA_LISTS = Set.of("depends", "pre-depends", "recommends", "suggests", "enhances",
      "breaks", "conflicts", "replaces", "provides", "built-using", "static-built-using", "build-depends",
      "build-depends-indep", "build-depends-arch", "build-conflicts", "build-conflicts-indep", "build-conflicts-arch",
      "installed-build-depends", "uploaders", "tag");
  /** Fields whose value is a list with spaces, where they are long. */
  private static final Set<String> SPACE_LISTS = Set.of("binary", "architecture", "build-tainted-by");

  private ControlText() {}

  /** Returns all paragraphs, without some fields (lower case). */
  static String write(List<Paragraph> paragraphs, Set<String> without) {
    StringBuilder out = new StringBuilder();
    for (Paragraph paragraph : paragraphs) {
      if (out.length() > 0) {
        out.append('\n');
      }
      List<Field> fields = new ArrayList<>(paragraph.fields());
      fields.removeIf(field -> without.contains(field.name().toLowerCase(Locale.ROOT)));
      fields.sort(Comparator.comparing(field -> field.name().toLowerCase(Locale.ROOT)));
      fields.forEach(field -> write(field, out));
    }
    return out.toString();
  }

  private static void write(Field field, StringBuilder out) {
    List<String> values = values(field);
    if (field.name().isEmpty()) {
      out.append(field.value()).append('\n');
    } else if (values.size() == 1 && !field.value().startsWith("\n")) {
      out.append(field.name()).append(": ").append(values.get(0)).append('\n');
    } else {
      out.append(field.name()).append(':');
      boolean first = true;
      for (String value : values) {
        // The synopsis of a description stands beside the name, as it does in the file.
        out.append(first && !field.value().startsWith("\n") && isText(field) ? " " : "\n  ").append(value);
        first = false;
      }
      out.append('\n');
    }
  }

  private static boolean isText(Field field) {
    String name = field.name().toLowerCase(Locale.ROOT);
    return !COMMA_LISTS.contains(name) && !SPACE_LISTS.contains(name);
  }

  private static List<String> values(Field field) {
    String name = field.name().toLowerCase(Locale.ROOT);
    boolean commas = COMMA_LISTS.contains(name) || name.equals("binary") && field.value().indexOf(',') >= 0;
    if (commas || SPACE_LISTS.contains(name)) {
      List<String> values = new ArrayList<>();
      for (String value : field.value().split(commas ? "," : "\\s+")) {
        if (!value.isBlank()) {
          values.add(value.strip().replaceAll("\\s+", " "));
        }
      }
      return values.isEmpty() ? List.of("") : values;
    }
    List<String> lines = field.value().lines().toList();
    return lines.isEmpty() ? List.of("") : lines.get(0).isEmpty() && lines.size() > 1
        ? lines.subList(1, lines.size()) : lines;
  }
}
