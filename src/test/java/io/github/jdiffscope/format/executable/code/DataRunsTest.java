package io.github.jdiffscope.format.executable.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DataRunsTest {
  @Test
  void thereIsNoTextBehindTheContent() {
    byte[] content = "one\0t\0w\0o\0\0\0x".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(DataRuns.literal(content, 0)).isEqualTo("\"one\"");
    assertThat(DataRuns.literal(content, 4)).isEqualTo("L\"two\"");
    assertThat(DataRuns.literal(content, content.length - 1)).isNull();
    assertThat(DataRuns.literal(content, content.length)).isNull();
    assertThat(DataRuns.literal(content, content.length + 1000)).isNull();
    assertThat(DataRuns.literal(content, -1)).isNull();
  }
}
