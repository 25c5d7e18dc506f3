package io.github.jdiffscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.engine.Progress;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Limits;
import io.github.jdiffscope.model.Report;
import io.github.jdiffscope.model.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds a stripped program and its debug symbols as Debian packages with the real tools, twice, and compares them. */
class DebugSymbolsTest {
  private static final String SOURCE = """
      #include <stdio.h>
      #include <stdlib.h>
      static __attribute__((noinline)) int parse(const char *text) {
        int value = atoi(text);
      #ifdef CHANGED
        if (value < 0) { puts("negative"); return 0; }
      #endif
        return value * 3;
      }
      int main(int argc, char **argv) { return argc > 1 ? parse(argv[1]) : 0; }
      """;
  private static final String MAKE = """
      set -e; cd "$1"; mkdir -p foo/DEBIAN foo/usr/bin sym/DEBIAN
      gcc -g -O2 $2 -ffile-prefix-map=$PWD=. foo.c -o whole
      id=$(readelf -n whole | sed -n 's/.*Build ID: //p'); rest=${id#??}; top=sym/usr/lib/debug/.build-id/${id%$rest}
      mkdir -p $top; objcopy --only-keep-debug --compress-debug-sections whole $top/$rest.debug
      strip --strip-unneeded -o foo/usr/bin/foo whole
      objcopy --add-gnu-debuglink=$top/$rest.debug foo/usr/bin/foo
      for p in foo sym; do printf 'Package: %s\\nVersion: 1\\nArchitecture: amd64\\nMaintainer: A <a@b.example>\\n' $p > $p/DEBIAN/control
      echo 'Description: none' >> $p/DEBIAN/control; done
      dpkg-deb --root-owner-group -b foo foo_1_amd64.deb; dpkg-deb --root-owner-group -b sym foo-dbgsym_1_amd64.deb
      cp foo/usr/bin/foo plain; cp $top/$rest.debug $rest.debug
      { printf 'Format: 1.8\\nSource: foo\\nArchitecture: amd64\\nFiles:\\n'
      for f in *.deb; do echo " $(md5sum < $f | cut -c1-32) $(wc -c < $f) devel optional $f"; done; } > foo_1_amd64.changes
      """;

  @TempDir
  static Path folder;

  @BeforeAll
  static void build() throws Exception {
    for (String tool : List.of("gcc", "objcopy", "readelf", "strip", "dpkg-deb")) {
      assumeTrue(Files.isExecutable(Path.of("/usr/bin").resolve(tool)), tool);
    }
    for (String side : List.of("left", "right")) {
      Path top = Files.createDirectories(folder.resolve(side));
      Files.writeString(top.resolve("foo.c"), SOURCE);
      Process make = new ProcessBuilder("sh", "-c", MAKE, "sh", top.toString(), side.equals("left") ? "-DSAME" : "-DCHANGED")
          .redirectErrorStream(true).start();
      String said = new String(make.getInputStream().readAllBytes());
      assumeTrue(make.waitFor() == 0, said);
    }
  }

  private static String compare(String name, String when) throws Exception {
    Report report = Comparison.run(new CompareRequest(folder.resolve("left").resolve(name).toString(),
        folder.resolve("right").resolve(name).toString(), Limits.DEFAULT, Scope.DEFAULT, 0, 512L << 20, 0, false, when),
        Progress.NONE, null);
    return code(report.root());
  }

  /** Returns what is said of code anywhere in a report, but not of the debug files themselves. */
  private static String code(Difference node) {
    StringBuilder out = new StringBuilder();
    if (node.source1().startsWith("objdump") && node.unifiedDiff() != null) {
      out.append(node.unifiedDiff());
    }
    node.details().stream().filter(detail -> !detail.source1().endsWith(".debug")).forEach(detail -> out.append(code(detail)));
    return out.toString();
  }

  @Test
  void functionsOfPackagesAreNamedWhenAskedFor() throws Exception {
    assertThat(compare("foo_1_amd64.deb", "yes")).contains("parse in .text").containsPattern("@@ foo\\.c:\\d+\n");
    assertThat(compare("foo_1_amd64.deb", "auto")).contains("\"negative\"").doesNotContain("parse in .text");
  }

  @Test
  void packagesThatChangesListAreUsedUnlessForbidden() throws Exception {
    assertThat(compare("foo_1_amd64.changes", "auto")).contains("parse in .text").containsPattern("@@ foo\\.c:\\d+\n");
    assertThat(compare("foo_1_amd64.changes", "no")).contains("\"negative\"").doesNotContain("parse in .text");
  }

  @Test
  void theDebugFileThatAProgramNamesIsReadWhereItLiesBeside() throws Exception {
    assertThat(compare("plain", "no")).contains("parse in .text").containsPattern("@@ foo\\.c:\\d+\n");
  }
}
