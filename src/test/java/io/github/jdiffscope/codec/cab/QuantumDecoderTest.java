package io.github.jdiffscope.codec.cab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantumDecoderTest {

  @Test
  void zerosAreTheMostLikelySymbolAgainAndAgain() throws IOException {
    // A code of zero always lies in the last part of each range: the last selector, the longest length, the last slot.
    assertThatThrownBy(() -> new QuantumDecoder(16).decode(new byte[100], 1000)).hasMessageContaining("lies outside");
    // A code of all ones always lies in the first part: selector 0, literal 0.
    byte[] ones = new byte[4000];
    java.util.Arrays.fill(ones, (byte) 0xFF);
    assertThat(new QuantumDecoder(16).decode(ones, 20_000)).hasSize(20_000).containsOnly(0);
  }

  @Test
  void noiseIsDecodedOrRefusedButNeverGoesOnForever() throws IOException {
    Random random = new Random(9);
    for (int i = 0; i < 500; i++) {
      byte[] noise = new byte[random.nextInt(3000)];
      random.nextBytes(noise);
      QuantumDecoder decoder = new QuantumDecoder(10 + random.nextInt(12));
      try {
        for (int block = 0; block < 3; block++) {
          assertThat(decoder.decode(noise, 2000)).hasSize(2000);
        }
      } catch (IOException damaged) {
        assertThat(damaged).hasMessageContaining("Quantum");
      }
    }
    assertThatThrownBy(() -> new QuantumDecoder(22)).hasMessageContaining("is not supported");
  }
}
