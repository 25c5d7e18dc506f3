package io.github.jdiffscope.format.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.Described;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Asn1ComparatorTest {
  private static final Path FILE = Path.of("testdata/crypto/asn1/tree/left.der");

  private static boolean recognised(byte[] content) throws IOException {
    Signature rule = new Asn1Comparator().format().signatures().get(0);
    return rule.weigh(new Probe(Blob.of(content), "file", "")) > 0;
  }

  @Test
  void recognisesWholeFilesOnly() throws IOException {
    byte[] file = Files.readAllBytes(FILE);
    assertThat(recognised(file)).isTrue();
    assertThat(recognised(Arrays.copyOf(file, file.length + 1))).isFalse();
    assertThat(recognised(Arrays.copyOf(file, file.length - 1))).isFalse();
    byte[] badTag = file.clone();
    badTag[3] = 0x0F;
    assertThat(recognised(badTag)).isFalse();
  }

  @Test
  void textThatStartsWithAZeroDigitIsNone() throws IOException {
    assertThat(recognised("0\n0123456789".getBytes(StandardCharsets.ISO_8859_1))).isFalse();
    assertThat(recognised(("0 " + "0\n".repeat(16)).getBytes(StandardCharsets.ISO_8859_1))).isFalse();
  }

  @Test
  void stringsInStringsEndSomewhere(@TempDir Path folder) throws IOException {
    byte[] nested = new byte[60_000];
    int length = 0;
    for (int at = nested.length - 5; at >= 0; at -= 5) {
      nested[at] = (byte) (at == 0 ? 0x30 : 0x04);
      nested[at + 1] = (byte) 0x83;
      nested[at + 2] = (byte) (length >> 16);
      nested[at + 3] = (byte) (length >> 8);
      nested[at + 4] = (byte) length;
      length += 5;
    }
    Path file = Files.write(folder.resolve("nested.der"), nested);
    assertThat(Described.of(new Asn1Comparator(), file).sections().get("ASN.1"))
        .contains("nested more than 120 deep").hasLineCount(123);
  }
}
