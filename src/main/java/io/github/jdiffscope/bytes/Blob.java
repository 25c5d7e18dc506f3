package io.github.jdiffscope.bytes;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Bytes that are open for random access, decoded, of known size. Not safe for use by several threads. */
public abstract class Blob implements Closeable {

  /** Returns the size in bytes. */
  public abstract long size();

  /**
   * Returns how many bytes were copied to {@code target}: {@code length}, or fewer only at the end of the blob.
   *
   * @param position first byte, 0..size
   */
  public abstract int read(long position, byte[] target, int offset, int length) throws IOException;

  /**
   * Returns where these bytes lie; bytes that were decoded to memory are written to scratch space first.
   *
   * @throws IllegalStateException if they were made here and lie nowhere
   */
  public abstract BlobLocation location();

  /** Returns a view of memory that holds all bytes, or null if they are not in memory. */
  byte[] array() {
    return null;
  }

  @Override
  public void close() throws IOException {}

  /** Returns a blob over bytes in memory; it has no location. */
  public static Blob of(byte[] content) {
    return new MemoryBlob(content, null);
  }

  /**
   * Returns exactly {@code length} bytes.
   *
   * @throws FormatException if the blob ends before
   */
  public final byte[] bytes(long position, int length) throws IOException {
    if (position < 0 || length < 0 || position > size() - length) {
      throw FormatException.at(Math.max(0, position), "input of " + size() + " bytes ends before " + length + " bytes");
    }
    byte[] result = new byte[length];
    int got = read(position, result, 0, length);
    if (got != length) {
      throw FormatException.at(position + got, "input shrank while it was read");
    }
    return result;
  }

  /** Returns at most {@code length} bytes from the start; fewer only if the blob is shorter. */
  public final byte[] head(int length) throws IOException {
    return bytes(0, (int) Math.min(length, size()));
  }

  /**
   * Returns all bytes.
   *
   * @param limit in bytes
   * @throws LimitException if there are more than {@code limit}
   */
  public final byte[] all(int limit) throws IOException {
    if (size() > limit) {
      throw new LimitException("input of " + size() + " bytes is larger than " + limit + " bytes");
    }
    return bytes(0, (int) size());
  }

  /** Returns a stream of all bytes. */
  public final InputStream stream() {
    return stream(0, size());
  }

  /** Returns a buffered stream of a part; it ends early where the blob does. */
  public final InputStream stream(long position, long length) {
    return new BlobStream(this, position, Math.min(length, size() - position));
  }

  /** Returns a view of a part; closing it does nothing. */
  public Blob slice(long position, long length) {
    Objects.checkFromIndexSize(position, length, size());
    return new SliceBlob(this, position, length);
  }

  private static final class SliceBlob extends Blob {
    private final Blob whole;
    private final long start;
    private final long length;

    SliceBlob(Blob whole, long start, long length) {
      this.whole = whole;
      this.start = start;
      this.length = length;
    }

    @Override
    public long size() {
      return length;
    }

    @Override
    public int read(long position, byte[] target, int offset, int count) throws IOException {
      int allowed = (int) Math.max(0, Math.min(count, length - position));
      return allowed == 0 ? 0 : whole.read(start + position, target, offset, allowed);
    }

    @Override
    public BlobLocation location() {
      return whole.location().slice(start, length);
    }
  }
}
