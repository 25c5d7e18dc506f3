package io.github.jdiffscope.textdiff;

/** Bytes in memory. */
record MemorySource(byte[] content) implements ByteSource {

  @Override
  public long size() {
    return content.length;
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) {
    int count = (int) Math.max(0, Math.min(length, content.length - position));
    if (count > 0) {
      System.arraycopy(content, (int) position, target, offset, count);
    }
    return count;
  }
}
