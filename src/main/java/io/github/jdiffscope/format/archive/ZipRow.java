package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.codec.zip.ZipMember;

/** Rows as Info-ZIP's {@code zipinfo} prints them; times are the stored MS-DOS times. */
final class ZipRow {
  private static final String[] HOSTS = {"fat", "ami", "vms", "unx", "cms", "atr", "hpf", "mac", "zzz", "cpm", "t20",
      "ntf", "qds", "aco", "vft", "mvs", "be ", "nsk", "ths", "osx"};
  private static final String[] METHODS = {"stor", "shrk", "re:1", "re:2", "re:3", "re:4", "i#:#", "tokn", "def#",
      "d64#", "dcli", null, "bzp2", null, "lzma", null, null, null, "ters", "lz77"};
  private static final String[] MONTHS = {"???", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct",
      "Nov", "Dec", "???", "???", "???"};
  private static final String DEFLATE_LEVELS = "NXFS";
  private static final String PROGRAM_SUFFIXES = " com exe btm cmd bat ";
  private static final int HOST_FAT = 0;

  private ZipRow() {}

  static String of(ZipMember member) {
    StringBuilder row = new StringBuilder(64 + member.name().length());
    attributes(row, member);
    row.append(' ').append(host(member.host())).append(' ');
    pad(row, Math.max(0, member.size()), 8);
    boolean text = (member.internal() & 1) != 0;
    row.append(' ').append(member.isEncrypted() ? text ? 'T' : 'B' : text ? 't' : 'b');
    boolean extra = member.extra().length > 0;
    row.append(member.hasDescriptor() ? extra ? 'X' : 'l' : extra ? 'x' : '-').append(' ');
    method(row, member);
    row.append(' ');
    time(row, member.time());
    return row.append(' ').append(ShownName.of(member.name())).toString();
  }

  private static String host(int host) {
    return host < HOSTS.length ? HOSTS[host] : host == 30 ? "ath" : "???";
  }

  /** Appends 10 characters of attributes, two spaces and the version, as {@code zi_short} does. */
  private static void attributes(StringBuilder row, ZipMember member) {
    int host = member.host();
    int mode = member.unixMode();
    int external = member.external();
    // Some makers on MS-DOS also store a Unix mode; it is believed where it agrees with the MS-DOS attributes.
    boolean agrees = (mode & 0x1C0) == (0x100 | ((external & 1) == 0 ? 0x80 : 0) | (external & 0x10) << 2);
    boolean dos = host == HOST_FAT && !agrees || host == 4 || host == 6 || host == 11
        || host == 13 || host == 14 || host == 15;
    if (dos) {
      dosAttributes(row, member);
      row.append("     ");
    } else {
      unixAttributes(row, mode);
      row.append("  ");
    }
    int version = member.madeBy() & 0xFF;
    row.append(version / 10).append('.').append(version % 10);
  }

  private static void dosAttributes(StringBuilder row, ZipMember member) {
    int bits = member.external() & 0xFF;
    boolean directory = (bits & 0x10) != 0;
    String name = member.name();
    int dot = name.lastIndexOf('.');
    String suffix = dot < 0 ? "" : name.substring(dot + 1, Math.min(name.length(), dot + 4));
    boolean program = suffix.length() == 3
        && PROGRAM_SUFFIXES.contains(' ' + suffix.toLowerCase(java.util.Locale.ROOT) + ' ');
    row.append((bits & 8) != 0 ? 'V' : directory ? 'd' : '-').append('r').append((bits & 1) != 0 ? '-' : 'w');
    row.append(directory || (bits & 8) == 0 && program ? 'x' : '-').append((bits & 0x20) != 0 ? 'a' : '-');
    row.append((bits & 2) != 0 ? 'h' : '-').append((bits & 4) != 0 ? 's' : '-');
  }

  private static void unixAttributes(StringBuilder row, int mode) {
    row.append(switch (mode & 0xF000) {
      case 0x4000 -> 'd';
      case 0x8000 -> '-';
      case 0xA000 -> 'l';
      case 0x6000 -> 'b';
      case 0x2000 -> 'c';
      case 0x1000 -> 'p';
      case 0xC000 -> 's';
      default -> '?';
    });
    FileMode.permissions(row, mode);
  }

  private static void method(StringBuilder row, ZipMember member) {
    int method = member.method();
    int flags = member.flags();
    String word = method < METHODS.length ? METHODS[method] : method == 97 ? "wavp" : method == 98 ? "ppmd" : null;
    if (word == null) {
      row.append('u').append((char) ('0' + method / 100 % 10)).append((char) ('0' + method / 10 % 10))
          .append((char) ('0' + method % 10));
    } else if (method == 6) {
      row.append('i').append((flags & 2) != 0 ? '8' : '4').append(':').append((flags & 4) != 0 ? '3' : '2');
    } else if (word.endsWith("#")) {
      row.append(word, 0, 3).append(DEFLATE_LEVELS.charAt(flags >> 1 & 3));
    } else {
      row.append(word);
    }
  }

  /** Appends {@code 22-Feb-03 11:18}. */
  static void time(StringBuilder row, int time) {
    int year = ((time >>> 25) + 80) % 100;
    two(row, year);
    row.append('-').append(MONTHS[time >>> 21 & 15]).append('-');
    two(row, time >>> 16 & 31);
    row.append(' ');
    two(row, time >>> 11 & 31);
    row.append(':');
    two(row, time >>> 5 & 63);
  }

  private static void two(StringBuilder row, int value) {
    row.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
  }

  private static void pad(StringBuilder row, long value, int width) {
    String digits = Long.toString(value);
    for (int i = digits.length(); i < width; i++) {
      row.append(' ');
    }
    row.append(digits);
  }
}
