package io.github.jdiffscope.format.executable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.RealTool;
import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeamComparatorTest {
  private static final Path FILE = Path.of(System.getProperty("beam.file", "testdata/executable/erlang-beam/function/left.beam"));

  @Test
  void functionsHaveTheInstructionsThatBeamDisasmNames() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/erl")), "erl is not installed");
    String script = "{beam_file, _, _, _, _, Fs} = beam_disasm:file(\"" + FILE + "\"),"
        + "[begin io:format(\"~ts/~p:\", [N, A]), [case I of {label, _} -> ok; {line, _} -> ok; int_code_end -> ok;"
        + " T when is_tuple(T) -> io:format(\" ~s\", [case element(1, T) of gc_bif -> gc; bif -> bif; test -> element(2, T);"
        + " O -> O end]); O -> io:format(\" ~s\", [O]) end || I <- Is], io:format(\"~n\") end || {function, N, A, _, Is} <- Fs],"
        + "halt().";
    List<String> theirs = RealTool.run("erl", "-noshell", "-eval", script).lines().toList();
    List<String> ours = ours(Described.of(new BeamComparator(), FILE).sections().get("functions"));

    assertThat(RealTool.firstDifference(ours, theirs)).isEmpty();
    assertThat(ours).isNotEmpty();
  }

  private static List<String> ours(String code) {
    List<String> result = new ArrayList<>();
    StringBuilder body = null;
    for (String line : code.split("\n")) {
      if (line.startsWith("function ")) {
        if (body != null) {
          result.add(body.toString());
        }
        String name = line.substring("function ".length());
        body = new StringBuilder(name.replace("'", ""));
      } else if (line.startsWith("    ")) {
        body.append(' ').append(line.strip().split(" ")[0].replaceAll("^gc_bif[123]$", "gc").replaceAll("^bif[012]$", "bif")
            .replaceAll("^f(add|sub|mul|div|negate)$", "arithfbif"));
      }
    }
    result.add(String.valueOf(body));
    return result;
  }
}
