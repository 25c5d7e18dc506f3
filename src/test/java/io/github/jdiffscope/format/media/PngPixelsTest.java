package io.github.jdiffscope.format.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.format.Pixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;

/** Our decoder against the platform's. */
class PngPixelsTest {
  private static final int[] KINDS = {BufferedImage.TYPE_BYTE_BINARY, BufferedImage.TYPE_BYTE_INDEXED,
      BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_INT_ARGB, BufferedImage.TYPE_4BYTE_ABGR};

  @Test
  void agreesWithThePlatformsDecoder() throws IOException {
    Random random = new Random(5);
    for (int kind : KINDS) {
      for (int[] size : new int[][] {{1, 1}, {5, 7}, {8, 8}, {33, 18}}) {
        for (boolean interlaced : new boolean[] {false, true}) {
          BufferedImage image = new BufferedImage(size[0], size[1], kind);
          for (int i = 0; i < size[0] * size[1]; i++) {
            image.setRGB(i % size[0], i / size[0], random.nextInt());
          }
          byte[] file = file(image, interlaced);
          BufferedImage known = ImageIO.read(new ByteArrayInputStream(file));
          assertThat(decode(file).argb()).as("kind %d, %s, interlaced %s", kind, List.of(size[0], size[1]), interlaced)
              .isEqualTo(known.getRGB(0, 0, size[0], size[1], null, 0, size[0]));
        }
      }
    }
  }

  @Test
  void greyOfEachDepthIsSpreadOverAllOf255() throws IOException {
    for (int depth : new int[] {1, 2, 4, 8, 16}) {
      byte[] row = {0, (byte) 0xFF, (byte) 0xFF};
      Pixels pixels = PngPixels.decode(new PngHeader(1, 1, depth, PngHeader.GREY, false), new byte[0], new byte[0],
          new ByteArrayInputStream(zlib(row)));
      assertThat(pixels.argb()).containsExactly(-1);
    }
  }

  @Test
  void damageIsSaidNotThrownAsSomethingElse() {
    PngHeader header = new PngHeader(4, 4, 8, PngHeader.RGB, false);
    assertThatThrownBy(() -> PngPixels.decode(header, new byte[0], new byte[0], new ByteArrayInputStream(zlib(new byte[9]))))
        .isInstanceOf(FormatException.class).hasMessage("PNG: image data end too early");
    assertThatThrownBy(() -> PngPixels.decode(header, new byte[0], new byte[0], new ByteArrayInputStream(new byte[40])))
        .isInstanceOf(FormatException.class).hasMessageStartingWith("PNG: image data: ");
    PngHeader palette = new PngHeader(1, 1, 8, PngHeader.PALETTE, false);
    assertThatThrownBy(() -> PngPixels.decode(palette, new byte[3], new byte[0],
        new ByteArrayInputStream(zlib(new byte[] {0, 7})))).hasMessage("PNG: a pixel has colour 7 of a palette of 1");
  }

  @Test
  void hugeClaimsAreRefusedBeforeMemoryIsTaken() {
    assertThatThrownBy(() -> PngPixels.decode(new PngHeader(1 << 20, 1 << 20, 8, PngHeader.RGB, false), new byte[0],
        new byte[0], new ByteArrayInputStream(new byte[0]))).isInstanceOf(LimitException.class);
  }

  private static byte[] zlib(byte[] data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (java.util.zip.DeflaterOutputStream zip = new java.util.zip.DeflaterOutputStream(out)) {
      zip.write(data);
    }
    return out.toByteArray();
  }

  private static Pixels decode(byte[] file) throws IOException {
    Blob blob = Blob.of(file);
    List<PngChunk> chunks = PngChunk.read(blob, PngChunk.none()).chunks();
    PngChunk.All all = new PngChunk.All(chunks, file.length);
    assertThat(chunks).allMatch(PngChunk::intact);
    return PngPixels.decode(PngHeader.of(all.first("IHDR").data(blob, 13)), data(blob, all.first("PLTE")),
        data(blob, all.first("tRNS")), PngComparator.stream(blob,
            chunks.stream().filter(chunk -> chunk.type().equals("IDAT")).toList()));
  }

  private static byte[] data(Blob file, PngChunk chunk) throws IOException {
    return chunk == null ? new byte[0] : chunk.data(file, 768);
  }

  private static byte[] file(BufferedImage image, boolean interlaced) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    ImageWriteParam how = writer.getDefaultWriteParam();
    how.setProgressiveMode(interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream to = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(to);
      writer.write(null, new IIOImage(image, null, null), how);
    }
    writer.dispose();
    assertThat(ByteBuffer.wrap(out.toByteArray()).get(28)).isEqualTo((byte) (interlaced ? 1 : 0));
    return out.toByteArray();
  }
}
