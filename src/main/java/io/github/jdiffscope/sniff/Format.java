package io.github.jdiffscope.sniff;

import java.util.List;
import java.util.Objects;

/**
 * A format that can be recognised and compared.
 *
 * @param id {@code family/name}, lower case: the same word in jobs, on the command line, in fixtures, in documentation
 * @param title what people call it, for lists: {@code ZIP archive}
 * @param refines ids of the formats it is a special case of; it wins over them wherever both match, and they are what
 *     its files are read as where it fails
 * @param signatures rules, any of which recognises it; none if it is only ever named by a container
 * @param base id of the refined format whose comparator describes the same artifact too, after this one: this one then
 *     only adds sections, and need not list or unpack; null if this one describes everything itself
 * @param execution where its comparisons may run
 */
public record Format(String id, String title, List<String> refines, List<Signature> signatures, String base,
    Execution execution) {

  /** Where a comparison may run. */
  public enum Execution {
    /** Cheap and bounded by the size of its input: our own parsers. */
    INLINE,
    /** Heavy, native or not ours: only ever in a worker process, where there are workers. */
    WORKER
  }

  public Format {
    if (!isFamilyAndName(id)) {
      throw new IllegalArgumentException("format id is not family/name: " + id);
    }
    Objects.requireNonNull(title);
    refines = List.copyOf(refines);
    signatures = List.copyOf(signatures);
  }

  /** Checked without a regular expression: this runs for every format at every start. */
  private static boolean isFamilyAndName(String id) {
    int slash = id.indexOf('/');
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean letter = c >= 'a' && c <= 'z';
      if (i != slash && !letter && !(i > slash && (c == '-' || c >= '0' && c <= '9'))) {
        return false;
      }
    }
    return slash > 0 && slash < id.length() - 1;
  }

  /** Returns a format that refines nothing and runs inline. */
  public static Format of(String id, String title, Signature... signatures) {
    return new Format(id, title, List.of(), List.of(signatures), null, Execution.INLINE);
  }

  /** Returns the same format, as a special case of others too. */
  public Format refining(String... ids) {
    return new Format(id, title, List.of(ids), signatures, base, execution);
  }

  /** Returns the same format, as a special case of {@code baseId} whose comparator also describes the artifact. */
  public Format extending(String baseId) {
    return new Format(id, title, List.of(baseId), signatures, baseId, execution);
  }

  /** Returns the same format, compared only in worker processes. */
  public Format inWorker() {
    return new Format(id, title, refines, signatures, base, Execution.WORKER);
  }

  public String family() {
    return id.substring(0, id.indexOf('/'));
  }
}
