package io.github.jdiffscope.bytes;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Opens locations: decodes what is coded, to memory where small, to scratch space where not. */
public final class BlobOpener {
  /** Decoded sizes up to this are kept in memory. */
  static final int MEMORY_LIMIT = 8 << 20;

  private final Scratch scratch;
  private final RecentContents recent;

  public BlobOpener(Scratch scratch) {
    this(scratch, null);
  }

  /**
   * Makes an opener.
   *
   * @param recent contents that need not be decoded again; null if there are none
   */
  public BlobOpener(Scratch scratch, RecentContents recent) {
    this.scratch = scratch;
    this.recent = recent;
  }

  /** Returns a blob of the decoded bytes at a location, which another opener of the same contents need not decode again. */
  public Blob known(BlobLocation location, byte[] content) {
    if (recent != null) {
      recent.put(location, content);
    }
    return new MemoryBlob(content, scratch, location.coding() == Coding.STORED ? location : null);
  }

  /**
   * Returns the decoded bytes at a location.
   *
   * @throws FormatException if they cannot be decoded
   * @throws LimitException if they are larger than what may be unpacked
   */
  public Blob open(BlobLocation location) throws IOException {
    byte[] known = recent == null ? null : recent.take(location);
    if (known != null) {
      scratch.spend(location.coding() == Coding.STORED ? 0 : known.length);
      return new MemoryBlob(known, scratch, location.coding() == Coding.STORED ? location : null);
    }
    if (location.coding() == Coding.STORED) {
      return new FileBlob(location);
    }
    long claimed = location.size();
    scratch.refuse(claimed);
    try (Blob coded = new FileBlob(location)) {
      if (claimed >= 0 && claimed <= MEMORY_LIMIT && coded.size() <= MEMORY_LIMIT) {
        byte[] small = inflate(coded, (int) claimed);
        if (small != null) {
          scratch.spend(small.length);
          return new MemoryBlob(small, scratch);
        }
      }
      try (InputStream decoded = decode(coded)) {
        return new FileBlob(scratch.copy(decoded));
      }
    }
  }

  /** Returns the bytes at a location without undoing their coding. */
  public static Blob openCoded(BlobLocation location) throws IOException {
    return new FileBlob(new BlobLocation(location.file(), location.extents(), Coding.STORED, location.codedLength()));
  }

  /** Returns a stream of the decoded bytes; nothing is kept. Closing it closes the file. */
  public static InputStream stream(BlobLocation location) throws IOException {
    Blob coded = new FileBlob(location);
    InputStream bytes = location.coding() == Coding.STORED ? coded.stream() : decode(coded);
    return new java.io.FilterInputStream(bytes) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return in.read(target, offset, length);
      }

      @Override
      public void close() throws IOException {
        try (coded) {
          in.close();
        }
      }
    };
  }

  /** Returns exactly the decoded bytes, or null if the stream does not decode to the size it claims. */
  private static byte[] inflate(Blob coded, int claimed) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      byte[] out = new byte[claimed];
      inflater.setInput(coded.bytes(0, (int) coded.size()));
      int done = 0;
      while (done < claimed) {
        int count = inflater.inflate(out, done, claimed - done);
        if (count == 0) {
          break;
        }
        done += count;
      }
      // One more call tells whether the stream ends here or goes on past its claim.
      boolean more = !inflater.finished() && inflater.inflate(new byte[1]) > 0;
      return done == claimed && !more && inflater.finished() ? out : null;
    } catch (DataFormatException damaged) {
      throw new FormatException("DEFLATE stream is damaged at byte " + inflater.getBytesRead() + " of "
          + coded.size() + ": " + damaged.getMessage(), damaged);
    } finally {
      inflater.end();
    }
  }

  private static InputStream decode(Blob coded) {
    return new InflaterInputStream(coded.stream(), new Inflater(true), 1 << 14) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        try {
          return super.read(target, offset, length);
        } catch (EOFException cut) {
          throw new FormatException("DEFLATE stream is cut off after " + coded.size() + " bytes", cut);
        } catch (java.util.zip.ZipException damaged) {
          throw new FormatException("DEFLATE stream is damaged at byte " + inf.getBytesRead() + " of "
              + coded.size() + ": " + damaged.getMessage(), damaged);
        }
      }

      @Override
      public void close() throws IOException {
        inf.end();
        super.close();
      }
    };
  }

  /** Returns whether two blobs hold the same bytes; stops at the first difference. */
  public static boolean equal(Blob left, Blob right) throws IOException {
    if (left.size() != right.size()) {
      return false;
    }
    if (left.array() != null && right.array() != null) {
      return Arrays.equals(left.array(), right.array());
    }
    int chunk = (int) Math.min(1 << 18, Math.max(1, left.size()));
    byte[] a = new byte[chunk];
    byte[] b = new byte[chunk];
    for (long position = 0; position < left.size(); position += chunk) {
      int count = left.read(position, a, 0, chunk);
      if (count != right.read(position, b, 0, chunk) || !Arrays.equals(a, 0, count, b, 0, count)) {
        return false;
      }
      if (count < Math.min(chunk, left.size() - position)) {
        throw FormatException.at(position + count, "input shrank while it was read");
      }
    }
    return true;
  }
}
