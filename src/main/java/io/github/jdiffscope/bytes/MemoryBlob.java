package io.github.jdiffscope.bytes;

/** Bytes held in memory. */
final class MemoryBlob extends Blob {
  private final byte[] content;
  private final int start;
  private final int length;
  private final BlobLocation location;

  MemoryBlob(byte[] content, int start, int length, BlobLocation location) {
    this.content = content;
    this.start = start;
    this.length = length;
    this.location = location;
  }

  @Override
  public long size() {
    return length;
  }

  @Override
  public int read(long position, byte[] target, int offset, int count) {
    int available = (int) Math.max(0, Math.min(count, length - position));
    if (available > 0) {
      System.arraycopy(content, start + (int) position, target, offset, available);
    }
    return available;
  }

  @Override
  public BlobLocation location() {
    if (location == null) {
      throw new IllegalStateException("these bytes lie only in memory");
    }
    return location;
  }

  @Override
  byte[] array() {
    return start == 0 && length == content.length ? content : null;
  }
}
