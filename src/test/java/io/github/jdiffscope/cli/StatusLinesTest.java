package io.github.jdiffscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusLinesTest {

  /** The runtime's own descriptors, such as those of the jars it runs from, must never be written to. */
  @Test
  void aDescriptorThatTheRuntimeOpenedItselfIsLeftAlone(@TempDir Path folder) throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fdinfo")), "needs Linux");
    Path file = Files.writeString(folder.resolve("precious"), "precious");
    try (Closeable jar = new FileInputStream(file.toFile())) {
      List<Integer> descriptors = descriptorsOf(file.toRealPath());
      assertThat(descriptors).hasSize(1);
      for (int descriptor : descriptors) {
        assertThatThrownBy(() -> StatusLines.to(descriptor)).isInstanceOf(TroubleException.class)
            .hasMessageStartingWith("--status-fd: " + descriptor + ": not a file descriptor open for writing");
      }
    }
    assertThat(file).hasContent("precious");
  }

  @Test
  void whatTheCallerOpenedIsContinuedNotEmptied(@TempDir Path folder) throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fdinfo")), "needs Linux");
    Path file = Files.writeString(folder.resolve("log"), "before\n");
    try (Closeable given = new FileOutputStream(file.toFile(), true);
        StatusLines lines = StatusLines.to(descriptorsOf(file.toRealPath()).get(0))) {
      lines.update(1, 2, "a \"b\"");
    }
    assertThat(file).hasContent("before\n{\"msg\":\"a \\u0022b\\u0022\",\"total\":2,\"current\":1}\n");
  }

  private static List<Integer> descriptorsOf(Path file) throws IOException {
    try (var descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.filter(descriptor -> leadsTo(descriptor, file))
          .map(descriptor -> Integer.parseInt(descriptor.getFileName().toString())).toList();
    }
  }

  private static boolean leadsTo(Path descriptor, Path file) {
    try {
      return Files.readSymbolicLink(descriptor).equals(file);
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
