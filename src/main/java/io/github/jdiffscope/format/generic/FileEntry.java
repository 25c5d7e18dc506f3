package io.github.jdiffscope.format.generic;

import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.model.ArtifactKind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the file system says of one name.
 *
 * @param name path below the compared directory
 * @param target of a link, numbers of a device, word for a special file, else null
 * @param mode file type and permission bits as {@code stat} has them, or -1 where the platform has none
 */
record FileEntry(Path path, String name, ArtifactKind kind, long size, FileTime modified, String target, int mode,
    int links, String owner, String group, int uid, int gid) {
  private static final int TYPE_MASK = 0xF000;
  private static final int BLOCK_DEVICE = 0x6000;
  private static final int CHARACTER_DEVICE = 0x2000;
  private static final int PIPE = 0x1000;
  private static final int SOCKET = 0xC000;
  private static final String ALL = "unix:mode,nlink,uid,gid,size,lastModifiedTime,rdev";
  private static final boolean UNIX =
      java.nio.file.FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

  static FileEntry of(Path path, String name, OwnerNames names) throws IOException {
    return UNIX ? unix(path, name, names) : basic(path, name);
  }

  private static FileEntry unix(Path path, String name, OwnerNames names) throws IOException {
    Map<String, Object> all = Files.readAttributes(path, ALL, LinkOption.NOFOLLOW_LINKS);
    int mode = (Integer) all.get("mode");
    ArtifactKind kind = switch (mode & TYPE_MASK) {
      case 0x4000 -> ArtifactKind.DIRECTORY;
      case 0xA000 -> ArtifactKind.SYMLINK;
      case BLOCK_DEVICE, CHARACTER_DEVICE -> ArtifactKind.DEVICE;
      case 0x8000 -> ArtifactKind.FILE;
      default -> ArtifactKind.SPECIAL;
    };
    int uid = (Integer) all.get("uid");
    int gid = (Integer) all.get("gid");
    return new FileEntry(path, name, kind, (Long) all.get("size"), (FileTime) all.get("lastModifiedTime"),
        target(path, kind, mode, (Long) all.get("rdev")), mode, (Integer) all.get("nlink"), names.owner(uid, path),
        names.group(gid, path), uid, gid);
  }

  private static FileEntry basic(Path path, String name) throws IOException {
    BasicFileAttributes all = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    ArtifactKind kind = all.isDirectory() ? ArtifactKind.DIRECTORY : all.isSymbolicLink() ? ArtifactKind.SYMLINK
        : all.isRegularFile() ? ArtifactKind.FILE : ArtifactKind.SPECIAL;
    return new FileEntry(path, name, kind, all.size(), all.lastModifiedTime(), target(path, kind, 0, 0), -1, 1, "", "",
        0, 0);
  }

  private static String target(Path path, ArtifactKind kind, int mode, long device) throws IOException {
    return switch (kind) {
      case SYMLINK -> FileNames.of(Files.readSymbolicLink(path));
      case DEVICE -> ((mode & TYPE_MASK) == BLOCK_DEVICE ? "b " : "c ") + major(device) + ':' + minor(device);
      case SPECIAL -> (mode & TYPE_MASK) == PIPE ? "named pipe" : (mode & TYPE_MASK) == SOCKET ? "socket" : "special";
      default -> null;
    };
  }

  /** Returns the major number; Linux keeps 12 bits of it low and the rest high, see makedev(3). */
  private static long major(long device) {
    return device >>> 8 & 0xFFF | device >>> 32 & ~0xFFFL;
  }

  private static long minor(long device) {
    return device & 0xFF | device >>> 12 & ~0xFFL;
  }

  /** Returns the row of {@code file list}: mode, links, owner, group, size or device, time, name. */
  String listingRow() {
    StringBuilder row = new StringBuilder(96);
    if (mode >= 0) {
      modeText(row);
      // A directory's count says how many directories it holds, which the list says itself.
      pad(row, kind == ArtifactKind.DIRECTORY ? "" : Integer.toString(links), 4);
      row.append(' ').append(owner).append(" (").append(uid).append(") ").append(group).append(" (").append(gid)
          .append(')');
    }
    if (kind == ArtifactKind.FILE) {
      pad(row, Long.toString(size), 10);
    } else {
      pad(row, kind == ArtifactKind.DEVICE ? target.substring(2) : "", 10);
    }
    row.append(' ');
    time(row);
    return row.append(' ').append(nameAndTarget()).toString();
  }

  /** Returns the row when metadata does not count. */
  String kindAndName() {
    return (kind == ArtifactKind.FILE ? "file " : kind == ArtifactKind.DIRECTORY ? "directory " : kind + " ")
        .toLowerCase(java.util.Locale.ROOT) + nameAndTarget();
  }

  private String nameAndTarget() {
    return kind == ArtifactKind.SYMLINK ? name + " -> " + target : kind == ArtifactKind.DIRECTORY ? name + '/' : name;
  }

  private void modeText(StringBuilder row) {
    row.append(switch (mode & TYPE_MASK) {
      case 0x4000 -> 'd';
      case 0xA000 -> 'l';
      case BLOCK_DEVICE -> 'b';
      case CHARACTER_DEVICE -> 'c';
      case PIPE -> 'p';
      case SOCKET -> 's';
      default -> '-';
    });
    for (int shift = 6; shift >= 0; shift -= 3) {
      int bits = mode >> shift;
      // Set-user, set-group and sticky bits replace the x of their triple.
      boolean special = (mode & (shift == 6 ? 0x800 : shift == 3 ? 0x400 : 0x200)) != 0;
      char mark = shift == 0 ? 't' : 's';
      row.append((bits & 4) != 0 ? 'r' : '-').append((bits & 2) != 0 ? 'w' : '-');
      boolean execute = (bits & 1) != 0;
      row.append(special ? execute ? mark : Character.toUpperCase(mark) : execute ? 'x' : '-');
    }
  }

  /** Appends the time in UTC; by arithmetic, as there may be a million files. */
  private void time(StringBuilder row) {
    long micros = modified.to(TimeUnit.MICROSECONDS);
    long seconds = Math.floorDiv(micros, 1_000_000L);
    long days = Math.floorDiv(seconds, 86_400L);
    date(row, days);
    int ofDay = (int) (seconds - days * 86_400);
    two(row.append(' '), ofDay / 3600);
    two(row.append(':'), ofDay / 60 % 60);
    two(row.append(':'), ofDay % 60);
    String fraction = Integer.toString((int) (micros - seconds * 1_000_000));
    row.append('.').append("000000", 0, 6 - fraction.length()).append(fraction);
  }

  /**
   * Appends the date of a day counted from 1970-01-01, in the proleptic Gregorian calendar: years begin in March, so that
   * leap days are last, and 400 years have 146,097 days.
   */
  private static void date(StringBuilder row, long days) {
    long shifted = days + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    int ofEra = (int) (shifted - era * 146_097);
    int yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365;
    int ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int fromMarch = (5 * ofYear + 2) / 153;
    int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    row.append(yearOfEra + era * 400 + (month <= 2 ? 1 : 0)).append('-');
    two(row, month);
    two(row.append('-'), ofYear - (153 * fromMarch + 2) / 5 + 1);
  }

  private static void two(StringBuilder row, int value) {
    if (value < 10) {
      row.append('0');
    }
    row.append(value);
  }

  private static void pad(StringBuilder row, String text, int width) {
    row.append(' ');
    for (int i = text.length(); i < width; i++) {
      row.append(' ');
    }
    row.append(text);
  }

  /** Returns why a file could not be read, in a few words. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e instanceof NoSuchFileException ? "it vanished" : String.valueOf(e.getMessage());
  }
}
