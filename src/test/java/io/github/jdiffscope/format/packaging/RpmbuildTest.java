package io.github.jdiffscope.format.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.Run;
import io.github.jdiffscope.format.Described;
import io.github.jdiffscope.model.Difference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shown of packages that rpmbuild makes here, against what rpm says of them; skipped where it is missing. */
class RpmbuildTest {
  private static final String GZIP = "w9.gzdio";
  private static final String SPEC = """
      Name: demo
      Epoch: 2
      Version: 1.0
      Release: 1
      Summary: A demo
      License: MIT
      BuildArch: noarch
      Requires: bash >= 1
      Recommends: x
      Conflicts: q < 3
      Obsoletes: old <= 1
      %description
      Two lines
      of it.
      %install
      mkdir -p %{buildroot}/d/dir
      for name in a c l v x; do echo "$name" > %{buildroot}/d/$name; done
      ln %{buildroot}/d/a %{buildroot}/d/h
      ln -s a %{buildroot}/d/s
      touch %{buildroot}/d/g
      find %{buildroot} -exec touch -d @1700000000 -h {} +
      %pre
      echo pre
      %post -p <lua>
      print("x")
      %triggerin -- foo > 1, bar
      echo trigger
      %filetriggerin -- /usr/lib, /usr/share
      echo files
      %transfiletriggerun -P 2000 -- /usr/lib
      echo transaction
      %files
      %dir %attr(0750,bin,daemon) /d/dir
      /d/a
      /d/h
      /d/s
      %config(noreplace) /d/c
      %ghost %attr(0640,adm,adm) /d/g
      %lang(de) /d/l
      %verify(not mtime) /d/v
      %attr(4755,root,root) %caps(cap_net_raw=p) /d/x
      %changelog
      * Mon Jan 01 2024 A B <a@example.org> - 1.0-1
      - first
      """;

  @TempDir
  static Path folder;
  /** The package of {@link #SPEC} with the usual compression: made once. */
  private static Path plain;

  @BeforeAll
  static void build() throws Exception {
    plain = build(SPEC, GZIP);
  }

  private static String run(String... command) throws Exception {
    Process process;
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().put("SOURCE_DATE_EPOCH", "1700000000");
      builder.environment().put("TZ", "UTC");
      process = builder.start();
    } catch (IOException notInstalled) {
      assumeTrue(false, command[0] + " is not installed");
      return "";
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out;
  }

  /** Returns the package that a specification makes. */
  private static Path build(String spec, String payload) throws Exception {
    Path top = Files.createTempDirectory(folder, "top");
    Path file = Files.writeString(top.resolve("demo.spec"), spec);
    run("rpmbuild", "-bb", "--quiet", "--define", "_topdir " + top, "--define", "_buildhost host", "--define",
        "use_source_date_epoch_as_buildtime 1", "--define", "__os_install_post %{nil}", "--define",
        "_binary_payload " + payload, file.toString());
    try (Stream<Path> made = Files.walk(top.resolve("RPMS"))) {
      List<Path> packages = made.filter(path -> path.toString().endsWith(".rpm")).toList();
      assumeTrue(packages.size() == 1, "rpmbuild cannot make this");
      return Files.copy(packages.get(0), top.resolve("demo.rpm"));
    }
  }

  private static String text(Difference node) {
    StringBuilder all = new StringBuilder();
    all.append(String.join("\n", node.comments())).append(node.unifiedDiff() == null ? "" : node.unifiedDiff());
    node.details().forEach(inner -> all.append(inner.source1()).append('\n').append(text(inner)));
    return all.toString();
  }

  @ParameterizedTest
  @CsvSource({"w9.gzdio, gzip, .gz", "w9.bzdio, bzip2, .bz2", "w2.xzdio, xz, .xz", "w2.lzdio, lzma, .lzma",
      "w3.zstdio, zstd, .zst", "w.ufdio, '(none)', ''"})
  void payloadsOfEveryCompressionAreOpened(String mode, String compressor, String suffix) throws Exception {
    Path left = build(SPEC, mode);
    Path right = build(SPEC.replace("echo \"$name\"", "echo \"other $name\""), mode);
    assertThat(run("rpm", "-qp", "--qf", "%{PAYLOADCOMPRESSOR}", left.toString())).isEqualTo(compressor);
    assertThat(Described.of(new RpmComparator(), left).members()).containsOnlyKeys("payload.cpio" + suffix);
    assertThat(text(Run.report(left, right).root())).contains("-x\n+other x\n").doesNotContain("no difference");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "Summary: A demo | Summary: B demo | +SUMMARY: B demo",
      "Epoch: 2 | Epoch: 3 | +EPOCH: 3",
      "bash >= 1 | bash >= 2 | +  bash >= 2",
      "Recommends: x | Suggests: x | +SUGGESTS: x",
      "q < 3 | q = 3 | +CONFLICTS: q = 3",
      "old <= 1 | old | +OBSOLETES: old",
      "echo pre | echo before | +PREIN: echo before",
      "-p <lua> | -p /bin/true | +POSTINPROG: /bin/true",
      "-- foo > 1 | -- foo > 2 | +triggerin scriptlet (using /bin/sh) -- bar, foo > 2",
      "/usr/lib, /usr | /usr/bin, /usr | +filetriggerin scriptlet (using /bin/sh) -- /usr/bin, /usr/share",
      "-P 2000 | -P 3000 | +transfiletriggerun scriptlet (using /bin/sh) -- /usr/lib  [priority 3000]",
      "%config(noreplace) | %config | +root     root     config         /d/c",
      "(0640,adm | (0600,adm | ghost          /d/g  verify not digest,size,link,mtime  mode 100600 size 0",
      "%lang(de) | %lang(fr) | /d/l  lang fr",
      "%verify(not mtime) | %verify(not mode) | /d/v  verify not mode",
      "(0750,bin,daemon) | (0750,bin,adm) | +bin      adm      -              /d/dir",
      "(0750,bin | (0755,bin | +drwxr-xr-x",
      "cap_net_raw=p | cap_net_raw=ep | caps cap_net_raw=ep",
      "ln -s a | ln -s c | /d/s -> c",
      "ln %{buildroot}/d/a | cp %{buildroot}/d/a | +-rw-r--r--    1",
      "@1700000000 | @1600000000 | 2020-09-13 12:26:40",
      "- first | - second | +  - second"})
  void everyAttributeIsNamed(String from, String to, String said) throws Exception {
    assertThat(SPEC).contains(from);
    String report = text(Run.report(plain, build(SPEC.replace(from, to), GZIP)).root());
    assertThat(report).contains(said).doesNotContain("no difference");
  }

  @Test
  void filesAndTriggersAgreeWithRpm() throws Exception {
    Described ours = Described.of(new RpmComparator(), plain);
    assertThat(ours.sections().get("rpm -qp --triggers --filetriggers {}").replace("  [priority 2000]", ""))
        .isEqualTo(run("rpm", "-qp", "--triggers", "--filetriggers", plain.toString()));
    List<String> names = new ArrayList<>();
    for (String row : ours.sections().get("file sizes, times and digests in the header").split("\n")) {
      String[] words = row.strip().replaceFirst(" -> .*", "").split(" +");
      names.add(words[0] + ' ' + words[1] + ' ' + words[words.length - 1]);
    }
    String theirs = run("rpm", "-qp", "--qf", "[%{FILEMODES:octal} %{FILESIZES} %{FILENAMES}\\n]", plain.toString());
    assertThat(names).containsExactly(theirs.split("\n"));
  }

  @Test
  void archivesOfLargeFilesHaveTheirNamesFromTheHeader() throws Exception {
    // A file of 5 GiB that is not packed makes rpmbuild write the archive whose headers are numbers.
    String large = SPEC.replace("touch %{buildroot}/d/g", "truncate -s 5G %{buildroot}/d/g");
    Described ours = Described.of(new RpmComparator(), build(large, "w3.zstdio"));
    assertThat(ours.members()).containsOnlyKeys("d/c", "d/h", "d/l", "d/s", "d/v", "d/x");
    assertThat(new String(ours.members().get("d/x"), StandardCharsets.UTF_8)).isEqualTo("x\n");
    assertThat(ours.sections().get("files")).contains("/d/a  mode 100644 size 2 ").contains(" link to /d/h\n")
        .contains("mode 100640 size 5368709120 time");
  }
}
