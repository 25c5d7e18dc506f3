package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.format.SectionContent.Detail;
import io.github.jdiffscope.format.SectionContent.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a package of Alpine says in its tree of values (apk-tools, apk_adb.h). */
final class AdbPackage {
  private static final String[] FIELDS = {"", "name", "version", "hashes", "description", "arch", "license", "origin",
      "maintainer", "url", "repo-commit", "build-time", "installed-size", "file-size", "provider-priority", "depends",
      "provides", "replaces", "install-if", "recommends", "layer", "tags"};
  private static final int HASHES = 3;
  private static final int BUILD_TIME = 11;
  private static final int FILE_SIZE = 13;
  private static final int FIRST_DEPENDENCY = 15;
  private static final int LAST_DEPENDENCY = 19;
  private static final int TAGS = 21;
  private static final String[] SCRIPTS = {"", "trigger", "pre-install", "post-install", "pre-deinstall",
      "post-deinstall", "pre-upgrade", "post-upgrade"};
  private static final int TYPE = 0170000;

  private final AdbTree tree;

  AdbPackage(AdbTree tree) {
    this.tree = tree;
  }

  /** Returns the fields of a package but those that follow from its bytes, or only those. */
  String fields(int info, String prefix, boolean consequences) throws IOException {
    StringBuilder out = new StringBuilder();
    for (int slot = 1; slot < FIELDS.length; slot++) {
      int value = tree.field(info, slot);
      if (value == AdbTree.NULL || (slot == HASHES || slot == FILE_SIZE) != consequences) {
        continue;
      }
      String name = prefix + FIELDS[slot];
      if (slot >= FIRST_DEPENDENCY && slot <= LAST_DEPENDENCY) {
        List<String> names = new ArrayList<>();
        for (int dependency : tree.slots(value)) {
          names.add(dependency(dependency));
        }
        names.sort(null);
        names.forEach(dependency -> out.append(name).append(": ").append(dependency).append('\n'));
      } else if (slot == TAGS) {
        for (int tag : tree.slots(value)) {
          out.append(name).append(": ").append(tree.text(tag)).append('\n');
        }
      } else {
        out.append(name).append(": ").append(scalar(slot, value)).append('\n');
      }
    }
    return out.toString();
  }

  private String scalar(int slot, int value) throws IOException {
    if (AdbTree.type(value) < 0x8) {
      long number = tree.number(value);
      return slot == BUILD_TIME ? number + " (" + RpmText.time(Long.toString(number)) + ")" : Long.toString(number);
    }
    return slot == HASHES || slot == 10 ? HexFormat.of().formatHex(tree.bytes(value))
        : tree.text(value).replace("\n", "\n    ");
  }

  /** A name, a version and how that is compared: 1 equal, 2 less, 4 greater, 8 fuzzy, 16 conflict. */
  private String dependency(int value) throws IOException {
    String version = tree.text(value, 2);
    int match = tree.field(value, 3);
    long bits = match == AdbTree.NULL ? 1 : tree.number(match);
    String sense = ((bits & 2) != 0 ? "<" : "") + ((bits & 4) != 0 ? ">" : "") + ((bits & 8) != 0 ? "~" : "")
        + ((bits & 1) != 0 ? "=" : "");
    return ((bits & 16) != 0 ? "!" : "") + tree.text(value, 1) + (version.isEmpty() ? "" : sense + version);
  }

  /** Returns the scripts by what they are run for. */
  Map<String, byte[]> scripts(int scripts) throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    List<Integer> slots = tree.slots(scripts);
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i) != AdbTree.NULL) {
        all.put(i + 1 < SCRIPTS.length ? SCRIPTS[i + 1] : "script " + (i + 1), tree.bytes(slots.get(i)));
      }
    }
    return all;
  }

  /**
   * Files and folders.
   *
   * @param names names of the files by index of their folder and their own, as {@code 1/2}
   */
  record Files(List<Row> rows, List<Row> hashes, Map<String, String> names, Map<String, String> links) {}

  Files files(int paths) throws IOException {
    Files files = new Files(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    List<Integer> folders = tree.slots(paths);
    for (int i = 0; i < folders.size(); i++) {
      String folder = tree.text(folders.get(i), 1);
      files.rows.add(row('d', tree.field(folders.get(i), 2), "", "", folder.isEmpty() ? "." : folder, ""));
      List<Integer> inside = tree.slots(tree.field(folders.get(i), 3));
      for (int j = 0; j < inside.size(); j++) {
        file(inside.get(j), folder, (i + 1) + "/" + (j + 1), files);
      }
    }
    return files;
  }

  private void file(int file, String folder, String index, Files files) throws IOException {
    String name = (folder.isEmpty() ? "" : folder + "/") + tree.text(file, 1);
    byte[] target = tree.bytes(tree.field(file, 6));
    // The target of what is no file: its mode, then a path or the numbers of a device.
    int mode = target.length < 2 ? 0100000 : target[0] & 0xFF | (target[1] & 0xFF) << 8;
    char type = switch (mode & TYPE) {
      case 0120000 -> 'l';
      case 0020000 -> 'c';
      case 0060000 -> 'b';
      case 0010000 -> 'p';
      default -> target.length < 2 ? '-' : 'h';
    };
    String link = target.length < 2 ? "" : type == 'l' || type == 'h'
        ? new String(target, 2, target.length - 2, StandardCharsets.UTF_8) : HexFormat.of().formatHex(target, 2, target.length);
    String time = tree.field(file, 4) == AdbTree.NULL ? "" : RpmText.time(Long.toString(tree.number(tree.field(file, 4))));
    files.rows.add(row(type, tree.field(file, 2), Long.toString(tree.number(tree.field(file, 3))), time, name, link));
    files.hashes.add(new Row(name, HexFormat.of().formatHex(tree.bytes(tree.field(file, 5))) + "  " + name));
    files.names.put(index, name);
    if (type == 'l') {
      files.links.put(name, link);
    }
  }

  private Row row(char type, int acl, String size, String time, String name, String target) throws IOException {
    String text = String.format(Locale.ROOT, "%c%04o %s %s %s %s %s%s", type, tree.number(tree.field(acl, 1)) & 07777,
        tree.text(acl, 2), tree.text(acl, 3), size, time, name, target.isEmpty() ? "" : " -> " + target);
    List<Detail> details = new ArrayList<>();
    for (int attribute : tree.slots(tree.field(acl, 4))) {
      details.add(new Detail("", "attribute " + HexFormat.of().formatHex(tree.bytes(attribute))));
    }
    return new Row(name, text.replaceAll(" +", " "), details);
  }
}
