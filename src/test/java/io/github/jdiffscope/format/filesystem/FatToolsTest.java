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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Makes FAT volumes of each size with mkfs.vfat and mtools, where installed: what is changed in them is named. */
class FatToolsTest {
  private static final String FILES = """
      mmd -i IMAGE ::d ::d/e; seq 1 3000 > n; printf 'hello\\n' > h; : > z; touch -d '2022-01-01 00:00:00 UTC' n h z
      mcopy -m -i IMAGE h ::HELLO.TXT; mcopy -m -i IMAGE n '::d/a long file name.text'; mcopy -m -i IMAGE h ::d/e/h
      mcopy -m -i IMAGE z ::d/empty; mattrib -i IMAGE +r +h ::HELLO.TXT
      """;

  @TempDir
  Path folder;

  private String run(String script) throws IOException {
    return RealTool.script(folder, Map.of("SOURCE_DATE_EPOCH", "1640995200"), script);
  }

  /** Returns a volume of 12, 16 or 32 bits. */
  private Path volume(int bits) throws Exception {
    int blocks = bits == 12 ? 500 : bits == 16 ? 9000 : 34000;
    run("mkfs.vfat --invariant -C -F " + bits + " -s " + (bits == 16 ? 4 : 1) + " -i 12345678 -n ONE a.img " + blocks
        + ";" + FILES.replace("IMAGE", "a.img"));
    return folder.resolve("a.img");
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 16, 32})
  void listsAndUnpacksWhatOthersDo(int bits) throws Exception {
    Path image = volume(bits);
    Described ours = Described.of(new FatComparator(), image);

    assertThat(ours.comments()).isEmpty();
    assertThat(ours.sections().get("boot sector")).contains("FAT" + bits);
    for (String name : List.of("HELLO.TXT", "d/a long file name.text", "d/e/h", "d/empty")) {
      assertThat(new String(ours.members().get(name), StandardCharsets.UTF_8)).as(name)
          .isEqualTo(run("mtype -i a.img '::" + name + "'"));
    }
    List<String> theirs = new ArrayList<>();
    for (String entry : run("7z l -slt -ba a.img").split("\n\n")) {
      boolean isFolder = entry.contains("Folder = +");
      theirs.add(field(entry, "Path") + (isFolder ? "/" : "") + ' ' + field(entry, "Size") + ' '
          + field(entry, "Attributes").toLowerCase() + ' ' + field(entry, "Modified"));
    }
    assertThat(ours.sections().get("file list").lines().filter(row -> !row.contains("volume label"))
        .map(FatToolsTest::own).toList()).containsExactlyInAnyOrderElementsOf(theirs);
    assertThat(ours.levels().get("free space")).isEqualTo(1);
  }

  private static String field(String entry, String name) {
    return entry.lines().filter(line -> line.startsWith(name + " = ")).findFirst()
        .map(line -> line.substring(name.length() + 3)).orElse("");
  }

  private static String own(String row) {
    return row.substring(38) + ' ' + row.substring(7, 17).strip() + ' ' + row.substring(0, 6).replace("-", "") + ' '
        + row.substring(18, 37);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      12 | mattrib -i b.img +s ::d/e/h                         | -----a          6 | --s--a          6
      12 | mcopy -i b.img -o n ::d/e/h                         | d/e/h | +1
      16 | mlabel -i b.img ::TWO                               | -label:                    ONE | volume label: TWO
      16 | mlabel -s -N 11112222 -i b.img ::                   | 1234-5678 | 1111-2222
      16 | mcopy -i b.img n ::gone; mdel -i b.img ::gone       | deleted entries | ?one cluster
      32 | mcopy -i b.img n ::gone.txt; mdel -i b.img ::gone.txt | deleted entries | ?one.txt
      32 | mren -i b.img ::HELLO.TXT ::other.txt               | HELLO.TXT | OTHER.TXT
      """)
  void aChangeIsNamed(int bits, String change, String left, String right) throws Exception {
    Path image = volume(bits);
    run("cp a.img b.img; " + change);

    assertThat(text(image, folder.resolve("b.img"))).contains(left, right).doesNotContain("cannot", "shows no difference");
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 16, 32})
  void oneByteOutsideOfFilesIsNamed(int bits) throws Exception {
    Path image = volume(bits);
    byte[] bytes = Files.readAllBytes(image);
    int sector = 512;
    int reserved = bytes[14] & 0xFF | (bytes[15] & 0xFF) << 8;
    int table = bits == 32 ? bytes[36] & 0xFF | (bytes[37] & 0xFF) << 8 : bytes[22] & 0xFF | (bytes[23] & 0xFF) << 8;
    if (bits == 32) {
      changed(image, bytes, 512 + 488, "information sector", "free clusters");
      changed(image, bytes, 6 * 512 + 80, "backup boot sector", "00000050");
      changed(image, bytes, 3 * 512, "reserved sectors", "sector 3");
      return;
    }
    changed(image, bytes, 200, "boot code", "000000");
    changed(image, bytes, 38 + (bits == 32 ? 28 : 0), "boot sector", "signature");
    changed(image, bytes, (reserved + table) * sector + 300, "copies of the FAT", "FAT 2, cluster " + 300 * 8 / bits + ":");
    changed(image, bytes, reserved * sector + 300, "copies of the FAT", "cluster " + 300 * 8 / bits);
    changed(image, bytes, find(bytes, "hello\n") + 100, "slack of files", "slack of HELLO.TXT: 2042 bytes"
        .replace("2042", bits == 16 ? "2042" : "506"));
    changed(image, bytes, bytes.length / 2 + 1, "free space", "at byte ");
  }

  @Test
  void oneByteOutsideOfFilesIsNamedOnExFat() throws Exception {
    run("truncate -s 4M a.img; mkfs.exfat -n ONE -b 64K -c 4K a.img");
    Path image = folder.resolve("a.img");
    byte[] bytes = Files.readAllBytes(image);
    int sectors = (bytes[88] & 0xFF | (bytes[89] & 0xFF) << 8) << bytes[108];
    int table = (bytes[80] & 0xFF | (bytes[81] & 0xFF) << 8) << bytes[108];
    changed(image, bytes, 2 * 512 + 7, "backup boot region", "sector 2");
    changed(image, bytes, 13 * 512 + 9, "backup boot region", "sector 1");
    changed(image, bytes, table + 400, "FAT", "cluster 100");
    changed(image, bytes, sectors, "clusters in use", "-");
    changed(image, bytes, sectors + 4000, "slack of files", "slack of allocation bitmap");
    changed(image, bytes, bytes.length - 9000, "free space", "at byte");
  }

  private void changed(Path image, byte[] bytes, int at, String section, String said) throws Exception {
    byte[] other = bytes.clone();
    other[at] ^= 8;
    assertThat(text(image, Files.write(folder.resolve("b.img"), other))).as("byte %d", at).contains("├── " + section, said)
        .doesNotContain("shows no difference");
  }

  private static int find(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text);
  }

  private static String text(Path left, Path right) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TextReport(TextOptions.PLAIN).write(Run.report(left, right), out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
