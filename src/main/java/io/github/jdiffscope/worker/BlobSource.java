package io.github.jdiffscope.worker;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.textdiff.ByteSource;
import java.io.IOException;

/** An open blob as input of a difference. */
record BlobSource(Blob blob) implements ByteSource {

  @Override
  public long size() {
    return blob.size();
  }

  @Override
  public int read(long position, byte[] target, int offset, int length) throws IOException {
    return blob.read(position, target, offset, length);
  }
}
