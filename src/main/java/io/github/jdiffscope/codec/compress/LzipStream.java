package io.github.jdiffscope.codec.compress;

import io.github.jdiffscope.bytes.BulkStream;
import io.github.jdiffscope.codec.lzma.LzmaStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.CRC32;

/** The members of a lzip file one after another (lzip manual, "File format"): LZMA with an end marker each. */
final class LzipStream extends BulkStream {
  private static final int HEADER = 6;
  private static final int TRAILER = 20;
  private static final int PROPERTIES = 93;
  private static final int READ_AHEAD = 1 << 17;
  private static final int LARGEST_DICTIONARY_BITS = 29;

  private final PushbackInputStream coded;
  private final CRC32 crc = new CRC32();
  private LzmaStream member;
  private long size;

  LzipStream(InputStream source) throws IOException {
    coded = new PushbackInputStream(source, READ_AHEAD);
    if (!start()) {
      throw new EOFException();
    }
  }

  private boolean start() throws IOException {
    byte[] header = coded.readNBytes(HEADER);
    boolean lzip = header.length == HEADER && header[0] == 'L' && header[1] == 'Z' && header[2] == 'I'
        && header[3] == 'P';
    if (!lzip) {
      return false;
    }
    int bits = header[5] & 0x1F;
    if (header[4] != 1 || bits < 12 || bits > LARGEST_DICTIONARY_BITS) {
      throw new IOException("version " + header[4] + " or dictionary size is not supported");
    }
    int dictionary = (1 << bits) - (1 << bits) / 16 * (header[5] >> 5 & 7);
    crc.reset();
    size = 0;
    member = new LzmaStream(coded, PROPERTIES, dictionary, -1, true);
    return true;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (member != null) {
      int count = member.read(target, offset, length);
      if (count > 0) {
        crc.update(target, offset, count);
        size += count;
        return count;
      }
      finish();
      if (!start()) {
        member = null;
      }
    }
    return -1;
  }

  private void finish() throws IOException {
    coded.unread(member.ahead());
    byte[] trailer = coded.readNBytes(TRAILER);
    if (trailer.length < TRAILER) {
      throw new EOFException();
    }
    long claimed = 0;
    for (int i = 11; i >= 4; i--) {
      claimed = claimed << 8 | trailer[i] & 0xFF;
    }
    int sum = trailer[0] & 0xFF | (trailer[1] & 0xFF) << 8 | (trailer[2] & 0xFF) << 16 | (trailer[3] & 0xFF) << 24;
    if (claimed != size || sum != (int) crc.getValue()) {
      throw new IOException("size or checksum does not match");
    }
  }

  @Override
  public void close() throws IOException {
    coded.close();
  }
}
