package io.github.jdiffscope.format.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A volume of mkntfs that ntfs-3g wrote: {@code make-ntfs.sh} says what is in it. */
class NtfsComparatorTest {
  private static final Path VOLUME = Path.of("testdata/filesystem/ntfs/files-changed/left.ntfs.gz");
  private static final int RECORD = 1024;

  @TempDir
  Path folder;

  private static byte[] volume() throws IOException {
    try (GZIPInputStream stream = new GZIPInputStream(Files.newInputStream(VOLUME))) {
      return stream.readAllBytes();
    }
  }

  private Described described(byte[] volume) throws IOException {
    return Described.of(new NtfsComparator(), Files.write(folder.resolve("image"), volume));
  }

  private static String lines(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void theMembersAreWhatWasWritten() throws IOException {
    Described described = described(volume());

    assertThat(described.comments()).isEmpty();
    assertThat(described.members()).containsOnlyKeys("again", "d/numbers", "d/e/hello.txt", "empty", "hello.txt",
        "hello.txt:note", "link", "packed/numbers", "sparse");
    assertThat(described.members().get("packed/numbers")).asString(StandardCharsets.UTF_8).isEqualTo(lines(9000));
    assertThat(described.members().get("d/numbers")).asString(StandardCharsets.UTF_8).isEqualTo(lines(300))
        .isEqualTo(new String(described.members().get("again"), StandardCharsets.UTF_8));
    assertThat(described.members().get("hello.txt:note")).asString(StandardCharsets.UTF_8).isEqualTo("a stream");
    assertThat(described.members().get("link")).asString(StandardCharsets.UTF_8).isEqualTo("hello.txt");
    byte[] sparse = described.members().get("sparse");
    assertThat(sparse).hasSize(500 * 1024 + 4);
    assertThat(new String(sparse, StandardCharsets.ISO_8859_1)).endsWith("\0\0end\n");
  }

  @Test
  void aTornRecordLosesItsFileOnly() throws IOException {
    byte[] volume = volume();
    int at = new String(volume, StandardCharsets.ISO_8859_1).indexOf("hello\n") / RECORD * RECORD;
    volume[at + 510]++;

    Described described = described(volume);

    assertThat(described.comments()).singleElement().asString().contains("cannot read 1 of").contains(
        "was not written whole");
    assertThat(described.members()).doesNotContainKey("hello.txt").containsKeys("again", "packed/numbers");
  }
}
