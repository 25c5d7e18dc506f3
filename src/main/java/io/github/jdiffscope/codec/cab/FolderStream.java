package io.github.jdiffscope.codec.cab;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BulkStream;
import io.github.jdiffscope.codec.lzx.LzxDecoder;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The decompressed bytes of a cabinet's folder. */
public final class FolderStream extends BulkStream {
  private static final int LARGEST_BLOCK = 1 << 15;
  private static final int STORED = 0;
  private static final int MSZIP = 1;
  private static final int QUANTUM = 2;
  private static final int LZX = 3;

  private final BinaryReader in;
  private final Cabinet.Folder folder;
  private final LzxDecoder lzx;
  private final QuantumDecoder quantum;
  private int blocksLeft;
  private byte[] block = {};
  private byte[] before = {};
  private int position;

  /** Opens a folder; fails if its compression is not known. */
  public FolderStream(Blob blob, Cabinet.Folder folder) throws IOException {
    int type = folder.compression() & 15;
    if (type != STORED && type != MSZIP && type != QUANTUM && type != LZX) {
      throw new IOException("compression " + folder.word() + " is not supported");
    }
    this.in = new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN).seek(folder.offset());
    this.folder = folder;
    this.blocksLeft = folder.blocks();
    this.quantum = type == QUANTUM ? new QuantumDecoder(folder.compression() >> 8 & 31) : null;
    this.lzx = type == LZX ? LzxDecoder.ofCabinet(folder.compression() >> 8 & 31) : null;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position == block.length) {
      if (blocksLeft == 0) {
        return -1;
      }
      blocksLeft--;
      next();
    }
    int count = Math.min(length, block.length - position);
    System.arraycopy(block, position, target, offset, count);
    position += count;
    return count;
  }

  private void next() throws IOException {
    in.skip(4);
    int compressed = in.u16("size of a data block");
    int size = in.u16("decompressed size of a data block");
    byte[] data = in.skip(folder.reserve()).bytes(compressed, "data block");
    if (size > LARGEST_BLOCK) {
      throw new IOException("data block of " + size + " bytes is too large");
    }
    before = block;
    position = 0;
    block = switch (folder.compression() & 15) {
      case STORED -> data;
      case MSZIP -> inflate(data, size);
      case QUANTUM -> quantum.decode(data, size);
      default -> lzx.decode(data, size);
    };
  }

  /** A block of MSZIP is {@code CK} and a DEFLATE stream that may refer to the block before ([MS-MCI]). */
  private byte[] inflate(byte[] data, int size) throws IOException {
    if (data.length < 2 || data[0] != 'C' || data[1] != 'K') {
      throw new IOException("MSZIP block has no signature");
    }
    Inflater inflater = new Inflater(true);
    try {
      if (before.length > 0) {
        inflater.setDictionary(before);
      }
      inflater.setInput(data, 2, data.length - 2);
      byte[] out = new byte[size];
      int done = 0;
      for (int count = 1; done < size && count > 0; done += count) {
        count = inflater.inflate(out, done, size - done);
      }
      if (done < size) {
        throw new IOException("MSZIP block ends after " + done + " of " + size + " bytes");
      }
      return out;
    } catch (DataFormatException damaged) {
      throw new IOException("MSZIP block is damaged: " + damaged.getMessage(), damaged);
    } finally {
      inflater.end();
    }
  }
}
