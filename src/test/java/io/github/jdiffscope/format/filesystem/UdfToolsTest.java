package io.github.jdiffscope.format.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Volumes of UDF: the files that 7-Zip finds, and what udfinfo says, where these are installed. */
class UdfToolsTest {
  @TempDir
  Path folder;

  private String run(String script) throws Exception {
    Process process;
    try {
      process = new ProcessBuilder("sh", "-ec", "PATH=$PATH:/usr/sbin:/sbin; " + script).directory(folder.toFile())
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    } catch (IOException noShell) {
      return Assumptions.abort("there is no shell");
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Assumptions.assumeTrue(process.waitFor() == 0, script);
    return out;
  }

  private Path unpacked(String fixture) throws IOException {
    Path image = folder.resolve("image");
    try (var stream = new GZIPInputStream(Files.newInputStream(Path.of("testdata/filesystem", fixture)))) {
      Files.copy(stream, image);
    }
    return image;
  }

  @Test
  void holdsTheFilesThat7zFinds() throws Exception {
    Path image = unpacked("udf/file-changed/left.udf.gz");
    run("7z x -y -oout image");
    Map<String, String> theirs = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        theirs.put(folder.resolve("out").relativize(file).toString(), Files.readString(file));
      }
    }

    Described ours = Described.of(new UdfComparator(), image);

    assertThat(ours.comments()).isEmpty();
    assertThat(ours.members().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
        member -> new String(member.getValue(), StandardCharsets.UTF_8)))).isEqualTo(theirs).hasSize(5);
    assertThat(ours.sections().get("file list")).contains("6 2022-01-01 00:00:00 +0000 hello.txt\n");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      --media-type=hd --udfrev=0x0102    | 8M
      --media-type=hd --udfrev=0x0150    | 8M
      --media-type=hd --udfrev=0x0200    | 8M
      --media-type=hd --udfrev=0x0201    | 8M
      --media-type=hd --blocksize=4096   | 8M
      --media-type=hd --blocksize=2048   | 8M
      --media-type=dvdram                | 40M
      --media-type=cdrw                  | 40M
      --media-type=dvdrw                 | 40M
      """)
  void saysWhatUdfinfoSays(String options, String size) throws Exception {
    run("truncate -s " + size + " image; mkudffs --label=NÄME --owner=me " + options + " image");
    Described ours = Described.of(new UdfComparator(), folder.resolve("image"));
    Map<String, String> theirs = run("udfinfo image").lines().filter(line -> line.contains("=") && !line.contains(","))
        .collect(Collectors.toMap(line -> line.replaceFirst("=.*", ""), line -> line.replaceFirst(".*?=", "")));

    assertThat(ours.comments()).isEmpty();
    assertThat(ours.sections().get("file list")).contains("./").doesNotContain("never");
    assertThat(ours.sections().get("volume descriptors").replaceAll(": +", ": ")).contains(
        "Logical volume: " + theirs.get("lvid") + "\n", "Volume: " + theirs.get("vid") + "\n",
        "Volume set: " + theirs.get("fullvsid") + "\n", "Block size: " + theirs.get("blocksize") + "\n",
        "Revision: " + theirs.get("udfrev") + "\n", "Owner: " + theirs.get("owner") + "\n");
    assertThat(ours.sections().get("integrity").replaceAll(": +", ": ")).contains("Integrity: " + theirs.get("integrity")
        + "\n", "Partition map 0: " + theirs.get("freeblocks") + " of", "Files: " + theirs.get("numfiles") + "\n",
        "Folders: " + theirs.get("numdirs") + "\n");
  }

  @Test
  void aVirtualPartitionIsNotReadAndSaidSo() throws Exception {
    run("truncate -s 40M image; mkudffs --media-type=cdr image");
    Described[] ours = new Described[1];
    String said;
    try {
      ours[0] = Described.of(new UdfComparator(), folder.resolve("image"));
      said = ours[0].comments().toString();
    } catch (IOException stopped) {
      said = stopped.getMessage();
    }
    assertThat(said).contains("*UDF Virtual Partition");
  }

  /** What only UDF says of a disc that is ISO 9660 too is told where ISO 9660 is the same. */
  @Test
  void aBridgeTellsOfBothButHandsFilesOverOnce() throws Exception {
    Described ours = Described.of(new Iso9660Comparator(), unpacked("iso9660/udf-bridge/left.iso.gz"));

    assertThat(ours.comments()).isEmpty();
    assertThat(ours.sections()).containsKeys("UDF: volume descriptors", "UDF: file list");
    assertThat(ours.levels().get("UDF: file list")).isEqualTo(1);
    assertThat(ours.members().keySet()).noneMatch(name -> name.startsWith("UDF/")).hasSize(5);
  }
}
