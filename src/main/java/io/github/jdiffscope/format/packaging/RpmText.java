package io.github.jdiffscope.format.packaging;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes the main header of an RPM package as text. */
final class RpmText {
  private static final Set<Integer> TIMES = Set.of(1006, 1008, 1080, 1128);
  /** Tags that restate the payload or the files in it. */
  private static final Set<Integer> CONSEQUENCES = new TreeSet<>(List.of(61, 62, 63, 64, 257, 261, 269, 270, 271, 273,
      1009, 1046, 5009, 5092, 5093, 5097, 5112, 5113, 5118, 5119, 5121, 5122, 5123, 5124));
  /** The specification with its macros expanded, which source packages have. */
  private static final int SPEC = 5099;
  /** Name, flags and version of each kind of dependency. */
  private static final Map<String, int[]> DEPENDENCIES = dependencies();
  private static final String SENSES = "0=posttrans 5=preuntrans 6=prereq 7=pretrans 8=interp 9=pre 10=post 11=preun"
      + " 12=postun 13=verify 14=auto-requires 15=auto-provides 16=triggerin 17=triggerun 18=triggerpostun 19=missingok"
      + " 24=rpmlib 25=triggerprein 26=keyring 28=config 29=meta";
  private static final int[] CHANGELOG = {1080, 1081, 1082};

  private final RpmHeader header;
  private final Map<Integer, String> names;

  RpmText(RpmHeader header, Map<Integer, String> names) {
    this.header = header;
    this.names = names;
  }

  private static Map<String, int[]> dependencies() {
    Map<String, int[]> tags = new TreeMap<>();
    tags.put("PROVIDES", new int[] {1047, 1112, 1113});
    tags.put("REQUIRES", new int[] {1049, 1048, 1050});
    tags.put("CONFLICTS", new int[] {1054, 1053, 1055});
    tags.put("OBSOLETES", new int[] {1090, 1114, 1115});
    tags.put("RECOMMENDS", new int[] {5046, 5048, 5047});
    tags.put("SUGGESTS", new int[] {5049, 5051, 5050});
    tags.put("SUPPLEMENTS", new int[] {5052, 5054, 5053});
    tags.put("ENHANCES", new int[] {5055, 5057, 5056});
    tags.put("ORDERS", new int[] {5035, 5037, 5036});
    return tags;
  }

  /** Returns the facts of the package, by name. */
  String facts() {
    Set<Integer> shown = new HashSet<>(CONSEQUENCES);
    shown.addAll(RpmFiles.TAGS);
    shown.addAll(RpmTriggers.TAGS);
    shown.add(SPEC);
    Map<String, List<String>> facts = new TreeMap<>();
    DEPENDENCIES.forEach((name, tags) -> {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < header.values(tags[0]).size(); i++) {
        lines.add(dependency(tags, i));
      }
      put(facts, name, lines);
      for (int tag : tags) {
        shown.add(tag);
      }
    });
    put(facts, "CHANGELOG", changelog());
    for (int tag : CHANGELOG) {
      shown.add(tag);
    }
    header.entries().forEach((tag, entry) -> {
      if (!shown.contains(tag)) {
        put(facts, name(tag), entry.values().stream().map(value -> TIMES.contains(tag) ? time(value) : value).toList());
      }
    });
    return write(facts);
  }

  /** Returns the values that follow from the payload and its files: sizes and digests. */
  String consequences() {
    Map<String, List<String>> facts = new TreeMap<>();
    for (int tag : CONSEQUENCES) {
      put(facts, name(tag), header.values(tag));
    }
    return write(facts);
  }

  private static void put(Map<String, List<String>> facts, String name, List<String> lines) {
    if (!lines.isEmpty()) {
      facts.put(name, lines);
    }
  }

  static String write(Map<String, List<String>> facts) {
    StringBuilder out = new StringBuilder();
    facts.forEach((name, values) -> {
      boolean oneLine = values.size() == 1 && values.get(0).indexOf('\n') < 0;
      out.append(name).append(oneLine ? ": " + values.get(0) + "\n" : ":\n");
      if (!oneLine) {
        values.forEach(value -> write(value, out));
      }
    });
    return out.toString();
  }

  /** An empty value is a line of its own: the values after it count from it. */
  private static void write(String value, StringBuilder out) {
    if (value.isEmpty()) {
      out.append("  (empty)\n");
    }
    value.lines().forEach(line -> out.append("  ").append(line).append('\n'));
  }

  /** Returns the specification with its macros expanded, or null if there is none. */
  String specification() {
    String text = header.value(SPEC, 0, null);
    return text == null || text.endsWith("\n") ? text : text + '\n';
  }

  String name(int tag) {
    return names.getOrDefault(tag, "TAG " + tag);
  }

  /** Returns a dependency as {@code rpm -q --requires} prints it, and what it is for. */
  private String dependency(int[] tags, int i) {
    long flags = header.number(tags[1], i);
    return versioned(header.value(tags[0], i, ""), flags, header.value(tags[2], i, "")) + kind(flags & ~0xEL);
  }

  /** Returns a name with its condition: RPMSENSE_LESS, _GREATER and _EQUAL of rpmds.h. */
  static String versioned(String name, long flags, String version) {
    String sense = ((flags & 2) != 0 ? "<" : "") + ((flags & 4) != 0 ? ">" : "") + ((flags & 8) != 0 ? "=" : "");
    return name + (sense.isEmpty() && version.isEmpty() ? "" : " " + sense + " " + version);
  }

  /** Returns what a dependency is for, by the other RPMSENSE flags of rpmds.h. */
  private static String kind(long flags) {
    StringBuilder words = new StringBuilder();
    long left = flags;
    for (String entry : SENSES.split(" ")) {
      int equals = entry.indexOf('=');
      long bit = 1L << Integer.parseInt(entry.substring(0, equals));
      if ((left & bit) != 0) {
        words.append(words.length() == 0 ? "" : ",").append(entry.substring(equals + 1));
        left &= ~bit;
      }
    }
    words.append(left == 0 ? "" : " 0x" + Long.toHexString(left));
    return words.length() == 0 ? "" : "  [" + words.toString().strip() + "]";
  }

  private List<String> changelog() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < header.values(CHANGELOG[0]).size(); i++) {
      lines.add("* " + time(header.value(CHANGELOG[0], i, "")) + " " + header.value(CHANGELOG[1], i, ""));
      lines.add(header.value(CHANGELOG[2], i, ""));
    }
    return lines;
  }

  static String time(String seconds) {
    try {
      return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .format(Instant.ofEpochSecond(Long.parseLong(seconds)).atOffset(ZoneOffset.UTC)) + " UTC";
    } catch (DateTimeException | NumberFormatException outOfRange) {
      return seconds;
    }
  }
}
