package io.github.jdiffscope.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/**
 * The extents of an open file, read by position. Not mapped: a mapped file that shrinks kills the reader with a signal,
 * a read one merely ends.
 */
final class FileBlob extends Blob {
  private final BlobLocation location;
  private final FileChannel channel;
  private final Extent[] extents;
  private final long[] starts;
  private final long size;

  FileBlob(BlobLocation location) throws IOException {
    this(location, FileChannel.open(location.path(), StandardOpenOption.READ));
  }

  FileBlob(BlobLocation location, FileChannel channel) {
    this.location = location;
    this.channel = channel;
    this.extents = location.extents().toArray(new Extent[0]);
    this.starts = new long[extents.length + 1];
    for (int i = 0; i < extents.length; i++) {
      starts[i + 1] = starts[i] + extents[i].length();
    }
    this.size = starts[extents.length];
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public BlobLocation location() {
    return location;
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) throws IOException {
    int wanted = (int) Math.max(0, Math.min(length, size - position));
    int done = 0;
    int index = indexOf(position);
    while (done < wanted) {
      Extent extent = extents[index];
      long within = position + done - starts[index];
      int count = (int) Math.min(wanted - done, extent.length() - within);
      int got = extent.isHole() ? zeros(target, offset + done, count)
          : readFully(extent.offset() + within, target, offset + done, count);
      done += got;
      if (got < count) {
        break;
      }
      index++;
    }
    return done;
  }

  private int indexOf(long position) {
    int low = 0;
    int high = extents.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts[middle] <= position) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private static int zeros(byte[] target, int offset, int count) {
    java.util.Arrays.fill(target, offset, offset + count, (byte) 0);
    return count;
  }

  private int readFully(long filePosition, byte[] target, int offset, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(target, offset, count);
    while (buffer.hasRemaining()) {
      int got = channel.read(buffer, filePosition + buffer.position() - offset);
      if (got < 0) {
        break;
      }
    }
    return buffer.position() - offset;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
