package io.github.jdiffscope.match;

import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.ArtifactPair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Pairs the members of two containers: by name, single to single, by name without compression suffix, without the
 * version of its folders, of the file, of both, then by the likeness of their contents. What is left stands alone. Every member ends in exactly one pair, and swapping the
 * containers swaps the pairs.
 */
public final class Matcher {
  /** More comparisons of digests than this are not made: 4 million take about half a second. */
  private static final long MAX_COMPARISONS = 4_000_000;
  private static final int MAX_SIMILARITY = 100;

  private final Artifact[] left;
  private final Artifact[] right;
  private final int[] partner;
  private final boolean[] taken;
  private final int[] similarity;

  private Matcher(List<Artifact> left, List<Artifact> right) {
    this.left = left.toArray(new Artifact[0]);
    this.right = right.toArray(new Artifact[0]);
    this.partner = new int[this.left.length];
    Arrays.fill(partner, -1);
    this.similarity = new int[this.left.length];
    Arrays.fill(similarity, ArtifactPair.BY_NAME);
    this.taken = new boolean[this.right.length];
  }

  /**
   * Returns the pairs, in the containers' order where they agree on one, else by name.
   *
   * @param digest of a member's content, null if it has none; asked only of members that have no namesake
   * @param threshold distance of digests up to which two members are a pair, 0 = never
   */
  public static List<ArtifactPair> match(List<Artifact> left, List<Artifact> right, Function<Artifact, Tlsh> digest,
      int threshold) {
    Matcher matcher = new Matcher(left, right);
    if (!matcher.inStep()) {
      matcher.byKey(Artifact::name, false);
    }
    if (matcher.isOpen()) {
      matcher.singleToSingle();
      matcher.byKey(artifact -> withoutSuffix(artifact.name()), true);
      matcher.byKey(artifact -> withoutFolderVersion(artifact.name()), true);
      matcher.byKey(artifact -> withoutFileVersion(artifact.name()), true);
      matcher.byKey(artifact -> withoutVersion(artifact.name()), true);
      if (threshold > 0) {
        matcher.bySimilarity(digest, threshold);
      }
    }
    return matcher.ordered();
  }

  /** Pairs the members of two containers that hold the same names in the same order, as most do; returns whether they do. */
  private boolean inStep() {
    if (left.length != right.length) {
      return false;
    }
    for (int i = 0; i < left.length; i++) {
      if (!left[i].name().equals(right[i].name())) {
        return false;
      }
    }
    for (int i = 0; i < left.length; i++) {
      pair(i, i);
    }
    return true;
  }

  private boolean isOpen() {
    for (int index : partner) {
      if (index < 0) {
        for (boolean used : taken) {
          if (!used) {
            return true;
          }
        }
        return false;
      }
    }
    return false;
  }

  /** Pairs open members of equal key; the n-th of a key with the n-th, or only keys that are unique on both sides. */
  private void byKey(Function<Artifact, String> key, boolean unique) {
    Map<String, List<Integer>> rightByKey = new HashMap<>(right.length * 2);
    for (int j = 0; j < right.length; j++) {
      if (!taken[j]) {
        rightByKey.computeIfAbsent(key.apply(right[j]), k -> new ArrayList<>(1)).add(j);
      }
    }
    Map<String, List<Integer>> leftByKey = new LinkedHashMap<>(left.length * 2);
    for (int i = 0; i < left.length; i++) {
      if (partner[i] < 0) {
        leftByKey.computeIfAbsent(key.apply(left[i]), k -> new ArrayList<>(1)).add(i);
      }
    }
    leftByKey.forEach((text, mine) -> {
      List<Integer> theirs = rightByKey.getOrDefault(text, List.of());
      if (!unique || mine.size() == 1 && theirs.size() == 1) {
        for (int n = 0; n < Math.min(mine.size(), theirs.size()); n++) {
          pair(mine.get(n), theirs.get(n));
        }
      }
    });
  }

  private void singleToSingle() {
    if (left.length == 1 && right.length == 1 && left[0].kind() == right[0].kind()) {
      pair(0, 0);
    }
  }

  private void bySimilarity(Function<Artifact, Tlsh> digest, int threshold) {
    List<Integer> openLeft = open(partner.length, i -> partner[i] < 0);
    List<Integer> openRight = open(taken.length, j -> !taken[j]);
    if (openLeft.isEmpty() || openRight.isEmpty() || (long) openLeft.size() * openRight.size() > MAX_COMPARISONS) {
      return;
    }
    Tlsh[] leftDigests = digests(openLeft, left, digest);
    Tlsh[] rightDigests = digests(openRight, right, digest);
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < leftDigests.length; i++) {
      for (int j = 0; leftDigests[i] != null && j < rightDigests.length; j++) {
        int distance = rightDigests[j] == null ? Integer.MAX_VALUE : leftDigests[i].distance(rightDigests[j]);
        if (distance <= threshold) {
          candidates.add(new Candidate(distance, openLeft.get(i), openRight.get(j)));
        }
      }
    }
    candidates.sort(order());
    for (Candidate candidate : candidates) {
      if (partner[candidate.left] < 0 && !taken[candidate.right]) {
        pair(candidate.left, candidate.right);
        similarity[candidate.left] = Math.max(0, MAX_SIMILARITY - candidate.distance * MAX_SIMILARITY / 300);
      }
    }
  }

  /** Returns nearest first; ties by names, in a way that does not depend on which side is left. */
  private Comparator<Candidate> order() {
    return Comparator.comparingInt(Candidate::distance)
        .thenComparing(c -> smaller(left[c.left].name(), right[c.right].name()))
        .thenComparing(c -> larger(left[c.left].name(), right[c.right].name()));
  }

  private static String smaller(String a, String b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static String larger(String a, String b) {
    return a.compareTo(b) <= 0 ? b : a;
  }

  private static Tlsh[] digests(List<Integer> open, Artifact[] artifacts, Function<Artifact, Tlsh> digest) {
    Tlsh[] result = new Tlsh[open.size()];
    for (int n = 0; n < result.length; n++) {
      result[n] = digest.apply(artifacts[open.get(n)]);
    }
    return result;
  }

  private static List<Integer> open(int count, java.util.function.IntPredicate isOpen) {
    List<Integer> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (isOpen.test(i)) {
        result.add(i);
      }
    }
    return result;
  }

  private void pair(int i, int j) {
    partner[i] = j;
    taken[j] = true;
  }

  private List<ArtifactPair> ordered() {
    List<ArtifactPair> pairs = new ArrayList<>(left.length + right.length);
    if (!ordersAgree()) {
      addAll(pairs);
      pairs.sort(Comparator.comparing((ArtifactPair pair) -> firstName(pair)));
      return pairs;
    }
    int j = 0;
    for (int i = 0; i < left.length; i++) {
      if (partner[i] >= 0) {
        for (; j < partner[i]; j++) {
          pairs.add(ArtifactPair.of(null, right[j]));
        }
        pairs.add(new ArtifactPair(left[i], right[j++], similarity[i]));
      } else {
        // Both sides may have members of their own here: the smaller name goes first, whichever side is left.
        for (; j < right.length && !taken[j] && right[j].name().compareTo(left[i].name()) < 0; j++) {
          pairs.add(ArtifactPair.of(null, right[j]));
        }
        pairs.add(ArtifactPair.of(left[i], null));
      }
    }
    for (; j < right.length; j++) {
      pairs.add(ArtifactPair.of(null, right[j]));
    }
    return pairs;
  }

  private void addAll(List<ArtifactPair> pairs) {
    for (int i = 0; i < left.length; i++) {
      pairs.add(partner[i] < 0 ? ArtifactPair.of(left[i], null)
          : new ArtifactPair(left[i], right[partner[i]], similarity[i]));
    }
    for (int j = 0; j < right.length; j++) {
      if (!taken[j]) {
        pairs.add(ArtifactPair.of(null, right[j]));
      }
    }
  }

  private static String firstName(ArtifactPair pair) {
    return pair.isOneSided() ? pair.any().name() : smaller(pair.left().name(), pair.right().name());
  }

  private boolean ordersAgree() {
    int last = -1;
    for (int index : partner) {
      if (index >= 0 && index < last) {
        return false;
      }
      last = Math.max(last, index);
    }
    return true;
  }

  /** Returns a name without the suffix that says how it is compressed: {@code control.tar.zst} as {@code control.tar}. */
  static String withoutSuffix(String name) {
    for (String suffix : new String[] {".gz", ".xz", ".zst", ".bz2", ".lzma", ".lz4", ".lz", ".br", ".Z"}) {
      if (name.endsWith(suffix) && name.length() > suffix.length()) {
        return name.substring(0, name.length() - suffix.length());
      }
    }
    return name;
  }

  /** Returns a name whose folders have no version: {@code 6.1.0-#/nls_iso8859-7.ko} keeps the number that tells files apart. */
  static String withoutFolderVersion(String name) {
    int file = fileStart(name);
    return withoutVersion(name.substring(0, file)) + name.substring(file);
  }

  private static String withoutFileVersion(String name) {
    int file = fileStart(name);
    return name.substring(0, file) + withoutVersion(name.substring(file));
  }

  private static int fileStart(String name) {
    return name.lastIndexOf('/', name.length() - 2) + 1;
  }

  /** Returns a name with each run of digits, and dots between digits, as one mark: {@code lib-#.jar}. */
  public static String withoutVersion(String name) {
    StringBuilder result = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      boolean dotBetweenDigits = c == '.' && i + 1 < name.length() && Character.isDigit(name.charAt(i + 1))
          && result.length() > 0 && result.charAt(result.length() - 1) == '#';
      if (!digit && !dotBetweenDigits) {
        result.append(c);
      } else if (result.length() == 0 || result.charAt(result.length() - 1) != '#') {
        result.append('#');
      }
    }
    return result.toString();
  }

  private record Candidate(int distance, int left, int right) {}
}
