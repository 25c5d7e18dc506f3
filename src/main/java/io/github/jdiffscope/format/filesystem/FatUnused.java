package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.Extent;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Tells what no file shows of a FAT volume, only where nothing nearer to the files differs: what the tables say beyond the
 * files, the copies of what is stored twice, deleted entries, slack and free space.
 */
final class FatUnused {
  private static final int MOST_LINES = 100_000;
  private static final int INFO_FIELD = 48;
  private static final int BACKUP_FIELD = 50;

  private final Blob blob;
  private final FatVolume volume;
  private final Leftovers leftovers;
  private final BitSet used = new BitSet();
  private final List<String> deleted = new ArrayList<>();
  private final StringBuilder behind = new StringBuilder();
  private final StringBuilder folders = new StringBuilder();

  FatUnused(Blob blob, FatVolume volume) throws FormatException {
    this.blob = blob;
    this.volume = volume;
    this.leftovers = new Leftovers(blob, volume.dataStart(), volume.clusterSize());
  }

  void file(String name, Extents clusters) throws FormatException {
    leftovers.file(name, clusters);
    use(clusters);
  }

  void folder(String prefix, Extents clusters, byte[] content) throws FormatException {
    leftovers.use(clusters);
    use(clusters);
    folders.append('/').append(prefix).append(": ").append(Slack.sum(content)).append('\n');
  }

  private void use(Extents clusters) throws FormatException {
    for (Extent run : clusters.list()) {
      long first = volume.clusterAt(run.offset());
      long last = volume.clusterAt(run.offset() + run.length() - 1);
      if (!run.isHole() && first >= 0 && last < Integer.MAX_VALUE) {
        used.set((int) first, (int) last + 1);
      }
    }
  }

  /** Notes a row of a deleted entry. */
  void deleted(String row) {
    deleted.add(row + '\n');
  }

  /** Notes what lies behind the end of a folder. */
  void behind(String prefix, byte[] rest) {
    if (!Slack.isZero(rest)) {
      behind.append("behind the end of /").append(prefix).append(": ").append(Slack.sum(rest)).append('\n');
    }
  }

  void tell(Sections sections) throws IOException {
    sections.add(Section.text("copies of the FAT", this::copies).atLevel(1));
    Struct info = volume.named(INFO_FIELD, "information sector");
    if (info != null) {
      sections.add(new Fields(26).put("free clusters", info.u32(488)).put("next free cluster", info.u32(492))
          .section("information sector").atLevel(1));
    }
    Struct backup = volume.named(BACKUP_FIELD, "backup boot sector");
    if (backup != null) {
      sections.add(Section.binary("backup boot sector", Blob.of(backup.all())).atLevel(1));
    }
    sections.add(Section.text("FAT entries of no file", this::lost).atLevel(1));
    sections.add(Section.text("deleted entries", () -> String.join("", deleted) + behind).atLevel(1));
    sections.add(leftovers.slack());
    sections.add(leftovers.unused("free space", volume.sizeInBytes()));
    sections.add(Section.text("reserved sectors", this::reserved).atLevel(1));
    sections.add(Section.text("folders as they are stored", folders).atLevel(2));
  }

  /** Returns where a copy of the table differs from the first. */
  private CharSequence copies() throws IOException {
    byte[] first = volume.table(0);
    StringBuilder text = new StringBuilder();
    for (int copy = 1; copy < volume.copies(); copy++) {
      byte[] other = volume.table(copy);
      int lines = 0;
      for (long cluster = 0; cluster < volume.clusters() + 2 && lines < MOST_LINES && !Arrays.equals(first, other);
          cluster++) {
        long one = volume.entry(first, cluster);
        long two = volume.entry(other, cluster);
        if (one != two) {
          lines++;
          text.append(Times.format("FAT %d, cluster %d: 0x%x instead of 0x%x\n", copy + 1, cluster, two, one));
        }
      }
    }
    return text;
  }

  /** Returns the entries of clusters in no file: the two that stand for none, bad ones and lost ones. */
  private CharSequence lost() throws IOException {
    byte[] table = volume.table(0);
    StringBuilder text = new StringBuilder();
    int lines = 0;
    for (long cluster = 0; cluster < volume.clusters() + 2 && lines < MOST_LINES; cluster++) {
      long value = volume.entry(table, cluster);
      if (value != 0 && !used.get((int) cluster)) {
        lines++;
        text.append(Times.format("cluster %d: 0x%x\n", cluster, value));
      }
    }
    return text;
  }

  private CharSequence reserved() throws IOException {
    StringBuilder text = new StringBuilder();
    int sector = volume.sectorSize();
    for (long at = sector; at + sector <= Math.min(volume.reservedEnd(), blob.size()); at += sector) {
      byte[] bytes = blob.bytes(at, sector);
      if (!Slack.isZero(bytes)) {
        text.append("sector ").append(at / sector).append(": ").append(Slack.sum(bytes)).append('\n');
      }
    }
    return text;
  }
}
