package io.github.jdiffscope.format.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An entry of the schema of an SQLite database.
 *
 * @param type table, index, view or trigger
 * @param root number of the root page, 0 if there is none
 * @param sql the statement that made it, or null
 */
record SqliteTable(String type, String name, String table, long root, String sql) {

  /** Returns the index of the column that stands for the row number, or -1: "ROWIDs and the INTEGER PRIMARY KEY". */
  int rowidColumn() {
    if (sql == null || sql.indexOf('(') < 0 || sql.toUpperCase(Locale.ROOT).matches("(?s).*\\)\\s*(STRICT\\s*,\\s*)?"
        + "WITHOUT\\s+ROWID.*")) {
      return -1;
    }
    List<String> parts = parts();
    for (int i = 0; i < parts.size(); i++) {
      String part = parts.get(i).toUpperCase(Locale.ROOT);
      if (part.matches("(?s)(\"[^\"]*\"|`[^`]*`|\\[[^]]*]|\\S+)\\s+INTEGER\\b.*\\bPRIMARY\\s+KEY\\b(?!\\s+DESC).*")) {
        return i;
      }
      if (part.matches("(?s)(CONSTRAINT\\s+\\S+\\s+)?PRIMARY\\s+KEY\\s*\\([^,)]*\\).*")) {
        return integerColumn(part.substring(part.indexOf('(') + 1, part.indexOf(')')), parts);
      }
    }
    return -1;
  }

  private static int integerColumn(String key, List<String> parts) {
    String name = bare(key.strip().split("\\s+")[0]);
    for (int i = 0; i < parts.size(); i++) {
      String[] words = parts.get(i).strip().split("\\s+");
      if (words.length > 1 && bare(words[0]).equalsIgnoreCase(name) && words[1].equalsIgnoreCase("INTEGER")) {
        return i;
      }
    }
    return -1;
  }

  private static String bare(String name) {
    return name.replaceAll("^[\"`\\[]|[\"`\\]]$", "");
  }

  /** Returns the column definitions and constraints: what commas separate inside the outermost brackets. */
  private List<String> parts() {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"' || c == '`') {
        quote = c;
      } else if (c == '(' && depth++ == 0 || c == ')' && --depth == 0) {
        continue;
      } else if (c == ',' && depth == 1) {
        parts.add(part.toString().strip());
        part.setLength(0);
        continue;
      }
      if (depth > 0) {
        part.append(c);
      }
    }
    parts.add(part.toString().strip());
    return parts;
  }
}
