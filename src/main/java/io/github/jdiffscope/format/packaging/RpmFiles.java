package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.format.SectionContent.Detail;
import io.github.jdiffscope.format.SectionContent.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The files of an RPM package as its header has them: tags with one value a file. */
final class RpmFiles {
  /** All tags that rows of files are made of, the dictionaries that they point into with them. */
  static final Set<Integer> TAGS = Set.of(1027, 1028, 1029, 1030, 1033, 1034, 1035, 1036, 1037, 1039, 1040, 1045, 1095,
      1096, 1097, 1116, 1117, 1118, 1140, 1141, 1142, 1143, 1144, 1145, 5008, 5010, 5090, 5091, 5115, 5116);
  /** Tags of the signature header with one value a file. */
  static final Set<Integer> SIGNATURE_TAGS = Set.of(274, 276);
  private static final int OLDFILENAMES = 1027;
  private static final int FILESIZES = 1028;
  private static final int FILEMODES = 1030;
  private static final int FILERDEVS = 1033;
  private static final int FILEMTIMES = 1034;
  private static final int FILEDIGESTS = 1035;
  private static final int FILELINKTOS = 1036;
  private static final int FILEFLAGS = 1037;
  private static final int FILEDEVICES = 1095;
  private static final int FILEINODES = 1096;
  private static final int DIRINDEXES = 1116;
  private static final int BASENAMES = 1117;
  private static final int DIRNAMES = 1118;
  private static final int LONGFILESIZES = 5008;
  private static final int GHOST = 1 << 6;
  private static final int TYPE = 0xF000;
  private static final int REGULAR = 0x8000;
  private static final int ROW_CHARACTERS = 100;
  private static final long MAX_CHARACTERS = 96 << 20;
  private static final int MAX_DEPENDENCIES = 1000;
  private static final String LEFT_OUT = "(left out: too long)";

  private final RpmHeader header;
  private final RpmHeader signature;
  private final int count;
  /** What may still be written of texts that many files can share. */
  private long charactersLeft = MAX_CHARACTERS;
  /** The last file of each inode with several names, which alone has the content; in file order. */
  private final Map<String, Integer> lastOfInode = new HashMap<>();

  /**
   * @param header the main one
   * @param signature the one before it, which may hold signatures of files
   */
  RpmFiles(RpmHeader header, RpmHeader signature) {
    this.header = header;
    this.signature = signature;
    this.count = count(header);
    for (int i = 0; i < count; i++) {
      if (isRegular(i) && !isGhost(i)) {
        lastOfInode.put(inode(i), i);
      }
    }
  }

  /** Returns how many files there are; fewer past the bound, as many may share one very long folder name. */
  private static int count(RpmHeader header) {
    int count = named(header);
    long characters = 0;
    for (int i = 0; i < count; i++) {
      characters += folder(header, i).length() + ROW_CHARACTERS;
      if (characters > MAX_CHARACTERS) {
        return i;
      }
    }
    return count;
  }

  private static int named(RpmHeader header) {
    return Math.max(header.values(BASENAMES).size(), header.values(OLDFILENAMES).size());
  }

  private static String folder(RpmHeader header, int i) {
    return header.value(DIRNAMES, (int) Math.min(header.number(DIRINDEXES, i), Integer.MAX_VALUE), "");
  }

  /** Returns how many files are shown. */
  int count() {
    return count;
  }

  /** Returns whether there are more files than are shown. */
  boolean isCut() {
    return count < named(header);
  }

  /** Returns whether sizes are of 64 bits: the archive then has no names and sizes of its own. */
  boolean isLarge() {
    return !header.values(LONGFILESIZES).isEmpty();
  }

  String path(int i) {
    return header.values(BASENAMES).isEmpty() ? header.value(OLDFILENAMES, i, "")
        : folder(header, i) + header.value(BASENAMES, i, "");
  }

  int type(int i) {
    return (int) header.number(FILEMODES, i) & TYPE;
  }

  /** Returns type and permissions as {@code %{FILEMODES:octal}} does. */
  private String mode(int i) {
    return String.format(Locale.ROOT, "%o", header.number(FILEMODES, i) & 0xFFFF);
  }

  private boolean isRegular(int i) {
    return type(i) == REGULAR;
  }

  private boolean isGhost(int i) {
    return (header.number(FILEFLAGS, i) & GHOST) != 0;
  }

  private String inode(int i) {
    return header.value(FILEDEVICES, i, "") + ' ' + header.value(FILEINODES, i, "#" + i);
  }

  /** Returns the file that has the content of this one: itself, or the last link to the same inode. */
  int contentOf(int i) {
    return isRegular(i) ? lastOfInode.getOrDefault(inode(i), i) : i;
  }

  String size(int i) {
    return header.value(LONGFILESIZES, i, header.value(FILESIZES, i, "0"));
  }

  /** Returns how many bytes follow the header of a file in an archive that has no sizes. */
  long sizeInArchive(int i) {
    boolean has = isRegular(i) ? contentOf(i) == i : type(i) == 0xA000;
    return has ? Math.max(0, header.number(isLarge() ? LONGFILESIZES : FILESIZES, i)) : 0;
  }

  /**
   * Returns what the header says of each file and the payload does not.
   *
   * @param stripped whether the payload says nothing but content
   */
  List<Row> rows(boolean stripped) {
    List<Row> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-8s %-8s %-14s", header.value(1039, i, "-"),
          header.value(1040, i, "-"), flags(header.number(FILEFLAGS, i))));
      String capabilities = header.value(5010, i, "");
      String language = header.value(1097, i, "");
      int verify = i < header.values(1045).size() ? (int) header.number(1045, i) : -1;
      row.append(' ').append(path(i));
      row.append(capabilities.isEmpty() ? "" : "  caps " + capabilities);
      row.append(language.isEmpty() ? "" : "  lang " + language);
      // RPMVERIFY_ALL is all bits; most files have it.
      row.append(verify == -1 ? "" : "  verify " + verify(verify));
      if (stripped || isGhost(i)) {
        row.append("  ").append(attributes(i));
      }
      rows.add(new Row(path(i), row.toString()));
    }
    return rows;
  }

  /** Returns what an archive would say. */
  private String attributes(int i) {
    String target = header.value(FILELINKTOS, i, "");
    int content = contentOf(i);
    return "mode " + mode(i) + (isDevice(i) ? " device " : " size ") + (isDevice(i) ? header.value(FILERDEVS, i, "0")
        : size(i)) + " time " + RpmText.time(header.value(FILEMTIMES, i, ""))
        + (target.isEmpty() ? "" : " -> " + target) + (content == i ? "" : " link to " + shared(path(content)));
  }

  private boolean isDevice(int i) {
    return type(i) == 0x2000 || type(i) == 0x6000;
  }

  /** Returns what the header says of each file and follows from the payload. */
  List<Row> details() {
    List<Row> rows = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String target = header.value(FILELINKTOS, i, "");
      String text = String.format(Locale.ROOT, "%6s %10s %s %-32s inode %s %s%s",
          mode(i), size(i), RpmText.time(header.value(FILEMTIMES, i, "")),
          header.value(FILEDIGESTS, i, "-"), header.value(FILEINODES, i, "-"), path(i),
          target.isEmpty() ? "" : " -> " + target);
      List<Detail> details = new ArrayList<>();
      detail(details, "class", entry(1142, 1141, i));
      detail(details, "type", entry(5116, 5115, i));
      detail(details, "color", header.value(1140, i, ""));
      detail(details, "device", header.value(FILEDEVICES, i, ""));
      detail(details, "numbers", isDevice(i) ? header.value(FILERDEVS, i, "") : "");
      detail(details, "state", header.value(1029, i, ""));
      detail(details, "depends on", dependencies(i));
      rows.add(new Row(path(i), text, details));
    }
    return rows;
  }

  private static void detail(List<Detail> details, String name, String value) {
    if (!value.isEmpty()) {
      details.add(new Detail("", name + ' ' + value));
    }
  }

  /** Returns the entry of a dictionary that the tag's value of a file points to. */
  private String entry(int dictionary, int tag, int i) {
    return i < header.values(tag).size()
        ? shared(header.value(dictionary, (int) Math.min(header.number(tag, i), Integer.MAX_VALUE), "")) : "";
  }

  /** Returns a text, while not too much of the kind was written: each of a million files may point to a long one. */
  private String shared(String text) {
    charactersLeft -= text.length();
    return charactersLeft < 0 ? LEFT_OUT : text;
  }

  /** Returns what rpmbuild found that a file needs and provides: pointers into the lists of the package. */
  private String dependencies(int i) {
    long first = header.number(1143, i);
    long many = Math.min(header.number(1144, i), MAX_DEPENDENCIES);
    List<String> names = new ArrayList<>();
    for (long k = first; k < Math.min(first + many, header.values(1145).size()) && k >= 0 && charactersLeft > 0;
        k++) {
      long pointer = header.number(1145, (int) k);
      char kind = (char) (pointer >> 24);
      String name = shared(header.value(kind == 'P' ? 1047 : kind == 'R' ? 1049 : -1, (int) pointer & 0xFFFFFF,
          "#" + pointer));
      names.add((kind == 'P' ? "provides " : "") + name);
    }
    return String.join(", ", names);
  }

  /**
   * Returns which files are signed and by which key, or the signatures themselves.
   *
   * @param bytes whether to write them in full
   */
  List<Row> signatures(boolean bytes) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String ima = signature.value(274, i, header.value(5090, i, ""));
      String verity = signature.value(276, i, "");
      if (!ima.isEmpty()) {
        rows.add(new Row(path(i), path(i) + "  " + (bytes ? ima : ima(ima))));
      }
      if (!verity.isEmpty()) {
        rows.add(new Row(path(i) + " verity", path(i) + "  fs-verity " + (bytes ? verity : "")));
      }
    }
    return rows;
  }

  /** Returns algorithm and key of struct signature_v2_hdr of Linux's integrity.h: type, version, hash, key id. */
  private static String ima(String hex) {
    if (!hex.startsWith("0302") || hex.length() < 14) {
      return "signed for IMA";
    }
    // Numbers of enum hash_algo of Linux's hash_info.h.
    String[] hashes = {"md4", "md5", "sha1", "rmd160", "sha256", "sha384", "sha512", "sha224"};
    int hash = Character.digit(hex.charAt(4), 16) << 4 | Character.digit(hex.charAt(5), 16);
    return "signed for IMA, " + (hash >= 0 && hash < hashes.length ? hashes[hash] : "hash " + hash) + ", key "
        + hex.substring(6, 14);
  }

  /** Returns the file flags of rpmfiles.h by name. */
  private static String flags(long flags) {
    String[] words = {"config", "doc", "icon", "missingok", "noreplace", "specfile", "ghost", "license", "readme", "",
        "", "pubkey", "artifact"};
    return named(flags, words);
  }

  /** Returns what {@code rpm -V} does not check, by the bits of rpmvf.h that are not set. */
  private static String verify(int flags) {
    String[] words = {"digest", "size", "link", "user", "group", "mtime", "mode", "rdev", "caps"};
    int known = (1 << words.length) - 1;
    // All other bits are set as a rule, as in RPMVERIFY_ALL.
    return "not " + named(~flags & known, words) + ((~flags & ~known) == 0 ? "" : " 0x" + Integer.toHexString(flags));
  }

  private static String named(long flags, String[] words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 32; i++) {
      if ((flags >> i & 1) != 0) {
        text.append(text.length() == 0 ? "" : ",")
            .append(i >= words.length || words[i].isEmpty() ? "bit" + i : words[i]);
      }
    }
    return text.length() == 0 ? "-" : text.toString();
  }
}
