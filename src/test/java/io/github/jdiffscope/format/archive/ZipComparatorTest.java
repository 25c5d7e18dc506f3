package io.github.jdiffscope.format.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.format.Described;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipComparatorTest {
  @TempDir
  private Path folder;

  private Described describe(byte[] archive) throws IOException {
    return Described.of(new ZipComparator(), Files.write(folder.resolve("file"), archive));
  }

  private static byte[] archive(int method, String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        byte[] content = content(name);
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(java.time.LocalDateTime.of(2022, 2, 3, 11, 18, 6));
        entry.setMethod(method);
        entry.setSize(content.length);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] content(String name) {
    return ("content of " + name + '\n').repeat(20).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  @Test
  void listsAsZipinfoDoesAndUnpacksInPlace() throws IOException {
    Described described = describe(archive(ZipEntry.DEFLATED, "a.txt", "b/c.txt"));
    assertThat(described.sections().get("zipinfo {}")).isEqualTo(
        "-rw----     2.0 fat      340 bl defN 22-Feb-03 11:18 a.txt\n"
            + "-rw----     2.0 fat      380 bl defN 22-Feb-03 11:18 b/c.txt\n");
    assertThat(described.members()).containsOnlyKeys("a.txt", "b/c.txt");
    assertThat(described.members().get("b/c.txt")).isEqualTo(content("b/c.txt"));
    assertThat(described.comments()).isEmpty();
    assertThat(described.sections()).doesNotContainKey("layout");
  }

  @Test
  void dataAroundTheArchiveAreMembers() throws IOException {
    byte[] before = "before".getBytes(StandardCharsets.UTF_8);
    Described described = describe(join(before, archive(ZipEntry.STORED, "a.txt"), before));
    assertThat(described.members()).containsOnlyKeys("a.txt", "data before the archive", "data after the archive");
    assertThat(described.members().get("a.txt")).isEqualTo(content("a.txt"));
    assertThat(described.sections().get("layout")).isEqualTo("offsets do not count the data before the archive\n");
  }

  @Test
  void withoutADirectoryTheLocalHeadersAreUsed() throws IOException {
    byte[] whole = archive(ZipEntry.STORED, "a.txt", "b.txt");
    Described described = describe(Arrays.copyOf(whole, whole.length - 30));
    assertThat(described.comments()).containsExactly(
        "the end of central directory record is missing; 2 entries found by their local headers");
    assertThat(described.members().get("b.txt")).isEqualTo(content("b.txt"));
  }

  @Test
  void namesAreNeverTakenAsPathsAndStayInOneLine() throws IOException {
    Described described = describe(archive(ZipEntry.STORED, "../up", "/root", "a\nb", "nul\0"));
    assertThat(described.members()).containsOnlyKeys("../up", "/root", "a\nb", "nul\0");
    assertThat(described.sections().get("zipinfo {}").lines()).hasSize(4).anyMatch(row -> row.endsWith(" a\\nb"))
        .anyMatch(row -> row.endsWith(" nul\\x00"));
  }

  @Test
  void manyMembersAreNoTrouble() throws IOException {
    String[] names = new String[70_000];
    Arrays.setAll(names, i -> "d/" + i);
    byte[] all = archive(ZipEntry.STORED, names);
    long start = System.nanoTime();
    assertThat(io.github.jdiffscope.codec.zip.ZipDirectory.read(io.github.jdiffscope.bytes.Blob.of(all)).members())
        .hasSize(70_000);
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  @Test
  void membersThatShareBytesAreReported() throws IOException {
    byte[] all = archive(ZipEntry.STORED, "aaaa", "bbbb");
    int second = lastIndexOf(all, "PK\1\2");
    // The second entry is made to point at the first one's local header.
    Arrays.fill(all, second + 42, second + 46, (byte) 0);
    assertThat(describe(all).comments()).contains("aaaa overlaps bbbb",
        "local header of bbbb disagrees with the central directory");
  }

  @Test
  void sizesAreNeverTrusted() throws IOException {
    byte[] all = archive(ZipEntry.STORED, "aaaa");
    int central = lastIndexOf(all, "PK\1\2");
    Arrays.fill(all, central + 20, central + 27, (byte) 0x7F);
    Described described = describe(all);
    assertThat(described.comments()).anyMatch(comment -> comment.startsWith("data of aaaa are cut off: "));
    assertThat(described.members().get("aaaa").length).isLessThan(all.length);
  }

  private static int lastIndexOf(byte[] all, String text) {
    return new String(all, StandardCharsets.ISO_8859_1).lastIndexOf(text);
  }

  @Test
  void cutAndChangedArchivesEndInAnIOExceptionOrADescription() throws IOException {
    byte[] whole = join(archive(ZipEntry.DEFLATED, "a.txt", "b/", "c.txt"), archive(ZipEntry.STORED, "d"));
    Random random = new Random(7);
    int described = 0;
    for (int i = 0; i < 600; i++) {
      byte[] changed = Arrays.copyOf(whole, i % 2 == 0 ? whole.length : random.nextInt(whole.length));
      for (int k = 0; k < random.nextInt(6) && changed.length > 0; k++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      try {
        described += describe(changed).sections().isEmpty() ? 0 : 1;
      } catch (IOException damaged) {
        assertThat(damaged.getMessage()).isNotBlank();
      }
    }
    assertThat(described).isGreaterThan(200);
  }
}
