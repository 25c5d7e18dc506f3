package io.github.jdiffscope.bytes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Bytes held in memory; written to scratch space only if somebody asks where they lie. */
final class MemoryBlob extends Blob {
  private final byte[] content;
  private final Scratch scratch;
  private BlobLocation location;

  MemoryBlob(byte[] content, Scratch scratch) {
    this(content, scratch, null);
  }

  /** Makes a blob of bytes that lie somewhere as they are, too. */
  MemoryBlob(byte[] content, Scratch scratch, BlobLocation location) {
    this.content = content;
    this.scratch = scratch;
    this.location = location;
  }

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public int read(long position, byte[] target, int offset, int count) {
    int available = (int) Math.max(0, Math.min(count, content.length - position));
    if (available > 0) {
      System.arraycopy(content, (int) position, target, offset, available);
    }
    return available;
  }

  @Override
  public BlobLocation location() {
    if (location == null) {
      if (scratch == null) {
        throw new IllegalStateException("these bytes lie only in memory");
      }
      try {
        location = scratch.keep(new ByteArrayInputStream(content));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return location;
  }

  @Override
  byte[] array() {
    return content;
  }
}
