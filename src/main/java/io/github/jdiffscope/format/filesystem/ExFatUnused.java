package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells what no file shows of an exFAT volume, only where nothing nearer to the files differs: the tables, the copy of the
 * boot region, deleted entries, slack and free space.
 */
final class ExFatUnused {
  private static final int MOST_LINES = 100_000;
  private static final int LARGEST_BITMAP = 1 << 29;
  private static final int REGION_SECTORS = 12;
  private static final int FIRST_CLUSTER = 2;

  private final Blob blob;
  private final ExFatVolume volume;
  private final Leftovers leftovers;
  private final List<String> deleted = new ArrayList<>();
  private final StringBuilder folders = new StringBuilder();
  private Extents bitmap;
  private Extents upcase;

  ExFatUnused(Blob blob, ExFatVolume volume) throws FormatException {
    this.blob = blob;
    this.volume = volume;
    this.leftovers = new Leftovers(blob, volume.heapStart(), volume.clusterSize());
  }

  void file(String name, Extents clusters) {
    leftovers.file(name, clusters);
  }

  void folder(String prefix, Extents clusters, byte[] content) {
    leftovers.use(clusters);
    folders.append('/').append(prefix).append(": ").append(Slack.sum(content)).append('\n');
  }

  /** Notes where the allocation bitmap or the up-case table lies. */
  void system(boolean isBitmap, Extents clusters) {
    leftovers.file(isBitmap ? "allocation bitmap" : "up-case table", clusters);
    if (isBitmap) {
      bitmap = clusters;
    } else {
      upcase = clusters;
    }
  }

  /** Notes a row of a deleted entry. */
  void deleted(String row) {
    deleted.add(row + '\n');
  }

  void tell(Sections sections) throws IOException {
    if (bitmap != null && bitmap.size() <= LARGEST_BITMAP) {
      sections.add(Section.text("clusters in use", this::ranges).atLevel(1));
    }
    if (upcase != null) {
      sections.add(Section.text("up-case table", () -> Slack.sum(upcase.bytes(0, (int) Math.min(1 << 20,
          upcase.size()))) + "\n").atLevel(1));
    }
    sections.add(Section.text("backup boot region", this::backup).atLevel(1));
    sections.add(Section.text("boot region", () -> sectors(1, REGION_SECTORS)).atLevel(2));
    sections.add(Section.text("FAT", this::table).atLevel(2));
    sections.add(Section.text("deleted entries", () -> String.join("", deleted)).atLevel(1));
    sections.add(leftovers.slack());
    sections.add(leftovers.unused("free space", volume.sizeInBytes()));
    sections.add(Section.text("folders as they are stored", folders).atLevel(2));
  }

  private CharSequence ranges() throws IOException {
    byte[] bits = bitmap.bytes(0, (int) bitmap.size());
    java.util.BitSet used = java.util.BitSet.valueOf(bits);
    StringBuilder text = new StringBuilder();
    int end;
    for (int start = used.nextSetBit(0); start >= 0; start = used.nextSetBit(end)) {
      end = used.nextClearBit(start);
      text.append(start + FIRST_CLUSTER).append('-').append(end - 1 + FIRST_CLUSTER).append('\n');
    }
    return text;
  }

  /** Returns the sectors in which the copy of the boot region differs from it. */
  private CharSequence backup() throws IOException {
    StringBuilder text = new StringBuilder();
    int size = volume.sectorSize();
    for (int i = 0; i < REGION_SECTORS && (i + 1L + REGION_SECTORS) * size <= blob.size(); i++) {
      byte[] one = blob.bytes((long) i * size, size);
      byte[] two = blob.bytes((long) (i + REGION_SECTORS) * size, size);
      if (!Arrays.equals(one, two)) {
        text.append("sector ").append(i).append(" differs from its copy, ").append(Slack.sum(two)).append('\n');
      }
    }
    return text;
  }

  private CharSequence sectors(int from, int to) throws IOException {
    StringBuilder text = new StringBuilder();
    int size = volume.sectorSize();
    for (int i = from; i < to && (i + 1L) * size <= blob.size(); i++) {
      text.append("sector ").append(i).append(": ").append(Slack.sum(blob.bytes((long) i * size, size))).append('\n');
    }
    return text;
  }

  private CharSequence table() throws IOException {
    Struct table = volume.table();
    StringBuilder text = new StringBuilder();
    int lines = 0;
    for (int at = 0; at + 4 <= table.length() && lines < MOST_LINES; at += 4) {
      if (table.u32(at) != 0) {
        lines++;
        text.append(Times.format("cluster %d: 0x%x\n", at / 4, table.u32(at)));
      }
    }
    return text;
  }
}
