package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells what no file shows of an NTFS volume, only where nothing nearer to the files differs: the files of the system,
 * deleted records, slack, free space, records and folders as they are stored.
 */
final class NtfsUnused {
  private static final int CHUNK = 1 << 16;

  private final Blob blob;
  private final NtfsVolume volume;
  private final Leftovers leftovers;
  private final List<String> deleted = new ArrayList<>();
  private final List<NtfsFile> system = new ArrayList<>();
  private final List<String> systemNames = new ArrayList<>();

  NtfsUnused(Blob blob, NtfsVolume volume) {
    this.blob = blob;
    this.volume = volume;
    this.leftovers = new Leftovers(blob, 0, volume.clusterSize());
  }

  /** Notes a file's clusters; those of a compressed one have no end of the file in them. */
  void file(String name, NtfsFile file) throws FormatException {
    for (Extents clusters : file.clusters()) {
      leftovers.use(clusters);
    }
    for (Map.Entry<String, NtfsStream> stream : file.streams().entrySet()) {
      if (!stream.getValue().isResident() && !stream.getValue().isCompressed()) {
        leftovers.file(stream.getKey().isEmpty() ? name : name + ':' + stream.getKey(),
            stream.getValue().extents().end(stream.getValue().size()));
      }
    }
  }

  /** Notes a file that belongs to the file system itself; the bad clusters' list spans the whole volume. */
  void system(String name, NtfsFile file) throws FormatException {
    systemNames.add(name);
    system.add(file);
    for (Extents clusters : file.clusters()) {
      leftovers.use(clusters);
    }
  }

  void deleted(NtfsRecord record, String name) {
    deleted.add("record " + record.number() + ": " + name + ", " + Slack.sum(record.raw().all()) + '\n');
  }

  void tell(Sections sections) throws IOException {
    sections.add(Section.text("files of the system", this::systemFiles).atLevel(1));
    sections.add(Section.text("deleted records", () -> String.join("", deleted)).atLevel(1));
    sections.add(leftovers.slack());
    sections.add(leftovers.unused("free space", volume.end()));
    sections.add(Section.text("file records as they are stored", this::records).atLevel(2));
    sections.add(Section.text("clusters as they are stored", this::clusters).atLevel(3));
  }

  private CharSequence systemFiles() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < system.size(); i++) {
      // The table itself is told record by record, and every folder's index only repeats it.
      if (system.get(i).record().number() == 0 || system.get(i).record().isFolder()) {
        continue;
      }
      for (Map.Entry<String, NtfsStream> stream : system.get(i).streams().entrySet()) {
        text.append(systemNames.get(i)).append(stream.getKey().isEmpty() ? "" : ":" + stream.getKey()).append(": ")
            .append(stream.getValue().size()).append(" bytes");
        Extents stored = stream.getValue().isResident() ? new Extents(blob) : stream.getValue().extents();
        text.append(stream.getValue().isResident() ? ", " + Slack.sum(stream.getValue().bytes(CHUNK))
            : stored.leavesHolesOut() || stream.getKey().equals("$Bad") ? "" : ", " + sum(stored)).append('\n');
      }
    }
    return text;
  }

  private static String sum(Extents stored) throws IOException {
    java.util.zip.CRC32 sum = new java.util.zip.CRC32();
    for (long at = 0; at < stored.size(); at += CHUNK) {
      sum.update(stored.bytes(at, (int) Math.min(CHUNK, stored.size() - at)));
    }
    return Times.format("CRC-32 %08x", sum.getValue());
  }

  private CharSequence records() throws IOException {
    StringBuilder text = new StringBuilder();
    for (long number = 0; number < volume.records(); number++) {
      byte[] raw = volume.rawRecord(number);
      if (!Slack.isZero(raw)) {
        text.append("record ").append(number).append(": ").append(Slack.sum(raw)).append('\n');
      }
    }
    return text;
  }

  private CharSequence clusters() throws IOException {
    StringBuilder text = new StringBuilder();
    int size = volume.clusterSize();
    for (long at = 0; at + size <= Math.min(volume.end(), blob.size()); at += size) {
      byte[] bytes = blob.bytes(at, size);
      if (!Slack.isZero(bytes)) {
        text.append("cluster ").append(at / size).append(": ").append(Slack.sum(bytes)).append('\n');
      }
    }
    return text;
  }
}
