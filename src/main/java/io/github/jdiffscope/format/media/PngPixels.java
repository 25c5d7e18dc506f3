package io.github.jdiffscope.format.media;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.format.Pixels;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** Decodes the pixels of a PNG file (W3C PNG, clauses 7 to 10). Samples of 16 bits are cut to their high 8. */
final class PngPixels {
  /** The seven passes of Adam7: first column and row, steps (W3C PNG, 8.2). */
  private static final int[][] PASSES = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4},
      {1, 0, 2, 2}, {0, 1, 1, 2}};
  private static final int[] ONE_PASS = {0, 0, 1, 1};

  private final PngHeader header;
  private final byte[] palette;
  private final byte[] transparency;
  private final int[] argb;

  private PngPixels(PngHeader header, byte[] palette, byte[] transparency) {
    this.header = header;
    this.palette = palette;
    this.transparency = transparency;
    this.argb = new int[header.width() * header.height()];
  }

  /**
   * Returns the decoded picture.
   *
   * @param palette data of PLTE, empty if there is none
   * @param transparency data of tRNS, empty if there is none
   * @param data of all IDAT chunks, one after the other
   */
  static Pixels decode(PngHeader header, byte[] palette, byte[] transparency, InputStream data) throws IOException {
    if ((long) header.width() * header.height() > Pixels.MOST) {
      throw new LimitException(String.format(Locale.ROOT, "PNG: %,d x %,d pixels are not decoded: more than %,d",
          header.width(), header.height(), Pixels.MOST));
    }
    PngPixels pixels = new PngPixels(header, palette, transparency);
    try (InflaterInputStream rows = new InflaterInputStream(data)) {
      if (header.interlaced()) {
        for (int[] pass : PASSES) {
          pixels.pass(rows, pass);
        }
      } else {
        pixels.pass(rows, ONE_PASS);
      }
    } catch (ZipException e) {
      throw new FormatException("PNG: image data: " + e.getMessage());
    } catch (EOFException e) {
      throw new FormatException("PNG: image data end too early");
    }
    return new Pixels(header.width(), header.height(), pixels.argb);
  }

  private void pass(InputStream rows, int[] pass) throws IOException {
    int columns = (header.width() - pass[0] + pass[2] - 1) / pass[2];
    if (columns <= 0) {
      return;
    }
    int length = header.rowBytes(columns);
    int pixelBytes = Math.max(1, header.channels() * header.depth() / 8);
    byte[] above = new byte[length];
    byte[] row = new byte[length];
    for (int y = pass[1]; y < header.height(); y += pass[3]) {
      int filter = rows.read();
      if (filter < 0 || rows.readNBytes(row, 0, length) < length) {
        throw new EOFException();
      }
      unfilter(filter, row, above, pixelBytes);
      for (int i = 0; i < columns; i++) {
        argb[y * header.width() + pass[0] + i * pass[2]] = pixel(row, i);
      }
      byte[] spare = above;
      above = row;
      row = spare;
    }
  }

  private static void unfilter(int filter, byte[] row, byte[] above, int pixelBytes) throws FormatException {
    for (int i = 0; i < row.length; i++) {
      int left = i < pixelBytes ? 0 : row[i - pixelBytes] & 0xFF;
      int up = above[i] & 0xFF;
      int corner = i < pixelBytes ? 0 : above[i - pixelBytes] & 0xFF;
      row[i] += (byte) switch (filter) {
        case 0 -> 0;
        case 1 -> left;
        case 2 -> up;
        case 3 -> (left + up) / 2;
        case 4 -> paeth(left, up, corner);
        default -> throw new FormatException("PNG: a row has filter " + filter + "; known are 0 to 4");
      };
    }
  }

  private static int paeth(int left, int up, int corner) {
    int estimate = left + up - corner;
    int byLeft = Math.abs(estimate - left);
    int byUp = Math.abs(estimate - up);
    int byCorner = Math.abs(estimate - corner);
    return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
  }

  private int pixel(byte[] row, int index) throws FormatException {
    int first = index * header.channels();
    return switch (header.colourType()) {
      case PngHeader.GREY -> {
        int grey = sample(row, first);
        boolean clear = transparency.length >= 2 && wide(row, first) == key(0);
        yield colour(grey, grey, grey, clear ? 0 : 255);
      }
      case PngHeader.RGB -> {
        boolean clear = transparency.length >= 6 && wide(row, first) == key(0) && wide(row, first + 1) == key(1)
            && wide(row, first + 2) == key(2);
        yield colour(sample(row, first), sample(row, first + 1), sample(row, first + 2), clear ? 0 : 255);
      }
      case PngHeader.PALETTE -> entry(raw(row, first));
      case PngHeader.GREY_ALPHA -> {
        int grey = sample(row, first);
        yield colour(grey, grey, grey, sample(row, first + 1));
      }
      default -> colour(sample(row, first), sample(row, first + 1), sample(row, first + 2), sample(row, first + 3));
    };
  }

  private int entry(int index) throws FormatException {
    if (index * 3 + 2 >= palette.length) {
      throw new FormatException("PNG: a pixel has colour " + index + " of a palette of " + palette.length / 3);
    }
    int alpha = index < transparency.length ? transparency[index] & 0xFF : 255;
    return colour(palette[index * 3] & 0xFF, palette[index * 3 + 1] & 0xFF, palette[index * 3 + 2] & 0xFF, alpha);
  }

  private static int colour(int red, int green, int blue, int alpha) {
    return alpha << 24 | red << 16 | green << 8 | blue;
  }

  private int key(int channel) {
    return (transparency[channel * 2] & 0xFF) << 8 | transparency[channel * 2 + 1] & 0xFF;
  }

  /** Returns a sample as it is stored, 0..65535. */
  private int wide(byte[] row, int index) {
    return header.depth() == 16 ? (row[index * 2] & 0xFF) << 8 | row[index * 2 + 1] & 0xFF : raw(row, index);
  }

  /** Returns a sample of up to 8 bits as it is stored. */
  private int raw(byte[] row, int index) {
    int depth = header.depth();
    if (depth == 8) {
      return row[index] & 0xFF;
    }
    int bit = index * depth;
    return row[bit >> 3] >>> 8 - depth - (bit & 7) & (1 << depth) - 1;
  }

  /** Returns a sample as 0..255. */
  private int sample(byte[] row, int index) {
    int depth = header.depth();
    return depth == 16 ? row[index * 2] & 0xFF : raw(row, index) * 255 / ((1 << depth) - 1);
  }
}
