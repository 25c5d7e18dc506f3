package io.github.jdiffscope.codec.rar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Blocks written by a small encoder of codes of fixed lengths. */
class Rar5DecoderTest {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int pending;
  private int pendingBits;

  private void bits(int value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      pending = pending << 1 | value >> i & 1;
      if (++pendingBits == 8) {
        body.write(pending);
        pending = 0;
        pendingBits = 0;
      }
    }
  }

  /** 206 literals of 8 bits, 100 of 9; distances of 6; low distances of 4; 20 lengths of 5 bits, 24 of 6. */
  private void tables() {
    int[] used = {4, 5, 6, 8, 9};
    for (int i = 0; i < 20; i++) {
      int length = Arrays.binarySearch(used, i) >= 0 ? 3 : 0;
      bits(length, 4);
    }
    for (int[] run : new int[][] {{206, 8}, {100, 9}, {64, 6}, {16, 4}, {20, 5}, {24, 6}}) {
      for (int i = 0; i < run[0]; i++) {
        bits(Arrays.binarySearch(used, run[1]), 3);
      }
    }
  }

  private void symbol(int symbol) {
    if (symbol < 206) {
      bits(symbol, 8);
    } else {
      bits(412 + symbol - 206, 9);
    }
  }

  private byte[] block(boolean last) {
    int lastBits = pendingBits == 0 ? 8 : pendingBits;
    if (pendingBits > 0) {
      bits(0, 8 - pendingBits);
    }
    byte[] content = body.toByteArray();
    int flags = lastBits - 1 | 1 << 3 | (last ? 0x40 : 0) | 0x80;
    int low = content.length & 0xFF;
    int high = content.length >> 8;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(flags);
    all.write(0x5A ^ flags ^ low ^ high);
    all.write(low);
    all.write(high);
    all.writeBytes(content);
    body.reset();
    return all.toByteArray();
  }

  private static String decoded(Rar5Decoder decoder, byte[] packed, int size) throws IOException {
    return new String(decoder.file(new ByteArrayInputStream(packed), size).readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private void text(String text) {
    text.chars().forEach(this::symbol);
  }

  @Test
  void literalsMatchesAndRepetitionsMakeTheContent() throws IOException {
    tables();
    text("abcd");
    symbol(262 + 2);
    bits(3, 6);
    text("x");
    symbol(257);
    symbol(258);
    bits(0, 5);
    assertThat(decoded(new Rar5Decoder(1 << 17), block(true), 15)).isEqualTo("abcdabcdxbcdxbc");
  }

  @Test
  void solidFilesReferToTheFilesBefore() throws IOException {
    Rar5Decoder decoder = new Rar5Decoder(1 << 17);
    tables();
    text("first");
    assertThat(decoded(decoder, block(true), 5)).isEqualTo("first");
    tables();
    symbol(262 + 3);
    bits(4, 6);
    bits(0, 1);
    assertThat(decoded(decoder, block(true), 5)).isEqualTo("first");
  }

  @Test
  void deltaFiltersAreUndone() throws IOException {
    tables();
    symbol(256);
    for (int number : new int[] {0, 6}) {
      bits(0, 2);
      bits(number, 8);
    }
    bits(0, 3);
    bits(1, 5);
    for (int difference : new int[] {-1, -1, -1, -10, -10, -10}) {
      symbol(difference & 0xFF);
    }
    byte[] packed = block(true);
    byte[] content = new Rar5Decoder(1 << 17).file(new ByteArrayInputStream(packed), 6).readAllBytes();
    assertThat(content).containsExactly(1, 10, 2, 20, 3, 30);
  }

  @Test
  void damageEndsAsAnException() throws IOException {
    tables();
    text("some text that is long enough to be damaged in many places");
    symbol(262 + 5);
    bits(9, 6);
    bits(1, 3);
    byte[] good = block(true);
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      byte[] bad = random.nextInt(4) == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
      for (int k = 0; k < 3 && bad.length > 0; k++) {
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        decoded(new Rar5Decoder(1 << 17), bad, 60);
      } catch (IOException | IndexOutOfBoundsException damaged) {
        // Either is turned into a sentence by whoever opened the stream.
        continue;
      }
    }
    good[1] ^= 1;
    assertThatThrownBy(() -> decoded(new Rar5Decoder(1 << 17), good, 60)).hasMessageContaining("checksum of a block");
  }
}
