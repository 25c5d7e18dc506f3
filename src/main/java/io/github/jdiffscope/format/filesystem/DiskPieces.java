package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BulkStream;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.compress.Compression;
import io.github.jdiffscope.codec.compress.Decompressors;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.Sections;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** The pieces of a disk image in the order of the disk: handed over in place unless some must be decoded. */
final class DiskPieces {
  /** A disk with more zeros than this would take minutes to read. */
  private static final long MOST_HOLES = 64L << 30;
  private static final int MOST_PIECES = 1 << 22;
  private static final int LARGEST_CODED = 1 << 26;

  /** How a piece is stored. */
  enum Kind { STORED, HOLE, FILL, DEFLATE, ZLIB, ZSTD, BZIP2, XZ, ADC, LZFSE }

  /**
   * A piece of the disk.
   *
   * @param at where it is stored; the pattern of a fill
   * @param stored how many bytes are stored of a coded piece
   */
  private record Piece(Kind kind, long at, long stored, long length) {}

  private final Blob blob;
  private final List<Piece> pieces = new ArrayList<>();
  private long size;
  private long holes;
  private boolean coded;

  DiskPieces(Blob blob) {
    this.blob = blob;
  }

  long size() {
    return size;
  }

  DiskPieces stored(long at, long length) throws FormatException {
    if (at < 0 || length < 0 || at > blob.size() - length) {
      throw FormatException.at(Math.max(0, at), "piece of " + length + " bytes of the disk is not inside the image of "
          + blob.size() + " bytes");
    }
    return add(Kind.STORED, at, length, length);
  }

  DiskPieces hole(long length) throws FormatException {
    return add(Kind.HOLE, 0, 0, length);
  }

  /** Adds a repeated 32-bit little-endian pattern. */
  DiskPieces fill(int pattern, long length) throws FormatException {
    return pattern == 0 ? hole(length) : add(Kind.FILL, pattern & 0xFFFF_FFFFL, 0, length);
  }

  DiskPieces coded(Kind kind, long at, long stored, long length) throws FormatException {
    if (at < 0 || stored < 0 || at > blob.size() || length > LARGEST_CODED) {
      throw FormatException.at(Math.max(0, at), "compressed piece of the disk is not inside the image");
    }
    return add(kind, at, Math.min(stored, blob.size() - at), length);
  }

  private DiskPieces add(Kind kind, long at, long stored, long length) throws FormatException {
    if (length < 0 || size > Long.MAX_VALUE - length) {
      throw new FormatException("a piece of " + length + " bytes makes the disk too large");
    }
    if (length == 0) {
      return this;
    }
    Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
    boolean hole = kind == Kind.HOLE;
    if (last != null && last.kind == kind && (hole || kind == Kind.STORED && last.at + last.length == at)) {
      long joined = last.length + length;
      pieces.set(pieces.size() - 1, new Piece(kind, last.at, hole ? 0 : joined, joined));
    } else if (pieces.size() >= MOST_PIECES) {
      throw new FormatException("the disk lies in more than " + MOST_PIECES + " pieces");
    } else {
      pieces.add(new Piece(kind, at, stored, length));
    }
    size += length;
    holes += hole || kind == Kind.FILL ? length : 0;
    coded |= !hole && kind != Kind.STORED;
    return this;
  }

  /** Hands the disk over as a member, or says why not. */
  void hand(Sections sections, MemberSink members) throws IOException {
    if (holes > MOST_HOLES) {
      sections.comment("the disk has " + holes + " bytes of holes: its contents are compared as they are stored");
    } else if (!coded) {
      Extents extents = new Extents(blob);
      for (Piece piece : pieces) {
        if (piece.kind == Kind.HOLE) {
          extents.addHole(piece.length);
        } else {
          extents.add(piece.at, piece.length);
        }
      }
      members.file("disk.raw", extents.wholeLocation());
    } else if (members.wanted()) {
      members.unpack("disk.raw", new Disk());
    }
  }

  private InputStream open(Piece piece) throws IOException {
    return switch (piece.kind) {
      case STORED -> blob.stream(piece.at, piece.length);
      case HOLE -> new Pattern(0, piece.length);
      case FILL -> new Pattern((int) piece.at, piece.length);
      case DEFLATE -> decoded(piece, new Inflater(true));
      case ZLIB -> decoded(piece, new Inflater(false));
      case ZSTD -> opened(piece, Compression.ZSTD);
      case BZIP2 -> opened(piece, Compression.BZIP2);
      case XZ -> opened(piece, Compression.XZ);
      case ADC -> whole(piece, BlockDecoder.ADC);
      case LZFSE -> whole(piece, BlockDecoder.LZFSE);
    };
  }

  private InputStream opened(Piece piece, Compression compression) throws IOException {
    return exactly(piece, Decompressors.open(compression, blob.stream(piece.at, piece.stored)));
  }

  private InputStream whole(Piece piece, BlockDecoder decoder) throws IOException {
    byte[] coded = blob.bytes(piece.at, (int) Math.min(piece.stored, LARGEST_CODED));
    return exactly(piece, new ByteArrayInputStream(decoder.decode(coded, (int) piece.length)));
  }

  private InputStream decoded(Piece piece, Inflater inflater) throws IOException {
    try {
      return exactly(piece, new InflaterInputStream(blob.stream(piece.at, piece.stored), inflater));
    } finally {
      inflater.end();
    }
  }

  private static InputStream exactly(Piece piece, InputStream decoder) throws IOException {
    byte[] bytes;
    try (decoder) {
      bytes = decoder.readNBytes((int) piece.length);
    } catch (java.util.zip.ZipException | java.io.EOFException damaged) {
      throw FormatException.at(piece.at, "compressed piece of the disk is damaged: " + damaged.getMessage());
    }
    if (bytes.length < piece.length) {
      throw FormatException.at(piece.at, "compressed piece of the disk ends after " + bytes.length + " bytes of "
          + piece.length);
    }
    return new ByteArrayInputStream(bytes);
  }

  /** All pieces one after another, each opened when its turn comes. */
  private final class Disk extends BulkStream {
    private int next;
    private InputStream current = InputStream.nullInputStream();

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int got = current.read(target, offset, length);
      while (got < 0 && next < pieces.size()) {
        current = open(pieces.get(next++));
        got = current.read(target, offset, length);
      }
      return got;
    }
  }

  /** A pattern of four bytes, over and over. */
  private static final class Pattern extends InputStream {
    private final int pattern;
    private final long length;
    private long position;

    Pattern(int pattern, long length) {
      this.pattern = pattern;
      this.length = length;
    }

    @Override
    public int read() {
      return position == length ? -1 : pattern >>> 8 * (int) (position++ & 3) & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int count) {
      int allowed = (int) Math.min(count, length - position);
      for (int i = 0; i < allowed; i++) {
        target[offset + i] = (byte) read();
      }
      return allowed == 0 && count > 0 ? -1 : allowed;
    }
  }
}
