package io.github.jdiffscope.codec.compress;

import io.github.jdiffscope.bytes.BulkStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import net.jpountz.xxhash.StreamingXXHash32;
import net.jpountz.xxhash.XXHashFactory;

/**
 * LZ4 in frames, one after another (LZ4 Frame Format 1.6.4), and in the legacy layout that Linux kernels use. In pure
 * Java: the library's frame reader unpacks a native one into the folder for temporary files, and refuses linked blocks.
 */
final class Lz4Stream extends BulkStream {
  private static final int MAGIC = 0x184D2204;
  private static final int LEGACY_MAGIC = 0x184C2102;
  private static final int SKIPPABLE_MAGIC = 0x184D2A50;
  private static final int LEGACY_BLOCK = 8 << 20;
  private static final int HISTORY = 1 << 16;

  private final InputStream coded;
  private byte[] buffer = {};
  private byte[] block = {};
  private int position;
  private int end;
  private boolean legacy;
  private boolean linked;
  private boolean blockChecksums;
  private boolean contentChecksum;
  private long claimed;
  private long size;
  private int blockSize;
  private boolean ended;
  private StreamingXXHash32 sum;

  Lz4Stream(InputStream coded) throws IOException {
    this.coded = coded;
    if (!startFrame(true)) {
      throw new EOFException();
    }
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position == end) {
      if (ended) {
        return -1;
      }
      nextBlock();
    }
    int count = Math.min(length, end - position);
    System.arraycopy(buffer, position, target, offset, count);
    position += count;
    return count;
  }

  /** Reads the header of a frame, past frames to be skipped; returns false at the end of the input. */
  private boolean startFrame(boolean first) throws IOException {
    while (true) {
      byte[] head = coded.readNBytes(4);
      if (head.length == 0 && !first) {
        return false;
      } else if (head.length < 4) {
        throw new EOFException();
      }
      int magic = i32(head, 0);
      if ((magic & ~15) == SKIPPABLE_MAGIC) {
        coded.skipNBytes(u32() & 0xFFFF_FFFFL);
        continue;
      }
      start(magic);
      return true;
    }
  }

  private void start(int magic) throws IOException {
    size = 0;
    claimed = -1;
    position = 0;
    end = 0;
    legacy = magic == LEGACY_MAGIC;
    if (legacy) {
      linked = false;
      contentChecksum = false;
      room(LEGACY_BLOCK);
    } else if (magic == MAGIC) {
      descriptor();
    } else {
      throw new IOException("there is no frame where another should start");
    }
  }

  private void descriptor() throws IOException {
    byte[] fields = new byte[14];
    read(fields, 0, 2, coded);
    int flags = fields[0];
    int length = 2;
    if ((flags & 0xC0) != 0x40) {
      throw new IOException("frame version " + (flags >> 6 & 3) + " is not known");
    }
    linked = (flags & 0x20) == 0;
    blockChecksums = (flags & 0x10) != 0;
    contentChecksum = (flags & 4) != 0;
    if ((flags & 8) != 0) {
      read(fields, length, 8, coded);
      claimed = i32(fields, length) & 0xFFFF_FFFFL | (long) i32(fields, length + 4) << 32;
      length += 8;
    }
    if ((flags & 1) != 0) {
      read(fields, length, 4, coded);
      throw new IOException(String.format(java.util.Locale.ROOT, "Unsupported: a dictionary is needed, of id 0x%08x",
          i32(fields, length)));
    }
    int check = coded.read();
    if (check < 0) {
      throw new EOFException();
    }
    XXHashFactory hashes = XXHashFactory.safeInstance();
    if ((hashes.hash32().hash(fields, 0, length, 0) >> 8 & 0xFF) != check) {
      throw new IOException("checksum of the frame's header does not match");
    }
    int code = fields[1] >> 4 & 7;
    if (code < 4) {
      throw new IOException("block size code " + code + " is not known");
    }
    room(1 << 8 + 2 * code);
    sum = contentChecksum ? hashes.newStreamingHash32(0) : null;
  }

  private void room(int newSize) {
    blockSize = newSize;
    int wanted = blockSize + (linked ? HISTORY : 0);
    if (buffer.length < wanted) {
      buffer = new byte[wanted];
    }
  }

  private void nextBlock() throws IOException {
    byte[] head = coded.readNBytes(4);
    if (legacy && head.length == 0) {
      ended = true;
      return;
    } else if (head.length < 4) {
      throw new EOFException();
    }
    int word = i32(head, 0);
    boolean frame = legacy && (word == LEGACY_MAGIC || word == MAGIC || (word & ~15) == SKIPPABLE_MAGIC);
    if (frame) {
      nextFrame(word);
    } else if (word == 0 && !legacy) {
      finish();
      ended = !startFrame(false);
    } else {
      decode(word);
    }
  }

  /** A legacy frame has no end of its own: the signature of another one follows, or nothing. */
  private void nextFrame(int magic) throws IOException {
    if ((magic & ~15) == SKIPPABLE_MAGIC) {
      coded.skipNBytes(u32() & 0xFFFF_FFFFL);
      ended = !startFrame(false);
    } else {
      start(magic);
    }
  }

  private void decode(int word) throws IOException {
    boolean stored = !legacy && word < 0;
    int length = legacy ? word : word & 0x7FFF_FFFF;
    if (length < 0 || length > blockSize + blockSize / 255 + 16 || stored && length > blockSize) {
      throw new IOException("block size " + Integer.toUnsignedString(word) + " is too large");
    }
    if (block.length < length) {
      block = new byte[length];
    }
    read(block, 0, length, coded);
    if (!legacy && blockChecksums && XXHashFactory.safeInstance().hash32().hash(block, 0, length, 0) != u32()) {
      throw new IOException("checksum of a block does not match");
    }
    int start = keepHistory();
    if (stored) {
      System.arraycopy(block, 0, buffer, start, length);
      end = start + length;
    } else {
      end = Lz4Block.decode(block, length, buffer, linked ? 0 : start, start, start + blockSize);
    }
    position = start;
    size += end - start;
    if (sum != null && !legacy) {
      sum.update(buffer, start, end - start);
    }
  }

  /** Moves the last decoded bytes to the start of the buffer if blocks refer to them; returns where they end. */
  private int keepHistory() {
    if (!linked) {
      return 0;
    }
    int kept = Math.min(HISTORY, end);
    System.arraycopy(buffer, end - kept, buffer, 0, kept);
    return kept;
  }

  private void finish() throws IOException {
    if (contentChecksum && u32() != sum.getValue()) {
      throw new IOException("checksum of the content does not match");
    }
    if (claimed >= 0 && claimed != size) {
      throw new IOException("content has " + size + " bytes instead of " + claimed);
    }
  }

  private int u32() throws IOException {
    byte[] four = new byte[4];
    read(four, 0, 4, coded);
    return i32(four, 0);
  }

  private static void read(byte[] target, int offset, int length, InputStream in) throws IOException {
    if (in.readNBytes(target, offset, length) < length) {
      throw new EOFException();
    }
  }

  private static int i32(byte[] bytes, int at) {
    return bytes[at] & 0xFF | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF) << 16 | bytes[at + 3] << 24;
  }

  @Override
  public void close() throws IOException {
    coded.close();
  }
}
