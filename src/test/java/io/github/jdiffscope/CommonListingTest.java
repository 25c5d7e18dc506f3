package io.github.jdiffscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.report.TextOptions;
import io.github.jdiffscope.report.TextReport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listings of different formats are compared by what both tell, whatever their tools' layouts are. */
class CommonListingTest {
  private static final Path TOP = Path.of("testdata/filesystem");

  private static String text(String left, String right) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TextReport(TextOptions.PLAIN).write(Run.report(TOP.resolve(left), TOP.resolve(right)), out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"squashfs/gzip-file-changed/left.squashfs,ext/ext4-file-changed/left.img",
      "erofs/plain-metadata/left.erofs,squashfs/gzip-file-changed/left.squashfs",
      "iso9660/rock-ridge-metadata/left.iso,ext/ext4-file-changed/left.img"})
  void comparesModeOwnerSizeAndTime(String left, String right) throws Exception {
    String report = text(left, right);

    assertThat(report).contains("the listings are laid out differently: mode, owner, group, size, time to the")
        .contains("├── file list").doesNotContain("├── isoinfo -l", "├── unsquashfs -d", "stand elsewhere");
    // What both hold alike is but context.
    assertThat(report).doesNotContainPattern("│ [-+]drwxr-xr-x +0 +0 +2022-01-01 00:00\\S* d/\n");
  }

  @Test
  void leavesOutWhatOneOfThemDoesNotTell() throws Exception {
    String report = text("iso9660/joliet-volume-name/left.iso", "fat/fat12-file-changed/left.img");

    assertThat(report).contains("the listings are laid out differently: size, time to the second and name are compared",
        "│ +---v--            2015-03-14 09:26:52 volume label: ONE\n", "2022-01-01 00:00:00 a long file name.txt");
  }
}
