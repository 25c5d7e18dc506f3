package io.github.jdiffscope.format.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted volumes, swap space and physical volumes: what is told is what their own tools say, where installed. */
class LinuxDiskToolsTest {
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

  /** Brings both ways to break long values into lines to one, and all blanks to one. */
  private static String flat(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  @Test
  void luks1SaysWhatLuksDumpSays() throws Exception {
    Path image = unpacked("luks/key-added/right.luks.gz");
    String theirs = run("cryptsetup luksDump image").replaceFirst("^LUKS header information for .*\n", "");

    Described ours = Described.of(new LuksComparator(), image);

    assertThat(ours.comments()).isEmpty();
    assertThat(flat(ours.sections().get("cryptsetup luksDump {}"))).isEqualTo(flat(theirs));
    assertThat(ours.sections().get("key material")).containsPattern("key slot 0: CRC-32 .{8}\nkey slot 1: CRC-32 .{8}\n");
    assertThat(ours.members()).containsOnlyKeys("payload");
  }

  @Test
  void luks2SaysWhatLuksDumpSays() throws Exception {
    Path image = unpacked("luks/label/right.luks.gz");
    String theirs = run("cryptsetup luksDump image");
    String json = run("cryptsetup luksDump --dump-json-metadata image");

    Described ours = Described.of(new LuksComparator(), image);

    assertThat(ours.comments()).isEmpty();
    assertThat(flat(theirs)).contains("UUID: " + ours.sections().get("cryptsetup luksDump {}").replaceFirst(
        "(?s).*UUID: +(\\S+).*", "$1"), "Label: TWO", "Epoch: " + ours.sections().get("writing of the header")
        .replaceFirst("(?s)Epoch: +(\\d+).*", "$1") + " Metadata area");
    assertThat(ours.sections().get("cryptsetup luksDump {}")).contains("Label:          TWO\n", "16384 [bytes]");
    assertThat(new String(ours.members().get("metadata.json"), StandardCharsets.UTF_8).replaceAll("\\s+|\\\\", ""))
        .isEqualTo(json.replaceAll("\\s+", ""));
    assertThat(ours.members().get("segment 0")).hasSize(1 << 20);
  }

  @Test
  void swapSaysWhatSwaplabelSays() throws Exception {
    run("truncate -s 1M image; mkswap -L LABEL image; printf x | dd of=image bs=1 seek=9000 conv=notrunc");
    String theirs = run("swaplabel image");

    Described ours = Described.of(new SwapComparator(), folder.resolve("image"));

    assertThat(ours.comments()).isEmpty();
    assertThat(ours.sections().get("swaplabel {}")).contains("Last page: 255\n", "Label: LABEL\n",
        "UUID: " + theirs.replaceFirst("(?s).*UUID: +(\\S+).*", "$1") + "\n");
    assertThat(ours.sections().get("pages")).isEqualTo("<" + (9001 - 4096) + " bytes>");
  }

  @Test
  void lvmSaysWhatPvckDumpsAndHoldsTheVolumes() throws Exception {
    Path image = unpacked("lvm/content/right.lvm.gz");
    Described ours = Described.of(new LvmComparator(), image);

    assertThat(ours.comments()).isEmpty();
    assertThat(ours.members()).containsOnlyKeys("one", "two", "one.more");
    byte[] disk = Files.readAllBytes(image);
    int extent = 512 << 10;
    byte[] one = Arrays.copyOf(Arrays.copyOfRange(disk, 1 << 20, (1 << 20) + 2 * extent), 3 * extent);
    System.arraycopy(disk, (1 << 20) + 4 * extent, one, 2 * extent, extent);
    assertThat(ours.members().get("one")).isEqualTo(one).contains((byte) 'X');
    assertThat(ours.members().get("two")).isEqualTo(Arrays.copyOfRange(disk, (1 << 20) + 2 * extent,
        (1 << 20) + 3 * extent));
    String theirs = run("pvck --dump metadata image 2>/dev/null");
    assertThat(flat(theirs)).contains(flat(ours.sections().get("pvck --dump metadata {}")));
  }
}
