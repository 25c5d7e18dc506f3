package io.github.jdiffscope.codec.wim;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BulkStream;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.lzx.LzxDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;

/** The content of a resource of a Windows image, decompressed chunk by chunk. */
public final class ResourceStream extends BulkStream {
  private static final int SMALLEST_CHUNK = 1 << 12;
  private static final int LARGEST_XPRESS_CHUNK = 1 << 16;
  private static final int SMALLEST_LZX_CHUNK = 1 << 15;
  private static final int LARGEST_LZX_CHUNK = 1 << 21;
  private static final long WIDE_FROM = 1L << 32;

  private final WimImage image;
  private final WimImage.Resource resource;
  private final Blob blob;
  private final BinaryReader table;
  private final int chunkSize;
  private final long chunks;
  private final long dataStart;
  private long next;
  private long start;
  private byte[] chunk = {};
  private int position;

  private ResourceStream(Blob blob, WimImage image, WimImage.Resource resource) {
    this.blob = blob;
    this.image = image;
    this.resource = resource;
    this.chunkSize = image.chunkSize();
    this.chunks = (resource.size() + chunkSize - 1) / chunkSize;
    int width = resource.size() >= WIDE_FROM ? 8 : 4;
    this.dataStart = resource.offset() + Math.max(0, chunks - 1) * width;
    this.table = new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN).seek(resource.offset());
  }

  /** Opens a resource; fails if its compression is not known. */
  public static InputStream open(Blob blob, WimImage image, WimImage.Resource resource) throws IOException {
    if (resource.offset() > blob.size() || resource.stored() > blob.size() - resource.offset()) {
      throw FormatException.at(blob.size(), "resource of a Windows image lies outside, the input ends");
    }
    if (!resource.isCompressed()) {
      return blob.stream(resource.offset(), resource.stored());
    }
    String compression = image.compression();
    int chunkSize = image.chunkSize();
    boolean known = Integer.bitCount(chunkSize) == 1 && (compression.equals("LZX") && chunkSize >= SMALLEST_LZX_CHUNK
        && chunkSize <= LARGEST_LZX_CHUNK || compression.equals("XPRESS") && chunkSize >= SMALLEST_CHUNK
        && chunkSize <= LARGEST_XPRESS_CHUNK);
    if (!known || resource.isSolid()) {
      throw new FormatException("compression " + compression + " with chunks of " + image.chunkSize()
          + " bytes is not supported");
    }
    return new ResourceStream(blob, image, resource);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == chunk.length) {
      if (next == chunks) {
        return -1;
      }
      fill();
    }
    int count = Math.min(length, chunk.length - position);
    System.arraycopy(chunk, position, target, offset, count);
    position += count;
    return count;
  }

  private void fill() throws IOException {
    boolean last = next == chunks - 1;
    long end = last ? resource.stored() - (dataStart - resource.offset())
        : resource.size() >= WIDE_FROM ? table.u64("chunk offset") : table.u32("chunk offset");
    int size = last ? (int) (resource.size() - next * chunkSize) : chunkSize;
    long length = end - start;
    if (length <= 0 || length > size) {
      throw new IOException("chunk of " + length + " bytes for " + size + " bytes");
    }
    byte[] data = blob.bytes(dataStart + start, (int) length);
    chunk = length == size ? data : image.compression().equals("LZX") ? LzxDecoder.ofImage(Integer.numberOfTrailingZeros(chunkSize)).decode(data, size)
        : XpressDecoder.decode(data, size);
    position = 0;
    start = end;
    next++;
  }
}
