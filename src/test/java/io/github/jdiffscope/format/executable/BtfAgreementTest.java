package io.github.jdiffscope.format.executable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.RealTool;
import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compares the declarations read from a section .BTF with those that bpftool prints. */
class BtfAgreementTest {
  private static final Path FILE = Path.of("testdata/executable/elf/bpf-types/right.o");

  @Test
  void typesAreThoseOfBpftool() throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/sbin/bpftool")), "bpftool is not installed");
    List<String> ours = lines(Described.of(new ElfComparator(), FILE).sections().get("types of .BTF"));
    List<String> theirs = lines(RealTool.run("/usr/sbin/bpftool", "btf", "dump", "file", FILE.toString(), "format", "c"));

    assertThat(ours).hasSizeGreaterThan(25);
    // Functions and variables are no types to bpftool.
    assertThat(theirs).containsAll(ours.stream().filter(line -> line.startsWith("\t") || !line.contains("lookup")
        && !line.contains("list")).toList());
  }

  /** Spaces, values that follow by themselves and sizes are a matter of taste. */
  private static List<String> lines(String text) {
    return text.lines().map(line -> line.replaceFirst(" */\\*.*", "").replaceFirst(" = \\d+,", ",").replace(" ", "")).toList();
  }
}
