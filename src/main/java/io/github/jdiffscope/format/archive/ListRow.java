package io.github.jdiffscope.format.archive;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Builds rows of a file list: mode, links, owner, group, size or device, time, name. */
final class ListRow {
  /** The attribute of folders. */
  static final int FOLDER = 16;
  private static final String DOS = "rhsvda";

  private final StringBuilder row = new StringBuilder(96);

  /** Appends a letter for the type and the permissions. */
  ListRow mode(char type, int mode) {
    row.append(type);
    FileMode.permissions(row, mode);
    return this;
  }

  /** Appends the six attributes of MS-DOS: read-only, hidden, system, volume, directory, archive. */
  ListRow attributes(int attributes) {
    for (int bit = 0; bit < DOS.length(); bit++) {
      row.append((attributes >> bit & 1) != 0 ? DOS.charAt(bit) : '-');
    }
    return this;
  }

  /** Appends how many links there are; archives that do not know have 0. */
  ListRow links(long links) {
    return padded(Long.toString(links), 4);
  }

  /** Appends user and group; where there are no names the numbers stand for them. */
  ListRow owners(String user, long uid, String group, long gid) {
    row.append(' ').append(user.isEmpty() ? Long.toString(uid) : user).append(" (").append(uid).append(") ")
        .append(group.isEmpty() ? Long.toString(gid) : group).append(" (").append(gid).append(')');
    return this;
  }

  /** Appends a column aligned to the right. */
  ListRow padded(String text, int width) {
    row.append(' ');
    for (int i = text.length(); i < width; i++) {
      row.append(' ');
    }
    row.append(text);
    return this;
  }

  /** Appends {@code 2022-02-03 11:18:07.123456}, in UTC. */
  ListRow time(Instant time) {
    row.append(' ');
    LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    row.append(utc.getYear()).append('-');
    two(utc.getMonthValue()).append('-');
    two(utc.getDayOfMonth()).append(' ');
    two(utc.getHour()).append(':');
    two(utc.getMinute()).append(':');
    two(utc.getSecond()).append('.');
    String micros = Integer.toString(utc.getNano() / 1000);
    row.append("000000", 0, 6 - micros.length()).append(micros);
    return this;
  }

  private StringBuilder two(int value) {
    return row.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }

  /** Appends the name, and what a link points to. */
  String named(String name, String arrow, String target) {
    row.append(' ').append(ShownName.of(name));
    if (target != null) {
      row.append(arrow).append(ShownName.of(target));
    }
    return row.toString();
  }
}
