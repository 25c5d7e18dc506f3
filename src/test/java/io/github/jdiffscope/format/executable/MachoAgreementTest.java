package io.github.jdiffscope.format.executable;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.RealTool;
import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares what is said of load commands and symbols with what LLVM's tools say, where they are installed. */
class MachoAgreementTest {
  private static final Path TOP = Path.of("testdata/executable/macho");

  @ParameterizedTest
  @ValueSource(strings = {"object/left.o", "program/left.bin", "section/left.dylib"})
  void loadCommandsFieldByField(String name) throws IOException {
    Path file = TOP.resolve(name);
    List<String> theirs = lines(RealTool.run("llvm-objdump", "--macho", "--private-headers", "--non-verbose", file.toString()));
    List<String> ours = lines(Described.of(new MachoComparator(), file).sections().get("addresses: otool -l {}"));
    assertThat(theirs).hasSizeGreaterThan(20);
    assertThat(RealTool.firstDifference(ours, theirs)).isEmpty();
  }

  /** Returns the lines from the first command on; the bare time of a library is written in another way. */
  private static List<String> lines(String text) {
    return text.lines().map(line -> line.strip().replaceAll("\\s+", " ").replaceFirst("^(time stamp \\d+).*", "$1"))
        .dropWhile(line -> !line.equals("Load command 0")).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"object/left.o", "program/left.bin", "section/left.dylib"})
  void symbols(String name) throws IOException {
    Path file = TOP.resolve(name);
    Stream<String> theirs = RealTool.run("llvm-nm", "-m", file.toString()).lines().map(line -> line.substring(17));
    assertThat(Described.of(new MachoComparator(), file).sections().get("nm -m {}").lines())
        .isNotEmpty().containsExactlyInAnyOrderElementsOf(theirs.toList());
  }
}
