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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WasmComparatorTest {
  private static final Path FILE = Path.of(System.getProperty("wasm.file", "testdata/executable/wasm/proposals/left.wasm"));
  private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_.]*");

  @Test
  void functionsHaveTheInstructionsThatWasm2watPrints() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/wasm2wat")), "wasm2wat is not installed");
    List<String> theirs = theirs();
    List<String> ours = ours(Described.of(new WasmComparator(), FILE).sections().get("functions by number"));

    assertThat(RealTool.firstDifference(ours, theirs)).isEmpty();
    assertThat(ours).isNotEmpty();
  }

  private static List<String> theirs() throws IOException {
    List<String> functions = new ArrayList<>();
    StringBuilder body = null;
    for (String line : RealTool.run("wasm2wat", "--enable-all", "--no-check", FILE.toString()).split("\n")) {
      String text = line.strip();
      boolean inner = line.startsWith("    ") && !text.startsWith("(");
      if (body != null && !inner && !text.startsWith("(local")) {
        functions.add(body.toString());
        body = null;
      }
      if (text.startsWith("(func ")) {
        body = new StringBuilder();
      } else if (body != null && inner) {
        Matcher word = WORD.matcher(text);
        body.append(word.lookingAt() ? word.group() + " " : text + " ");
      }
    }
    return functions;
  }

  /** Returns the mnemonics of each function, without the last one: the text format ends a function with a parenthesis. */
  private static List<String> ours(String code) {
    List<String> functions = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    for (String line : (code + "func").split("\n")) {
      if (line.startsWith("func")) {
        add(body, functions);
        body = new StringBuilder();
      } else if (line.startsWith("    ")) {
        body.append(line.strip().split(" ")[0]).append(' ');
      }
    }
    add(body, functions);
    return functions;
  }

  private static void add(StringBuilder body, List<String> functions) {
    if (!body.isEmpty()) {
      functions.add(body.substring(0, body.length() - "end ".length()));
    }
  }
}
