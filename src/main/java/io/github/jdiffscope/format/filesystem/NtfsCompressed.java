package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.BulkStream;
import io.github.jdiffscope.bytes.Extent;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.compress.Lznt1Decoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * The bytes of a compressed stream. Each unit of clusters is a hole, or stored, or compressed: then fewer clusters hold
 * it and a hole follows them.
 */
final class NtfsCompressed extends BulkStream {
  /** Many times what any system writes: 16 clusters of at most 4,096 bytes. */
  private static final int LARGEST_UNIT = 1 << 24;

  private final NtfsVolume volume;
  private final List<Extent> runs;
  private final long size;
  private final long initialized;
  private final byte[] unit;
  private int run;
  private long runOffset;
  private long position;

  NtfsCompressed(NtfsVolume volume, Extents stored, int unitClusters, long size, long initialized)
      throws FormatException {
    if (stored.size() < size) {
      throw new FormatException("runs of " + stored.size() + " bytes end before the compressed " + size);
    } else if (stored.leavesHolesOut()) {
      throw new FormatException("compressed file of " + size + " bytes is mostly holes");
    }
    long unitSize = (long) volume.clusterSize() * unitClusters;
    if (unitSize > LARGEST_UNIT) {
      throw new FormatException("compression unit of " + unitSize + " bytes is larger than " + LARGEST_UNIT);
    }
    this.volume = volume;
    this.runs = stored.list();
    this.size = size;
    this.initialized = initialized;
    this.unit = new byte[(int) unitSize];
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    } else if (position == size) {
      return -1;
    }
    int within = (int) (position % unit.length);
    if (within == 0) {
      next();
    }
    int count = (int) Math.min(Math.min(length, unit.length - within), size - position);
    System.arraycopy(unit, within, target, offset, count);
    position += count;
    return count;
  }

  private void next() throws IOException {
    java.util.Arrays.fill(unit, (byte) 0);
    ByteArrayOutputStream coded = new ByteArrayOutputStream();
    for (int left = unit.length; left > 0 && run < runs.size();) {
      Extent current = runs.get(run);
      int count = (int) Math.min(left, current.length() - runOffset);
      if (!current.isHole()) {
        coded.write(volume.blob().bytes(current.offset() + runOffset, count));
      }
      left -= count;
      runOffset += count;
      if (runOffset == current.length()) {
        run++;
        runOffset = 0;
      }
    }
    if (coded.size() == unit.length) {
      System.arraycopy(coded.toByteArray(), 0, unit, 0, unit.length);
    } else if (coded.size() > 0) {
      decode(coded.toByteArray());
    }
    long valid = Math.max(0, initialized - position);
    if (valid < unit.length) {
      java.util.Arrays.fill(unit, (int) valid, unit.length, (byte) 0);
    }
  }

  private void decode(byte[] coded) throws IOException {
    try {
      Lznt1Decoder.decode(coded, unit);
    } catch (IOException damaged) {
      throw new FormatException("unit at byte " + position + " is damaged: " + damaged.getMessage(), damaged);
    }
  }
}
