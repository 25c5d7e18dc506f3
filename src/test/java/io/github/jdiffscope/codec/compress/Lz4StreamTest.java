package io.github.jdiffscope.codec.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.xxhash.XXHashFactory;
import org.junit.jupiter.api.Test;

class Lz4StreamTest {
  private static final HexFormat HEX = HexFormat.of();

  private static byte[] framed(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (LZ4FrameOutputStream frames = new LZ4FrameOutputStream(out, LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB, -1L,
        LZ4Factory.safeInstance().fastCompressor(), XXHashFactory.safeInstance().hash32(),
        LZ4FrameOutputStream.FLG.Bits.BLOCK_INDEPENDENCE, LZ4FrameOutputStream.FLG.Bits.CONTENT_CHECKSUM)) {
      frames.write(content);
    }
    return out.toByteArray();
  }

  private static byte[] decoded(byte[] coded) throws IOException {
    return new Lz4Stream(new ByteArrayInputStream(coded)).readAllBytes();
  }

  private static byte[] text(int size) {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    while (text.length() < size) {
      text.append("word").append(random.nextInt(300)).append(random.nextInt(9) == 0 ? "\n".repeat(40) : " ");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void readsFramesOneAfterAnotherAndSkipsWhatIsToBeSkipped() throws IOException {
    byte[] content = text(300_000);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(HEX.parseHex("502a4d1803000000ffffff"));
    all.write(framed(content));
    all.write(HEX.parseHex("5f2a4d1800000000"));
    all.write(framed("end".getBytes(StandardCharsets.US_ASCII)));
    assertThat(decoded(all.toByteArray())).hasSize(content.length + 3).startsWith(content).endsWith('e', 'n', 'd');
  }

  @Test
  void blocksMayReferToTheBlocksBefore() throws IOException {
    // Version 1, linked blocks of 64 KiB; "abcd" stored, then a match of 8 four bytes back and the literals "xyzuv".
    byte[] descriptor = {0x40, 0x40};
    int check = XXHashFactory.safeInstance().hash32().hash(descriptor, 0, 2, 0) >> 8 & 0xFF;
    String hex = "04224d18" + "4040" + HEX.toHexDigits((byte) check) + "04000080" + "61626364" + "09000000"
        + "040400" + "50" + "78797a7576" + "00000000";
    assertThat(decoded(HEX.parseHex(hex))).asString(StandardCharsets.US_ASCII).isEqualTo("abcdabcdabcdxyzuv");
  }

  @Test
  void damageIsNoticed() throws IOException {
    byte[] coded = framed(text(100_000));
    byte[] flipped = coded.clone();
    flipped[coded.length / 2] ^= 4;
    assertThatThrownBy(() -> decoded(flipped)).isInstanceOf(IOException.class);
    byte[] header = coded.clone();
    header[5] ^= 0x10;
    assertThatThrownBy(() -> decoded(header)).hasMessageContaining("checksum of the frame's header");
    assertThatThrownBy(() -> decoded(java.util.Arrays.copyOf(coded, coded.length - 3)))
        .isInstanceOf(java.io.EOFException.class);
  }

  @Test
  void matchesThatOverlapThemselvesAreRepeated() throws IOException {
    for (int distance = 1; distance < 40; distance++) {
      for (int count = 4; count < 80; count += 3) {
        byte[] content = new byte[distance + count + 12];
        for (int i = 0; i < content.length; i++) {
          content[i] = (byte) ('a' + i % distance);
        }
        byte[] block = LZ4Factory.safeInstance().fastCompressor().compress(content);
        byte[] out = new byte[content.length];
        assertThat(Lz4Block.decode(block, block.length, out, 0, 0, out.length)).isEqualTo(out.length);
        assertThat(out).isEqualTo(content);
      }
    }
  }
}
