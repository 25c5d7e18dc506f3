package io.github.jdiffscope.format.executable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.RealTool;
import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares what is said of compiled OCaml units with what ocamlobjinfo prints. */
class OcamlAgreementTest {

  @ParameterizedTest
  @ValueSource(strings = {"testdata/executable/ocaml/interface/right.cmi", "testdata/executable/ocaml/bytecode/right.cmo",
      "testdata/executable/ocaml/native/right.cmx", "/usr/lib/ocaml/list.cmi", "/usr/lib/ocaml/stdlib.cma",
      "/usr/lib/ocaml/stdlib.cmxa"})
  void unitsSayWhatOcamlobjinfoPrints(String name) throws IOException {
    Path file = Path.of(name);
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/ocamlobjinfo")) && Files.exists(file), "ocamlobjinfo is not installed");
    String ours = Described.of(CompiledUnitComparator.ocaml(), file).sections().get("ocamlobjinfo {}");
    String theirs = RealTool.run("/usr/bin/ocamlobjinfo", file.toString());

    assertThat(ours).isNotEmpty();
    assertThat(facts(theirs)).isEqualTo(facts(ours));
  }

  /** What follows from code alone is left out: approximations, the functions that call others. */
  private static String facts(String text) {
    return text.lines().filter(line -> line.matches(
        "(Name|Unit name|CRC of implementation|Globals defined|(Interfaces|Implementations) imported|Required globals):.*|\\t.*"))
        .filter(line -> !line.matches("\\t(caml|%|unix_).*")).reduce("", (all, line) -> all + line + "\n");
  }
}
