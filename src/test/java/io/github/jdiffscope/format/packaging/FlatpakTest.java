package io.github.jdiffscope.format.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown of Flatpak bundles against what OSTree says once they are imported; skipped where it is missing. */
class FlatpakTest {
  private static final Path BUNDLE = Path.of("testdata/packaging/flatpak/version/left.flatpak");

  @TempDir
  Path folder;

  private String run(String... command) throws Exception {
    try {
      Process process = new ProcessBuilder(command).directory(folder.toFile())
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assumeTrue(process.waitFor() == 0, String.join(" ", command) + " failed");
      return out;
    } catch (IOException notInstalled) {
      assumeTrue(false, command[0] + " is not installed");
      return "";
    }
  }

  @Test
  void agreesWithTheImportedCommit() throws Exception {
    run("ostree", "init", "--mode=bare-user", "--repo=repo");
    run("flatpak", "build-import-bundle", "repo", BUNDLE.toAbsolutePath().toString());
    String ref = run("ostree", "--repo=repo", "refs").strip();
    Described ours = Described.of(new FlatpakComparator(), BUNDLE);

    assertThat(ours.sections().get("bundle")).contains("ref: " + ref + "\n");
    assertThat(ours.sections().get("checksum of the commit")).isEqualTo(run("ostree", "--repo=repo", "rev-parse", ref));
    assertThat(ours.sections().get("ostree ls -R {}").lines().toList())
        .containsExactlyInAnyOrderElementsOf(run("ostree", "--repo=repo", "ls", "-R", ref).lines().toList());
    String commit = ours.sections().get("commit");
    for (String line : run("ostree", "--repo=repo", "show", ref).lines().filter(text -> text.startsWith("    ")).toList()) {
      assertThat(commit).contains(line.strip());
    }
    for (String key : new String[] {"xa.installed-size", "xa.download-size"}) {
      assertThat(commit).contains(key + ": "
          + run("ostree", "--repo=repo", "show", "--print-metadata-key=" + key, ref).replace("uint64 ", ""));
    }
    assertThat(ours.members()).hasSize(4);
    for (String name : ours.members().keySet()) {
      assertThat(ours.members().get(name)).asString().isEqualTo(name.endsWith("link") ? "demo"
          : run("ostree", "--repo=repo", "cat", ref, "/" + name));
    }
  }

  @Test
  void partsThatDoNotFitAreRefused() throws Exception {
    byte[] bytes = Files.readAllBytes(BUNDLE);
    // The checksum of the root folder, among the objects of the part, which then makes another one.
    String text = HexFormat.of().formatHex(bytes);
    int end = text.lastIndexOf("fd377a585a");
    bytes[end / 2 + 40] ^= 0x55;
    Path damaged = Files.write(folder.resolve("damaged.flatpak"), bytes);
    assertThatThrownBy(() -> Described.of(new FlatpakComparator(), damaged)).isInstanceOf(IOException.class);
  }
}
