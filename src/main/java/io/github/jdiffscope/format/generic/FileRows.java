package io.github.jdiffscope.format.generic;

import io.github.jdiffscope.model.ArtifactKind;
import java.time.Instant;
import java.util.Locale;

/**
 * Writes the rows of {@code file list}. There may be a million: what a row has in common with the one before it (mode,
 * owner, second) is not written anew.
 */
final class FileRows {
  private final StringBuilder row = new StringBuilder(128);
  private FileEntry before;
  private String ownership = "";
  private long second = Long.MIN_VALUE;
  private String secondText = "";

  /** Returns a row as {@code ls -l} has it: mode, links, owner, group, size or device, time, name. */
  String withMetadata(FileEntry entry) {
    row.setLength(0);
    if (entry.mode() >= 0) {
      if (before == null || !sameOwnership(entry, before)) {
        ownership = ownership(entry);
        before = entry;
      }
      row.append(ownership);
    }
    if (entry.kind() == ArtifactKind.FILE) {
      pad(row, Long.toString(entry.size()), 10);
    } else {
      pad(row, entry.kind() == ArtifactKind.DEVICE ? entry.target().substring(2) : "", 10);
    }
    row.append(' ');
    time(entry.modified().toInstant());
    appendName(row.append(' '), entry);
    return row.toString();
  }

  /** Returns the row when metadata does not count. */
  String kindAndName(FileEntry entry) {
    row.setLength(0);
    row.append(entry.kind().name().toLowerCase(Locale.ROOT)).append(' ');
    appendName(row, entry);
    return row.toString();
  }

  private static void appendName(StringBuilder row, FileEntry entry) {
    row.append(entry.name());
    if (entry.kind() == ArtifactKind.SYMLINK) {
      row.append(" -> ").append(entry.target());
    } else if (entry.kind() == ArtifactKind.DIRECTORY) {
      row.append('/');
    }
  }

  private static boolean sameOwnership(FileEntry a, FileEntry b) {
    return a.mode() == b.mode() && a.links() == b.links() && a.uid() == b.uid() && a.gid() == b.gid();
  }

  private static String ownership(FileEntry entry) {
    StringBuilder text = new StringBuilder();
    appendMode(text, entry.mode());
    // A directory's count says how many directories it holds, which the list says itself.
    pad(text, entry.kind() == ArtifactKind.DIRECTORY ? "" : Integer.toString(entry.links()), 4);
    return text.append(' ').append(entry.owner()).append(" (").append(entry.uid()).append(") ").append(entry.group())
        .append(" (").append(entry.gid()).append(')').toString();
  }

  private static void appendMode(StringBuilder text, int mode) {
    text.append(switch (mode & FileEntry.TYPE_MASK) {
      case 0x4000 -> 'd';
      case 0xA000 -> 'l';
      case FileEntry.BLOCK_DEVICE -> 'b';
      case FileEntry.CHARACTER_DEVICE -> 'c';
      case FileEntry.PIPE -> 'p';
      case FileEntry.SOCKET -> 's';
      default -> '-';
    });
    for (int shift = 6; shift >= 0; shift -= 3) {
      int bits = mode >> shift;
      // Set-user, set-group and sticky bits replace the x of their triple.
      boolean special = (mode & (shift == 6 ? 0x800 : shift == 3 ? 0x400 : 0x200)) != 0;
      char mark = shift == 0 ? 't' : 's';
      text.append((bits & 4) != 0 ? 'r' : '-').append((bits & 2) != 0 ? 'w' : '-');
      boolean execute = (bits & 1) != 0;
      text.append(special ? execute ? mark : Character.toUpperCase(mark) : execute ? 'x' : '-');
    }
  }

  /** Appends the time in UTC to the nanosecond, as {@code ls --full-time} does. */
  private void time(Instant modified) {
    long seconds = modified.getEpochSecond();
    int nanos = modified.getNano();
    if (seconds != second) {
      second = seconds;
      StringBuilder text = new StringBuilder(24);
      long days = Math.floorDiv(seconds, 86_400L);
      date(text, days);
      int ofDay = (int) (seconds - days * 86_400);
      two(text.append(' '), ofDay / 3600);
      two(text.append(':'), ofDay / 60 % 60);
      two(text.append(':'), ofDay % 60);
      secondText = text.append('.').toString();
    }
    row.append(secondText);
    for (int digit = 100_000_000; digit > 0; digit /= 10) {
      row.append((char) ('0' + nanos / digit % 10));
    }
  }

  /**
   * Appends the date of a day counted from 1970-01-01, in the proleptic Gregorian calendar: years begin in March, so that
   * leap days are last, and 400 years have 146,097 days.
   */
  private static void date(StringBuilder text, long days) {
    long shifted = days + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    int ofEra = (int) (shifted - era * 146_097);
    int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int fromMarch = (5 * ofYear + 2) / 153;
    int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    text.append(yearOfEra + era * 400 + (month <= 2 ? 1 : 0)).append('-');
    two(text, month);
    two(text.append('-'), ofYear - (153 * fromMarch + 2) / 5 + 1);
  }

  private static void two(StringBuilder text, int value) {
    if (value < 10) {
      text.append('0');
    }
    text.append(value);
  }

  private static void pad(StringBuilder text, String value, int width) {
    text.append(' ');
    for (int i = value.length(); i < width; i++) {
      text.append(' ');
    }
    text.append(value);
  }
}
