package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** The bytes of an attribute: in its record, in runs of clusters, or in runs that are compressed. */
final class NtfsStream {
  private static final int STRIDE = 512;

  private final NtfsVolume volume;
  private final List<NtfsAttribute> pieces;
  private final NtfsAttribute first;

  /** @param pieces in any order, at least one; one of them is the first */
  NtfsStream(NtfsVolume volume, List<NtfsAttribute> pieces) throws FormatException {
    this.volume = volume;
    for (NtfsAttribute piece : pieces) {
      if (pieces.size() > 1 && piece.isResident()) {
        throw new FormatException("attribute lies both in its record and elsewhere");
      }
    }
    this.pieces = pieces.size() == 1 ? pieces : sorted(pieces);
    this.first = this.pieces.get(0);
  }

  private static List<NtfsAttribute> sorted(List<NtfsAttribute> pieces) throws FormatException {
    record Placed(long cluster, NtfsAttribute piece) {}
    List<Placed> placed = new java.util.ArrayList<>();
    for (NtfsAttribute piece : pieces) {
      placed.add(new Placed(piece.firstCluster(), piece));
    }
    placed.sort(Comparator.comparing(Placed::cluster));
    return placed.stream().map(Placed::piece).toList();
  }

  long size() throws FormatException {
    return first.size();
  }

  int flags() throws FormatException {
    return first.flags();
  }

  boolean isResident() throws FormatException {
    return first.isResident();
  }

  boolean isCompressed() throws FormatException {
    return !first.isResident() && (first.flags() & NtfsAttribute.COMPRESSED) != 0 && first.unitClusters() > 1;
  }

  /** Returns the clusters as they are stored, holes among them, cut at the end of what was ever written. */
  Extents extents() throws FormatException {
    Extents runs = new Extents(volume.blob());
    long clusterSize = volume.clusterSize();
    for (NtfsAttribute piece : pieces) {
      if (piece.firstCluster() * clusterSize != runs.size()) {
        throw new FormatException("runs before cluster " + piece.firstCluster() + " of a file are missing");
      }
      piece.runs((cluster, count) -> {
        if (cluster < 0) {
          runs.addHole(count * clusterSize);
        } else {
          runs.add(cluster * clusterSize, count * clusterSize);
        }
      });
    }
    return runs;
  }

  /** Returns the runs of the contents: what was never written reads as zeros. */
  private Extents plain() throws FormatException {
    return extents().end(Math.min(first.initialized(), size())).end(size());
  }

  /** Returns all bytes. */
  byte[] bytes(int limit) throws IOException {
    if (size() > limit) {
      throw new FormatException("stream of " + size() + " bytes is larger than " + limit);
    }
    if (first.isResident()) {
      return first.value("value").all();
    } else if (isCompressed()) {
      return new NtfsCompressed(volume, extents(), first.unitClusters(), size(), first.initialized())
          .readAllBytes();
    }
    return plain().bytes(0, (int) size());
  }

  TreeEntry.Contents contents() throws IOException {
    if (size() == 0) {
      return TreeEntry.empty();
    } else if (first.isResident()) {
      return inRecord();
    } else if (isCompressed()) {
      Extents stored = extents();
      return TreeEntry.unpacked(() -> new NtfsCompressed(volume, stored, first.unitClusters(), size(),
          first.initialized()));
    }
    return TreeEntry.at(plain());
  }

  /** Bytes that lie across the end of a stride are not in the image as they are: fix-ups stand in their place. */
  private TreeEntry.Contents inRecord() throws IOException {
    long from = first.valuePlace();
    if (from % STRIDE + size() <= STRIDE - 2) {
      return TreeEntry.at(volume.table().part(from, size()));
    }
    byte[] value = first.value("value").all();
    return TreeEntry.unpacked(() -> new ByteArrayInputStream(value));
  }

  String placement() throws IOException {
    return first.isResident() ? "in its record" : "clusters " + extents().runs(volume.clusterSize());
  }
}
