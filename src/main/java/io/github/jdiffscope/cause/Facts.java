package io.github.jdiffscope.cause;

import io.github.jdiffscope.model.ChangeKind;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Report;
import io.github.jdiffscope.model.SharedDifference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the report as a whole says, gathered once: what differs, under which names and digests. */
final class Facts {
  private final Set<String> differing = new HashSet<>();
  private final Set<String> oneSided = new HashSet<>();
  private final Set<String> renamed = new HashSet<>();
  private final Map<String, String> nameOfDigests = new HashMap<>();
  private final String ownVersion1;
  private final String ownVersion2;
  private boolean maven;
  private boolean gradle;

  Facts(Report report) {
    Difference root = report.root();
    ownVersion1 = versionOf(root.source1());
    ownVersion2 = versionOf(root.source2());
    gather(root);
  }

  private void gather(Difference node) {
    if (!node.isSection()) {
      differing.add(node.source1());
      differing.add(node.source2());
      differing.addAll(SharedDifference.names(node));
      if (node.change() == ChangeKind.ADDED || node.change() == ChangeKind.REMOVED) {
        oneSided.add(node.source1());
      } else if (!node.source1().equals(node.source2())) {
        renamed.add(node.source1());
        renamed.add(node.source2());
      }
      if (node.left() != null && node.right() != null && node.left().sha256() != null) {
        nameOfDigests.put(node.left().sha256() + node.right().sha256(), node.source1());
      }
      tools(node);
    }
    for (Difference detail : node.details()) {
      gather(detail);
    }
  }

  private void tools(Difference node) {
    maven |= node.source1().startsWith("META-INF/maven/");
    if (node.source1().endsWith("MANIFEST.MF") && node.unifiedDiff() != null) {
      maven |= node.unifiedDiff().contains("Maven");
      gradle |= node.unifiedDiff().contains("Gradle");
    }
  }

  /** Returns whether something of this name differs in the report; a leading {@code ./} makes no difference. */
  boolean differs(String name) {
    return differing.contains(name) || name.startsWith("./") && differing.contains(name.substring(2))
        || differing.contains("./" + name);
  }

  boolean isOneSided(String name) {
    return oneSided.contains(name);
  }

  boolean isRenamed(String name) {
    return renamed.contains(name);
  }

  /** Returns the name of what has these two SHA-256 digests, or null. */
  String nameOfDigests(String left, String right) {
    return nameOfDigests.get(left + right);
  }

  /** Returns whether the two are the versions of the compared artifacts themselves, as their names say. */
  boolean areOwnVersions(String left, String right) {
    return ownVersion1 != null && ownVersion2 != null && !ownVersion1.equals(ownVersion2)
        && (isForm(left, ownVersion1) && isForm(right, ownVersion2));
  }

  /** Returns whether it is the version, or its numbers alone, or as OSGi writes it with a dot before the qualifier. */
  private static boolean isForm(String text, String version) {
    if (text.equals(version)) {
      return true;
    }
    int end = 0;
    while (end < version.length() && (Character.isDigit(version.charAt(end)) || version.charAt(end) == '.')) {
      end++;
    }
    return end > 2 && text.equals(version.substring(0, end)) || text.equals(version.replace('-', '.'));
  }

  boolean isMaven() {
    return maven && !gradle;
  }

  boolean isGradle() {
    return gradle && !maven;
  }

  /** Returns the version in a file name such as {@code guava-33.3.0-jre.jar}: what follows a dash and starts with a digit. */
  static String versionOf(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    for (int i = 0; i + 1 < name.length(); i++) {
      if ((name.charAt(i) == '-' || name.charAt(i) == '_') && Character.isDigit(name.charAt(i + 1))) {
        String rest = name.substring(i + 1);
        for (String suffix : new String[] {".tar.gz", ".tar.xz", ".tar.bz2", ".tar.zst"}) {
          if (rest.endsWith(suffix)) {
            return rest.substring(0, rest.length() - suffix.length());
          }
        }
        int end = rest.indexOf('_'); // name_version_architecture.deb
        int dot = rest.lastIndexOf('.');
        end = end < 0 ? dot : end;
        return end <= 0 || end == dot && !hasExtension(rest, dot) ? rest : rest.substring(0, end);
      }
    }
    return null;
  }

  private static boolean hasExtension(String rest, int dot) {
    return dot + 1 < rest.length() && !Character.isDigit(rest.charAt(dot + 1));
  }
}
