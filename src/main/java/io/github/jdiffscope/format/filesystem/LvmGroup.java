package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The metadata of a volume group: its settings by their path, {@code group/logical_volumes/name/segment1/type}. */
final class LvmGroup {
  private static final Pattern TOKEN = Pattern.compile("#[^\n]*|\"[^\"]*+\"|[A-Za-z0-9_.+\\-]+|[{}=\\[\\],]");
  private static final int DEEPEST = 16;
  private static final int MOST_SETTINGS = 1 << 20;
  private static final int SECTOR = 512;

  private final Map<String, String> settings = new LinkedHashMap<>();
  private final Map<String, String> groups = new LinkedHashMap<>();

  /** Reads settings; what is in brackets is one value. */
  LvmGroup(String text) throws FormatException {
    Matcher token = TOKEN.matcher(text);
    StringBuilder path = new StringBuilder();
    String name = "";
    int depth = 0;
    while (token.find()) {
      String word = token.group();
      if (word.equals("{")) {
        if (++depth > DEEPEST) {
          throw new FormatException("metadata is nested deeper than " + DEEPEST);
        }
        path.append(name).append('/');
        groups.put(path.toString(), name);
      } else if (word.equals("}") && depth > 0) {
        depth--;
        path.setLength(path.lastIndexOf("/", path.length() - 2) + 1);
      } else if (word.equals("=")) {
        settings.put(path + name, value(token));
      } else if (!word.startsWith("#")) {
        name = word;
      }
      if (settings.size() + groups.size() > MOST_SETTINGS) {
        throw new FormatException("metadata has more than " + MOST_SETTINGS + " settings");
      }
    }
  }

  private static String value(Matcher token) {
    StringBuilder value = new StringBuilder();
    boolean list = false;
    while (token.find()) {
      String word = token.group();
      if (word.equals("]")) {
        return value.toString();
      } else if (word.equals("[")) {
        list = true;
      } else if (!word.startsWith("#")) {
        value.append(word.startsWith("\"") ? word.substring(1, word.length() - 1) : word);
        if (!list) {
          return value.toString();
        }
      }
    }
    return value.toString();
  }

  private long number(String path) throws FormatException {
    String text = settings.getOrDefault(path, "");
    if (!text.matches("[0-9]{1,12}")) {
      throw new FormatException("metadata has no number " + path);
    }
    return Long.parseLong(text);
  }

  /** Hands over the logical volumes whose segments all lie, one after another, in one physical volume. */
  void volumes(String id, Blob blob, Leftovers leftovers, Sections sections, MemberSink members) throws IOException {
    String group = groups.keySet().stream().filter(path -> path.indexOf('/') == path.length() - 1).findFirst().orElse("");
    String here = "";
    for (Map.Entry<String, String> each : groups.entrySet()) {
      if (each.getKey().startsWith(group + "physical_volumes/") && id.equals(settings.get(each.getKey() + "id"))) {
        here = each.getValue();
      }
    }
    String volumes = group + "logical_volumes/";
    for (Map.Entry<String, String> each : groups.entrySet()) {
      String path = each.getKey();
      if (path.startsWith(volumes) && path.indexOf('/', volumes.length()) == path.length() - 1) {
        try {
          Extents extents = volume(path, group, here, blob);
          leftovers.use(extents);
          members.file(each.getValue(), extents.wholeLocation());
        } catch (FormatException cannotBe) {
          sections.comment("logical volume " + each.getValue() + " is not compared by itself: " + cannotBe.getMessage());
        }
      }
    }
  }

  private Extents volume(String path, String group, String here, Blob blob) throws IOException {
    long extent = number(group + "extent_size") * SECTOR;
    long first = number(group + "physical_volumes/" + here + "/pe_start") * SECTOR;
    Extents extents = new Extents(blob);
    TreeSet<Long> starts = new TreeSet<>();
    Map<Long, String> segments = new LinkedHashMap<>();
    for (long i = 1; i <= number(path + "segment_count"); i++) {
      String segment = path + "segment" + i + '/';
      starts.add(number(segment + "start_extent"));
      segments.put(number(segment + "start_extent"), segment);
    }
    for (long start : starts) {
      String segment = segments.get(start);
      String type = settings.getOrDefault(segment + "type", "");
      String[] stripe = settings.getOrDefault(segment + "stripes", "").split(",");
      if (!type.equals("striped") || stripe.length != 2) {
        throw new FormatException("it has a segment that is not linear, but " + type);
      } else if (!stripe[0].equals(here)) {
        throw new FormatException("a part of it lies in another physical volume, " + stripe[0]);
      } else if (!stripe[1].matches("[0-9]{1,12}")) {
        throw new FormatException("a part of it lies nowhere");
      }
      extents.add(first + Long.parseLong(stripe[1]) * extent, number(segment + "extent_count") * extent);
    }
    return extents;
  }
}
