package io.github.jdiffscope.format.packaging;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the triggers of an RPM package as {@code rpm -qp --triggers --filetriggers} does. */
final class RpmTriggers {
  /** RPMTRIGGER_DEFAULT_PRIORITY of rpmbuild's parser, which goes unsaid. */
  private static final long DEFAULT_PRIORITY = 1_000_000;
  private static final List<Kind> KINDS = List.of(
      new Kind("", 1065, 1092, 5027, 1066, 1069, 1067, 1068, -1),
      new Kind("file", 5066, 5067, 5068, 5069, 5070, 5071, 5072, 5084),
      new Kind("transfile", 5076, 5077, 5078, 5079, 5080, 5081, 5082, 5085));
  /** All tags that triggers are made of. */
  static final Set<Integer> TAGS = tags();

  private RpmTriggers() {}

  /** The tags of a kind: one value a script, then one value a condition, whose index says which script it is of. */
  private record Kind(String prefix, int script, int program, int scriptFlags, int name, int index, int version,
      int flags, int priority) {}

  private static Set<Integer> tags() {
    Set<Integer> tags = new HashSet<>();
    for (Kind kind : KINDS) {
      tags.addAll(List.of(kind.script, kind.program, kind.scriptFlags, kind.name, kind.index, kind.version, kind.flags,
          kind.priority));
    }
    return tags;
  }

  /** Returns all triggers: who runs it and when, then the script. */
  static String write(RpmHeader header) {
    StringBuilder out = new StringBuilder();
    for (Kind kind : KINDS) {
      Map<Long, List<Integer>> conditions = new HashMap<>();
      for (int i = 0; i < header.values(kind.name).size(); i++) {
        conditions.computeIfAbsent(header.number(kind.index, i), script -> new ArrayList<>()).add(i);
      }
      for (int i = 0; i < header.values(kind.script).size(); i++) {
        write(header, kind, i, conditions.getOrDefault((long) i, List.of()), out);
      }
    }
    return out.toString();
  }

  private static void write(RpmHeader header, Kind kind, int script, List<Integer> conditions, StringBuilder out) {
    List<String> names = new ArrayList<>();
    for (int i : conditions) {
      names.add(RpmText.versioned(header.value(kind.name, i, ""), header.number(kind.flags, i),
          header.value(kind.version, i, "")));
    }
    long flags = conditions.isEmpty() ? 0 : header.number(kind.flags, conditions.get(0));
    out.append(kind.prefix).append(event(flags)).append(" scriptlet (using ")
        .append(header.value(kind.program, script, "/bin/sh")).append(") -- ").append(String.join(", ", names));
    boolean set = kind.priority >= 0 && script < header.values(kind.priority).size();
    long priority = set ? header.number(kind.priority, script) : DEFAULT_PRIORITY;
    out.append(priority == DEFAULT_PRIORITY ? "" : "  [priority " + priority + "]");
    long special = header.number(kind.scriptFlags, script);
    out.append(special == 0 ? "" : "  [flags " + special + "]");
    out.append('\n');
    header.value(kind.script, script, "").lines().forEach(line -> out.append(line).append('\n'));
  }

  /** Returns when it runs: RPMSENSE_TRIGGERIN, _TRIGGERUN, _TRIGGERPOSTUN and _TRIGGERPREIN of rpmds.h. */
  private static String event(long flags) {
    return (flags >> 25 & 1) != 0 ? "triggerprein" : (flags >> 16 & 1) != 0 ? "triggerin"
        : (flags >> 17 & 1) != 0 ? "triggerun" : (flags >> 18 & 1) != 0 ? "triggerpostun" : "trigger";
  }
}
