package io.github.jdiffscope.format.media;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.format.Pixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Pictures of a file, decoded by the Java platform. */
final class DecodedPixels {
  private static final int MOST_BYTES = 256 << 20;

  private DecodedPixels() {}

  /** Returns how many pictures a file holds. */
  static int count(Blob file, String decoder, String title) throws IOException {
    return read(file, decoder, title, reader -> reader.getNumImages(true));
  }

  /** Returns one of a file's pictures. */
  static Pixels of(Blob file, String decoder, String title, int index) throws IOException {
    return read(file, decoder, title, reader -> pixels(reader, title, index));
  }

  private interface Read<T> {
    T from(ImageReader reader) throws IOException;
  }

  private static <T> T read(Blob file, String decoder, String title, Read<T> read) throws IOException {
    System.setProperty("java.awt.headless", "true");
    ImageIO.setUseCache(false); // which would be files outside the scratch folder
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(decoder);
    if (!readers.hasNext()) {
      throw new FormatException(title + ": this Java does not decode pictures");
    }
    ImageReader reader = readers.next();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file.all(MOST_BYTES)))) {
      reader.setInput(in, false, true);
      return read.from(reader);
    } catch (IIOException e) {
      throw new FormatException(title + ": pixels: " + e.getMessage());
    } catch (RuntimeException e) {
      throw new FormatException(title + ": pixels: " + e);
    } finally {
      reader.dispose();
    }
  }

  private static Pixels pixels(ImageReader reader, String title, int index) throws IOException {
    int width = reader.getWidth(index);
    int height = reader.getHeight(index);
    if ((long) width * height > Pixels.MOST) {
      throw new LimitException(String.format(Locale.ROOT, "%s: %,d x %,d pixels are not decoded: more than %,d", title,
          width, height, Pixels.MOST));
    }
    BufferedImage image = reader.read(index);
    int[] argb = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return new Pixels(image.getWidth(), image.getHeight(), argb);
  }
}
