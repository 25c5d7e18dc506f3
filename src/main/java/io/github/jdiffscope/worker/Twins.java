package io.github.jdiffscope.worker;

import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.ContentComparer;
import io.github.jdiffscope.job.ChildPair;
import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.ArtifactKind;
import io.github.jdiffscope.model.ArtifactPair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds pairs that have the same contents as an earlier pair, so that no difference is worked out twice: a file that a
 * tree holds in several places, or an archive bomb that nests sixteen equal archives five deep.
 */
final class Twins {
  /** Earlier pairs of the same sizes that a pair is compared with. */
  private static final int MAX_CANDIDATES = 4;

  private final ContentComparer comparer;
  private final Map<String, List<Integer>> bySizes = new HashMap<>();

  Twins(ContentComparer comparer) {
    this.comparer = comparer;
  }

  /** Returns for each pair the index of its earlier twin, or {@link ChildPair#NONE}. */
  int[] find(List<ArtifactPair> pairs) {
    int[] twins = new int[pairs.size()];
    for (int i = 0; i < twins.length; i++) {
      twins[i] = twin(pairs, i);
    }
    return twins;
  }

  private int twin(List<ArtifactPair> pairs, int index) {
    ArtifactPair pair = pairs.get(index);
    if (pair.isOneSided() || pair.left().kind() != ArtifactKind.FILE || pair.right().kind() != ArtifactKind.FILE) {
      return ChildPair.NONE;
    }
    List<Integer> candidates = bySizes.computeIfAbsent(key(pair.left()) + '|' + key(pair.right()),
        key -> new ArrayList<>(1));
    for (int candidate : candidates) {
      if (same(pairs.get(candidate).left(), pair.left()) && same(pairs.get(candidate).right(), pair.right())) {
        return candidate;
      }
    }
    if (candidates.size() < MAX_CANDIDATES) {
      candidates.add(index);
    }
    return ChildPair.NONE;
  }

  /** Returns what twins must share: stored size and coding, format, and the suffix, by which some are recognised. */
  private static String key(Artifact artifact) {
    BlobLocation location = artifact.location();
    String name = artifact.name();
    return location.coding() + " " + location.codedLength() + ' ' + location.size() + ' ' + artifact.format() + ' '
        + name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);
  }

  private boolean same(Artifact a, Artifact b) {
    try {
      return comparer.compare(a.location(), b.location(), 0) == ContentComparer.Result.EQUAL;
    } catch (IOException unreadable) {
      return false;
    }
  }
}
