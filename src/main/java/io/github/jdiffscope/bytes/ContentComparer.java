package io.github.jdiffscope.bytes;

import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Tells whether contents are equal, for many pairs of locations: what a pair needs (an open file, buffers, inflaters) is
 * kept for the next one. Contents are decoded only where their stored bytes differ, and never kept. Not thread-safe.
 */
public final class ContentComparer implements Closeable {
  private static final int CHUNK = 1 << 16;

  private final Source left = new Source();
  private final Source right = new Source();

  /** How two contents relate. */
  public enum Result {
    /** Equal as stored. */
    EQUAL,
    /** Equal when decoded, but stored as other bytes. */
    RECODED,
    DIFFERENT
  }

  /**
   * Returns how two contents relate; claims of the input, such as sizes, are never taken as proof of equality.
   *
   * @param limit bytes after which two streams are no longer decoded but called different
   * @throws IOException if one cannot be read or decoded: then nothing is known
   */
  public Result compare(BlobLocation a, BlobLocation b, long limit) throws IOException {
    if (a.size() >= 0 && b.size() >= 0 && a.size() != b.size()) {
      return Result.DIFFERENT;
    }
    if (isSmallFile(a) && isSmallFile(b)) {
      return sameSmallFiles(a, b) ? Result.EQUAL : Result.DIFFERENT;
    }
    left.open(a);
    right.open(b);
    if (a.coding() == b.coding() && a.codedLength() == b.codedLength() && sameStored(a.codedLength())) {
      return Result.EQUAL;
    }
    boolean bothStored = a.coding() == Coding.STORED && b.coding() == Coding.STORED;
    if (bothStored || Math.max(a.size(), b.size()) > limit) {
      return Result.DIFFERENT;
    }
    return sameDecoded(Math.min(limit, Math.max(a.size(), b.size()))) ? Result.RECODED : Result.DIFFERENT;
  }

  /**
   * Returns the decoded bytes at a location of one side if they are few and as many as it claims, else null. Those that
   * were decoded last to be compared are not decoded again.
   */
  public byte[] shortContent(boolean isLeft, BlobLocation location) throws IOException {
    Source source = isLeft ? left : right;
    if (location.size() < 0 || location.size() >= CHUNK) {
      return null;
    }
    if (source.decodedCount < 0 || !location.equals(source.location)) {
      source.open(location);
      source.rewind();
      source.decode();
    }
    return source.decodedCount == location.size() ? Arrays.copyOf(source.decoded, source.decodedCount) : null;
  }

  /** A whole file of its own whose name every platform can open, small enough for one read. */
  private static boolean isSmallFile(BlobLocation location) {
    return location.isContiguous() && location.extents().get(0).offset() == 0 && location.size() < CHUNK
        && FileNames.isAscii(location.file());
  }

  private boolean sameSmallFiles(BlobLocation a, BlobLocation b) throws IOException {
    int size = (int) a.size();
    // One byte more is asked for than there should be: a file that has grown since is not what was listed.
    int count = readSmall(a, left.chunk);
    if (count != readSmall(b, right.chunk)) {
      return false;
    }
    if (count < size) {
      throw FormatException.at(Math.max(0, count), "input shrank while it was read");
    }
    return Arrays.equals(left.chunk, 0, count, right.chunk, 0, count);
  }

  private static int readSmall(BlobLocation location, byte[] chunk) throws IOException {
    int size = (int) location.size();
    try (FileInputStream in = new FileInputStream(new File(location.file()))) {
      int count = Math.max(0, in.read(chunk, 0, size + 1));
      return count < size ? Math.max(0, count + in.readNBytes(chunk, count, size + 1 - count)) : count;
    }
  }

  private boolean sameStored(long length) throws IOException {
    for (long position = 0; position < length; position += CHUNK) {
      int expected = (int) Math.min(CHUNK, length - position);
      int count = left.blob.read(position, left.chunk, 0, CHUNK);
      if (count != right.blob.read(position, right.chunk, 0, CHUNK)
          || !Arrays.equals(left.chunk, 0, count, right.chunk, 0, count)) {
        return false;
      }
      if (count < expected) {
        throw FormatException.at(position + count, "input shrank while it was read");
      }
    }
    return true;
  }

  private boolean sameDecoded(long claimed) throws IOException {
    left.rewind();
    right.rewind();
    for (long position = 0; position <= claimed; ) {
      int count = left.decode();
      if (count != right.decode() || !Arrays.equals(left.decoded, 0, count, right.decoded, 0, count)) {
        return false;
      }
      if (count == 0) {
        return true;
      }
      position += count;
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    try (left) {
      right.close();
    }
  }

  /** One side: the file it read last stays open for the next member of the same container. */
  private static final class Source implements Closeable {
    private final byte[] chunk = new byte[CHUNK];
    private byte[] decoded;
    private Inflater inflater;
    private String file;
    private FileChannel channel;
    private FileBlob blob;
    private BlobLocation location;
    private long position;
    /** How many bytes the content has if all of it was decoded at once, else -1. */
    private int decodedCount = -1;

    void open(BlobLocation wanted) throws IOException {
      if (!wanted.file().equals(file)) {
        close();
        channel = FileChannel.open(wanted.path(), StandardOpenOption.READ);
        file = wanted.file();
      }
      location = wanted;
      decodedCount = -1;
      blob = new FileBlob(wanted, channel);
    }

    void rewind() {
      if (decoded == null) {
        decoded = new byte[CHUNK];
      }
      position = 0;
      if (location.coding() == Coding.DEFLATE) {
        if (inflater == null) {
          inflater = new Inflater(true);
        }
        inflater.reset();
      }
    }

    /** Returns how many bytes the next chunk decoded to: a full one, or fewer only at the end. */
    int decode() throws IOException {
      boolean first = position == 0;
      int count = decodeNext();
      decodedCount = first && count < CHUNK ? count : -1;
      return count;
    }

    private int decodeNext() throws IOException {
      if (location.coding() == Coding.STORED) {
        int count = blob.read(position, decoded, 0, CHUNK);
        position += count;
        return count;
      }
      int done = 0;
      try {
        while (done < CHUNK && !inflater.finished()) {
          if (inflater.needsInput() && !feed()) {
            throw new FormatException("DEFLATE stream is cut off after " + blob.size() + " bytes");
          }
          done += inflater.inflate(decoded, done, CHUNK - done);
        }
      } catch (DataFormatException damaged) {
        throw new FormatException("DEFLATE stream is damaged: " + damaged.getMessage(), damaged);
      }
      return done;
    }

    private boolean feed() throws IOException {
      int count = blob.read(position, chunk, 0, CHUNK);
      position += count;
      inflater.setInput(chunk, 0, count);
      return count > 0;
    }

    @Override
    public void close() throws IOException {
      if (inflater != null) {
        inflater.end();
        inflater = null;
      }
      if (channel != null) {
        file = null;
        channel.close();
      }
    }
  }
}
