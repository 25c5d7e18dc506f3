package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BulkStream;
import io.github.jdiffscope.bytes.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The blocks of one file, each coded by itself. */
final class CodedBlocks {
  /** Zeros past this many in one file are refused: they are no content that anyone stored. */
  private static final long MOST_ZEROS = 4L << 30;
  /** A small image is allowed fewer: a damaged size must not cost minutes. */
  private static final long ZEROS_OF_SMALL = 64L << 20;
  private static final int ZEROS_A_BYTE = 1024;

  /** A block; {@code coded} of 0 is a hole. */
  private record Block(long place, long coded, long decoded, BlockDecoder decoder, int skip) {}

  private final Blob blob;
  private final long size;
  private final List<Block> blocks = new ArrayList<>();
  private long total;
  private long zeros;

  /** @param size of the file in bytes; what the blocks lack of it is a hole */
  CodedBlocks(Blob blob, long size) {
    this.blob = blob;
    this.size = size;
  }

  /** Returns how many bytes the blocks decode to. */
  long total() {
    return total;
  }

  void add(long place, long coded, long decoded, BlockDecoder decoder) throws FormatException {
    add(place, coded, decoded, decoder, 0);
  }

  /** Adds a block of which the first {@code skip} decoded bytes are not the file's. */
  void add(long place, long coded, long decoded, BlockDecoder decoder, int skip) throws FormatException {
    if (coded > 0 && (place < 0 || place > blob.size() - coded)) {
      throw FormatException.at(Math.max(0, place), "block of " + coded + " bytes is not inside the image");
    }
    if (decoder == BlockDecoder.STORED && coded > 0 && coded < skip + decoded) {
      throw FormatException.at(place, "stored block of " + coded + " bytes ends before " + decoded);
    }
    blocks.add(new Block(place, coded, decoded, decoder, skip));
    total += decoded;
    zeros += coded == 0 ? decoded : 0;
  }

  void hole(long length) throws FormatException {
    if (length > 0) {
      add(0, 0, length, BlockDecoder.STORED, 0);
    }
  }

  /** Adds bytes that are stored as they are. */
  void run(long place, long length) throws FormatException {
    if (length > 0) {
      add(place, length, length, BlockDecoder.STORED, 0);
    }
  }

  /** Adds a part of another file's bytes. */
  void shared(CodedBlocks other, long offset, long length) throws FormatException {
    long start = 0;
    long end = offset + length;
    for (Block block : other.blocks) {
      long from = Math.max(offset, start);
      long to = Math.min(end, start + block.decoded);
      if (from < to && block.coded == 0) {
        hole(to - from);
      } else if (from < to && block.decoder == BlockDecoder.STORED) {
        run(block.place + block.skip + from - start, to - from);
      } else if (from < to) {
        add(block.place, block.coded, to - from, block.decoder, (int) (block.skip + from - start));
      }
      start += block.decoded;
    }
    if (offset < 0 || end > start) {
      throw new FormatException("part " + offset + "+" + length + " is not inside the shared " + start + " bytes");
    }
  }

  /** Returns where the blocks lie. */
  String placement() {
    StringBuilder text = new StringBuilder();
    for (Block block : blocks) {
      text.append(block.coded == 0 ? " hole" : " " + block.place + '+' + block.coded);
    }
    return text.toString();
  }

  /** Returns the file's runs, or null if a part of it is compressed. */
  Extents stored() throws IOException {
    Extents runs = new Extents(blob);
    for (Block block : blocks) {
      if (block.coded == 0) {
        runs.addHole(block.decoded);
      } else if (block.decoder == BlockDecoder.STORED) {
        runs.add(block.place + block.skip, block.decoded);
      } else {
        return null;
      }
    }
    return runs.end(size);
  }

  /** Returns the file, decoded as it is read. */
  InputStream stream() throws IOException {
    long most = Math.min(MOST_ZEROS, Math.max(ZEROS_OF_SMALL, blob.size() * ZEROS_A_BYTE));
    if (zeros + Math.max(0, size - total) > most) {
      throw new FormatException("file of " + size + " bytes is mostly holes");
    }
    return new Decoded();
  }

  private final class Decoded extends BulkStream {
    private int next;
    private long left = size;
    private long hole;
    private InputStream part = InputStream.nullInputStream();
    private long partLeft;

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      while (left > 0 && partLeft == 0 && hole == 0) {
        advance();
      }
      int wanted = (int) Math.min(left, length);
      if (wanted == 0) {
        return length == 0 ? 0 : -1;
      }
      int count;
      if (hole > 0) {
        count = (int) Math.min(hole, wanted);
        java.util.Arrays.fill(target, offset, offset + count, (byte) 0);
        hole -= count;
      } else {
        count = part.read(target, offset, (int) Math.min(partLeft, wanted));
        if (count <= 0) {
          throw new FormatException("input shrank while it was read");
        }
        partLeft -= count;
      }
      left -= count;
      return count;
    }

    private void advance() throws IOException {
      if (next == blocks.size()) {
        hole = left;
        return;
      }
      Block block = blocks.get(next++);
      if (block.coded == 0) {
        hole = block.decoded;
        return;
      }
      partLeft = block.decoded;
      if (block.decoder == BlockDecoder.STORED) {
        part = blob.stream(block.place + block.skip, block.decoded);
        return;
      }
      int decoded = Math.toIntExact(Math.min(block.decoded, Integer.MAX_VALUE - block.skip));
      byte[] bytes = block.decoder.decode(blob.bytes(block.place, Math.toIntExact(block.coded)), block.skip + decoded);
      if (bytes.length < block.skip + decoded) {
        throw FormatException.at(block.place, "block decodes to " + bytes.length + " instead of "
            + (block.skip + decoded) + " bytes");
      }
      part = new ByteArrayInputStream(bytes, block.skip, decoded);
    }
  }
}
