package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.Coding;
import io.github.jdiffscope.bytes.Extent;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Collects the runs of a blob that make up one file, and returns where they lie: also if the blob lies in pieces. */
final class Extents {
  /** More zeros than this in one file are left out: nothing but time is lost by not reading them. */
  private static final long LONGEST_HOLES = 4L << 30;

  private final Blob blob;
  private final List<Extent> runs = new ArrayList<>();
  private long size;
  private long holes;

  Extents(Blob blob) {
    this.blob = blob;
  }

  /** Returns the location of one run of a blob. */
  static BlobLocation range(Blob blob, long offset, long length) throws IOException {
    return new Extents(blob).add(offset, length).location();
  }

  /** Adds a run, joined to the one before where they touch. */
  Extents add(long offset, long length) throws FormatException {
    if (length == 0) {
      return this;
    }
    if (offset < 0 || length < 0 || offset > blob.size() - length) {
      throw FormatException.at(Math.max(0, offset), "contents of " + length + " bytes are not inside the image of "
          + blob.size() + " bytes");
    }
    Extent last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
    if (last != null && !last.isHole() && last.offset() + last.length() == offset) {
      runs.set(runs.size() - 1, new Extent(last.offset(), last.length() + length));
    } else {
      runs.add(new Extent(offset, length));
    }
    size += length;
    return this;
  }

  Extents addHole(long length) throws FormatException {
    if (length < 0 || size > Long.MAX_VALUE - length) {
      throw new FormatException("a hole of " + length + " bytes makes a file too large");
    }
    if (length > 0) {
      Extent last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
      if (last != null && last.isHole()) {
        runs.set(runs.size() - 1, Extent.hole(last.length() + length));
      } else {
        runs.add(Extent.hole(length));
      }
      size += length;
      holes += length;
    }
    return this;
  }

  /** Returns how many bytes were added. */
  long size() {
    return size;
  }

  /** Makes the file end at {@code length}: cuts what is beyond, fills what is missing with a hole. */
  Extents end(long length) throws FormatException {
    addHole(Math.max(0, length - size));
    while (size > length) {
      Extent last = runs.remove(runs.size() - 1);
      long keep = Math.max(0, last.length() - (size - length));
      size -= last.length() - keep;
      holes -= last.isHole() ? last.length() - keep : 0;
      if (keep > 0) {
        runs.add(new Extent(last.offset(), keep));
      }
    }
    return this;
  }

  /** Returns the place of the last byte, or -1 if it is in a hole. */
  long lastByte() {
    Extent last = runs.isEmpty() ? Extent.hole(0) : runs.get(runs.size() - 1);
    return last.isHole() ? -1 : last.offset() + last.length() - 1;
  }

  boolean leavesHolesOut() {
    return holes > LONGEST_HOLES;
  }

  /** Returns the runs in order. */
  List<Extent> list() {
    return List.copyOf(runs);
  }

  /** Returns the same runs with a hole in the place of {@code length} bytes from {@code from} on. */
  Extents without(long from, long length) throws FormatException {
    Extents result = new Extents(blob);
    long start = 0;
    for (Extent run : runs) {
      long end = start + run.length();
      long first = Math.min(end, Math.max(start, from));
      long second = Math.min(end, Math.max(start, from + length));
      if (run.isHole()) {
        result.addHole(run.length());
      } else {
        result.add(run.offset(), first - start).addHole(second - first)
            .add(run.offset() + second - start, end - second);
      }
      start = end;
    }
    return result;
  }

  /** Returns where the holes are, as ranges of bytes, or an empty text. */
  String holeRanges() {
    StringBuilder text = new StringBuilder();
    long position = 0;
    for (Extent run : runs) {
      if (run.isHole()) {
        text.append(text.isEmpty() ? "" : ", ").append(position).append('-').append(position + run.length() - 1);
      }
      position += run.length();
    }
    return text.toString();
  }

  /** Returns where the runs lie in the blob, for a listing of placement. */
  String runs(long unit) {
    StringBuilder text = new StringBuilder();
    for (Extent run : runs) {
      text.append(text.isEmpty() ? "" : ", ");
      if (run.isHole()) {
        text.append("hole");
      } else {
        text.append(run.offset() / unit);
        if (run.length() > unit) {
          text.append('-').append((run.offset() + run.length() - 1) / unit);
        }
      }
    }
    return text.toString();
  }

  /** Returns the runs of a part of the file. */
  Extents part(long position, long length) throws FormatException {
    Extents part = new Extents(blob);
    long start = 0;
    for (Extent run : runs) {
      long from = Math.max(position, start);
      long to = Math.min(position + length, start + run.length());
      if (from < to && run.isHole()) {
        part.addHole(to - from);
      } else if (from < to) {
        part.add(run.offset() + from - start, to - from);
      }
      start += run.length();
    }
    if (position < 0 || position + length > start) {
      throw new FormatException("contents of " + start + " bytes end before byte " + (position + length));
    }
    return part;
  }

  /** Returns a view of the file's bytes. */
  byte[] bytes(long position, int length) throws IOException {
    byte[] result = new byte[length];
    long start = 0;
    for (Extent run : runs) {
      long from = Math.max(position, start);
      long to = Math.min(position + length, start + run.length());
      if (from < to && !run.isHole()) {
        byte[] part = blob.bytes(run.offset() + from - start, (int) (to - from));
        System.arraycopy(part, 0, result, (int) (from - position), part.length);
      }
      start += run.length();
    }
    if (position + length > start) {
      throw new FormatException("contents of " + start + " bytes end before byte " + (position + length));
    }
    return result;
  }

  /** Returns what {@link #location} leaves out, as a sentence, or null if it leaves nothing out. */
  String remark() {
    return leavesHolesOut() ? holes + " bytes of holes are left out of its contents, " + (size - holes)
        + " bytes of data are compared" : null;
  }

  /** Returns the location of the file with all its holes, however large: offsets inside it stay what they are. */
  BlobLocation wholeLocation() {
    return location(false);
  }

  /** Returns the location of the file; see {@link #remark} for what it leaves out. */
  BlobLocation location() {
    return location(leavesHolesOut());
  }

  private BlobLocation location(boolean withoutHoles) {
    BlobLocation whole = blob.location();
    List<Extent> placed = new ArrayList<>(runs.size());
    long total = 0;
    for (Extent run : runs) {
      if (!run.isHole()) {
        place(run, whole.extents(), placed);
        total += run.length();
      } else if (!withoutHoles) {
        placed.add(run);
        total += run.length();
      }
    }
    return new BlobLocation(whole.file(), placed, Coding.STORED, total);
  }

  private static void place(Extent run, List<Extent> whole, List<Extent> placed) {
    long start = 0;
    for (Extent piece : whole) {
      long from = Math.max(run.offset(), start);
      long to = Math.min(run.offset() + run.length(), start + piece.length());
      if (from < to) {
        placed.add(piece.isHole() ? Extent.hole(to - from) : new Extent(piece.offset() + from - start, to - from));
      }
      start += piece.length();
      if (start >= run.offset() + run.length()) {
        return;
      }
    }
  }
}
