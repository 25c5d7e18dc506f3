package io.github.jdiffscope.codec.ppmd;

import java.io.IOException;

/** The arithmetic decoder below the model. */
public interface RangeDecoder {

  /** Returns which part of {@code total} the code lies in; what lies outside is damage that {@link PpmdDecoder} notices. */
  int threshold(int total) throws IOException;

  /** Takes the part that was found. */
  void decode(int start, int size) throws IOException;

  /** Returns whether the bit is set whose absence has the probability {@code size} of 2 to the power of {@code bits}. */
  boolean bit(int size, int bits) throws IOException;
}
