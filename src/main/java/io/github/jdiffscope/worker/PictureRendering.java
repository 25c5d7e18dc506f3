package io.github.jdiffscope.worker;

import io.github.jdiffscope.format.Pixels;
import io.github.jdiffscope.model.Picture;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.IntFunction;

/** Makes the pictures that a report shows: both sides and where they differ, small enough to stand in a page. */
final class PictureRendering {
  /** Pixels a side; larger pictures are shown smaller. */
  private static final int LARGEST_SIDE = 512;
  /** Bytes; a picture of this many that is halved again and again ends far below. */
  private static final int LARGEST_FILE = 384 << 10;
  private static final int FADED = 0xC0;
  /** What differs is red, the stronger the more: told apart from grey by everyone. */
  private static final int CHANGED = 0xFFD0021B;

  private PictureRendering() {}

  /** Returns the left picture, the right one and their difference, as far as they are there. */
  static List<Picture> of(Pixels a, Pixels b) {
    List<Picture> pictures = new ArrayList<>();
    if (a != null) {
      pictures.add(picture("before", factor(a), factor -> smaller(a, factor)));
    }
    if (b != null) {
      pictures.add(picture("after", factor(b), factor -> smaller(b, factor)));
    }
    if (a != null && b != null && PictureDiffer.areComparable(a, b)) {
      pictures.add(picture("difference", Math.max(factor(a), factor(b)), factor -> difference(a, b, factor)));
    }
    return pictures;
  }

  /**
   * Returns the right picture in pale grey, with the pixels that differ in red. Made smaller, a square is as red as the
   * pixel in it that differs most: one of a million stays visible.
   */
  private static Pixels difference(Pixels a, Pixels b, int factor) {
    int width = (Math.max(a.width(), b.width()) + factor - 1) / factor;
    int height = (Math.max(a.height(), b.height()) + factor - 1) / factor;
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int by = 0;
        for (int i = 0; i < factor * factor; i++) {
          by = Math.max(by, PictureDiffer.distance(a, b, x * factor + i % factor, y * factor + i / factor));
        }
        int fromX = x * factor;
        int fromY = y * factor;
        boolean inB = fromX < b.width() && fromY < b.height();
        argb[y * width + x] = by > 0 ? blend(CHANGED, 96 + by * 159 / 255)
            : paleGrey(inB ? mean(b, fromX, fromY, factor) : 0);
      }
    }
    return new Pixels(width, height, argb);
  }

  private static int paleGrey(int pixel) {
    int alpha = pixel >>> 24;
    int luma = ((pixel >>> 16 & 0xFF) * 299 + (pixel >>> 8 & 0xFF) * 587 + (pixel & 0xFF) * 114) / 1000;
    int onWhite = (luma * alpha + 255 * (255 - alpha)) / 255;
    int pale = FADED + onWhite * (255 - FADED) / 255;
    return 0xFF000000 | pale << 16 | pale << 8 | pale;
  }

  /** Returns a colour on white, so strong of 255. */
  private static int blend(int colour, int strength) {
    int result = 0xFF;
    for (int shift = 16; shift >= 0; shift -= 8) {
      result = result << 8 | ((colour >>> shift & 0xFF) * strength + 255 * (255 - strength)) / 255;
    }
    return result;
  }

  /** Returns by how much a picture has to be made smaller. */
  private static int factor(Pixels pixels) {
    return Math.max(1, (Math.max(pixels.width(), pixels.height()) + LARGEST_SIDE - 1) / LARGEST_SIDE);
  }

  private static Picture picture(String title, int least, IntFunction<Pixels> shownAt) {
    for (int factor = least;; factor *= 2) {
      Pixels shown = shownAt.apply(factor);
      byte[] file = PngFile.of(shown.width(), shown.height(), shown.argb());
      if (file.length <= LARGEST_FILE) {
        String scale = factor == 1 ? "" : ", 1/" + factor + " of its size";
        return new Picture(title + scale, shown.width(), shown.height(), Base64.getEncoder().encodeToString(file));
      }
    }
  }

  private static Pixels smaller(Pixels pixels, int factor) {
    int width = (pixels.width() + factor - 1) / factor;
    int height = (pixels.height() + factor - 1) / factor;
    int[] argb = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        argb[y * width + x] = mean(pixels, x * factor, y * factor, factor);
      }
    }
    return new Pixels(width, height, argb);
  }

  private static int mean(Pixels pixels, int fromX, int fromY, int factor) {
    long[] sums = new long[4];
    int count = 0;
    for (int y = fromY; y < Math.min(pixels.height(), fromY + factor); y++) {
      for (int x = fromX; x < Math.min(pixels.width(), fromX + factor); x++) {
        int pixel = pixels.argb()[y * pixels.width() + x];
        count++;
        for (int channel = 0; channel < 4; channel++) {
          sums[channel] += pixel >>> 24 - 8 * channel & 0xFF;
        }
      }
    }
    int result = 0;
    for (long sum : sums) {
      result = result << 8 | (int) (sum / count);
    }
    return result;
  }
}
