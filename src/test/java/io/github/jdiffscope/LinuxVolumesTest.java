package io.github.jdiffscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.model.Report;
import io.github.jdiffscope.report.TextOptions;
import io.github.jdiffscope.report.TextReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Makes file systems with their real makers, where installed: what one attribute changes is named, and nothing else. */
class LinuxVolumesTest {
  private static final String TREE = """
      mkdir -p d/e; printf 'hello\\n' > hello.txt; seq 1 3000 > d/numbers; printf 'same\\n' > d/e/hello.txt; : > empty
      { head -c 100000 /dev/zero; echo end; } > zeros; seq 1 20000 | gzip -n > random; ln -s hello.txt link
      mkdir many; seq 300 | split -l 1 -a 3 - many/file-
      mkfifo pipe; mknod null c 1 3; setfattr -n user.origin -v here hello.txt
      """;

  /** What is done to the tree, and what the report must then say. */
  private static final Map<String, List<String>> CHANGES = Map.of(
      "content", List.of("printf 'hellp\\n' > hello.txt", "-hello", "+hellp"),
      "mode", List.of("chmod 4711 hello.txt", "-rw-r--r--", "-rws--x--x"),
      "owner", List.of("chown 12:34 hello.txt", " 12", "34 "),
      "time", List.of("touch -d '2022-01-01 00:01:02 UTC' hello.txt", "2022-01-01 00:00", "2022-01-01 00:01"),
      "attribute", List.of("setfattr -n user.origin -v there hello.txt", "user.origin=\"here\"",
          "user.origin=\"there\""),
      "target", List.of("ln -sf d/numbers link", "link -> hello.txt", "link -> d/numbers"),
      "device", List.of("rm null; mknod null c 1 5", "-device: c 1:3", "+device: c 1:5"));

  /** The command that makes IMAGE of TREE, and what the format cannot keep. */
  private static final Map<String, List<String>> MAKERS = Map.ofEntries(
      maker("ext4", "mke2fs -q -t ext4 -I 256 -N 512 -E hash_seed=11111111-2222-3333-4444-555555555555 "
          + "-U 11111111-2222-3333-4444-555555555555 -d TREE IMAGE 4M", ""),
      maker("ext4-bigalloc", "mke2fs -q -t ext4 -O bigalloc -E hash_seed=11111111-2222-3333-4444-555555555555 "
          + "-U 11111111-2222-3333-4444-555555555555 -d TREE IMAGE 16M", "mode owner time attribute target device"),
      maker("btrfs", "mkfs.btrfs -V; truncate -s 24M IMAGE; find TREE -exec touch -h -a "
          + "-d '2022-01-01 00:00:00 UTC' {} +; mkfs.btrfs -q --mixed -n 4096 --rootdir TREE IMAGE",
          "device members"),
      maker("f2fs", "mkfs.f2fs -V; truncate -s 72M IMAGE; mkfs.f2fs -q -f -T 1640995200 IMAGE; sload.f2fs -P -f TREE IMAGE",
          "attribute device members"),
      maker("squashfs", "mksquashfs TREE IMAGE -noappend -quiet -no-progress -mkfs-time 0", ""),
      maker("cramfs", "mkfs.cramfs TREE IMAGE", "time attribute"),
      maker("erofs", "mkfs.erofs -U 11111111-2222-3333-4444-555555555555 IMAGE TREE", ""),
      maker("erofs-lz4", "mkfs.erofs -zlz4hc -C65536 -U 11111111-2222-3333-4444-555555555555 IMAGE TREE", ""),
      maker("jffs2", "mkfs.jffs2 --with-xattr -r TREE -o IMAGE", ""),
      maker("ubifs", "mkfs.ubifs -r TREE -m 2048 -e 126976 -c 100 -o IMAGE", "time attribute"),
      maker("ntfs", "wimlib-imagex capture TREE IMAGE.wim; truncate -s 3M IMAGE; mkntfs -F -q -c 4096 IMAGE; "
          + "wimlib-imagex apply IMAGE.wim 1 IMAGE", "mode owner attribute device target members"),
      maker("hfsplus", "xorriso -as mkisofs -quiet -hfsplus -V NAME -o IMAGE.iso TREE; dd if=IMAGE.iso of=IMAGE bs=512 "
          + "skip=$((0x$(xxd -s 1544 -l 4 -p IMAGE.iso))) count=$((0x$(xxd -s 1548 -l 4 -p IMAGE.iso)))",
          "attribute device members"),
      maker("xfs", "mkfs.xfs -V; cd TREE; { printf '/\\n0 0\\nd--755 0 0\\n'; find . -mindepth 1 -maxdepth 1 -type f "
          + "-printf '%f ---%m %U %G %p\\n'; printf 'link l--777 0 0 %s\\n' $(readlink link); printf "
          + "'pipe p--644 0 0\\nnull c--644 0 0 %d %d\\n' $(stat -c '0x%t 0x%T' null); printf 'd d--755 0 0\\nnumbers ---644 0 0 "
          + "d/numbers\\ne d--755 0 0\\nhello.txt ---644 0 0 d/e/hello.txt\\n$\\n$\\nmany d--755 0 0\\n'; "
          + "find many -type f -printf '%f ---%m %U %G %p\\n'; printf '$\\n$\\n'; } > IMAGE.proto; "
          + "mkfs.xfs -q --unsupported -d size=16m,file,name=IMAGE -p IMAGE.proto",
          "attribute time content device mode owner target"),
      maker("romfs", "genromfs -V name -d TREE -f IMAGE", "mode owner time attribute"));

  @TempDir
  static Path folder;

  private static Map.Entry<String, List<String>> maker(String name, String command, String lacks) {
    return Map.entry(name, List.of(command, lacks));
  }

  static Stream<Arguments> cases() {
    return MAKERS.keySet().stream().sorted().flatMap(maker -> CHANGES.keySet().stream().sorted()
        .filter(change -> !MAKERS.get(maker).get(1).contains(change)).map(change -> Arguments.of(maker, change)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aChangedAttributeIsNamed(String maker, String change) throws Exception {
    String report = compare(maker, CHANGES.get(change).get(0));

    assertThat(report).contains(CHANGES.get(change).subList(1, 3));
    assertThat(report.lines().filter(line -> line.matches("│ [-+].*(many/|numbers|empty|zeros|random).*")
        && !line.contains("d/numbers"))).as(report).isEmpty();
    assertThat(report).doesNotContain("cannot");
  }

  @ParameterizedTest
  @MethodSource("makers")
  void theMembersAreTheFilesThatWereGiven(String maker) throws Exception {
    assertThat(text(tree(), left(maker))).contains("members have equal contents")
        .doesNotContain("cannot");
  }

  static Stream<String> makers() {
    return MAKERS.keySet().stream().sorted().filter(maker -> !MAKERS.get(maker).get(1).contains("members"));
  }

  private static final String DATES = "find . -exec touch -h -d '2022-01-01 00:00:00 UTC' {} +";

  private static String compare(String maker, String change) throws Exception {
    Path right = folder.resolve("right");
    run("rm -rf " + right + "; cp -a " + tree() + " " + right + "; cd " + right + "; " + change
        + (change.startsWith("touch") ? "" : "; " + DATES));
    return text(left(maker), image(right, "right.img", maker));
  }

  private static Path tree() throws Exception {
    Path tree = folder.resolve("left");
    if (!Files.exists(tree)) {
      run("mkdir " + tree + "; cd " + tree + "; " + TREE + "\n" + DATES);
    }
    return tree;
  }

  private static Path left(String maker) throws Exception {
    Path image = folder.resolve(maker + ".img");
    return Files.exists(image) ? image : image(tree(), maker + ".img", maker);
  }

  private static Path image(Path tree, String name, String maker) throws Exception {
    Path kept = folder.resolve(name);
    String command = MAKERS.get(maker).get(0);
    run("command -v " + command.replaceFirst(" .*", ""));
    run("rm -f " + kept + "; E2FSPROGS_FAKE_TIME=1640995200 " + command.replace("TREE", tree.toString())
        .replace("IMAGE", kept.toString()));
    return kept;
  }

  private static void run(String script) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", "-ec", script).redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("TZ", "UTC");
    Process process;
    try {
      process = builder.start();
    } catch (IOException noShell) {
      Assumptions.abort("there is no shell");
      return;
    }
    Assumptions.assumeTrue(process.waitFor() == 0, script);
  }

  private static String text(Path left, Path right) throws Exception {
    Report report = Run.report(left, right);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TextReport(TextOptions.PLAIN).write(report, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
