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

class DotnetComparatorTest {
  private static final Path FILE = Path.of(System.getProperty("dotnet.file", "testdata/executable/dotnet/method/left.exe"));

  @Test
  void methodsHaveTheInstructionsThatMonodisPrints() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/monodis")), "monodis is not installed");
    String code = Described.of(new DotnetComparator(), FILE).sections().get("monodis {}");

    List<String> theirs = theirs();
    List<String> ours = ours(code);
    assertThat(RealTool.firstDifference(ours, theirs)).isEmpty();
    assertThat(ours).isNotEmpty();
  }

  /** Returns the mnemonics of each method that has a body, sorted. */
  private static List<String> theirs() throws IOException {
    List<String> methods = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    for (String line : RealTool.run("monodis", FILE.toString()).split("\n")) {
      String text = line.strip();
      if (text.startsWith("IL_") && text.contains(":  ")) {
        body.append(' ').append(text.substring(text.indexOf(":  ") + 3).split(" ")[0]);
      } else if (text.startsWith("} // end of method") && !body.isEmpty()) {
        methods.add(body.toString());
        body.setLength(0);
      }
    }
    methods.sort(null);
    return methods;
  }

  private static List<String> ours(String code) {
    List<String> methods = new ArrayList<>();
    StringBuilder body = new StringBuilder();
    boolean method = false;
    for (String line : (code + ".class\n").split("\n")) {
      if (!line.startsWith(" ")) {
        if (!body.isEmpty()) {
          methods.add(body.toString());
          body.setLength(0);
        }
        method = line.startsWith(".method");
      } else if (method && line.startsWith("    ") && line.charAt(4) != '.' && line.charAt(4) != ' ') {
        body.append(' ').append(line.strip().split(" ")[0]);
      }
    }
    methods.sort(null);
    return methods;
  }

  @Test
  void argumentsOfAttributesAreReadByTheirTypes() throws IOException {
    Described described = Described.of(new DotnetComparator(), FILE);

    assertThat(described.sections().get("monodis {}")).contains(
        ".custom instance void Fixture.NoteAttribute::.ctor(string, class [mscorlib]System.Type[]) "
            + "= (\"a greeter\", {\"System.String, mscorlib", "Colour = 7)");
  }
}
