package io.github.jdiffscope.format.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.catalog.Catalog;
import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is listed of a package against what dpkg-deb lists, for all it packs and unpacks; skipped where it is missing. */
class DpkgDebListingTest {
  private static final Catalog CATALOG = Catalog.of(Catalog.builtIn());
  private static final Map<String, String> FORMATS = Map.of("gz", "archive/gzip", "xz", "archive/xz", "zst",
      "archive/zstd", "bz2", "archive/bzip2", "lzma", "archive/lzma");
  private static final String CONTROL = "Package: demo\nVersion: 1:1.0-2\nArchitecture: all\n"
      + "Maintainer: A B <a@example.org>\nInstalled-Size: 1\nPre-Depends: bash (>= 5)\nDescription: a demo\n"
      + "Homepage: https://example.org/\nX-Own: one: two\n";

  @TempDir
  static Path folder;
  private static Path tree;

  @BeforeAll
  static void plant() throws Exception {
    tree = folder.resolve("tree");
    Files.createDirectories(tree.resolve("DEBIAN"));
    Files.createDirectories(tree.resolve("usr/share/a b"));
    Files.writeString(tree.resolve("DEBIAN/control"), CONTROL);
    Files.writeString(tree.resolve("DEBIAN/prerm"), "#!/bin/sh\n");
    Files.writeString(tree.resolve("usr/share/a b/" + "long".repeat(30)), "long\n");
    Files.writeString(tree.resolve("usr/first"), "first\n");
    Files.createLink(tree.resolve("usr/second"), tree.resolve("usr/first"));
    Files.createSymbolicLink(tree.resolve("usr/third"), Path.of("../else where"));
    run("chmod", "755", tree.resolve("DEBIAN/prerm").toString());
    run("chmod", "4711", tree.resolve("usr/first").toString());
    run("mkfifo", tree.resolve("usr/pipe").toString());
  }

  private static String run(String... command) throws Exception {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().putAll(Map.of("SOURCE_DATE_EPOCH", "1700000000", "TZ", "UTC", "LC_ALL", "C.UTF-8"));
      Process process = builder.start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assumeTrue(process.waitFor() == 0, String.join(" ", command) + " failed");
      return out;
    } catch (IOException notInstalled) {
      assumeTrue(false, command[0] + " is not installed");
      return "";
    }
  }

  /** Returns a package; dpkg-deb reads bzip2 and lzma but does not write them any more. */
  private static Path build(String compression) throws Exception {
    boolean old = compression.equals("bzip2") || compression.equals("lzma");
    Path deb = folder.resolve(compression + ".deb");
    run("dpkg-deb", "--root-owner-group", "-Z" + (old ? "none" : compression), "--uniform-compression", "-b",
        tree.toString(), deb.toString());
    if (old) {
      Path parts = Files.createDirectories(folder.resolve("parts." + compression));
      String[] packer = compression.equals("lzma") ? new String[] {"xz --format=lzma", "lzma"}
          : new String[] {"bzip2", "bz2"};
      run("sh", "-c", "cd '" + parts + "' && ar x '" + deb + "' && " + packer[0] + " data.tar && gzip -n control.tar"
          + " && rm '" + deb + "' && ar rc '" + deb + "' debian-binary control.tar.gz data.tar." + packer[1]);
    }
    return deb;
  }

  /** Returns the tape archive in a package, as a file. */
  private static Path tar(Path deb, String stem) throws Exception {
    Described ar = Described.of(CATALOG.comparator("archive/ar"), deb);
    String name = ar.members().keySet().stream().filter(member -> member.startsWith(stem)).findFirst().orElseThrow();
    Path packed = Files.write(Files.createDirectories(folder.resolve(deb.getFileName() + ".d")).resolve(name),
        ar.members().get(name));
    String format = FORMATS.get(name.substring(name.lastIndexOf('.') + 1));
    if (format == null) {
      return packed;
    }
    Described stream = Described.of(CATALOG.comparator(format), packed);
    return Files.write(packed.resolveSibling(stem), stream.members().get(stem));
  }

  /** Returns rows of ours as tar prints them: no links, owners without numbers, no seconds. */
  private static List<String> rows(Described tar) {
    List<String> rows = new ArrayList<>();
    for (String row : tar.sections().get("file list").split("\n")) {
      rows.add(row.replaceFirst("^(\\S+) +0 (\\S+) \\(0\\) (\\S+) \\(0\\) +(\\d+) (\\S+ \\d\\d:\\d\\d):\\S+ ",
          "$1 $2/$3 $4 $5 "));
    }
    return rows;
  }

  private static List<String> theirs(String listing) {
    return listing.lines().map(row -> row.replaceFirst("^(\\S+) (\\S+) +(\\d+) ", "$1 $2 $3 ")).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "xz", "zstd", "none", "bzip2", "lzma"})
  void agreesRowByRowAndFieldByField(String compression) throws Exception {
    Path deb = build(compression);
    Described data = Described.of(CATALOG.comparator("archive/tar"), tar(deb, "data.tar"));
    assertThat(rows(data)).hasSize(9).containsExactlyElementsOf(theirs(run("dpkg-deb", "-c", deb.toString())));
    Described control = Described.of(CATALOG.comparator("archive/tar"), tar(deb, "control.tar"));
    assertThat(rows(control)).hasSize(3).containsExactlyElementsOf(
        theirs(run("sh", "-c", "dpkg-deb --ctrl-tarfile '" + deb + "' | tar -tvf -")));

    Path fields = Files.write(folder.resolve("control"), control.members().get("control"));
    List<String> shown = Described.of(new Deb822Comparator(), fields).sections().get("").lines().toList();
    assertThat(shown).hasSize(9)
        .containsExactlyInAnyOrderElementsOf(run("dpkg-deb", "-f", deb.toString()).lines().toList());
  }
}
