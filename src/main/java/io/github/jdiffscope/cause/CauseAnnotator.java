package io.github.jdiffscope.cause;

import io.github.jdiffscope.model.Cause;
import io.github.jdiffscope.model.ChangeKind;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Report;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says at each difference why it is there. Linear in the size of the report in the worst case and far less in most: a
 * hunk is left at its first line that no rule explains.
 */
public final class CauseAnnotator {
  private static final List<Rule> RULES = List.of(new WholeNodes(), new ClassSections(), new Orders(), new ArchiveRows(),
      new KeyedValues(), new NativeNotes(), new CryptoLines(), new TypedValues());
  /** Hunks of one node that are looked at: one that is not explained says enough. */
  private static final int MAX_UNEXPLAINED_HUNKS = 1_000;

  private CauseAnnotator() {}

  /** Returns the same report with causes at its nodes. */
  public static Report annotate(Report report) {
    if (report.isEmpty()) {
      return report;
    }
    Difference root = node(report.root(), null, new Facts(report));
    return new Report(report.source1(), report.source2(), root, report.incomplete());
  }

  private static Difference node(Difference node, Place parent, Facts facts) {
    boolean section = node.isSection() && parent != null;
    Place place = section ? parent.at(parent.section().isEmpty() ? node.source1()
        : parent.section() + Place.BELOW + node.source1()) : new Place(node, parent, "", facts);
    List<Difference> details = new ArrayList<>(node.details().size());
    boolean changed = false;
    boolean oneSided = !section && (node.change() == ChangeKind.ADDED || node.change() == ChangeKind.REMOVED);
    for (Difference detail : node.details()) {
      Difference annotated = oneSided ? inherited(detail) : node(detail, place, facts);
      changed |= annotated != detail;
      details.add(annotated);
    }
    List<Cause> causes = node.causes().isEmpty() ? causes(place, node) : node.causes();
    Difference result = changed ? node.withDetails(details) : node;
    return causes.equals(node.causes()) ? result : result.withCauses(causes);
  }

  /** Returns a part of something that is there on one side only: the cause is said above. */
  private static Difference inherited(Difference node) {
    List<Difference> details = new ArrayList<>();
    node.details().forEach(detail -> details.add(inherited(detail)));
    return node.withDetails(details).withCauses(List.of(new Cause("added-or-removed", "", "")));
  }

  private static List<Cause> causes(Place place, Difference node) {
    if (node.failure() != null) {
      return List.of(); // what was not compared has no known cause
    }
    Claims claims = new Claims();
    for (Rule rule : RULES) {
      if (rule.whole(place, node, claims)) {
        return claims.causes(place);
      }
    }
    if (node.unifiedDiff() != null) {
      hunks(place, node.unifiedDiff(), claims);
      for (String comment : node.comments()) {
        if (comment.contains("not shown") || comment.contains("left out") || comment.contains("not compared")) {
          claims.addUnexplained(comment);
        }
      }
    }
    return claims.causes(place);
  }

  private static void hunks(Place place, String diff, Claims claims) {
    int unexplained = 0;
    for (Lines hunk : Lines.hunks(diff)) {
      Claims found = new Claims();
      if (unexplained < MAX_UNEXPLAINED_HUNKS && hunk(place, hunk, found)) {
        claims.addAll(found);
      } else {
        unexplained++;
        claims.addUnexplained();
      }
    }
  }

  /** Returns whether every changed line of the hunk is explained. */
  private static boolean hunk(Place place, Lines lines, Claims claims) {
    for (Lines.Block block = lines.next(); block != null; block = lines.next()) {
      if (!(block.removed().size() == block.added().size() && inPlace(place, lines, block, claims))
          && !byKey(place, lines, block, claims)) {
        if (!place.hasIndependentLines()) {
          return false;
        }
        claims.addUnexplained();
      }
      if (block.cut()) {
        claims.addUnexplained("more lines differ than are shown (--max-diff-block-lines 0 shows all)");
      }
    }
    return true;
  }

  private static boolean inPlace(Place place, Lines lines, Lines.Block block, Claims claims) {
    Claims found = new Claims();
    for (int i = 0; i < block.removed().size(); i++) {
      if (!pair(place, lines, block.removed().get(i), block.added().get(i), found)) {
        return false;
      }
    }
    claims.addAll(found);
    return true;
  }

  private static boolean pair(Place place, Lines lines, String removed, String added, Claims claims) {
    if (removed.equals(added)) {
      return true;
    }
    if (removed.endsWith(" bytes ]") || added.endsWith(" bytes ]")) {
      return false; // the middle of a long line is not shown
    }
    for (Rule rule : RULES) {
      if (rule.pair(place, lines, removed, added, claims)) {
        return true;
      }
    }
    return false;
  }

  /** Pairs the lines of a block by what a rule takes for their key; those without a partner must be explained alone. */
  private static boolean byKey(Place place, Lines lines, Lines.Block block, Claims claims) {
    Map<String, String> added = new HashMap<>();
    for (String line : block.added()) {
      String key = key(place, line);
      if (key == null || added.put(key, line) != null) {
        return false;
      }
    }
    Claims found = new Claims();
    Set<String> seen = new LinkedHashSet<>();
    for (String line : block.removed()) {
      String key = key(place, line);
      if (key == null || !seen.add(key)) {
        return false;
      }
      String partner = added.remove(key);
      // In a block that was cut the partner may be among what is not shown.
      boolean explained = partner == null ? block.cut() || lone(place, lines, line, false, found)
          : pair(place, lines, line, partner, found);
      if (!explained && !place.hasIndependentLines()) {
        return false;
      } else if (!explained) {
        found.addUnexplained();
      }
    }
    for (String line : block.added()) {
      if (added.containsKey(key(place, line)) && !block.cut() && !lone(place, lines, line, true, found)) {
        if (!place.hasIndependentLines()) {
          return false;
        }
        found.addUnexplained();
      }
    }
    claims.addAll(found);
    return true;
  }

  private static String key(Place place, String line) {
    for (Rule rule : RULES) {
      String key = rule.key(place, line);
      if (key != null) {
        return key;
      }
    }
    return null;
  }

  private static boolean lone(Place place, Lines lines, String line, boolean isAdded, Claims claims) {
    for (Rule rule : RULES) {
      if (rule.lone(place, lines, line, isAdded, claims)) {
        return true;
      }
    }
    return false;
  }
}
