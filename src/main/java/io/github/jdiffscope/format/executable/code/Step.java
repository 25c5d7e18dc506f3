package io.github.jdiffscope.format.executable.code;

/**
 * One instruction of a function.
 *
 * @param text as it is shown; of a jump inside its function without the label, which follows
 * @param flow where control goes from here
 * @param target address an inner jump goes to, else -1
 * @param inverse the text of the jump that is taken in just the other cases, null if there is none
 * @param shape the instruction without the fields that hold places and numbers
 */
public record Step(long address, String text, Flow flow, long target, String inverse, int shape) {

  /** Where control goes from an instruction. */
  public enum Flow {
    /** To the next one. */
    NEXT,
    /** To another place of the function. */
    JUMP,
    /** To another place of the function or the next instruction. */
    BRANCH,
    /** Out of the function, or nobody knows where. */
    END,
    /** Nowhere: it only fills space before an aligned place. */
    PADDING
  }

  /** Returns the same step with another text. */
  Step saying(String other) {
    return new Step(address, other, flow, target, inverse, shape);
  }
}
