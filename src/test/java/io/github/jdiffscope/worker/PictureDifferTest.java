package io.github.jdiffscope.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.format.Pixels;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureDifferTest {
  private static final int GREY = 0xFF808080;

  @Test
  void equalPixelsAreNoDifference() throws IOException {
    assertThat(compare(plain(9, 5), plain(9, 5))).isNull();
  }

  @Test
  void whereAndHowMuchIsSaid() throws IOException {
    Pixels right = plain(9, 5);
    right.argb()[2 * 9 + 3] = 0xFF808070;
    right.argb()[3 * 9 + 5] = 0xFF808081;
    Difference difference = compare(plain(9, 5), right);
    assertThat(difference.comments())
        .containsExactly("2 of 45 pixels differ (4.44 %), all within 3x2+3+2, by at most 16 of 255");
    assertThat(difference.pictures()).extracting(Picture::title).containsExactly("before", "after", "difference");
  }

  @Test
  void oneChangedPixelOfAMillionStaysVisible() throws IOException {
    Pixels right = plain(1500, 1000);
    right.argb()[777 * 1500 + 1234] = 0xFF8080FF;
    Picture shown = compare(plain(1500, 1000), right).pictures().get(2);
    assertThat(shown.title()).isEqualTo("difference, 1/3 of its size");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(shown.png())));
    int[] pixels = image.getRGB(0, 0, shown.width(), shown.height(), null, 0, shown.width());
    assertThat(Arrays.stream(pixels).filter(pixel -> (pixel >> 16 & 0xFF) > (pixel & 0xFF) + 60).count()).isEqualTo(1);
  }

  @Test
  void anotherSizeDiffersWhereOnlyOneSideHasPixels() throws IOException {
    Difference difference = compare(plain(4, 4), plain(6, 4));
    assertThat(difference.comments())
        .containsExactly("8 of 24 pixels differ (33.33 %), all within 2x4+4+0, by at most 255 of 255");
    assertThat(difference.unifiedDiff()).contains("-size: 4 x 4 pixels", "+size: 6 x 4 pixels");
  }

  @Test
  void sizesThatHaveNothingInCommonAreNotLaidOver() throws IOException {
    Difference difference = compare(plain(1, 1 << 20), plain(1 << 20, 1));
    assertThat(difference.unifiedDiff()).contains("-size: 1 x 1048576 pixels", "+size: 1048576 x 1 pixels");
    assertThat(difference.pictures()).extracting(Picture::title).allMatch(title -> !title.startsWith("difference"));
  }

  @Test
  void aSideThatIsMissingShowsTheOther() throws IOException {
    Difference difference = new PictureDiffer(true).compare("pixels", null, content(plain(2, 2)));
    assertThat(difference.pictures()).extracting(Picture::title).containsExactly("after");
  }

  private static Difference compare(Pixels left, Pixels right) throws IOException {
    return new PictureDiffer(true).compare("pixels", content(left), content(right));
  }

  private static SectionContent.Picture content(Pixels pixels) {
    return new SectionContent.Picture(() -> pixels);
  }

  private static Pixels plain(int width, int height) {
    int[] argb = new int[width * height];
    Arrays.fill(argb, GREY);
    return new Pixels(width, height, argb);
  }
}
