package io.github.jdiffscope.worker;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.BlobOpener;
import io.github.jdiffscope.bytes.Coding;
import io.github.jdiffscope.bytes.ContentComparer;
import io.github.jdiffscope.job.ChildPair;
import io.github.jdiffscope.job.ComparisonJob;
import io.github.jdiffscope.match.Matcher;
import io.github.jdiffscope.match.Tlsh;
import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.ArtifactKind;
import io.github.jdiffscope.model.ArtifactPair;
import io.github.jdiffscope.model.Limits;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Sniffer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Pairs the members of two containers and drops the pairs that are equal: those whose stored bytes are equal without
 * decoding them, the others by decoding both as streams. Claims of the input (sizes, checksums) are never taken as proof.
 */
final class Members {
  /** Coded members up to this size are decoded here to be recognised; larger ones are recognised by their own job. */
  private static final long RECOGNISE_LIMIT = 8 << 20;
  /** Contents up to this size have a digest for likeness. */
  private static final int DIGEST_LIMIT = 16 << 20;
  /** What any member may unpack and list, however small its share. */
  private static final long SMALLEST_UNPACKED = 16 << 20;
  private static final long SMALLEST_MEMBERS = 10_000;

  private final ComparisonJob job;
  private final String parentFormat;
  private final Sniffer sniffer;
  private final BlobOpener opener;
  private final List<ArtifactPair> different = new ArrayList<>();
  private final List<ArtifactPair> renamed = new ArrayList<>();
  private ContentComparer comparer;
  private int[] twins = {};
  private int equal;
  private int recoded;

  Members(ComparisonJob job, String parentFormat, Sniffer sniffer, BlobOpener opener) {
    this.job = job;
    this.parentFormat = parentFormat;
    this.sniffer = sniffer;
    this.opener = opener;
  }

  /** Compares the members; afterwards the other methods tell what was found. */
  void compare(List<Artifact> left, List<Artifact> right) throws IOException {
    if (left.isEmpty() && right.isEmpty()) {
      return;
    }
    List<ArtifactPair> pairs = Matcher.match(left, right, this::digest, job.scope().fuzzyThreshold());
    try (ContentComparer open = new ContentComparer()) {
      comparer = open;
      compare(pairs);
      twins = new Twins(open).find(different);
    }
  }

  /** Returns whether two lists of members are equal by name and content; their order does not count. */
  boolean areEqual(List<Artifact> left, List<Artifact> right) throws IOException {
    if (left.size() != right.size()) {
      return false;
    }
    List<Artifact> a = left.stream().sorted(Comparator.comparing(Artifact::name)).toList();
    List<Artifact> b = right.stream().sorted(Comparator.comparing(Artifact::name)).toList();
    try (ContentComparer open = new ContentComparer()) {
      comparer = open;
      for (int i = 0; i < a.size(); i++) {
        if (!a.get(i).name().equals(b.get(i).name()) || !isEqual(new ArtifactPair(a.get(i), b.get(i), ArtifactPair.BY_NAME))) {
          return false;
        }
      }
      return true;
    }
  }

  private void compare(List<ArtifactPair> pairs) {
    for (ArtifactPair pair : pairs) {
      if (pair.isOneSided()) {
        different.add(job.scope().newFile() ? recognised(pair) : pair);
      } else if (!isEqual(pair)) {
        different.add(recognised(pair));
      } else {
        equal++;
        if (!pair.left().name().equals(pair.right().name())) {
          renamed.add(pair);
        }
        if (job.scope().forceDetails()) {
          different.add(recognised(pair));
        }
      }
    }
  }

  /** Returns how many pairs have equal contents. */
  int equal() {
    return equal;
  }

  /** Returns how many pairs have equal contents, stored as other bytes. */
  int recoded() {
    return recoded;
  }

  /** Returns the pairs that have equal contents under other names. */
  List<ArtifactPair> renamed() {
    return renamed;
  }

  boolean allEqual() {
    return different.isEmpty() || equal > 0 && job.scope().forceDetails() && different.size() == equal;
  }

  /** Returns the pairs still to be compared, each with its share of what is left of the limits. */
  List<ChildPair> children() {
    double total = 1;
    for (ArtifactPair pair : different) {
      total += codedLength(pair);
    }
    Limits all = job.limits();
    List<ChildPair> result = new ArrayList<>(different.size());
    for (int i = 0; i < different.size(); i++) {
      ArtifactPair pair = different.get(i);
      double share = codedLength(pair) / total;
      result.add(new ChildPair(pair, new Limits(all.jobMillis(), share(all.unpackedBytes(), share, SMALLEST_UNPACKED),
          share(all.members(), share, SMALLEST_MEMBERS), all.depth() - 1, all.diff()), twins[i]));
    }
    return result;
  }

  private static long share(long whole, double share, long smallest) {
    return Math.min(whole, Math.max(smallest, (long) (whole * share)));
  }

  private static double codedLength(ArtifactPair pair) {
    return codedLength(pair.left()) + codedLength(pair.right());
  }

  private static double codedLength(Artifact artifact) {
    boolean hasBytes = artifact != null && artifact.kind() == ArtifactKind.FILE;
    return hasBytes ? artifact.location().codedLength() : 0;
  }

  private boolean isEqual(ArtifactPair pair) {
    Artifact left = pair.left();
    Artifact right = pair.right();
    if (left.kind() != right.kind()) {
      return false;
    }
    if (left.kind() != ArtifactKind.FILE) {
      return Objects.equals(left.target(), right.target());
    }
    try {
      ContentComparer.Result result = comparer.compare(left.location(), right.location(), job.limits().unpackedBytes());
      recoded += result == ContentComparer.Result.RECODED ? 1 : 0;
      return result != ContentComparer.Result.DIFFERENT;
    } catch (IOException | RuntimeException unreadable) {
      // Not proven equal: the member's own job finds out and says what is wrong.
      return false;
    }
  }

  private ArtifactPair recognised(ArtifactPair pair) {
    return new ArtifactPair(recognised(true, pair.left()), recognised(false, pair.right()), pair.similarity());
  }

  private Artifact recognised(boolean isLeft, Artifact artifact) {
    if (artifact == null || !artifact.format().equals(Artifact.UNRECOGNISED)) {
      return artifact;
    }
    BlobLocation location = artifact.location();
    boolean cheap = location.coding() == Coding.STORED || location.codedLength() <= RECOGNISE_LIMIT
        && location.size() >= 0 && location.size() <= RECOGNISE_LIMIT;
    if (!cheap) {
      return artifact;
    }
    try (Blob blob = open(isLeft, location)) {
      return artifact.as(recognise(blob, artifact.name(), parentFormat, sniffer));
    } catch (IOException | RuntimeException unreadable) {
      return artifact;
    }
  }

  private Blob open(boolean isLeft, BlobLocation location) throws IOException {
    byte[] content = comparer.shortContent(isLeft, location);
    return content == null ? opener.open(location) : opener.known(location, content);
  }

  /** Returns the format id of open bytes. */
  static String recognise(Blob blob, String name, String parentFormat, Sniffer sniffer) throws IOException {
    return sniffer.sniff(new Probe(blob, name, parentFormat));
  }

  private Tlsh digest(Artifact artifact) {
    if (artifact.kind() != ArtifactKind.FILE || artifact.location().size() > DIGEST_LIMIT
        || artifact.location().size() < Tlsh.MINIMUM_LENGTH) {
      return null;
    }
    try (InputStream content = BlobOpener.stream(artifact.location())) {
      return Tlsh.of(content.readNBytes(DIGEST_LIMIT));
    } catch (IOException | RuntimeException unreadable) {
      return null;
    }
  }
}
