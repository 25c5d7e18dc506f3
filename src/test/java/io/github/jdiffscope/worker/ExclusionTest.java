package io.github.jdiffscope.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.Run;
import io.github.jdiffscope.model.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left out hides itself and nothing else. */
class ExclusionTest {
  private static final List<String> NONE = List.of();
  private static final List<String> LOGS = List.of("*.log");
  private static final List<String> BUILDS = List.of("build [0-9]+");

  @TempDir
  Path folder;

  @Test
  void aMemberThatIsLeftOutDoesNotCountHoweverDeep() throws Exception {
    byte[] left = zip("a.log", "build 1", "b.txt", "same");
    byte[] right = zip("a.log", "build 22", "b.txt", "same");
    assertThat(report(left, right, LOGS, NONE, NONE).root()).isNull();
    assertThat(report(stored("inner.zip", left), stored("inner.zip", right), LOGS, NONE, List.of()).root()).isNotNull();
    // The entry of the inner archive has another size and checksum: that is shown, its content is not.
    assertThat(report(stored("inner.zip", left), stored("inner.zip", right), LOGS, List.of("zipinfo"), NONE).root())
        .isNull();
  }

  @Test
  void aMaskedTextIsEqualHoweverDeep() throws Exception {
    byte[] left = zip("a.txt", "build 1");
    byte[] right = zip("a.txt", "build 2");
    List<String> listing = List.of("zipinfo");
    assertThat(report(left, right, NONE, listing, BUILDS).root()).isNull();
    assertThat(report(stored("inner.zip", left), stored("inner.zip", right), NONE, listing, BUILDS).root()).isNull();
    assertThat(report(left, zip("a.txt", "bulid 2"), NONE, listing, BUILDS).root()).isNotNull();
  }

  @Test
  void leavingOutWhatIsEqualHidesNoOtherBytes() throws Exception {
    byte[] archive = zip("a.log", "build 1", "b.txt", "same");
    byte[] other = archive.clone();
    // A comment of three NULs: bytes that few listings show.
    other[other.length - 2] = 3;
    byte[] longer = Arrays.copyOf(other, other.length + 3);
    assertThat(report(archive, longer, LOGS, NONE, NONE).root()).isNotNull();
    assertThat(report(archive, longer, NONE, NONE, BUILDS).root()).isNotNull();
    assertThat(report("x build 1\0\1".getBytes(StandardCharsets.UTF_8), "x build 2\0\1".getBytes(StandardCharsets.UTF_8),
        LOGS, NONE, NONE).root()).isNotNull();
  }

  @Test
  void aMemberOfOneSideThatIsLeftOutDoesNotCount() throws Exception {
    assertThat(report(zip("b.txt", "same", "a.log", "x"), zip("b.txt", "same"), LOGS, List.of("zipinfo"), NONE).root())
        .isNull();
    assertThat(report(zip("b.txt", "same", "a.txt", "x"), zip("b.txt", "same"), LOGS, List.of("zipinfo"), NONE).root())
        .isNotNull();
  }

  private Report report(byte[] left, byte[] right, List<String> names, List<String> sections, List<String> masks)
      throws Exception {
    return Run.without(Files.write(folder.resolve("left"), left), Files.write(folder.resolve("right"), right), names,
        sections, masks);
  }

  private static byte[] zip(String... namesAndTexts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        out.putNextEntry(entry(namesAndTexts[i]));
        out.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] stored(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      ZipEntry entry = entry(name);
      CRC32 crc = new CRC32();
      crc.update(content);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(crc.getValue());
      out.putNextEntry(entry);
      out.write(content);
    }
    return bytes.toByteArray();
  }

  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(java.time.LocalDateTime.of(2020, 1, 1, 0, 0));
    return entry;
  }
}
