package io.github.jdiffscope.bytes;

import java.io.IOException;
import java.io.InputStream;

/** A stream over a part of a blob, buffered for single-byte reads. */
final class BlobStream extends InputStream {
  private static final int BUFFER_SIZE = 1 << 16;

  private final Blob blob;
  private final long end;
  private byte[] buffer = new byte[0];
  private int bufferPosition;
  private int bufferEnd;
  private long position;

  BlobStream(Blob blob, long start, long length) {
    this.blob = blob;
    this.position = start;
    this.end = start + Math.max(0, length);
  }

  @Override
  public int read() throws IOException {
    return bufferPosition < bufferEnd || fill() ? buffer[bufferPosition++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (bufferPosition < bufferEnd) {
      int count = Math.min(length, bufferEnd - bufferPosition);
      System.arraycopy(buffer, bufferPosition, target, offset, count);
      bufferPosition += count;
      return count;
    }
    int count = blob.read(position, target, offset, (int) Math.min(length, end - position));
    position += Math.max(0, count);
    return count <= 0 ? -1 : count;
  }

  @Override
  public long skip(long count) {
    long buffered = Math.min(Math.max(0, count), bufferEnd - bufferPosition);
    bufferPosition += (int) buffered;
    long further = Math.min(Math.max(0, count) - buffered, end - position);
    position += further;
    return buffered + further;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, bufferEnd - bufferPosition + (end - position));
  }

  private boolean fill() throws IOException {
    if (position >= end) {
      return false;
    }
    if (buffer.length == 0) {
      buffer = new byte[(int) Math.min(BUFFER_SIZE, end - position)];
    }
    bufferEnd = Math.max(0, blob.read(position, buffer, 0, (int) Math.min(buffer.length, end - position)));
    bufferPosition = 0;
    position += bufferEnd;
    return bufferEnd > 0;
  }
}
