package io.github.jdiffscope.format.filesystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Makes SquashFS images with mksquashfs, where installed: listings agree with unsquashfs', options are named. */
class SquashToolsTest {
  private static final String TREE = """
      mkdir -p d/e many; printf 'hello\\n' > hello.txt; seq 1 40000 > d/numbers; ln -s hello.txt link; mkfifo pipe
      mknod null c 1 3; mknod disk b 8 3; ln hello.txt hard; setfattr -n user.a -v b hello.txt; : > empty
      seq 60 | (cd many; split -l 1 -a 3 - file-); chown 70000:80000 d/e; chmod 1777 d/e; chmod 4711 d/numbers
      printf start > sparse; truncate -s 900K sparse; printf end >> sparse
      find . -exec touch -h -d '2022-01-01 00:00:00 UTC' {} +
      """;
  private static final String MAKER = "mksquashfs tree IMAGE -noappend -quiet -no-progress -mkfs-time 0 ";

  @TempDir
  static Path folder;

  private static String run(String script) throws IOException {
    return RealTool.script(folder, Map.of(), script);
  }

  private static Path image(String options) throws Exception {
    Path image = folder.resolve("a" + options.replace(' ', '_') + ".sq");
    if (!Files.exists(folder.resolve("tree"))) {
      run("mkdir tree; cd tree; " + TREE);
    }
    if (!Files.exists(image)) {
      run(MAKER.replace("IMAGE", "'" + image + "'") + options);
    }
    return image;
  }

  @ParameterizedTest
  @ValueSource(strings = {"-comp gzip", "-comp xz -Xbcj x86", "-comp lzo", "-comp lz4 -Xhc", "-comp zstd", "-comp lzma",
      "-noI -noD -noF -noX", "-no-fragments -no-exports", "-b 4096 -always-use-fragments"})
  void listsAndUnpacksWhatUnsquashfsDoes(String options) throws Exception {
    Path image = image(options);
    Described ours = Described.of(new SquashfsComparator(), image);

    assertThat(ours.comments()).isEmpty();
    List<String> theirs = run("unsquashfs -d '' -lln '" + image + "'").lines().map(SquashToolsTest::withoutFolderSize)
        .sorted().toList();
    assertThat(theirs).hasSizeGreaterThan(70);
    assertThat(ours.sections().get("unsquashfs -d '' -lln {}").lines().map(SquashToolsTest::withoutFolderSize).toList())
        .containsExactlyInAnyOrderElementsOf(theirs);
    List<String> facts = run("unsquashfs -s '" + image + "'").lines().filter(line -> line.matches(
        "Compression.*|\\t.*|Block size.*|Filesystem is .*|.* (are|is) (un)?compressed|Number of (frag|inod|ids).*")).toList();
    assertThat(ours.sections().get("unsquashfs -s {}").lines()).containsAll(facts);
    for (String name : List.of("hello.txt", "d/numbers", "sparse", "empty", "many/file-aam")) {
      assertThat(ours.members().get(name)).as(name).isEqualTo(Files.readAllBytes(folder.resolve("tree/" + name)));
    }
  }

  /** The tool goes down into folders first and shows their stored size. */
  private static String withoutFolderSize(String row) {
    return row.startsWith("d") ? row.replaceFirst("(\\d+/\\d+) +\\d* *(\\d{4}-)", "$1 $2").replaceFirst(" /?$", "") : row;
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      -comp xz             | -Compression gzip                | +Compression xz
      -Xcompression-level 1 | +Compressor options are stored  | compression-level 1
      -b 65536             | -Block size 131072               | +Block size 65536
      -no-exports          | is exportable via NFS            | is not exportable via NFS
      -no-fragments        | -Number of fragments 1           | +Fragments are not stored
      -no-xattrs           | [user.a="b"]                     | Xattrs are not stored
      -no-duplicates       | -Duplicates are removed          | +Duplicates are not removed
      -no-hardlinks        | [links 2]                        | [links 1]
      -no-sparse           | [holes in blocks 1-6]            | [holes none]
      -mkfs-time 9         | time 1970-01-01 00:00:00         | time 1970-01-01 00:00:09
      -nopad               | padding behind the file system   | bytes of zeros
      -all-root            | 70000/80000                      | 0/0
      -sort order          | placement                        | d/numbers
      """)
  void aChangedOptionIsNamed(String option, String left, String right) throws Exception {
    Files.writeString(folder.resolve("order"), "d/numbers -9\nhello.txt 9\n");
    String report = text(image(""), image(option));

    assertThat(report).contains(left, right).doesNotContain("cannot", "shows no difference");
  }

  @Test
  void olderVersionsAreRefusedInASentence() throws Exception {
    byte[] old = new byte[200];
    System.arraycopy("sqsh".getBytes(StandardCharsets.US_ASCII), 0, old, 0, 4);
    old[29] = 3;
    Path image = Files.write(folder.resolve("old.sq"), old);

    assertThatThrownBy(() -> Described.of(new SquashfsComparator(), image))
        .hasMessageContaining("SquashFS version 3 with the most significant byte first is not read");
    old[0] = 'h';
    old[3] = 's';
    old[28] = 3;
    old[29] = 0;
    Files.write(image, old);
    assertThatThrownBy(() -> Described.of(new SquashfsComparator(), image))
        .hasMessageContaining("SquashFS version 3.0 is not read");
  }

  private static String text(Path left, Path right) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TextReport(TextOptions.PLAIN).write(Run.report(left, right), out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
