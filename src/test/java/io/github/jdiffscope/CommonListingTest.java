package io.github.jdiffscope;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.model.Report;
import io.github.jdiffscope.report.TextOptions;
import io.github.jdiffscope.report.TextReport;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

  @ParameterizedTest
  @CsvSource({"a.zip,tree", "tree,a.zip", "a.zip,a.tar", "a.7z,a.zip", "a.tar,tree"})
  void theSameFilesDifferInTheirWrappingOnly(String left, String right, @TempDir Path folder) throws Exception {
    RealTool.script(folder, Map.of(), "mkdir -p tree/d; seq 900 > tree/d/n; echo one > tree/h; ln -s h tree/l; "
        + "find tree -exec touch -h -d '2022-01-01 10:00:00 UTC' {} +; cd tree; zip -q -r -y ../a.zip .; "
        + "tar --sort=name --format=gnu -cf ../a.tar .; 7z a -snl ../a.7z . > ../log");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Report report = Run.report(folder.resolve(left), folder.resolve(right));
    new TextReport(TextOptions.PLAIN).write(report, out);

    assertThat(out.toString(StandardCharsets.UTF_8)).contains("formats differ: ", "members have equal contents",
        "the listings are laid out differently: ").doesNotContain("├── zipinfo", "├── compression", "00000000:", "cause: ");
    assertThat(report.isEmpty()).isFalse();
  }
}
