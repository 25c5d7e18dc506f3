package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Enumeration;
import java.util.NoSuchElementException;

/** The contents of a file of a SquashFS image: where they lie if they are stored as they are, else a stream. */
final class SquashFile {
  private final SquashImage image;
  private final SquashInode inode;
  private final Struct sizes;
  private final int blocks;

  SquashFile(SquashImage image, SquashInode inode) throws IOException {
    this.image = image;
    this.inode = inode;
    this.sizes = inode.blockSizes();
    this.blocks = sizes.length() / 4;
  }

  TreeEntry.Contents contents() throws IOException {
    Extents whole = stored();
    return whole != null ? TreeEntry.at(whole) : TreeEntry.unpacked(this::stream);
  }

  /** Returns the runs of the file, or null if a part of it is compressed. */
  private Extents stored() throws IOException {
    Extents runs = new Extents(image.blob());
    long at = inode.dataStart();
    for (int i = 0; i < blocks; i++) {
      int word = sizes.i32(4 * i);
      if (word == 0) {
        runs.addHole(length(i));
      } else if (SquashImage.isStored(word)) {
        runs.add(at, word & 0xFF_FFFF);
      } else {
        return null;
      }
      at += word & 0xFF_FFFF;
    }
    if (inode.fragment() >= 0) {
      Struct fragment = image.fragmentEntry(inode.fragment() & 0xFFFF_FFFFL);
      if (!SquashImage.isStored(fragment.i32(8))) {
        return null;
      }
      runs.add(fragment.u64(0, "place") + (inode.fragmentOffset() & 0xFFFF_FFFFL), tail());
    }
    return runs.size() == inode.size() ? runs : null;
  }

  private int tail() throws FormatException {
    return (int) (inode.size() % image.blockSize());
  }

  private int length(int block) throws FormatException {
    return (int) Math.min(image.blockSize(), inode.size() - (long) block * image.blockSize());
  }

  private InputStream stream() throws IOException {
    try {
      return sequence();
    } catch (UndecodablePart damaged) {
      throw damaged.cause;
    }
  }

  private InputStream sequence() {
    return new SequenceInputStream(new Parts()) {
      @Override
      public void close() {
        // Nothing is open, and the parts not read yet need no decoding.
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        try {
          return super.read(target, offset, length);
        } catch (UndecodablePart damaged) {
          throw damaged.cause;
        }
      }
    };
  }

  String placement() throws FormatException {
    StringBuilder text = new StringBuilder(" start ").append(inode.dataStart()).append(" blocks");
    for (int i = 0; i < blocks; i++) {
      int word = sizes.i32(4 * i);
      text.append(' ').append(word & 0xFF_FFFF).append(SquashImage.isStored(word) ? "s" : "");
    }
    return inode.fragment() < 0 ? text.toString()
        : text + " fragment " + inode.fragment() + " at " + inode.fragmentOffset();
  }

  /** Returns which blocks are holes. */
  String holes() throws FormatException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < blocks; i++) {
      int first = i;
      while (i < blocks && sizes.i32(4 * i) == 0) {
        i++;
      }
      if (i > first) {
        text.append(text.isEmpty() ? "in blocks " : ", ").append(first).append(i - first == 1 ? "" : "-" + (i - 1));
      }
    }
    return text.isEmpty() ? "none" : text.toString();
  }

  /** Carries an exception out of an enumeration, which declares none. */
  private static final class UndecodablePart extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient IOException cause;

    UndecodablePart(IOException cause) {
      super(cause);
      this.cause = cause;
    }
  }

  private final class Parts implements Enumeration<InputStream> {
    private int next;
    private long at;

    @Override
    public boolean hasMoreElements() {
      return next < blocks || next == blocks && hasTail();
    }

    private boolean hasTail() {
      try {
        return inode.fragment() >= 0;
      } catch (FormatException damaged) {
        throw new UndecodablePart(damaged);
      }
    }

    @Override
    public InputStream nextElement() {
      if (!hasMoreElements()) {
        throw new NoSuchElementException();
      }
      try {
        return new ByteArrayInputStream(next < blocks ? block(next++) : lastPart());
      } catch (IOException damaged) {
        throw new UndecodablePart(damaged);
      }
    }

    private byte[] block(int index) throws IOException {
      int word = sizes.i32(4 * index);
      if (word == 0) {
        return new byte[length(index)];
      }
      if (index == 0) {
        at = 0;
      }
      byte[] decoded = image.data(inode.dataStart() + at, word);
      at += word & 0xFF_FFFF;
      if (decoded.length != length(index)) {
        throw new FormatException("block " + index + " decodes to " + decoded.length + " instead of " + length(index)
            + " bytes");
      }
      return decoded;
    }

    private byte[] lastPart() throws IOException {
      next++;
      byte[] fragment = image.fragment(inode.fragment() & 0xFFFF_FFFFL);
      return Struct.little(fragment, "fragment").bytes(inode.fragmentOffset(), tail());
    }
  }
}
