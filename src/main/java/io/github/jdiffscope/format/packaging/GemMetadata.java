package io.github.jdiffscope.format.packaging;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the metadata of a Ruby gem a field a line. Dependencies, which the file spreads over ten lines and states
 * twice, are a line each, as {@code gem specification} users know them.
 */
final class GemMetadata {
  private static final Pattern DEPENDENCY = Pattern.compile("dependencies\\[(\\d{1,6})](?:\\.(.*?))?: (.*)");
  private static final Pattern LONE = Pattern.compile("dependencies\\[]: .*");
  private static final String VERSION = "version.version: ";

  private GemMetadata() {}

  static String of(String text) {
    StringBuilder out = new StringBuilder();
    Map<Integer, Dependency> dependencies = new TreeMap<>();
    for (String line : YamlLines.of(text).lines().toList()) {
      Matcher found = DEPENDENCY.matcher(line);
      if (found.matches()) {
        dependencies.computeIfAbsent(Integer.valueOf(found.group(1)), number -> new Dependency())
            .add(found.group(2) == null ? "" : found.group(2), found.group(3));
      } else if (line.startsWith(VERSION)) {
        out.append("version: ").append(line, VERSION.length(), line.length()).append('\n');
      } else if (!isTag(line) || LONE.matcher(line).matches()) {
        out.append(line).append('\n');
      }
    }
    dependencies.values().forEach(dependency -> out.append(dependency.text()));
    return out.toString();
  }

  /** A tag tells the class of what stands below it, which does not vary. */
  private static boolean isTag(String line) {
    return line.startsWith("--- !ruby/object:Gem::Specification") || line.endsWith(": !ruby/object:Gem::Version")
        || line.endsWith(": !ruby/object:Gem::Requirement");
  }

  /** One dependency as far as it is read. */
  private static final class Dependency {
    private String name = "";
    private String type = "";
    private final StringBuilder requirement = new StringBuilder();
    private final StringBuilder repeated = new StringBuilder();
    private final StringBuilder others = new StringBuilder();

    void add(String path, String value) {
      if (path.equals("name")) {
        name = value;
      } else if (path.equals("type")) {
        type = value.replaceFirst("^:", "");
      } else if (path.startsWith("requirement.requirements")) {
        condition(requirement, path, value);
      } else if (path.startsWith("version_requirements.requirements")) {
        condition(repeated, path, value);
      } else if (!value.startsWith("!ruby/object:Gem::") && !(path.equals("prerelease") && value.equals("false"))) {
        others.append(", ").append(path).append(": ").append(value);
      }
    }

    private static void condition(StringBuilder conditions, String path, String value) {
      if (path.endsWith(".version")) {
        conditions.append(' ').append(value);
      } else if (!value.startsWith("!ruby/object:Gem::")) {
        conditions.append(conditions.isEmpty() ? "" : ", ").append(value);
      }
    }

    String text() {
      boolean agrees = repeated.isEmpty() || repeated.toString().contentEquals(requirement);
      return type + " dependency: " + name + " (" + requirement + ")" + (agrees ? "" : " or (" + repeated + ")") + others
          + '\n';
    }
  }
}
