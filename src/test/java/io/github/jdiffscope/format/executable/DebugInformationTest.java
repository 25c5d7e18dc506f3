package io.github.jdiffscope.format.executable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.format.Described;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads debug information that real tools wrote: of two versions of DWARF, split off, compressed in three ways. */
class DebugInformationTest {
  private static final String LINES = "readelf --wide --debug-dump=decodedline {}";

  @TempDir
  Path folder;

  private void run(String command) throws Exception {
    for (String tool : List.of("gcc", "objcopy")) {
      assumeTrue(Files.isExecutable(Path.of("/usr/bin").resolve(tool)));
    }
    Files.writeString(folder.resolve("unit.c"), "int twice(int x) {\n  return 2 * x;\n}\n");
    Process process = new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assumeTrue(process.waitFor() == 0, said);
  }

  private Map<String, String> sections(String name) throws Exception {
    return Described.of(new ElfComparator(), folder.resolve(name)).sections();
  }

  @Test
  void bothVersionsSayTheSame() throws Exception {
    run("gcc -gdwarf-4 -c unit.c -o four.o && gcc -gdwarf-5 -c unit.c -o five.o");
    for (String version : List.of("four", "five")) {
      Map<String, String> sections = sections(version + ".o");
      assertThat(sections.get("compile units")).startsWith("unit.c\n    directory: " + folder.toRealPath())
          .contains(version.equals("four") ? "DWARF 4" : "DWARF 5");
      assertThat(sections.get("compilers")).startsWith("GNU C17");
      assertThat(sections.get(LINES)).contains("unit.c:\n  1\n  2\n  3\n");
    }
  }

  @Test
  void whatIsSplitOffIsSaidAndReadInItsOwnFile() throws Exception {
    run("gcc -gdwarf-5 -gsplit-dwarf -c unit.c -o split.o");
    assertThat(sections("split.o").get("compile units")).contains("the rest is in split.dwo");
    assertThat(sections("split.dwo").get("compile units")).startsWith("unit.c\n    directory: ").contains("language: C11");
    assertThat(sections("split.dwo").get("compilers")).startsWith("GNU C17");
  }

  @Test
  void compressedSectionsAreRead() throws Exception {
    run("gcc -g -c unit.c -o plain.o && for kind in zlib zlib-gnu zstd; do "
        + "objcopy --compress-debug-sections=$kind plain.o $kind.o || exit 1; done");
    for (String title : List.of("compile units", "compilers", "source files", LINES)) {
      String plain = sections("plain.o").get(title);
      assertThat(plain).isNotBlank();
      for (String kind : List.of("zlib", "zlib-gnu", "zstd")) {
        assertThat(sections(kind + ".o").get(title)).as(title + " of " + kind).isEqualTo(plain);
      }
    }
  }
}
