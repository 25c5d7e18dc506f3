package io.github.jdiffscope.codec.lzh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LzhStreamTest {
  private static InputStream hex(String bytes) {
    return new ByteArrayInputStream(HexFormat.of().parseHex(bytes));
  }

  private static String text(InputStream content) throws IOException {
    return new String(content.readAllBytes(), StandardCharsets.US_ASCII);
  }

  @Test
  void lz5CopiesFromPlacesOfItsRing() throws IOException {
    // Flags 0b0111: three literals "abc", then 6 bytes from place 4078, where the first byte went.
    assertThat(text(LzhStream.ofLha("-lz5-", hex("07616263eef3"), 9))).isEqualTo("abcabcabc");
    // What the ring begins with: 13 times each byte; "A" is 65.
    assertThat(text(LzhStream.ofLha("-lz5-", hex("004d3a"), 13))).isEqualTo("A".repeat(13));
  }

  @Test
  void lzsCopiesFromPlacesOfItsRing() throws IOException {
    // 1 'h', 1 'i', then 0, place 2031 in 11 bits, length 4 - 2 in 4 bits.
    String bits = "1" + "01101000" + "1" + "01101001" + "0" + "11111101111" + "0010";
    StringBuilder padded = new StringBuilder(bits);
    while (padded.length() % 8 != 0) {
      padded.append('0');
    }
    byte[] packed = new byte[padded.length() / 8];
    for (int i = 0; i < padded.length(); i++) {
      packed[i / 8] |= (byte) ((padded.charAt(i) - '0') << 7 - i % 8);
    }
    assertThat(text(LzhStream.ofLha("-lzs-", new ByteArrayInputStream(packed), 6))).isEqualTo("hihihi");
  }

  @Test
  void fastArjHasLiteralsAndGrowingNumbers() throws IOException {
    // 0 and 'a'; 0 and 'b'; length 10|1 = 2 more than the shortest less one, offset 0|000000001: two back.
    String bits = "0" + "01100001" + "0" + "01100010" + "10" + "0" + "0" + "000000001" + "00000000";
    byte[] packed = new byte[bits.length() / 8 + 1];
    for (int i = 0; i < bits.length(); i++) {
      packed[i / 8] |= (byte) ((bits.charAt(i) - '0') << 7 - i % 8);
    }
    assertThat(text(new ArjFastStream(new ByteArrayInputStream(packed), 5))).isEqualTo("ababa");
  }

  @Test
  void noiseEndsAndNeverGoesOnForever() throws IOException {
    Random random = new Random(3);
    for (String method : new String[] {"-lh1-", "-lh4-", "-lh5-", "-lh6-", "-lh7-", "-lhx-", "-lz5-", "-lzs-"}) {
      for (int i = 0; i < 300; i++) {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        long size = random.nextInt(10_000);
        try (InputStream content = LzhStream.ofLha(method, new ByteArrayInputStream(noise), size)) {
          assertThat(content.readAllBytes().length).isLessThanOrEqualTo((int) size);
        } catch (IOException | IndexOutOfBoundsException damaged) {
          // Becomes a sentence where it is opened.
          continue;
        }
      }
    }
    assertThat(LzhStream.ofLha("-pm2-", new ByteArrayInputStream(new byte[3]), 3)).isNull();
  }
}
