package io.github.jdiffscope.format.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.format.Described;
import io.github.jdiffscope.format.FormatComparator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares what we list and unpack with what the real tools say, where they are installed. */
class NativeListingTest {
  private static final Path TOP = Path.of("testdata/filesystem");

  private static String run(String... command) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException notInstalled) {
      return Assumptions.abort(command[0] + " is not installed");
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "xz", "lzo", "lz4", "zstd", "lzma"})
  void squashfsIsListedAsUnsquashfsListsIt(String compressor) throws Exception {
    Path image = TOP.resolve("squashfs/" + compressor + "-file-changed/left.squashfs");
    Described ours = Described.of(new SquashfsComparator(), image);

    assertThat(ours.comments()).isEmpty();
    assertThat(ours.members().get("hello.txt")).asString().isEqualTo("hello\n");
    assertThat(ours.members().get("d/e/hello.txt")).asString().isEqualTo("same\n");
    assertThat(ours.members().get("sparse")).hasSize(9003).startsWith(0, 0).endsWith('e', 'n', 'd');
    String theirs = run("env", "TZ=UTC", "unsquashfs", "-d", "", "-lln", image.toString());
    assertThat(files(ours.sections().get("unsquashfs -d '' -lln {}"))).isEqualTo(files(theirs));
  }

  /** Returns the rows of what is no folder, sorted: the tool goes down into folders first and shows their stored size. */
  private static List<String> files(String listing) {
    List<String> rows = new ArrayList<>(listing.lines().filter(row -> !row.startsWith("d")).toList());
    rows.sort(null);
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"ext2-metadata", "ext4-file-changed"})
  void extIsReadAsDebugfsReadsIt(String name) throws Exception {
    Path image = TOP.resolve("ext/" + name + "/left.img");
    Described ours = Described.of(new ExtComparator(), image);

    assertThat(ours.comments()).isEmpty();
    for (String file : List.of("hello.txt", "d/numbers", "d/e/hello.txt")) {
      // The tool fills what lies inside the inode with NULs to 60 bytes.
      String theirs = run("sh", "-c", "debugfs -R 'cat /" + file + "' " + image + " 2>/dev/null").replace("\0", "");
      assertThat(new String(ours.members().get(file), StandardCharsets.UTF_8)).as(file).isEqualTo(theirs);
    }
    assertThat(ours.members().get("sparse")).hasSize(9003).endsWith('e', 'n', 'd');
    String dump = run("sh", "-c", "TZ=UTC dumpe2fs -h " + image + " 2>/dev/null");
    List<String> shown = ours.sections().get("dumpe2fs -h {}").lines().toList();
    assertThat(shown).containsAll(dump.lines().filter(line -> line.matches(
        "(Filesystem (UUID|volume name|state|features|flags)|Inode count|Block count|Free|Block size|Inode size"
            + "|Directory Hash Seed|Reserved GDT|Mount count|First inode).*")).map(line -> line.replace('\t', ' '))
        .map(line -> line.replaceAll(":\\s+", ":")).map(line -> find(shown, line)).toList());
  }

  /** Returns the line of ours that says the same, or theirs to make the test fail with it. */
  private static String find(List<String> ours, String theirs) {
    return ours.stream().filter(line -> line.replaceAll(":\\s+", ":").strip().equals(theirs.strip())).findFirst()
        .orElse(theirs);
  }

  @Test
  void isoMembersAreThoseIsoinfoFinds() throws Exception {
    Path image = TOP.resolve("iso9660/rock-ridge-metadata/left.iso");
    Described ours = Described.of(new Iso9660Comparator(), image);

    assertThat(ours.comments()).isEmpty();
    List<String> theirs = new ArrayList<>(run("isoinfo", "-f", "-R", "-i", image.toString()).lines()
        .map(name -> name.substring(1)).filter(name -> !name.equals("d") && !name.equals("d/e")).toList());
    assertThat(ours.members().keySet()).containsExactlyInAnyOrderElementsOf(theirs);
    for (String file : List.of("a long file name.txt", "d/numbers", "d/e/hello.txt")) {
      assertThat(new String(ours.members().get(file), StandardCharsets.UTF_8)).as(file)
          .isEqualTo(run("isoinfo", "-R", "-x", "/" + file, "-i", image.toString()));
    }
  }

  @Test
  void fatMembersAreWhatMtypePrints() throws Exception {
    Path image = TOP.resolve("fat/fat12-file-changed/left.img");
    Described ours = Described.of(new FatComparator(), image);

    assertThat(ours.comments()).isEmpty();
    assertThat(ours.sections().get("boot sector")).contains("FAT12").contains("1234-5678");
    for (String file : List.of("a long file name.txt", "d/numbers", "d/e/hello.txt")) {
      assertThat(new String(ours.members().get(file), StandardCharsets.UTF_8)).as(file)
          .isEqualTo(run("mtype", "-i", image.toString(), "::" + file));
    }
  }

  @Test
  void deviceTreesArePrintedAsFdtdumpPrintsThem() throws Exception {
    Path tree = TOP.resolve("devicetree/property/left.dtb");
    String ours = Described.of(new DeviceTreeComparator(), tree).sections().get("fdtdump {}");

    String theirs = run("sh", "-c", "fdtdump " + tree + " 2>/dev/null | grep -v '^//' | grep .");
    assertThat(ours).isEqualTo(theirs);
  }

  @Test
  void everyTruncationEndsQuicklyAndSaysWhy() throws Exception {
    Map<String, FormatComparator> comparators = Map.of("devicetree/property/left.dtb", new DeviceTreeComparator(),
        "qcow2/content/left.qcow2", new Qcow2Comparator(), "android-boot/cmdline/left.img", new AndroidBootComparator(),
        "ext/ext4-file-changed/left.img", new ExtComparator(),
        "squashfs/gzip-file-changed/left.squashfs", new SquashfsComparator(),
        "iso9660/rock-ridge-metadata/left.iso", new Iso9660Comparator(),
        "fat/fat12-file-changed/left.img", new FatComparator());
    for (String name : comparators.keySet()) {
      byte[] whole = Files.readAllBytes(TOP.resolve(name));
      // Zeros behind the end are padding, which nothing misses.
      int end = whole.length;
      while (whole[end - 1] == 0 && !name.startsWith("ext")) {
        end--;
      }
      for (int size = 1; size < end; size *= 2) {
        Path cut = Files.createTempFile("cut", ".img");
        try {
          Files.write(cut, java.util.Arrays.copyOf(whole, size));
          Described ours = Described.of(comparators.get(name), cut);
          assertThat(ours.comments()).as(name + " cut at " + size).isNotEmpty();
        } catch (io.github.jdiffscope.bytes.FormatException expected) {
          assertThat(expected).hasMessageMatching("(?s).+");
        } finally {
          Files.delete(cut);
        }
      }
    }
  }
}
