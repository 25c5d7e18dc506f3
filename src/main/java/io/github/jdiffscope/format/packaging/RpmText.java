package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.format.SectionContent.Row;
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

/** Writes the main header of an RPM package as text. */
final class RpmText {
  private static final int BASENAMES = 1117;
  private static final int OLDFILENAMES = 1027;
  private static final int DIRINDEXES = 1116;
  private static final int DIRNAMES = 1118;
  private static final int ROW_CHARACTERS = 100;
  private static final long MAX_CHARACTERS = 96 << 20;
  private static final Set<Integer> TIMES = Set.of(1006, 1008, 1080, 1128, 5096);
  /** Tags that restate the payload or the files in it. */
  private static final Set<Integer> CONSEQUENCES = Set.of(61, 62, 63, 64, 257, 261, 269, 270, 271, 273, 1009,
      1046, 5009, 5012, 5092, 5097);
  /** Tags of the files in the payload, one value a file. */
  private static final Set<Integer> FILE_TAGS = Set.of(1027, 1028, 1029, 1030, 1033, 1034, 1035, 1036, 1037, 1039, 1040,
      1045, 1095, 1096, 1097, 1116, 1117, 1118, 1140, 1141, 5000, 5001, 5008, 5010, 5091, 5093);
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
    shown.addAll(FILE_TAGS);
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
        values.forEach(value -> value.lines().forEach(line -> out.append("  ").append(line).append('\n')));
      }
    });
    return out.toString();
  }

  String name(int tag) {
    return names.getOrDefault(tag, "TAG " + tag);
  }

  /** Returns a dependency as {@code rpm -q --requires} prints it. */
  private String dependency(int[] tags, int i) {
    long flags = header.number(tags[1], i);
    String version = header.value(tags[2], i, "");
    // RPMSENSE_LESS, _GREATER and _EQUAL of rpmds.h.
    String sense = ((flags & 2) != 0 ? "<" : "") + ((flags & 4) != 0 ? ">" : "") + ((flags & 8) != 0 ? "=" : "");
    String name = header.value(tags[0], i, "");
    return name + (sense.isEmpty() && version.isEmpty() ? "" : " " + sense + " " + version) + kind(flags & ~0xEL);
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

  private static String time(String seconds) {
    try {
      return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .format(Instant.ofEpochSecond(Long.parseLong(seconds)).atOffset(ZoneOffset.UTC)) + " UTC";
    } catch (DateTimeException | NumberFormatException outOfRange) {
      return seconds;
    }
  }

  /** Returns what the header says of each file and the payload does not. */
  List<Row> files() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < fileCount(); i++) {
      StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-8s %-8s %-14s", header.value(1039, i, "-"),
          header.value(1040, i, "-"), flags(header.number(1037, i))));
      String capabilities = header.value(5010, i, "");
      String language = header.value(1097, i, "");
      long verify = header.number(1045, i);
      row.append(' ').append(path(i));
      row.append(capabilities.isEmpty() ? "" : "  caps " + capabilities);
      row.append(language.isEmpty() ? "" : "  lang " + language);
      // RPMVERIFY_ALL is all bits; most files have it.
      row.append((int) verify == -1 ? "" : "  verify 0x" + Long.toHexString(verify));
      rows.add(new Row(path(i), row.toString()));
    }
    return rows;
  }

  /** Returns what the header says of each file and the payload says too. */
  List<Row> fileDetails() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < fileCount(); i++) {
      String size = header.value(1028, i, header.value(5008, i, "-"));
      String target = header.value(1036, i, "");
      rows.add(new Row(path(i), String.format(Locale.ROOT, "%06o %10s %s %-32s inode %s %s%s",
          header.number(1030, i), size, time(header.value(1034, i, "")), header.value(1035, i, "-"),
          header.value(1096, i, "-"), path(i),
          target.isEmpty() ? "" : " -> " + target)));
    }
    return rows;
  }

  /** Returns how many files there are; none past the bound, as many may share one very long folder name. */
  int fileCount() {
    int count = Math.max(header.values(BASENAMES).size(), header.values(OLDFILENAMES).size());
    long characters = 0;
    for (int i = 0; i < count; i++) {
      String folder = header.value(DIRNAMES, (int) Math.min(header.number(DIRINDEXES, i), Integer.MAX_VALUE), "");
      characters += folder.length() + ROW_CHARACTERS;
      if (characters > MAX_CHARACTERS) {
        return i;
      }
    }
    return count;
  }

  private String path(int i) {
    if (header.values(BASENAMES).isEmpty()) {
      return header.value(OLDFILENAMES, i, "");
    }
    long folder = header.number(1116, i);
    return header.value(1118, (int) Math.min(folder, Integer.MAX_VALUE), "") + header.value(BASENAMES, i, "");
  }

  /** Returns the file flags of rpmfiles.h by name. */
  private static String flags(long flags) {
    String[] words = {"config", "doc", "icon", "missingok", "noreplace", "specfile", "ghost", "license", "readme", "",
        "", "pubkey", "artifact"};
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words.length; i++) {
      if ((flags >> i & 1) != 0) {
        text.append(text.length() == 0 ? "" : ",").append(words[i].isEmpty() ? "bit" + i : words[i]);
      }
    }
    return text.length() == 0 ? "-" : text.toString();
  }
}
