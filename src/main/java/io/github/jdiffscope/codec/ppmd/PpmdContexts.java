package io.github.jdiffscope.codec.ppmd;

import java.util.Arrays;

/**
 * Contexts and states as they lie in the heap.
 *
 * <p>A context is 12 bytes: number of states (16 bits), sum of their frequencies (16), where the states are (32), the
 * context that is one symbol shorter (32). A state is 6 bytes: symbol, frequency, successor (32): a context, or a place
 * in the raw text where one is yet to be made. The only state of a context lies in it, at offset 2.
 */
abstract class PpmdContexts {
  static final int STATE = 6;
  static final int LARGEST_FREQUENCY = 124;

  final PpmdHeap heap;

  PpmdContexts(PpmdHeap heap) {
    this.heap = heap;
  }

  final int successor(int state) {
    return heap.i32(state + 2);
  }

  final void successor(int state, int value) {
    heap.put32(state + 2, value);
  }

  final int frequency(int state) {
    return heap.u8(state + 1);
  }

  final int states(int context) {
    return heap.i32(context + 4);
  }

  final int suffix(int context) {
    return heap.i32(context + 8);
  }

  final int count(int context) {
    return heap.u16(context);
  }

  final int sum(int context) {
    return heap.u16(context + 2);
  }

  final void swap(int a, int b) {
    for (int i = 0; i < STATE; i++) {
      byte kept = heap.bytes[a + i];
      heap.bytes[a + i] = heap.bytes[b + i];
      heap.bytes[b + i] = kept;
    }
  }

  /** Moves a state to the front of those between. */
  final void rotate(int front, int state) {
    byte[] kept = Arrays.copyOfRange(heap.bytes, state, state + STATE);
    System.arraycopy(heap.bytes, front, heap.bytes, front + STATE, state - front);
    System.arraycopy(kept, 0, heap.bytes, front, STATE);
  }

  final int stateOf(int context, int symbol) {
    int state = context + 2;
    if (count(context) != 1) {
      state = states(context);
      while (heap.u8(state) != symbol) {
        state += STATE;
      }
    }
    return state;
  }

  final void increaseInSuffix(int context, int symbol) {
    int state = stateOf(context, symbol);
    if (count(context) == 1) {
      if (frequency(state) < 32) {
        heap.put8(state + 1, frequency(state) + 1);
      }
      return;
    }
    if (state != states(context) && frequency(state) >= frequency(state - STATE)) {
      swap(state, state - STATE);
      state -= STATE;
    }
    if (frequency(state) < LARGEST_FREQUENCY - 9) {
      heap.put8(state + 1, frequency(state) + 2);
      heap.put16(context + 2, sum(context) + 2);
    }
  }

  final boolean expand(int context, int units) {
    int index = heap.index(units);
    if (index == heap.index(units + 1)) {
      return true;
    }
    int larger = heap.allocate(index + 1);
    if (larger == 0) {
      return false;
    }
    int old = states(context);
    System.arraycopy(heap.bytes, old, heap.bytes, larger, units * PpmdHeap.UNIT);
    heap.release(old, index);
    heap.put32(context + 4, larger);
    return true;
  }
}
