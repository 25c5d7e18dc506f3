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
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarComparatorTest {
  private static final int BLOCK = 512;

  @TempDir
  private Path folder;

  private Described describe(byte[] archive) throws IOException {
    return Described.of(new TarComparator(), Files.write(folder.resolve("file"), archive));
  }

  private static byte[] archive(int longFiles, String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, 10 * BLOCK, "UTF-8")) {
      tar.setLongFileMode(longFiles);
      for (String name : names) {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setModTime(1643887084000L);
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        byte[] content = content(name);
        entry.setSize(name.endsWith("/") ? 0 : content.length);
        tar.putArchiveEntry(entry);
        if (!name.endsWith("/")) {
          tar.write(content);
        }
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] content(String name) {
    return ("content of " + name + '\n').getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void listsAsTarDoesAndHandsMembersInPlace() throws IOException {
    Described described = describe(archive(TarArchiveOutputStream.LONGFILE_ERROR, "d/", "./d/a"));
    assertThat(described.sections().get("file list")).isEqualTo(
        "drwxr-xr-x    0 root (0) root (0)          0 2022-02-03 11:18:04.000000 d/\n"
            + "-rw-r--r--    0 root (0) root (0)         17 2022-02-03 11:18:04.000000 ./d/a\n");
    assertThat(described.members()).containsOnlyKeys("d/a");
    assertThat(described.members().get("d/a")).isEqualTo(content("./d/a"));
  }

  @Test
  void longNamesOfBothKindsAreWhole() throws IOException {
    String name = "n".repeat(200) + "/é";
    for (int mode : new int[] {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX}) {
      assertThat(describe(archive(mode, name)).members()).containsOnlyKeys(name);
    }
  }

  @Test
  void afterDamageTheNextHeaderIsLookedFor() throws IOException {
    byte[] all = archive(TarArchiveOutputStream.LONGFILE_ERROR, "a", "b", "c");
    all[2 * BLOCK] ^= 1;
    Described described = describe(all);
    assertThat(described.members()).containsOnlyKeys("a", "c");
    assertThat(described.comments()).containsExactly("there is no tar header at byte 1,024; the next one is at byte 2,048");
  }

  @Test
  void anArchiveBehindAnotherIsReadTooAndForeignDataAreAMember() throws IOException {
    byte[] one = archive(TarArchiveOutputStream.LONGFILE_ERROR, "a");
    byte[] two = archive(TarArchiveOutputStream.LONGFILE_ERROR, "b");
    byte[] all = Arrays.copyOf(one, one.length + two.length + 7);
    System.arraycopy(two, 0, all, one.length, two.length);
    Arrays.fill(all, one.length + two.length, all.length, (byte) 'x');
    Described described = describe(all);
    assertThat(described.members()).containsOnlyKeys("a", "b", "data after the archive");
    assertThat(described.sections().get("layout")).contains("2 archives, one after another");
  }

  @Test
  void aCutMemberIsHandedOverAsFarAsItIsThere() throws IOException {
    byte[] all = archive(TarArchiveOutputStream.LONGFILE_ERROR, "a");
    Described described = describe(Arrays.copyOf(all, BLOCK + 5));
    assertThat(described.comments()).containsExactly("member a is cut off: 5 of 13 bytes are there");
    assertThat(described.members().get("a")).isEqualTo("conte".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void changedArchivesNeverBreakIt() throws IOException {
    byte[] whole = archive(TarArchiveOutputStream.LONGFILE_POSIX, "d/", "d/a", "x".repeat(150), "b");
    Random random = new Random(3);
    int described = 0;
    for (int i = 0; i < 600; i++) {
      byte[] changed = Arrays.copyOf(whole, i % 2 == 0 ? whole.length : random.nextInt(whole.length));
      for (int k = 0; k < 4 && changed.length > 0; k++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      if (i % 3 == 0 && changed.length >= BLOCK) {
        // The checksum is made right again, so that the changed fields are believed.
        changed[124 + random.nextInt(12)] = (byte) random.nextInt();
        repair(changed);
      }
      try {
        described += describe(changed).sections().isEmpty() ? 0 : 1;
      } catch (IOException damaged) {
        assertThat(damaged.getMessage()).isNotBlank();
      }
    }
    assertThat(described).isGreaterThan(200);
  }

  private static void repair(byte[] archive) {
    Arrays.fill(archive, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += archive[i] & 0xFF;
    }
    byte[] digits = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, archive, 148, 8);
    assertThat(archive[156]).isNotEqualTo(TarConstants.LF_GNUTYPE_SPARSE);
  }
}
