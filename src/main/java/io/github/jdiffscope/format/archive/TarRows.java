package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.codec.tar.TarEntry;
import io.github.jdiffscope.format.SectionContent.Detail;
import io.github.jdiffscope.format.SectionContent.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Members of tape archives as rows of {@code tar -tv}, with what these leave out. */
final class TarRows {
  private static final int NANOS_IN_MICRO = 1000;

  private TarRows() {}

  static Row of(TarEntry entry) {
    char type = type(entry);
    boolean link = entry.isSymlink() || entry.isHardLink();
    boolean device = entry.type() == '3' || entry.type() == '4';
    String text = new ListRow().mode(type, entry.mode()).links(0)
        .owners(entry.user(), entry.uid(), entry.group(), entry.gid())
        .padded(device ? entry.device() : Long.toString(entry.size()), 10).time(entry.modified())
        .named(entry.name(), entry.isHardLink() ? " link to " : " -> ", link ? entry.link() : null);
    return new Row(key(entry.name()), text, details(entry));
  }

  private static char type(TarEntry entry) {
    return switch (entry.type()) {
      case '1' -> 'h';
      case '2' -> 'l';
      case '3' -> 'c';
      case '4' -> 'b';
      case '5', 'D' -> 'd';
      case '6' -> 'p';
      case '7' -> 'C';
      case 'M' -> 'M';
      case 'V' -> 'V';
      default -> '-';
    };
  }

  /** Returns the name without what says nothing: {@code ./} before it and slashes behind it. */
  static String key(String name) {
    int start = 0;
    while (name.startsWith("./", start)) {
      start += 2;
    }
    int end = name.length();
    while (end > start + 1 && name.charAt(end - 1) == '/') {
      end--;
    }
    return start >= end ? name : name.substring(start, end);
  }

  private static List<Detail> details(TarEntry entry) {
    List<Detail> details = new ArrayList<>(2);
    int nanos = entry.modified().getNano() % NANOS_IN_MICRO;
    if (nanos != 0) {
      details.add(new Detail("", nanos + " ns"));
    }
    for (Map.Entry<String, String> record : entry.records().entrySet()) {
      String value = record.getValue();
      details.add(new Detail("", value.isEmpty() ? record.getKey() : record.getKey() + '=' + ShownName.of(value)));
    }
    if (entry.sparse()) {
      details.add(new Detail("", holes(entry)));
    }
    if (entry.nulType()) {
      details.add(new Detail("", "type NUL"));
    } else if ("01234567".indexOf(entry.type()) < 0) {
      details.add(new Detail("", "type " + entry.type()));
    }
    return details;
  }

  private static String holes(TarEntry entry) {
    StringBuilder parts = new StringBuilder("sparse:");
    long at = 0;
    int shown = 0;
    for (io.github.jdiffscope.bytes.Extent extent : entry.content()) {
      if (!extent.isHole() && shown++ < 16) {
        parts.append(' ').append(at).append('+').append(extent.length());
      }
      at += extent.length();
    }
    return shown > 16 ? parts + " and " + (shown - 16) + " more parts" : parts.toString();
  }
}
