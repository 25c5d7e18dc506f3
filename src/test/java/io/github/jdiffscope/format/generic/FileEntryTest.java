package io.github.jdiffscope.format.generic;

import static org.assertj.core.api.Assertions.assertThat;

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

class FileEntryTest {

  @Test
  void timesAreWhatTheCalendarSays(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "x");
    DateTimeFormatter calendar =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    Random random = new Random(3);
    for (int i = 0; i < 500; i++) {
      // From 1901 to 2446, what file systems can store.
      Instant time = Instant.ofEpochSecond(random.nextLong(-2_147_000_000L, 15_000_000_000L), random.nextInt(1_000_000) * 1000L);
      Files.setLastModifiedTime(file, FileTime.from(time));
      Instant stored = Files.getLastModifiedTime(file).toInstant();
      assertThat(FileEntry.of(file, "f", new OwnerNames()).listingRow()).contains(" " + calendar.format(stored) + " f");
    }
  }
}
