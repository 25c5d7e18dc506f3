package io.github.jdiffscope.format.media;

import io.github.jdiffscope.bytes.FormatException;
import java.nio.ByteBuffer;

/**
 * What the IHDR chunk says (W3C PNG, 11.2.1).
 *
 * @param depth bits a sample
 * @param colourType 0 grey, 2 RGB, 3 palette, 4 grey with alpha, 6 RGB with alpha
 */
record PngHeader(int width, int height, int depth, int colourType, boolean interlaced) {
  static final int GREY = 0;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int GREY_ALPHA = 4;
  static final int RGB_ALPHA = 6;
  private static final int LENGTH = 13;

  static PngHeader of(byte[] data) throws FormatException {
    if (data.length != LENGTH) {
      throw new FormatException("PNG: IHDR has " + data.length + " bytes instead of 13");
    }
    ByteBuffer in = ByteBuffer.wrap(data);
    PngHeader header = new PngHeader(in.getInt(), in.getInt(), in.get(), in.get(), data[12] == 1);
    if (header.width < 1 || header.height < 1) {
      throw new FormatException("PNG: width or height is not 1 or more");
    }
    if (!header.isKnown() || data[10] != 0 || data[11] != 0 || data[12] > 1 || data[12] < 0) {
      throw new FormatException("PNG: depth " + header.depth + ", colour type " + header.colourType + ", compression "
          + data[10] + ", filter " + data[11] + ", interlace " + data[12] + " do not go together");
    }
    return header;
  }

  private boolean isKnown() {
    return switch (colourType) {
      case GREY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case RGB, GREY_ALPHA, RGB_ALPHA -> depth == 8 || depth == 16;
      default -> false;
    };
  }

  int channels() {
    return switch (colourType) {
      case RGB -> 3;
      case GREY_ALPHA -> 2;
      case RGB_ALPHA -> 4;
      default -> 1;
    };
  }

  /** Returns how many bytes a row of so many pixels has, without its filter byte. */
  int rowBytes(int pixels) {
    return (int) (((long) pixels * channels() * depth + 7) / 8);
  }

  String colour() {
    return switch (colourType) {
      case GREY -> "grey";
      case RGB -> "RGB";
      case PALETTE -> "palette";
      case GREY_ALPHA -> "grey with alpha";
      default -> "RGB with alpha";
    };
  }
}
