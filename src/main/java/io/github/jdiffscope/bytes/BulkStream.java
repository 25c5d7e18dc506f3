package io.github.jdiffscope.bytes;

import java.io.IOException;
import java.io.InputStream;

/** A stream that makes its bytes in runs; a single byte is a run of one. */
public abstract class BulkStream extends InputStream {

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public abstract int read(byte[] target, int offset, int length) throws IOException;
}
