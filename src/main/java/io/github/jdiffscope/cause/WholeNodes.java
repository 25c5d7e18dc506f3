package io.github.jdiffscope.cause;

import io.github.jdiffscope.model.ChangeKind;
import io.github.jdiffscope.model.Difference;
import java.util.Locale;

/** Explains nodes by what they are rather than by their lines: signatures, one-sided members, recompressed data. */
final class WholeNodes implements Rule {

  @Override
  public boolean whole(Place place, Difference node, Claims claims) {
    if (node == place.artifact() && artifact(place, node, claims)) {
      return true;
    }
    String title = place.section().toLowerCase(Locale.ROOT);
    if (isSignatureFile(place.name()) || title.equals("signatures") || title.startsWith("apksigner ")) {
      claims.add("signature", "");
      return true;
    }
    if (node.unifiedDiff() == null) {
      return false;
    }
    return saidByComment(node, claims) || lineEndings(node, claims) || reformatted(place, node, claims);
  }

  private static boolean artifact(Place place, Difference node, Claims claims) {
    if (node.change() == ChangeKind.ADDED || node.change() == ChangeKind.REMOVED) {
      claims.add("added-or-removed", (node.change() == ChangeKind.ADDED ? "only in right" : "only in left") + kind(place));
      return true;
    }
    for (String comment : node.comments()) {
      if (comment.startsWith("the same difference as ")) {
        claims.add("checksum-of-other", comment);
        return true;
      }
      if (comment.contains("compressed to other bytes") && node.unifiedDiff() == null) {
        claims.add("compression", comment);
        return node.details().isEmpty();
      }
    }
    return false;
  }

  /** Returns what kind of file it is, where its name tells. */
  private static String kind(Place place) {
    String name = place.name();
    String file = place.fileName();
    if (file.equals(".ds_store") || name.contains("__macosx/")) {
      return ": left behind by macOS";
    }
    if (file.equals("thumbs.db") || file.equals("desktop.ini")) {
      return ": left behind by Windows";
    }
    if (name.startsWith("meta-inf/maven/")) {
      return ": Maven's own description (archive.addMavenDescriptor)";
    }
    if (isSignatureFile(name)) {
      return ": signature of the archive";
    }
    if (file.equals("index.list") || name.endsWith("jandex.idx")) {
      return ": index of the archive";
    }
    return name.endsWith(".java") && place.isWithin("archive/") ? ": source file" : "";
  }

  private static boolean isSignatureFile(String name) {
    boolean suffix = name.endsWith(".sf") || name.endsWith(".rsa") || name.endsWith(".dsa") || name.endsWith(".ec");
    return name.startsWith("meta-inf/") && suffix && name.indexOf('/', 9) < 0;
  }

  private static boolean saidByComment(Difference node, Claims claims) {
    for (String comment : node.comments()) {
      String text = comment.toLowerCase(Locale.ROOT);
      if (text.startsWith("line-ending differences only") || text.startsWith("line ending differences only")
          || text.startsWith("line endings differ only") || text.startsWith("differs only in line endings")) {
        claims.add("line-endings", "");
        return true;
      }
      if (text.startsWith("encoding differences only") || text.startsWith("differs only in encoding")) {
        claims.add("encoding", comment);
        return true;
      }
    }
    return false;
  }

  private static boolean lineEndings(Difference node, Claims claims) {
    if (node.unifiedDiff().indexOf('\r') < 0) {
      return false;
    }
    for (Lines hunk : Lines.hunks(node.unifiedDiff())) {
      for (Lines.Block block = hunk.next(); block != null; block = hunk.next()) {
        if (block.removed().size() != block.added().size()) {
          return false;
        }
        for (int i = 0; i < block.removed().size(); i++) {
          if (!withoutReturn(block.removed().get(i)).equals(withoutReturn(block.added().get(i)))) {
            return false;
          }
        }
      }
    }
    claims.add("line-endings", "");
    return true;
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  /** Explains a script of one line against the same of many, equal but for white space. */
  private static boolean reformatted(Place place, Difference node, Claims claims) {
    if (!place.name().endsWith(".js") && !place.name().endsWith(".css")) {
      return false;
    }
    int removed = 0;
    int added = 0;
    StringBuilder a = new StringBuilder();
    StringBuilder b = new StringBuilder();
    for (Lines hunk : Lines.hunks(node.unifiedDiff())) {
      for (Lines.Block block = hunk.next(); block != null; block = hunk.next()) {
        removed += block.removed().size();
        added += block.added().size();
        block.removed().forEach(line -> compact(line, a));
        block.added().forEach(line -> compact(line, b));
      }
    }
    if (removed == added || a.length() < 200 || a.compareTo(b) != 0) {
      return false;
    }
    claims.add("minified", Math.min(removed, added) + " / " + Math.max(removed, added) + " lines");
    return true;
  }

  private static void compact(String line, StringBuilder to) {
    for (int i = 0; i < line.length(); i++) {
      if (!Character.isWhitespace(line.charAt(i))) {
        to.append(line.charAt(i));
      }
    }
  }
}
