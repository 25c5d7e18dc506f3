package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.FormatException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;

/** A member's content that must have a certain CRC-32 in the end. */
final class Checked extends FilterInputStream {
  private final CRC32 crc = new CRC32();
  private final long expected;

  /**
   * @param expected -1 if it is not known
   */
  Checked(InputStream in, long expected) {
    super(in);
    this.expected = expected;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = in.read(target, offset, length);
    if (count > 0) {
      crc.update(target, offset, count);
    } else if (count < 0 && expected >= 0 && crc.getValue() != expected) {
      throw new FormatException("checksum of its content does not match");
    }
    return count;
  }

  @Override
  public void close() {
    // The stream belongs to all members.
  }
}
