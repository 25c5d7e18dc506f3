package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.format.jvm.ManifestFile.Attribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A manifest in canonical form: attributes by name, entries by name, OSGi headers clause by clause. */
final class ManifestText {
  /** Headers of the OSGi Core and of bnd whose clauses have no order. */
  private static final Set<String> UNORDERED = Set.of("import-package", "export-package", "private-package",
      "dynamicimport-package", "require-capability", "provide-capability", "require-bundle", "import-service",
      "export-service", "conditional-package", "ignore-package", "add-exports", "add-opens");
  private static final Set<String> ORDERED = Set.of("bundle-classpath", "include-resource", "embed-dependency",
      "embedded-artifacts", "bundle-nativecode", "bundle-license", "bundle-developers", "service-component",
      "meta-persistence", "class-path");

  private final StringBuilder out = new StringBuilder();

  private ManifestText() {}

  static CharSequence of(ManifestFile file) {
    ManifestText text = new ManifestText();
    text.section(file.main());
    for (List<Attribute> entry : file.entries()) {
      text.out.append('\n');
      text.section(entry);
    }
    return text.out;
  }

  private void section(List<Attribute> attributes) {
    List<Attribute> sorted = new ArrayList<>(attributes);
    sorted.sort(Comparator.comparingInt(ManifestText::rank)
        .thenComparing(attribute -> attribute.name().toLowerCase(Locale.ROOT)));
    for (Attribute attribute : sorted) {
      attribute(attribute);
    }
  }

  /** The attributes that have to come first come first. */
  private static int rank(Attribute attribute) {
    String name = attribute.name().toLowerCase(Locale.ROOT);
    return name.equals("manifest-version") || name.equals("signature-version") || name.equals("name") ? 0 : 1;
  }

  private void attribute(Attribute attribute) {
    if (attribute.name().isEmpty()) {
      LineText.appendPrintable(out.append("not a header: "), attribute.value());
      out.append('\n');
      return;
    }
    String name = attribute.name().toLowerCase(Locale.ROOT);
    LineText.appendPrintable(out, attribute.name());
    out.append(':');
    if (UNORDERED.contains(name) || ORDERED.contains(name)) {
      clauses(attribute.value(), name);
    } else {
      LineText.appendPrintable(out.append(' '), attribute.value());
      out.append('\n');
    }
  }

  private void clauses(String value, String name) {
    boolean words = name.equals("class-path") || name.startsWith("add-");
    List<String> clauses = split(value, words ? ' ' : ',');
    if (UNORDERED.contains(name)) {
      clauses.sort(null);
    }
    out.append('\n');
    for (String clause : clauses) {
      List<String> parts = words ? List.of(clause) : split(clause, ';');
      for (int i = 0; i < parts.size(); i++) {
        part(parts.get(i), i == 0 ? "  " : "    ");
      }
    }
  }

  private void part(String part, String indent) {
    boolean list = part.length() > 7 && part.startsWith("uses:=\"") && part.endsWith("\"");
    List<String> lines = list ? split(part.substring(7, part.length() - 1), ',') : List.of(part);
    for (String line : lines) {
      LineText.appendPrintable(out.append(indent).append(list ? "uses:=" : ""), line);
      out.append('\n');
    }
  }

  /** Splits at a character outside quotes; empty parts are kept, blanks around parts are not. */
  private static List<String> split(String value, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i <= value.length(); i++) {
      char c = i < value.length() ? value.charAt(i) : separator;
      quoted ^= c == '"' && i < value.length();
      if (c == separator && !quoted || i == value.length()) {
        String part = value.substring(start, i).strip();
        if (!part.isEmpty() || separator != ' ') {
          parts.add(part);
        }
        start = i + 1;
      }
    }
    return parts;
  }
}
