package io.github.jdiffscope.sniff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Recognises formats: by content first, by name only where content says nothing; never by the order of a list. */
public final class Sniffer {
  /** What everything is that nothing recognises. */
  public static final String BINARY = "generic/binary";

  private final List<Format> formats;
  /** The rules of each format: arrays, as all of them are asked about every member of an archive. */
  private final Signature[][] signatures;
  private final Map<String, Set<String>> ancestors;

  public Sniffer(List<Format> formats) {
    this.formats = List.copyOf(formats);
    this.signatures = new Signature[formats.size()][];
    for (int i = 0; i < signatures.length; i++) {
      signatures[i] = formats.get(i).signatures().toArray(new Signature[0]);
    }
    this.ancestors = ancestors(formats);
  }

  private static Map<String, Set<String>> ancestors(List<Format> formats) {
    Map<String, Format> byId = new HashMap<>();
    for (Format format : formats) {
      byId.put(format.id(), format);
    }
    Map<String, Set<String>> result = new HashMap<>();
    for (Format format : formats) {
      Set<String> all = new HashSet<>();
      collect(format, byId, all);
      result.put(format.id(), all);
    }
    return result;
  }

  private static void collect(Format format, Map<String, Format> byId, Set<String> into) {
    for (String parent : format.refines()) {
      if (into.add(parent) && byId.containsKey(parent)) {
        collect(byId.get(parent), byId, into);
      }
    }
  }

  /** Returns the id of the most specific format that matches, {@link #BINARY} if none does. */
  public String sniff(Probe probe) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < signatures.length; i++) {
      int weight = 0;
      for (Signature signature : signatures[i]) {
        weight = Math.max(weight, signature.weigh(probe));
      }
      if (weight > 0) {
        candidates.add(new Candidate(formats.get(i).id(), weight));
      }
    }
    return candidates.isEmpty() ? BINARY : best(candidates);
  }

  private String best(List<Candidate> candidates) {
    // A name alone never wins over content; among content, a refinement wins over what it refines.
    int least = Signature.NAME_WEIGHT;
    for (Candidate candidate : candidates) {
      least = Math.max(least, Math.min(candidate.weight, Signature.NAME_WEIGHT + 1));
    }
    Set<String> refined = new HashSet<>();
    for (Candidate candidate : candidates) {
      if (candidate.weight >= least) {
        refined.addAll(ancestors.get(candidate.id));
      }
    }
    Candidate best = null;
    for (Candidate candidate : candidates) {
      if (!refined.contains(candidate.id) && (best == null || candidate.beats(best))) {
        best = candidate;
      }
    }
    return best == null ? BINARY : best.id;
  }

  /** Returns whether {@code id} is a special case, direct or not, of {@code general}. */
  public boolean refines(String id, String general) {
    return ancestors.getOrDefault(id, Set.of()).contains(general);
  }

  private record Candidate(String id, int weight) {
    /** Returns whether this one is preferred: more content looked at; of equals the first by id. */
    boolean beats(Candidate other) {
      return weight != other.weight ? weight > other.weight : id.compareTo(other.id) < 0;
    }
  }
}
