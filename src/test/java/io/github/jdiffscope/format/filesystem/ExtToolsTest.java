package io.github.jdiffscope.format.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.RealTool;
import io.github.jdiffscope.Run;
import io.github.jdiffscope.format.Described;
import io.github.jdiffscope.report.TextOptions;
import io.github.jdiffscope.report.TextReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Makes ext volumes with mke2fs and debugfs, where installed: listings agree with debugfs, changes are named. */
class ExtToolsTest {
  private static final String ID = "11111111-2222-3333-4444-555555555555";
  private static final String TREE = """
      mkdir -p d/e many; printf 'hello\\n' > hello.txt; seq 1 4000 > d/numbers; ln -s hello.txt fast; mkfifo pipe
      ln -s $(printf 'y%.0s' $(seq 90)) slow; mknod null c 1 3; mknod large b 300 70000; ln hello.txt hard
      setfattr -n user.a -v b hello.txt; setfattr -n user.big -v $(printf 'z%.0s' $(seq 900)) d/numbers
      seq 300 | (cd many; split -l 1 -a 3 - file-); chown 70000:80000 d/e; chmod 1777 d/e; chmod 4711 d/numbers
      printf start > sparse; printf mid | dd of=sparse bs=1 seek=5000000 conv=notrunc
      find . -exec touch -h -d '2022-01-01 00:00:00 UTC' {} +
      """;
  private static final Pattern THEIRS = Pattern.compile("\\s*\\d+\\s+(\\d+) \\(\\d+\\)\\s+(\\d+)\\s+(\\d+)\\s+(\\d+) "
      + "(\\s*\\d+-\\S+ \\S+) (.*)");

  @TempDir
  static Path folder;

  private static String run(String script) throws IOException {
    return RealTool.script(folder, Map.of("E2FSPROGS_FAKE_TIME", "1640995200"), script);
  }

  /** Returns a volume, made once for all tests. */
  private static Path volume(String options) throws Exception {
    Path image = folder.resolve(options.replace(' ', '_') + ".img");
    if (!Files.exists(folder.resolve("tree"))) {
      run("mkdir tree; cd tree; " + TREE);
    }
    // Blocks of three levels of indirection are reached behind 64 MiB only.
    run("truncate -s " + (options.contains("ext2") ? "70M" : "6M") + " tree/sparse; printf end >> tree/sparse");
    if (!Files.exists(image)) {
      run("mke2fs -q -U " + ID + " -E hash_seed=" + ID + " -d tree " + options + " '" + image + "' 16M");
    }
    return image;
  }

  @ParameterizedTest
  @ValueSource(strings = {"-t ext2 -b 1024", "-t ext3 -b 4096", "-t ext4", "-t ext4 -O bigalloc",
      "-t ext4 -I 256 -O inline_data,64bit,metadata_csum,flex_bg,project,quota,encrypt,verity,ea_inode,large_dir",
      "-t ext4 -O meta_bg,^resize_inode,sparse_super2", "-t ext4 -O ^extent,^flex_bg,^dir_index -I 128"})
  void listsWhatDebugfsLists(String options) throws Exception {
    Path image = volume(options);
    Described ours = Described.of(new ExtComparator(), image);

    assertThat(ours.comments()).isEmpty();
    List<String> theirs = new ArrayList<>();
    for (String name : List.of("/", "/d/", "/d/e/", "/many/")) {
      run("debugfs -R 'ls -l " + name + "' '" + image + "'").lines().map(THEIRS::matcher).filter(Matcher::matches)
          .filter(row -> !row.group(6).matches("\\.\\.?")).forEach(row -> theirs.add(row(row, name.substring(1))));
    }
    assertThat(ours.sections().get("file list").lines().filter(row -> !row.endsWith(" ./")).map(ExtToolsTest::own))
        .containsExactlyInAnyOrderElementsOf(theirs);
    Path tree = folder.resolve("tree");
    for (String name : List.of("hello.txt", "d/numbers", "sparse", "many/file-alm")) {
      assertThat(ours.members().get(name)).as(name).isEqualTo(Files.readAllBytes(tree.resolve(name)));
    }
  }

  private static String row(Matcher row, String parent) {
    int mode = Integer.parseInt(row.group(1), 8);
    boolean sized = (mode & UnixMode.TYPE) == UnixMode.FILE || (mode & UnixMode.TYPE) == UnixMode.LINK;
    return String.join(" ", UnixMode.text(mode), row.group(2), row.group(3), sized ? row.group(4) : "",
        parent + row.group(6) + (UnixMode.isDirectory(mode) ? "/" : ""));
  }

  private static String own(String row) {
    String size = row.substring(28, 38).strip();
    return String.join(" ", row.substring(0, 10), row.substring(16, 21).strip(), row.substring(22, 27).strip(),
        row.startsWith("-") || row.startsWith("l") ? size : "", row.replaceFirst(" -> .*", "")
            .replaceFirst(".*\\d\\d:\\d\\d:\\d\\d\\S* ", ""));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      set_inode_field hello.txt flags 0x80010   | flags (none)  | flags immutable
      set_inode_field d/numbers flags 0x180000  | flags (none)  | flags verity
      set_inode_field many flags 0x40000000     | flags (none)  | flags casefold
      set_inode_field hello.txt flags 0x80800   | flags (none)  | flags encrypted
      set_inode_field hello.txt flags 0x80800   | right: 0 names and the contents of 2 files are encrypted | encrypted
      set_inode_field d flags 0x80800           | d/numbers -> d/[encrypted 6e756d62657273] | right: 2 names
      set_inode_field hello.txt projid 17       | project 0     | project 17
      set_inode_field hello.txt mode 0100600    | -rw-r--r--    | -rw-------
      set_inode_field hello.txt uid 70000       | 0     0          6 2022 | 70000     0          6 2022
      set_inode_field hello.txt mtime_extra 64  | 00:00:00.000000000 h | 00:00:00.000000016 h
      set_inode_field hello.txt crtime 20230405060708 | created | 2023-04-05 06:07:08
      set_inode_field hello.txt generation 77   | placement     | generation 77
      ea_set hello.txt user.a c                 | user.a="b"    | user.a="c"
      ea_rm hello.txt user.a                    | user.a="b"    | hello.txt
      unlink many/file-alm                      | only in left  | many/file-alm
      set_super_value last_orphan 15            | First orphan inode:       0 | First orphan inode:       15
      set_super_value s_mnt_count 5             | Mount count:              0 | Mount count:              5
      set_bg 0 checksum 0x1234                  | dumpe2fs {}   | csum 0x1234
      set_inode_field hello.txt checksum 0x1234 | inodes in use | inode
      """)
  void aChangeIsNamed(String change, String left, String right) throws Exception {
    Path image = volume("-t ext4 -I 256 -O project,quota,encrypt,casefold,metadata_csum -E encoding=utf8,hash_seed=" + ID);
    run("cp '" + image + "' b.img; debugfs -w -R '" + change + "' b.img");

    assertThat(text(image, folder.resolve("b.img"))).contains(left, right).doesNotContain("shows no difference");
  }

  @Test
  void oneByteOutsideOfFilesIsNamed() throws Exception {
    Path image = volume("-t ext4 -b 1024");
    byte[] bytes = Files.readAllBytes(image);
    String content = new String(bytes, StandardCharsets.ISO_8859_1);
    int journal = content.indexOf("\u00c0\u003b\u0039\u0098");
    changed(image, bytes, journal + 27, "journal", "Journal sequence:");
    changed(image, bytes, journal + 3000, "journal", "log block 2");
    changed(image, bytes, content.indexOf("hello\n\0") + 100, "slack of files", "slack of h");
    changed(image, bytes, bytes.length - 3000, "free space", "block 16381");
    changed(image, bytes, 8193 * 1024 + 200, "blocks in use", "(copy of the superblock)");
    changed(image, bytes, content.indexOf("file-aac"), "file list", "many/");
  }

  private void changed(Path image, byte[] bytes, int at, String section, String said) throws Exception {
    byte[] other = bytes.clone();
    other[at] ^= 1;
    assertThat(text(image, Files.write(folder.resolve("b.img"), other))).as("byte %d", at).contains("├── " + section, said)
        .doesNotContain("shows no difference");
  }

  private static String text(Path left, Path right) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TextReport(TextOptions.PLAIN).write(Run.report(left, right), out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
