package io.github.jdiffscope.cli;

import io.github.jdiffscope.catalog.Catalog;
import io.github.jdiffscope.sniff.Format;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The list of formats, as text, JSON, or the Markdown of the documentation. */
final class FormatList {
  private FormatList() {}

  static String text(Catalog catalog) {
    StringBuilder out = new StringBuilder();
    int width = catalog.formats().stream().mapToInt(format -> format.id().length()).max().orElse(0);
    for (Format format : catalog.formats()) {
      out.append(format.id()).append(" ".repeat(width + 2 - format.id().length())).append(format.title()).append('\n');
    }
    return out.toString();
  }

  static String json(Catalog catalog) {
    StringBuilder out = new StringBuilder("[");
    for (Format format : catalog.formats()) {
      out.append(out.length() == 1 ? "\n" : ",\n").append("{\"id\":\"").append(format.id()).append("\",\"title\":\"")
          .append(format.title().replace("\\", "\\\\").replace("\"", "\\\"")).append("\",\"refines\":[");
      for (int i = 0; i < format.refines().size(); i++) {
        out.append(i == 0 ? "\"" : ",\"").append(format.refines().get(i)).append('"');
      }
      out.append("]}");
    }
    return out.append("\n]\n").toString();
  }

  /** Returns a table a family, as {@code formats.md} has it. */
  static String markdown(Catalog catalog) {
    StringBuilder out = new StringBuilder();
    String family = "";
    for (Format format : catalog.formats()) {
      if (!format.family().equals(family)) {
        family = format.family();
        out.append("\n## ").append(family).append("\n\n| id | what | special case of |\n|---|---|---|\n");
      }
      out.append("| `").append(format.id()).append("` | ").append(format.title()).append(" | ")
          .append(String.join(", ", format.refines())).append(" |\n");
    }
    return out.toString();
  }

  /** Returns a line a family, as the README has it. */
  static String brief(Catalog catalog) {
    Map<String, StringJoiner> families = new TreeMap<>();
    for (Format format : catalog.formats()) {
      families.computeIfAbsent(format.family(), family -> new StringJoiner(", ", "- **" + family + "**: ", "\n"))
          .add(format.title());
    }
    StringBuilder out = new StringBuilder();
    families.values().forEach(out::append);
    return out.toString();
  }
}
