package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.Blob;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** A blob as the channel that libraries want; closing it leaves the blob open. */
final class BlobChannel implements SeekableByteChannel {
  private static final int CHUNK = 1 << 16;

  private final Blob blob;
  private long position;

  BlobChannel(Blob blob) {
    this.blob = blob;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int wanted = target.remaining();
    if (wanted == 0) {
      return 0;
    }
    byte[] buffer = new byte[Math.min(CHUNK, wanted)];
    int done = 0;
    while (done < wanted && position < blob.size()) {
      int count = blob.read(position, buffer, 0, Math.min(buffer.length, wanted - done));
      if (count <= 0) {
        break;
      }
      target.put(buffer, 0, count);
      position += count;
      done += count;
    }
    return done == 0 ? -1 : done;
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public SeekableByteChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return blob.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    // The blob is not ours.
  }
}
