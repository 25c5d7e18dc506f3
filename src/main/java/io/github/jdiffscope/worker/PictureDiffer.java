package io.github.jdiffscope.worker;

import io.github.jdiffscope.format.Pixels;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.textdiff.ByteSource;
import io.github.jdiffscope.textdiff.DiffLimits;
import io.github.jdiffscope.textdiff.TextDiffer;
import io.github.jdiffscope.textdiff.TextDifference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Compares pictures pixel by pixel: says how many differ, where and by how much, and keeps both and their difference
 * for reports that can show them.
 */
final class PictureDiffer {
  private final boolean keep;

  /**
   * Makes a differ.
   *
   * @param keep whether the pictures are kept, or only what is said about them
   */
  PictureDiffer(boolean keep) {
    this.keep = keep;
  }

  /** Returns the difference of two pictures, one of which may be missing; null if all pixels are equal. */
  Difference compare(String title, SectionContent.Picture left, SectionContent.Picture right) throws IOException {
    Pixels a = left == null ? null : left.source().pixels();
    Pixels b = right == null ? null : right.source().pixels();
    Differing differing = a == null || b == null || !areComparable(a, b) ? null : new Differing(a, b);
    if (differing != null && differing.count == 0) {
      return null;
    }
    TextDifference text = new TextDiffer(DiffLimits.DEFAULT).compare(source(a), source(b));
    List<String> comments = new ArrayList<>(text.comments());
    if (differing != null) {
      comments.add(differing.sentence());
    }
    return Difference.section(title, text.unifiedDiff(), false, comments)
        .withPictures(keep ? PictureRendering.of(a, b) : List.of());
  }

  /** Returns whether one can be laid over the other: a very high picture and a very wide one cannot. */
  static boolean areComparable(Pixels a, Pixels b) {
    return (long) Math.max(a.width(), b.width()) * Math.max(a.height(), b.height()) <= 2 * Pixels.MOST;
  }

  private static ByteSource source(Pixels pixels) {
    return ByteSource.of(pixels == null ? new byte[0] : facts(pixels).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns what a picture is like as a whole, in lines. */
  static String facts(Pixels pixels) {
    long[] sums = new long[4];
    for (int pixel : pixels.argb()) {
      for (int channel = 0; channel < 4; channel++) {
        sums[channel] += pixel >>> 24 - 8 * channel & 0xFF;
      }
    }
    int count = pixels.argb().length;
    return String.format(Locale.ROOT, "size: %d x %d pixels%nmean of red, green, blue, alpha: %.2f %.2f %.2f %.2f%n"
        .replace("%n", "\n"), pixels.width(), pixels.height(), (double) sums[1] / count, (double) sums[2] / count,
        (double) sums[3] / count, (double) sums[0] / count);
  }

  /** Where two pictures differ. */
  private static final class Differing {
    private final long all;
    private long count;
    private int most;
    private int left = Integer.MAX_VALUE;
    private int top = Integer.MAX_VALUE;
    private int right = -1;
    private int bottom = -1;

    Differing(Pixels a, Pixels b) {
      int width = Math.max(a.width(), b.width());
      int height = Math.max(a.height(), b.height());
      all = (long) width * height;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          int by = distance(a, b, x, y);
          if (by > 0) {
            count++;
            most = Math.max(most, by);
            left = Math.min(left, x);
            right = Math.max(right, x);
            top = Math.min(top, y);
            bottom = Math.max(bottom, y);
          }
        }
      }
    }

    String sentence() {
      return String.format(Locale.ROOT, "%,d of %,d pixels differ (%.2f %%), all within %dx%d+%d+%d, by at most %d of 255",
          count, all, 100.0 * count / all, right - left + 1, bottom - top + 1, left, top, most);
    }
  }

  /** Returns by how much a pixel differs at most in a channel, 0..255; one that only one side has differs by all. */
  static int distance(Pixels a, Pixels b, int x, int y) {
    boolean inA = x < a.width() && y < a.height();
    boolean inB = x < b.width() && y < b.height();
    if (!inA || !inB) {
      return inA || inB ? 255 : 0;
    }
    int one = a.argb()[y * a.width() + x];
    int other = b.argb()[y * b.width() + x];
    if (one == other) {
      return 0;
    }
    int most = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      most = Math.max(most, Math.abs((one >>> shift & 0xFF) - (other >>> shift & 0xFF)));
    }
    return most;
  }
}
