package io.github.jdiffscope.format.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.RealTool;
import io.github.jdiffscope.format.Described;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a btrfs volume with subvolumes, a snapshot and compressed files as btrfs-progs do, where installed. */
class BtrfsToolsTest {
  private static final String TREE = "(key|location key) \\(([0-9]+) (INODE_ITEM|DIR_INDEX|ROOT_ITEM) .*";
  private static final Pattern LINE = Pattern.compile("\\s*(?:item \\d+ )?(?:" + TREE
      + "|generation \\d+ transid \\d+ size (\\d+) nbytes.*|block group \\d+ mode (\\d+) links (\\d+) uid (\\d+) "
      + "gid (\\d+).*"
      + "|mtime (\\d+)\\.(\\d+) .*|(?:index \\d+ namelen \\d+ )?name: (.*))");

  @TempDir
  Path folder;
  private Path image;
  private Described ours;

  @BeforeEach
  void open() throws Exception {
    image = folder.resolve("volume");
    try (InputStream stream = new GZIPInputStream(
        Files.newInputStream(Path.of("testdata/filesystem/btrfs/file-changed/left.btrfs.gz")))) {
      Files.copy(stream, image);
    }
    ours = Described.of(new BtrfsComparator(), image);
    assertThat(ours.comments()).isEmpty();
  }

  @Test
  void listsWhatDumpTreeLists() throws Exception {
    List<String> theirs = new ArrayList<>();
    for (String tree : RealTool.run("btrfs", "inspect-internal", "dump-tree", "-t", "root", image.toString()).lines()
        .map(Pattern.compile("\\s*item \\d+ key \\((FS_TREE|2\\d\\d) ROOT_ITEM .*")::matcher).filter(Matcher::matches)
        .map(found -> found.group(1)).toList()) {
      theirs.addAll(rows(RealTool.run("btrfs", "inspect-internal", "dump-tree", "-t",
          tree.replace("FS_TREE", "fs"), image.toString())));
    }

    assertThat(theirs).hasSizeGreaterThan(100);
    // The tops of trees and what stands for a subvolume that is elsewhere have no name in their tree.
    assertThat(ours.sections().get("file list").lines()
        .filter(row -> !row.endsWith(" ./") && !row.matches(".* (sub|sub/nested|d/snapshot|d/snapshot/nested)/"))
        .map(row -> row.trim().replaceFirst(" -> .*", "").replaceAll(" +", " ")
            .replaceFirst("[^ ]*/(?=[^/ ]+/?$)", "")))
        .containsExactlyInAnyOrderElementsOf(theirs);
  }

  /** Returns the names that a dump of a tree has, with the attributes of their inodes. */
  private static List<String> rows(String dump) {
    Map<String, String> inodes = new HashMap<>();
    Map<String, String> names = new java.util.LinkedHashMap<>();
    String number = null;
    String location = null;
    String size = "";
    String mode = "";
    boolean index = false;
    for (Matcher line : (Iterable<Matcher>) dump.lines().map(LINE::matcher).filter(Matcher::matches)::iterator) {
      if ("key".equals(line.group(1))) {
        number = line.group(2);
        index = line.group(3).equals("DIR_INDEX");
        location = null;
      } else if (line.group(1) != null) {
        location = line.group(3).equals("INODE_ITEM") ? line.group(2) : null;
      } else if (line.group(4) != null) {
        size = line.group(4);
      } else if (line.group(5) != null) {
        mode = mode(line, size);
      } else if (line.group(9) != null) {
        inodes.put(number, mode + Times.nanos(Long.parseLong(line.group(9)), Long.parseLong(line.group(10))));
      } else if (index && location != null) {
        names.put(number + "/" + line.group(11), location);
      }
    }
    return names.entrySet().stream().map(name -> inodes.get(name.getValue())
        + name.getKey().replaceFirst(".*/", " ") + (inodes.get(name.getValue()).startsWith("d") ? "/" : "")).toList();
  }

  private static String mode(Matcher line, String size) {
    int mode = Integer.parseInt(line.group(5), 8);
    String owners = line.group(7) + ' ' + line.group(8) + ' ';
    return UnixMode.text(mode) + ' ' + (UnixMode.isDirectory(mode) ? owners : line.group(6) + ' ' + owners
        + (!UnixMode.isDevice(mode) ? size : mode == 020644 ? "1,3" : "8,300") + ' ');
  }

  @Test
  void readsTheContentsThatRestoreReads() throws Exception {
    Path restored = Files.createDirectory(folder.resolve("restored"));
    RealTool.run("btrfs", "restore", "-s", image.toString(), restored.toString());
    try (Stream<Path> files = Files.walk(restored)) {
      List<Path> all = files.filter(Files::isRegularFile).filter(file -> !file.endsWith("nested/file")).toList();
      assertThat(all).hasSizeGreaterThan(90);
      for (Path file : all) {
        assertThat(ours.members().get(restored.relativize(file).toString())).as(file.toString())
            .isEqualTo(Files.readAllBytes(file));
      }
    }
  }
}
