package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.BulkStream;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.compress.Decompressors;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** One decompressed stream from which parts are taken, in rising order as a rule; a step back opens it anew. */
final class SplitStream implements Closeable {
  private static final int REOPENED_LIMIT = 16;

  private final Decompressors.Opener opener;
  private InputStream whole;
  private long position;
  private int opened;

  SplitStream(Decompressors.Opener opener) {
    this.opener = opener;
  }

  /** Returns a part; it must be read before the next is asked for. */
  InputStream part(long offset, long length) throws IOException {
    if (whole == null || offset < position) {
      close();
      if (opened++ > REOPENED_LIMIT) {
        throw new FormatException("members overlap too often");
      }
      whole = opener.open();
      position = 0;
    }
    byte[] buffer = new byte[1 << 14];
    while (position < offset) {
      int count = whole.read(buffer, 0, (int) Math.min(buffer.length, offset - position));
      if (count < 0) {
        throw new FormatException("its data start behind the end");
      }
      position += count;
    }
    return new Part(length);
  }

  @Override
  public void close() throws IOException {
    if (whole != null) {
      whole.close();
      whole = null;
    }
  }

  private final class Part extends BulkStream {
    private long left;

    Part(long length) {
      this.left = length;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int count = whole.read(target, offset, (int) Math.min(length, left));
      if (count < 0) {
        throw new FormatException("its data are cut off, " + left + " bytes are missing");
      }
      left -= count;
      position += count;
      return count;
    }
  }
}
