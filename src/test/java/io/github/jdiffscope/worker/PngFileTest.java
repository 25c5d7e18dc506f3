package io.github.jdiffscope.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Inflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngFileTest {

  @Test
  void whatIsPackedUnpacksToTheSame() throws Exception {
    Random random = new Random(3);
    for (int round = 0; round < 400; round++) {
      byte[] data = new byte[random.nextInt(round < 200 ? 40 : 70_000)];
      int values = 1 + random.nextInt(256);
      for (int i = 0; i < data.length; i++) {
        data[i] = random.nextInt(8) > 0 && i > 300 ? data[i - 1 - random.nextInt(300)] : (byte) random.nextInt(values);
      }
      Inflater inflater = new Inflater(true);
      inflater.setInput(new FixedDeflate(data).compressed());
      byte[] back = new byte[data.length + 1];
      int length = 0;
      for (int got = -1; got != 0 && !inflater.finished(); length += got) {
        got = inflater.inflate(back, length, back.length - length);
      }
      assertThat(inflater.finished()).isTrue();
      assertThat(Arrays.copyOf(back, length)).isEqualTo(data);
      inflater.end();
    }
  }

  @Test
  void anotherDecoderReadsThePixelsBack() throws Exception {
    Random random = new Random(4);
    for (int[] size : new int[][] {{1, 1}, {7, 3}, {300, 200}}) {
      int[] argb = random.ints((long) size[0] * size[1]).map(pixel -> pixel & (pixel | 0xFFFFFF)).toArray();
      Arrays.fill(argb, argb.length / 3, argb.length / 2, 0x80FF0010);
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(PngFile.of(size[0], size[1], argb)));
      assertThat(image.getRGB(0, 0, size[0], size[1], null, 0, size[0])).isEqualTo(argb);
    }
  }
}
