package io.github.jdiffscope.format.generic;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.model.ArtifactKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRowsTest {

  @Test
  void rowsThatShareModeAndTimeAreStillTheirOwn(@TempDir Path folder) throws Exception {
    FileRows rows = new FileRows();
    FileEntry plain = entry(0x81A4, 1, FileTime.from(Instant.ofEpochSecond(-1, 999_999_999)));
    assertThat(rows.withMetadata(plain)).isEqualTo("-rw-r--r--    1 u (7) g (8)          5 1969-12-31 23:59:59.999999999 f");
    assertThat(rows.withMetadata(entry(0x89ED, 2, FileTime.from(Instant.ofEpochSecond(-1, 1)))))
        .isEqualTo("-rwsr-xr-x    2 u (7) g (8)          5 1969-12-31 23:59:59.000000001 f");
    assertThat(rows.withMetadata(plain)).startsWith("-rw-r--r--    1 u");
    assertThat(rows.kindAndName(plain)).isEqualTo("file f");
  }

  private static FileEntry entry(int mode, int links, FileTime time) {
    return new FileEntry(null, "d/f", "f", ArtifactKind.FILE, 5, time, null, mode, links, "u", "g", 7, 8);
  }

  @Test
  void timesAreWhatTheCalendarSays(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "x");
    DateTimeFormatter calendar =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      // From 1901 to 2446, what file systems can store.
      Instant time = Instant.ofEpochSecond(random.nextLong(-2_147_000_000L, 15_000_000_000L), random.nextInt(1_000_000_000));
      Files.setLastModifiedTime(file, FileTime.from(time));
      Instant stored = Files.getLastModifiedTime(file).toInstant();
      assertThat(new FileRows().withMetadata(FileEntry.of(file, "", new OwnerNames()))).contains(" " + calendar.format(stored) + " f");
    }
  }
}
