package io.github.jdiffscope.codec.lzx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LzxDecoderTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int word;
  private int filled;

  private void bits(int value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      word = word << 1 | value >> i & 1;
      if (++filled == 16) {
        out.write(word);
        out.write(word >> 8);
        word = 0;
        filled = 0;
      }
    }
  }

  private void align() {
    bits(0, 16 - filled);
  }

  /** An uncompressed block: type 3, 24 bits of size, to the next word, three offsets, the bytes. */
  private byte[] stored(boolean first, String content) {
    if (first) {
      bits(0, 1);
    }
    bits(3, 3);
    bits(content.length(), 24);
    align();
    out.writeBytes(new byte[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0});
    out.writeBytes(content.getBytes(StandardCharsets.US_ASCII));
    return out.toByteArray();
  }

  @Test
  void uncompressedBlocksAreCopied() throws IOException {
    byte[] frame = stored(true, "stored as it is!");
    assertThat(new String(LzxDecoder.ofCabinet(15).decode(frame, 16), StandardCharsets.US_ASCII))
        .isEqualTo("stored as it is!");
  }

  @Test
  void whatDoesNotFitIsRefused() throws IOException {
    assertThatThrownBy(() -> LzxDecoder.ofCabinet(14)).hasMessageContaining("window of 2^14 bytes is not supported");
    assertThatThrownBy(() -> LzxDecoder.ofCabinet(15).decode(new byte[10], LzxDecoder.FRAME + 1))
        .hasMessageContaining("is too large");
    assertThatThrownBy(() -> LzxDecoder.ofCabinet(15).decode(new byte[10], 100)).isInstanceOf(IOException.class);
    byte[] cut = stored(true, "stored as it is!");
    assertThatThrownBy(() -> LzxDecoder.ofCabinet(15).decode(java.util.Arrays.copyOf(cut, 20), 16))
        .hasMessageContaining("cut off");
  }

  @Test
  void noiseEndsAsAnException() throws IOException {
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      byte[] noise = new byte[20 + random.nextInt(300)];
      random.nextBytes(noise);
      try {
        LzxDecoder decoder = i % 2 == 0 ? LzxDecoder.ofCabinet(16) : LzxDecoder.ofImage(16);
        decoder.decode(noise, 5000);
      } catch (IOException damaged) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(2900);
  }
}
