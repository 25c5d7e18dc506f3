package io.github.jdiffscope.worker;

import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.SectionContent.Detail;
import io.github.jdiffscope.format.SectionContent.Row;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes the listings of two different formats comparable, such as those of a folder and of an image made of it: each is laid
 * out as its own tool does, so every row would differ. They are reduced to what both tell.
 */
final class CommonListing {
  private static final String TITLE = "file list";
  private static final Pattern TIME = Pattern.compile(
      " (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d(?::\\d\\d)?)(\\.\\d+)?(?: ([-+]\\d\\d:?\\d\\d))?(?: |$)");
  private static final Pattern UNIX = Pattern.compile("[-dlbcpsh][-rwx][-rwx][-xsS][-rwx][-rwx][-xsS][-rwx][-rwx][-xtT]");
  private static final Pattern DOS = Pattern.compile("[-rhsvda]{6}");
  private static final Pattern OWNERS = Pattern.compile(".*?\\((\\d+)\\) .*?\\((\\d+)\\)(.*)|(\\d+)/(\\d+)(.*)");
  private static final Pattern ZIP = Pattern.compile(
      "(\\S{7,10}) +\\d+\\.\\d \\w{3} +(\\d+) \\S\\S \\S{4} \\d\\d-\\w{3}-\\d\\d \\d\\d:\\d\\d .*", Pattern.DOTALL);
  private static final Pattern BARE = Pattern.compile("(directory|file|symlink|device|special) .*", Pattern.DOTALL);
  private static final Pattern MODIFIED = Pattern.compile("modified (\\S+ \\S+) UTC");
  private static final Pattern IDS = Pattern.compile("uid (\\d+) gid (\\d+)");
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
  private static final int MOST_OTHERS = 3;
  private static final String HARD_LINK = " link to ";
  private static final int MODE = 10;
  private static final int MINUTES = 16;

  /** What a row tells; an empty text for what it does not. */
  private record Entry(char kind, String mode, String user, String group, String size, String time, String name,
      String target) {}

  private CommonListing() {}

  /** Replaces the listings in the sections of both sides, and returns a sentence about it, or null if that is not possible. */
  static String replace(Map<String, Section> left, Map<String, Section> right) {
    List<Entry> a = new ArrayList<>();
    List<Entry> b = new ArrayList<>();
    List<Row> rest = new ArrayList<>();
    List<Row> otherRest = new ArrayList<>();
    Section one = listing(left, a, rest);
    Section other = listing(right, b, otherRest);
    if (one == null || other == null) {
      return null;
    }
    Columns columns = Columns.of(a, b);
    // Not every format lists its own root.
    dropRoot(a, b);
    dropRoot(b, a);
    put(left, one, a, rest, columns);
    put(right, other, b, otherRest, columns);
    return "the listings are laid out differently: " + columns + " are compared, other attributes are not";
  }

  /** What both listings tell of all their rows; of how many characters the times are. */
  private record Columns(boolean mode, boolean owners, boolean sizes, boolean targets, int precision) {
    static Columns of(List<Entry> left, List<Entry> right) {
      Predicate<Function<Entry, String>> tell = column -> Stream.of(left, right).flatMap(List::stream)
          .noneMatch(entry -> column.apply(entry).isEmpty());
      return new Columns(tell.test(Entry::mode), tell.test(Entry::user), tell.test(e -> e.kind == '-' ? e.size : "none"),
          tell.test(e -> e.kind == 'l' ? e.target : "none"),
          Stream.of(left, right).flatMap(List::stream).mapToInt(entry -> entry.time.length()).min().orElse(0));
    }

    @Override
    public String toString() {
      List<String> names = new ArrayList<>();
      names.addAll(mode ? List.of("mode") : List.of());
      names.addAll(owners ? List.of("owner", "group") : List.of());
      names.addAll(sizes ? List.of("size") : List.of());
      names.addAll(precision == 0 ? List.of() : List.of(precision == MINUTES ? "time to the minute" : "time to the second"));
      return names.isEmpty() ? "only names" : String.join(", ", names) + " and name";
    }
  }

  /** Returns the first listing of files, its entries and what else it lists, as a volume's label. */
  private static Section listing(Map<String, Section> sections, List<Entry> entries, List<Row> rest) {
    for (Section section : sections.values()) {
      if (section.level() == 0 && section.content() instanceof SectionContent.Listing listing
          && !listing.rows().isEmpty()) {
        entries.clear();
        rest.clear();
        for (Row row : listing.rows()) {
          Entry entry = entry(row);
          if (entry == null) {
            rest.add(row);
          } else {
            entries.add(entry);
          }
        }
        if (!entries.isEmpty() && rest.size() <= MOST_OTHERS) {
          return section;
        }
      }
    }
    return null;
  }

  private static void dropRoot(List<Entry> entries, List<Entry> others) {
    Set<String> names = new HashSet<>();
    others.forEach(entry -> names.add(entry.name));
    entries.removeIf(entry -> entry.name.isEmpty() && !names.contains(""));
  }

  /** Puts the rows sorted by name: the order in which two formats hold them says nothing. */
  private static void put(Map<String, Section> sections, Section old, List<Entry> entries, List<Row> rest,
      Columns columns) {
    List<Row> rows = new ArrayList<>(rest);
    Map<String, String> sizes = new HashMap<>();
    entries.forEach(entry -> sizes.put(entry.name, entry.size));
    entries.sort(Comparator.comparing(Entry::name));
    for (Entry found : entries) {
      // Where a name is stored as a link to another one, its size stands there.
      Entry entry = found.kind != 'h' ? found : new Entry('-', found.mode, found.user, found.group,
          sizes.getOrDefault(found.target, ""), found.time, found.name, "");
      rows.add(new Row(entry.name, text(entry, columns)));
    }
    sections.remove(old.title());
    sections.put(TITLE, Section.listing(TITLE, List.of(), rows));
  }

  private static String text(Entry entry, Columns columns) {
    StringBuilder text = new StringBuilder(96).append(columns.mode ? entry.mode : entry.kind == 'd' ? "d" : "-");
    if (columns.owners) {
      padded(text, entry.user, 5);
      padded(text, entry.group, 5);
    }
    padded(text, columns.sizes ? entry.size : "", columns.sizes ? 10 : 0);
    text.append(columns.sizes ? " " : "").append(entry.time, 0, columns.precision).append(columns.precision == 0 ? "" : " ")
        .append(entry.name.isEmpty() ? "." : entry.name).append(entry.kind == 'd' ? "/" : "");
    return text.append(entry.target.isEmpty() || !columns.targets ? "" : " -> " + entry.target).toString();
  }

  private static void padded(StringBuilder text, String value, int width) {
    text.append(' ').append(" ".repeat(Math.max(0, width - value.length()))).append(value);
  }

  private static Entry entry(Row row) {
    String text = row.text();
    Matcher zip = ZIP.matcher(text);
    if (zip.matches()) {
      return zip(zip, row);
    }
    Matcher bare = BARE.matcher(text);
    if (bare.matches()) {
      return bare(bare, row);
    }
    Matcher time = TIME.matcher(text);
    if (!time.find()) {
      return null;
    }
    String head = text.substring(0, time.start());
    String seconds = utc(time.group(1), time.group(3));
    String name = name(row.key());
    if (head.length() > MODE && UNIX.matcher(head.substring(0, MODE)).matches()) {
      String mark = head.charAt(0) == 'h' ? HARD_LINK : " -> ";
      int arrow = head.charAt(0) == 'l' || head.charAt(0) == 'h' ? text.lastIndexOf(mark) : -1;
      String target = arrow < 0 ? "" : text.substring(arrow + mark.length());
      return unix(head, seconds, name, mark.equals(HARD_LINK) ? name(target) : target);
    }
    // A volume's label is no file.
    if (head.length() > 6 && head.charAt(3) != 'v' && DOS.matcher(head.substring(0, 6)).matches()) {
      char kind = head.charAt(4) == 'd' ? 'd' : '-';
      return new Entry(kind, "", "", "", kind == 'd' ? "" : head.substring(6).strip(), seconds, name, "");
    }
    return null;
  }

  /** A row of a folder whose metadata does not count. */
  private static Entry bare(Matcher row, Row whole) {
    char kind = row.group(1).equals("directory") ? 'd' : row.group(1).equals("symlink") ? 'l' : '-';
    int arrow = kind == 'l' ? whole.text().lastIndexOf(" -> ") : -1;
    return new Entry(kind, "", "", "", "", "", name(whole.key()), arrow < 0 ? "" : whole.text().substring(arrow + 4));
  }

  /** A row of zipinfo: its time is in an unknown zone, but what is said behind it may tell the time in UTC, and owners. */
  private static Entry zip(Matcher row, Row whole) {
    String mode = row.group(1);
    char kind = mode.charAt(0);
    String time = "";
    String[] owners = {"", ""};
    for (Detail detail : whole.details()) {
      Matcher modified = MODIFIED.matcher(detail.text());
      Matcher ids = IDS.matcher(detail.text());
      time = modified.matches() ? modified.group(1) : time;
      owners = ids.matches() ? new String[] {ids.group(1), ids.group(2)} : owners;
    }
    return new Entry(kind, UNIX.matcher(mode).matches() ? mode : "", owners[0], owners[1], kind == '-' ? row.group(2) : "", time,
        name(whole.key()), "");
  }

  private static Entry unix(String head, String time, String name, String target) {
    String rest = head.substring(MODE).strip();
    char kind = head.charAt(0);
    String[] found;
    Matcher owners = OWNERS.matcher(rest);
    if (owners.matches()) {
      int first = owners.group(1) == null ? 4 : 1;
      found = new String[] {owners.group(first), owners.group(first + 1), owners.group(first + 2)};
    } else {
      String[] numbers = rest.split(" +");
      // Links, user, group and size; folders have but the owners, and not every file system counts links.
      int skipped = numbers.length == 4 ? 1 : 0;
      if (numbers.length > 4) {
        return null;
      }
      // A single number is the size: not every archive knows owners.
      found = numbers.length == 1 ? new String[] {"", "", numbers[0]}
          : new String[] {numbers[skipped], numbers[skipped + 1], numbers.length == 2 ? "" : numbers[skipped + 2]};
    }
    String size = kind == '-' || kind == 'h' ? found[2].strip()
        : kind == 'b' || kind == 'c' ? found[2].replaceAll("[^0-9]+", ",").replaceFirst("^,", "") : "";
    return new Entry(kind, head.substring(0, MODE).replaceFirst("^h", "-"), found[0], found[1], size, time, name, target);
  }

  private static String name(String key) {
    String name = key.startsWith("./") ? key.substring(2) : key.startsWith("/") ? key.substring(1) : key;
    name = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    return name.equals(".") ? "" : name;
  }

  private static String utc(String time, String zone) {
    if (zone == null || zone.replace(":", "").endsWith("0000") || time.length() == MINUTES) {
      return time;
    }
    return LocalDateTime.parse(time, SECONDS).atOffset(ZoneOffset.of(zone)).withOffsetSameInstant(ZoneOffset.UTC)
        .format(SECONDS);
  }
}
