package io.github.jdiffscope.format.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Described;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GzipComparatorTest {
  @TempDir
  private Path folder;

  private Described describe(String name, byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return Described.of(new GzipComparator(), Files.write(folder.resolve(name), all.toByteArray()));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text(text));
    }
    return bytes.toByteArray();
  }

  @Test
  void theMemberIsNamedAsTheFileWithoutItsSuffix() throws IOException {
    assertThat(describe("a.tgz", gzip("x")).members()).containsOnlyKeys("a.tar");
    assertThat(describe("a.txt.gz", gzip("x")).members()).containsOnlyKeys("a.txt");
    assertThat(describe("blob", gzip("x")).members()).containsOnlyKeys("blob-content");
  }

  @Test
  void membersFollowOneAnotherAndForeignDataFollowThem() throws IOException {
    Described described = describe("a.gz", gzip("one "), gzip("two"), text("rest"));
    assertThat(described.members().get("a")).isEqualTo(text("one two"));
    assertThat(described.members().get("data after the compressed stream")).isEqualTo(text("rest"));
    assertThat(described.sections().get("gzip header")).contains("members: 2");
  }

  @Test
  void aCutStreamSaysSo() throws IOException {
    byte[] whole = gzip("text ".repeat(1000));
    byte[] cut = Arrays.copyOf(whole, whole.length - 12);
    assertThatThrownBy(() -> describe("a.gz", cut)).isInstanceOf(FormatException.class)
        .hasMessageStartingWith("gzip stream is cut off after ");
  }
}
