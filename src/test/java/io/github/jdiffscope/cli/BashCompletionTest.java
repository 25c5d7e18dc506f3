package io.github.jdiffscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Asks a real bash what it would offer. */
class BashCompletionTest {
  private static final Path BASH = Path.of("/bin/bash");

  @Test
  void optionsValuesCausesAndFilesAreOffered() throws Exception {
    assumeTrue(Files.isExecutable(BASH), "needs bash");
    assertThat(offered("jdiffscope --text-")).isEqualTo("--text-color");
    assertThat(offered("jdiffscope --text-color a")).isEqualTo("auto always");
    assertThat(offered("jdiffscope --text-color = al")).isEqualTo("always");
    assertThat(offered("jdiffscope --text-color =")).isEqualTo("never auto always");
    assertThat(offered("jdiffscope --ignore archive-o")).isEqualTo("archive-order archive-owner");
    assertThat(offered("jdiffscope --html pom.x")).isEqualTo("pom.xml");
    assertThat(offered("jdiffscope README.md pom.x")).isEqualTo("pom.xml");
  }

  private static String offered(String words) throws Exception {
    Process bash = new ProcessBuilder(BASH.toString(), "--norc", "-c", "source completions/jdiffscope.bash; COMP_WORDS=("
        + words + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _jdiffscope; echo \"${COMPREPLY[*]}\"")
        .redirectErrorStream(true).start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(out).isZero();
    return out.strip();
  }
}
