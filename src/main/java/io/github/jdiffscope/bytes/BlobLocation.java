package io.github.jdiffscope.bytes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where the bytes of an artifact lie. A value: it travels between processes, the bytes do not.
 *
 * @param file the file that holds them, as {@link FileNames} writes names
 * @param extents the runs of the file that hold the (coded) bytes, in order
 * @param coding how they are coded
 * @param size how many bytes they decode to, or {@link #UNKNOWN_SIZE}; a claim of the input where coded, never trusted
 */
public record BlobLocation(String file, List<Extent> extents, Coding coding, long size) {
  public static final long UNKNOWN_SIZE = -1;

  public BlobLocation {
    Objects.requireNonNull(file);
    Objects.requireNonNull(coding);
    extents = List.copyOf(extents);
    if (size < UNKNOWN_SIZE) {
      throw new IllegalArgumentException("negative size " + size + " of " + file);
    }
  }

  /** Returns the location of a run of a file, stored as it is. */
  public static BlobLocation stored(String file, long offset, long length) {
    return new BlobLocation(file, List.of(new Extent(offset, length)), Coding.STORED, length);
  }

  /** Returns the location of a whole file of {@code length} bytes. */
  public static BlobLocation wholeFile(Path file, long length) {
    return stored(FileNames.of(file), 0, length);
  }

  /** Returns how many bytes the extents span, before decoding. */
  public long codedLength() {
    long total = 0;
    for (Extent extent : extents) {
      total = Math.addExact(total, extent.length());
    }
    return total;
  }

  public Path path() {
    return FileNames.toPath(file);
  }

  /** Returns whether the bytes lie in one piece of the file, uncoded, so that parts of them have locations too. */
  public boolean isContiguous() {
    return coding == Coding.STORED && extents.size() == 1 && !extents.get(0).isHole();
  }

  /**
   * Returns the location of a part of this contiguous location.
   *
   * @param offset from the start of this location, in bytes
   * @throws IllegalArgumentException if this is not contiguous or the part is not inside it
   */
  public BlobLocation slice(long offset, long length, Coding partCoding, long decodedSize) {
    if (!isContiguous()) {
      throw new IllegalArgumentException("only a contiguous location has parts: " + this);
    }
    Extent whole = extents.get(0);
    if (offset < 0 || length < 0 || offset > whole.length() - length) {
      throw new IllegalArgumentException("part " + offset + "+" + length + " is not inside " + this);
    }
    return new BlobLocation(file, List.of(new Extent(whole.offset() + offset, length)), partCoding, decodedSize);
  }

  /** Returns the location of an uncoded part of this uncoded location, in however many pieces that lies. */
  public BlobLocation slice(long offset, long length) {
    if (coding != Coding.STORED || isContiguous()) {
      return slice(offset, length, Coding.STORED, length);
    }
    if (offset < 0 || length < 0 || offset > size - length) {
      throw new IllegalArgumentException("part " + offset + "+" + length + " is not inside " + this);
    }
    List<Extent> parts = new ArrayList<>();
    long start = 0;
    for (Extent extent : extents) {
      long from = Math.max(offset, start);
      long to = Math.min(offset + length, start + extent.length());
      if (from < to) {
        parts.add(extent.isHole() ? Extent.hole(to - from) : new Extent(extent.offset() + from - start, to - from));
      }
      start += extent.length();
    }
    return new BlobLocation(file, parts, Coding.STORED, length);
  }
}
