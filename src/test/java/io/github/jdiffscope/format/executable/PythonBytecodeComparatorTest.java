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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonBytecodeComparatorTest {
  private static final Path TOP = Path.of("testdata/executable/python-bytecode");

  @ParameterizedTest
  @ValueSource(strings = {"version-3-11", "version-3-12", "version-3-13", "version-3-14"})
  void instructionsAreThoseThatDisOfTheirPythonNames(String folder) throws IOException {
    String code = Described.of(new PythonBytecodeComparator(), TOP.resolve(folder).resolve("left.pyc")).sections()
        .get("python3 -m dis {}");

    assertThat(RealTool.firstDifference(names(code), Files.readAllLines(TOP.resolve(folder).resolve("dis.txt")))).isEmpty();
    assertThat(code).doesNotContain("<outside>").contains("handler of");
  }

  @Test
  void instructionsAreThoseThatTheInstalledPythonNames(@TempDir Path folder) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "python3 is not installed");
    String script = "import dis, glob, marshal, importlib.util, struct, sys, types, inspect, argparse, decimal, _pydecimal\n"
        + "code = compile(open(sys.argv[1]).read(), 'm.py', 'exec', dont_inherit=True)\n"
        + "open(sys.argv[2], 'wb').write(importlib.util.MAGIC_NUMBER + bytes(12) + marshal.dumps(code))\n"
        + "def walk(code, path):\n"
        + "    print(path + ': ' + ' '.join(i.opname for i in dis.get_instructions(code) if i.opname not in"
        + " ('EXTENDED_ARG', 'CACHE')))\n"
        + "    [walk(c, path + '.' + c.co_name) for c in code.co_consts if isinstance(c, types.CodeType)]\n"
        + "walk(code, '<module>')\n";
    Path compiled = folder.resolve("m.pyc");
    String theirs = RealTool.run("/usr/bin/python3", "-c", script, TOP.resolve("version-3-11/module.py").toString(),
        compiled.toString());
    String code = Described.of(new PythonBytecodeComparator(), compiled).sections().get("python3 -m dis {}");

    assertThat(RealTool.firstDifference(names(code), theirs.lines().toList())).isEmpty();
  }

  /** Returns each code object with the names of its instructions. */
  private static List<String> names(String code) {
    List<String> result = new ArrayList<>();
    StringBuilder names = null;
    boolean instructions = false;
    for (String line : code.split("\n")) {
      if (line.startsWith("code ")) {
        if (names != null) {
          result.add(names.toString());
        }
        names = new StringBuilder(line.substring("code ".length()));
        instructions = false;
      } else if (line.equals("  instructions:")) {
        instructions = true;
      } else if (instructions && line.startsWith("    ") && !line.startsWith("    handler of ")) {
        names.append(' ').append(line.strip().split(" ")[0]);
      }
    }
    result.add(String.valueOf(names));
    return result;
  }

  @Test
  void aTreeThatRefersToItselfAgainAndAgainEnds(@TempDir Path folder) throws IOException {
    byte[] sound = Files.readAllBytes(TOP.resolve("version-3-14/left.pyc"));
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    bytes.write(sound, 0, 16);
    // A tuple of a tuple of a tuple...: each holds the one before it nine times.
    for (int i = 0; i < 90; i++) {
      bytes.writeBytes(new byte[] {(byte) (')' | 0x80), 9});
    }
    bytes.writeBytes(new byte[] {'N'});
    for (int i = 89; i >= 0; i--) {
      for (int j = 0; j < 8; j++) {
        bytes.writeBytes(i == 89 ? new byte[] {'N'} : new byte[] {'r', (byte) (i + 1), 0, 0, 0});
      }
    }
    Path file = Files.write(folder.resolve("bomb.pyc"), bytes.toByteArray());

    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> Described.of(new PythonBytecodeComparator(), file)))
        .hasMessageContaining("is no code object");
  }
}
