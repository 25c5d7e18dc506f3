package io.github.jdiffscope.codec.compress;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4SafeDecompressor;
import net.jpountz.xxhash.XXHashFactory;

/** LZ4 in frames, and in the legacy layout that Linux kernels use (LZ4 Frame Format 1.6.4). Pure Java. */
final class Lz4Streams {
  private static final int LEGACY_FIRST = 0x02;
  private static final int LEGACY_MAGIC = 0x184C2102;
  private static final int LEGACY_BLOCK = 8 << 20;

  private Lz4Streams() {}

  static InputStream open(InputStream coded) throws IOException {
    PushbackInputStream peeked = new PushbackInputStream(coded, 1);
    int first = peeked.read();
    if (first >= 0) {
      peeked.unread(first);
    }
    LZ4SafeDecompressor decompressor = LZ4Factory.safeInstance().safeDecompressor();
    return first == LEGACY_FIRST ? new Legacy(peeked, decompressor)
        : new LZ4FrameInputStream(peeked, decompressor, XXHashFactory.safeInstance().hash32());
  }

  /** Blocks of up to 8 MiB, each after its compressed size. */
  private static final class Legacy extends InputStream {
    private final InputStream coded;
    private final LZ4SafeDecompressor decompressor;
    private final byte[] block = new byte[LEGACY_BLOCK];
    private int position;
    private int end;

    Legacy(InputStream coded, LZ4SafeDecompressor decompressor) throws IOException {
      this.coded = coded;
      this.decompressor = decompressor;
      coded.readNBytes(4);
    }

    @Override
    public int read() throws IOException {
      return position < end || fill() ? block[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (position == end && !fill()) {
        return -1;
      }
      int count = Math.min(length, end - position);
      System.arraycopy(block, position, target, offset, count);
      position += count;
      return count;
    }

    private boolean fill() throws IOException {
      while (true) {
        byte[] size = coded.readNBytes(4);
        if (size.length == 0) {
          return false;
        }
        if (size.length < 4) {
          throw new EOFException();
        }
        int length = size[0] & 0xFF | (size[1] & 0xFF) << 8 | (size[2] & 0xFF) << 16 | (size[3] & 0xFF) << 24;
        if (length == LEGACY_MAGIC) {
          continue;
        }
        if (length < 0 || length > LEGACY_BLOCK + LEGACY_BLOCK / 255 + 16) {
          throw new IOException("block size " + Integer.toUnsignedString(length) + " is too large");
        }
        byte[] compressed = coded.readNBytes(length);
        if (compressed.length < length) {
          throw new EOFException();
        }
        position = 0;
        end = decompressor.decompress(compressed, 0, length, block, 0, LEGACY_BLOCK);
        if (end > 0) {
          return true;
        }
      }
    }

    @Override
    public void close() throws IOException {
      coded.close();
    }
  }
}
