package io.github.jdiffscope.codec.lzma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.compress.Compression;
import io.github.jdiffscope.codec.compress.Decompressors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.ARM64Options;
import org.tukaani.xz.DeltaOptions;
import org.tukaani.xz.FilterOptions;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.LZMAOutputStream;
import org.tukaani.xz.RISCVOptions;
import org.tukaani.xz.X86Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

/** What another implementation packs is unpacked; what is damaged is refused. */
class LzmaTest {
  private static final int DICTIONARY = 1 << 16;

  /** Some text, some noise, some long repetitions: every kind of symbol, and several times the window. */
  private static byte[] content(int size, long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[size];
    for (int at = 0; at < size; ) {
      int kind = random.nextInt(4);
      int length = Math.min(size - at, 1 + random.nextInt(kind == 3 ? 4000 : 100));
      int back = at == 0 ? 0 : 1 + random.nextInt(Math.min(at, DICTIONARY + 1000));
      for (int i = 0; i < length; i++, at++) {
        bytes[at] = kind == 0 || back == 0 ? (byte) random.nextInt() : kind == 1 ? (byte) ('a' + random.nextInt(6))
            : bytes[at - back];
      }
    }
    return bytes;
  }

  private static byte[] xz(byte[] content, int check, int block, FilterOptions... filters) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (XZOutputStream out = new XZOutputStream(packed, filters, check)) {
      for (int at = 0; at < content.length; at += block) {
        out.write(content, at, Math.min(block, content.length - at));
        out.endBlock();
      }
    }
    return packed.toByteArray();
  }

  private static byte[] unpacked(Compression compression, byte[] packed) throws IOException {
    try (InputStream in = Decompressors.open(compression, new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }

  static Stream<List<FilterOptions>> filters() throws IOException {
    LZMA2Options small = new LZMA2Options(6);
    small.setDictSize(DICTIONARY);
    LZMA2Options other = new LZMA2Options(1);
    other.setLcLp(0, 3);
    other.setPb(4);
    LZMA2Options fast = new LZMA2Options(0);
    fast.setDictSize(LZMA2Options.DICT_SIZE_MIN);
    return Stream.of(List.of(small), List.of(other), List.of(fast),
        List.of(new DeltaOptions(3), small), List.of(new X86Options(), other),
        List.of(new ARM64Options(), new DeltaOptions(256), small),
        List.of(new RISCVOptions(), fast));
  }

  @ParameterizedTest
  @MethodSource("filters")
  void anXzFileOfSeveralBlocksIsUnpacked(List<FilterOptions> filters) throws IOException {
    byte[] content = content(900_000, 1);
    for (int check : new int[] {XZ.CHECK_NONE, XZ.CHECK_CRC32, XZ.CHECK_CRC64, XZ.CHECK_SHA256}) {
      assertThat(unpacked(Compression.XZ, xz(content, check, 400_001, filters.toArray(FilterOptions[]::new)))).isEqualTo(content);
    }
  }

  @Test
  void streamsWithPaddingBetweenThemAreOneFile() throws IOException {
    byte[] one = xz(content(1000, 2), XZ.CHECK_CRC64, 300, new LZMA2Options(1));
    byte[] empty = xz(new byte[0], XZ.CHECK_CRC32, 1, new LZMA2Options(1));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(one);
    all.write(new byte[8]);
    all.write(empty);
    all.write(one);
    all.write(new byte[4]);
    byte[] unpacked = unpacked(Compression.XZ, all.toByteArray());
    assertThat(unpacked).hasSize(2000).startsWith(content(1000, 2)).endsWith(content(1000, 2));
    all.write(1);
    assertThatThrownBy(() -> unpacked(Compression.XZ, all.toByteArray())).isInstanceOf(FormatException.class)
        .hasMessageContaining("foreign data");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 70_000, 1_000_000})
  void anLzmaFileIsUnpackedWithAndWithoutItsSize(int size) throws IOException {
    byte[] content = content(size, 3);
    LZMA2Options options = new LZMA2Options(4);
    options.setDictSize(DICTIONARY);
    options.setLcLp(4, 0);
    for (long stored : new long[] {-1, size}) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (OutputStream out = new LZMAOutputStream(packed, options, stored)) {
        out.write(content);
      }
      assertThat(unpacked(Compression.LZMA, packed.toByteArray())).isEqualTo(content);
    }
  }

  @Test
  void anEndMarkMayFollowAKnownSize() throws IOException {
    byte[] content = content(5000, 4);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new LZMAOutputStream(packed, new LZMA2Options(1), -1)) {
      out.write(content);
    }
    byte[] file = packed.toByteArray();
    for (int i = 0; i < 8; i++) {
      file[5 + i] = (byte) (5000L >>> 8 * i);
    }
    assertThat(unpacked(Compression.LZMA, file)).isEqualTo(content);
    file[5]--;
    assertThatThrownBy(() -> unpacked(Compression.LZMA, file)).hasMessageContaining("past their size");
    file[5] += 2;
    assertThatThrownBy(() -> unpacked(Compression.LZMA, file)).hasMessageContaining("before the end");
  }

  @Test
  void everyCutIsSaid() throws IOException {
    byte[] file = xz(content(3000, 5), XZ.CHECK_CRC32, 1000, new X86Options(), new LZMA2Options(1));
    for (int length = 0; length < file.length; length += 7) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> unpacked(Compression.XZ, cut)).isInstanceOf(FormatException.class)
          .hasMessageContaining("cut off");
    }
  }

  @Test
  void everyChangedByteIsFound() throws IOException {
    byte[] file = xz(content(3000, 6), XZ.CHECK_CRC32, 1000, new LZMA2Options(1));
    Random random = new Random(6);
    for (int i = 0; i < file.length; i++) {
      byte[] changed = file.clone();
      changed[i] ^= (byte) (1 + random.nextInt(255));
      assertThatThrownBy(() -> unpacked(Compression.XZ, changed)).isInstanceOf(FormatException.class);
    }
  }

  @Test
  void noiseNeverDoesHarm() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] noise = new byte[20 + random.nextInt(400)];
      random.nextBytes(noise);
      byte[] head = {0x5D, 0, 0, (byte) 0x80, 0, -1, -1, -1, -1, -1, -1, -1, -1, 0};
      System.arraycopy(head, 0, noise, 0, head.length);
      assertThatThrownBy(() -> unpacked(Compression.LZMA, noise)).isInstanceOf(FormatException.class);
    }
  }
}
