package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.Extent;
import io.github.jdiffscope.format.Section;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Tells what no file shows of a volume: bytes behind the ends of files, and blocks that nothing is known to use. Each is
 * told by check sum, and only where nothing nearer to the files differs.
 */
final class Leftovers {
  private static final int MOST_BLOCKS = 1 << 28;

  private record Used(String name, Extents file) {}

  private final Blob blob;
  private final int blockSize;
  private final long start;
  private final List<Used> files = new ArrayList<>();
  private final BitSet used = new BitSet();

  /** @param start of the first block */
  Leftovers(Blob blob, long start, int blockSize) {
    this.blob = blob;
    this.start = start;
    this.blockSize = blockSize;
  }

  /** Notes where a file lies, cut to its size. */
  void file(String name, Extents file) {
    files.add(new Used(name, file));
    use(file);
  }

  /** Notes what is told of elsewhere. */
  void use(Extents extents) {
    for (Extent run : extents.list()) {
      if (!run.isHole()) {
        use(run.offset(), run.length());
      }
    }
  }

  void use(long from, long length) {
    long first = Math.max(0, Math.floorDiv(from - start, blockSize));
    long end = Math.min(MOST_BLOCKS, -Math.floorDiv(start - from - length, blockSize));
    if (first < end) {
      used.set((int) first, (int) end);
    }
  }

  /** Returns what lies between the ends of files and the ends of their last blocks. */
  Section slack() {
    return Section.text("slack of files", () -> {
      StringBuilder text = new StringBuilder();
      for (Used file : files) {
        text.append(Slack.tail(blob, file.name, file.file, blockSize));
      }
      return text;
    }).atLevel(1);
  }

  /** Returns the blocks before {@code end} that nothing uses, those of zeros left out. */
  Section unused(String title, long end) {
    return Section.text(title, () -> unused(end)).atLevel(1);
  }

  private CharSequence unused(long end) throws IOException {
    long stop = Math.min(end, blob.size());
    StringBuilder text = new StringBuilder();
    for (int i = used.nextClearBit(0); i < MOST_BLOCKS && start + (long) i * blockSize < stop;
        i = used.nextClearBit(i + 1)) {
      long at = start + (long) i * blockSize;
      byte[] bytes = blob.bytes(at, (int) Math.min(blockSize, stop - at));
      if (!Slack.isZero(bytes)) {
        text.append("at byte ").append(at).append(": ").append(Slack.sum(bytes)).append('\n');
      }
    }
    return text;
  }
}
