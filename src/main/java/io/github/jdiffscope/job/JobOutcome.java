package io.github.jdiffscope.job;

import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.FailureKind;
import java.util.List;

/** What came of a job. */
public sealed interface JobOutcome {

  /** Returns the number of the job. */
  long number();

  /**
   * The comparison was made.
   *
   * @param node what differs, without the members' differences; null if nothing does
   * @param silence what it means if this node ends up showing nothing
   * @param children pairs of members that differ or may differ, in the container's order; one-sided ones included
   */
  record Compared(long number, Difference node, Silence silence, List<ChildPair> children) implements JobOutcome {
    public Compared {
      children = List.copyOf(children);
    }

    /** Returns the outcome for two artifacts that are the same. */
    public static Compared equal(long number) {
      return new Compared(number, null, Silence.EQUAL, List.of());
    }
  }

  /** What a node that shows nothing means. */
  enum Silence {
    /** The two are equal, as far as this node itself can tell. */
    EQUAL,
    /** The user left out something that differs: the two are equal but for that. */
    LEFT_OUT,
    /** The bytes are known to differ, so showing nothing is wrong. */
    WRONG
  }

  /**
   * The comparison could not be made.
   *
   * @param kind why
   * @param message for the log; the report's sentence is made from {@code kind}, so that it is the same in every run
   */
  record Failed(long number, FailureKind kind, String message) implements JobOutcome {}
}
