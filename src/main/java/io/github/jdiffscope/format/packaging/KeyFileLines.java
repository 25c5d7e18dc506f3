package io.github.jdiffscope.format.packaging;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a key file of GLib (Desktop Entry Specification, section 3), sorted, each key with its group. */
final class KeyFileLines {
  private KeyFileLines() {}

  static String of(String text) {
    StringBuilder out = new StringBuilder();
    entries(text).forEach((key, value) -> out.append(key).append(": ").append(String.join("\n    ", value)).append('\n'));
    return out.toString();
  }

  /** Returns the values by {@code [group] key}; lists are split at their semicolons. */
  static Map<String, List<String>> entries(String text) {
    Map<String, List<String>> entries = new TreeMap<>();
    String group = "";
    for (String line : text.lines().map(String::strip).toList()) {
      int equals = line.indexOf('=');
      if (line.startsWith("[") && line.endsWith("]")) {
        group = line;
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        String key = group + ' ' + (equals < 0 ? line : line.substring(0, equals).strip());
        String value = equals < 0 ? "" : line.substring(equals + 1).strip();
        boolean list = value.indexOf(';') >= 0 && value.endsWith(";");
        entries.put(key, list ? List.of(value.split(";")) : List.of(value));
      }
    }
    return entries;
  }
}
