package io.github.jdiffscope.codec.ppmd;

import java.io.IOException;
import java.util.Arrays;

/** Decodes symbols with the model of PPMd variant H. */
public final class PpmdDecoder extends PpmdContexts {
  private static final int LARGEST_ORDER = 64;
  private static final int INT_BITS = 7;
  private static final int PERIOD_BITS = 7;
  private static final int BIN_BITS = INT_BITS + PERIOD_BITS;
  private static final int[] INITIAL_ESCAPES = {0x3CDD, 0x1F3F, 0x59BF, 0x48F3, 0x64A1, 0x5ABC, 0x6632, 0x6051};
  private static final int[] ESCAPES = {25, 14, 9, 7, 5, 5, 4, 4, 4, 3, 3, 3, 2, 2, 2, 2};
  private static final int[] BIN_INDEX = new int[256];
  private static final int[] SEE_INDEX = new int[256];

  static {
    Arrays.fill(BIN_INDEX, 11, 256, 6);
    Arrays.fill(BIN_INDEX, 2, 11, 4);
    BIN_INDEX[1] = 2;
    int index = 3;
    int left = 1;
    for (int i = 0; i < 256; i++) {
      SEE_INDEX[i] = i < 3 ? i : index;
      if (i >= 3 && --left == 0) {
        left = ++index - 2;
      }
    }
  }

  /** An estimate of how probable an escape is. */
  private static final class See {
    private int sum;
    private int shift = PERIOD_BITS;
    private int count = 64;

    void update() {
      if (shift < PERIOD_BITS && --count == 0) {
        sum = sum << 1 & 0xFFFF;
        count = 3 << shift++ & 0xFF;
      }
    }
  }

  private final int largestOrder;
  private final int[][] binary = new int[128][64];
  private final See[][] see = new See[25][16];
  private final See noSee = new See();
  private final boolean[] masked = new boolean[256];
  private final int[] candidates = new int[256];
  private final int[] pending = new int[LARGEST_ORDER];
  private int shortest;
  private int longest;
  private int found;
  private int orderFall;
  private int runLength;
  private int initialRunLength;
  private int initialEscape;
  private int previousSuccess;
  private int highBits;

  /**
   * Starts a model.
   *
   * @param order symbols of the longest context, 2 to 64
   * @param memory in bytes
   * @throws IOException if either is out of bounds
   */
  public PpmdDecoder(int order, long memory, long limit) throws IOException {
    super(new PpmdHeap(checked(order, memory, limit)));
    this.largestOrder = order;
    restart();
  }

  private static int checked(int order, long memory, long limit) throws IOException {
    if (order < 2 || order > LARGEST_ORDER || memory < 1 << 11 || memory > limit) {
      throw new IOException("Unsupported: PPMd of order " + order + " with " + memory + " bytes of memory");
    }
    return (int) memory;
  }

  private void restart() {
    heap.reset();
    orderFall = largestOrder;
    initialRunLength = -Math.min(12, largestOrder) - 1;
    runLength = initialRunLength;
    previousSuccess = 0;
    shortest = heap.context();
    longest = shortest;
    heap.put32(shortest + 8, 0);
    heap.put16(shortest, 256);
    heap.put16(shortest + 2, 257);
    found = heap.firstStates();
    heap.put32(shortest + 4, found);
    for (int i = 0; i < 256; i++) {
      heap.put8(found + i * STATE, i);
      heap.put8(found + i * STATE + 1, 1);
      successor(found + i * STATE, 0);
    }
    for (int i = 0; i < binary.length; i++) {
      for (int k = 0; k < binary[i].length; k++) {
        binary[i][k] = (1 << BIN_BITS) - INITIAL_ESCAPES[k & 7] / (i + 2);
      }
    }
    for (int i = 0; i < see.length; i++) {
      for (int k = 0; k < see[i].length; k++) {
        see[i][k] = new See();
        see[i][k].shift = PERIOD_BITS - 4;
        see[i][k].sum = 5 * i + 10 << PERIOD_BITS - 4;
        see[i][k].count = 4;
      }
    }
  }

  /**
   * Returns the next symbol, or -1 for the end mark.
   *
   * @throws IOException if the data are damaged
   */
  public int next(RangeDecoder range) throws IOException {
    try {
      return decode(range);
    } catch (IndexOutOfBoundsException | ArithmeticException outside) {
      throw new IOException("PPMd data are damaged", outside);
    }
  }

  private int decode(RangeDecoder range) throws IOException {
    int symbol = count(shortest) == 1 ? single(range) : several(range);
    if (symbol >= 0) {
      return symbol;
    }
    while (true) {
      int known = count(shortest);
      do {
        orderFall++;
        shortest = suffix(shortest);
        if (shortest == 0) {
          return -1;
        }
      } while (count(shortest) == known);
      symbol = unmasked(range, known);
      if (symbol >= 0) {
        return symbol;
      }
    }
  }

  /** Decodes in a context of one state; returns -1 after an escape. */
  private int single(RangeDecoder range) throws IOException {
    int state = shortest + 2;
    highBits = heap.u8(found) >= 0x40 ? 8 : 0;
    int column = previousSuccess + BIN_INDEX[count(suffix(shortest)) - 1] + highBits
        + (heap.u8(state) >= 0x40 ? 16 : 0) + (runLength >> 26 & 0x20);
    int[] row = binary[frequency(state) - 1];
    int probability = row[column];
    int mean = probability + (1 << PERIOD_BITS - 2) >> PERIOD_BITS;
    if (!range.bit(probability, BIN_BITS)) {
      row[column] = probability + (1 << INT_BITS) - mean;
      found = state;
      int symbol = heap.u8(state);
      heap.put8(state + 1, frequency(state) + (frequency(state) < 128 ? 1 : 0));
      previousSuccess = 1;
      runLength++;
      nextContext();
      return symbol;
    }
    row[column] = probability - mean;
    initialEscape = ESCAPES[row[column] >> 10];
    Arrays.fill(masked, false);
    masked[heap.u8(state)] = true;
    previousSuccess = 0;
    return -1;
  }

  /** Decodes in a context of several states; returns -1 after an escape. */
  private int several(RangeDecoder range) throws IOException {
    int state = states(shortest);
    int total = sum(shortest);
    int wanted = range.threshold(total);
    if (Integer.compareUnsigned(wanted, total) >= 0) {
      throw new IOException("PPMd data are damaged");
    }
    int reached = frequency(state);
    if (wanted < reached) {
      range.decode(0, reached);
      found = state;
      int symbol = heap.u8(state);
      previousSuccess = 2 * reached > total ? 1 : 0;
      runLength += previousSuccess;
      increase();
      nextContext();
      return symbol;
    }
    previousSuccess = 0;
    int count = count(shortest);
    for (int i = 1; i < count; i++) {
      state += STATE;
      reached += frequency(state);
      if (reached > wanted) {
        range.decode(reached - frequency(state), frequency(state));
        found = state;
        int symbol = heap.u8(state);
        moveUp();
        nextContext();
        return symbol;
      }
    }
    highBits = heap.u8(found) >= 0x40 ? 8 : 0;
    range.decode(reached, total - reached);
    Arrays.fill(masked, false);
    for (int i = 0; i < count; i++, state -= STATE) {
      masked[heap.u8(state)] = true;
    }
    return -1;
  }

  /** Decodes among the states that no longer context has; returns -1 after an escape. */
  private int unmasked(RangeDecoder range, int known) throws IOException {
    int number = count(shortest) - known;
    int reached = 0;
    int state = states(shortest);
    for (int i = 0; i < number; state += STATE) {
      if (!masked[heap.u8(state)]) {
        reached += frequency(state);
        candidates[i++] = state;
      }
    }
    See estimate = noSee;
    int escape = 1;
    if (count(shortest) != 256) {
      estimate = see[SEE_INDEX[number - 1]][(number < count(suffix(shortest)) - count(shortest) ? 1 : 0)
          + (sum(shortest) < 11 * count(shortest) ? 2 : 0) + (known > number ? 4 : 0) + highBits];
      int part = estimate.sum >> estimate.shift;
      estimate.sum = estimate.sum - part & 0xFFFF;
      escape = Math.max(1, part);
    }
    int total = reached + escape;
    int wanted = range.threshold(total);
    if (Integer.compareUnsigned(wanted, total) >= 0) {
      throw new IOException("PPMd data are damaged");
    }
    if (wanted >= reached) {
      range.decode(reached, escape);
      estimate.sum = estimate.sum + total & 0xFFFF;
      for (int i = 0; i < number; i++) {
        masked[heap.u8(candidates[i])] = true;
      }
      return -1;
    }
    int at = 0;
    int end = frequency(candidates[0]);
    while (end <= wanted) {
      end += frequency(candidates[++at]);
    }
    found = candidates[at];
    range.decode(end - frequency(found), frequency(found));
    estimate.update();
    int symbol = heap.u8(found);
    increase();
    runLength = initialRunLength;
    update();
    return symbol;
  }

  /** Adds to the frequency of the state found. */
  private void increase() {
    heap.put16(shortest + 2, sum(shortest) + 4);
    int frequency = frequency(found) + 4;
    heap.put8(found + 1, frequency);
    if (frequency > LARGEST_FREQUENCY) {
      rescale();
    }
  }

  /** Adds to the frequency of the state found, and moves it up if it is more frequent than the one before now. */
  private void moveUp() {
    heap.put16(shortest + 2, sum(shortest) + 4);
    heap.put8(found + 1, frequency(found) + 4);
    if (frequency(found) > frequency(found - STATE)) {
      swap(found, found - STATE);
      found -= STATE;
      if (frequency(found) > LARGEST_FREQUENCY) {
        rescale();
      }
    }
  }

  /** Halves the frequencies of the shortest context, most frequent first; states of frequency 0 go. */
  private void rescale() {
    int first = states(shortest);
    int count = count(shortest);
    if (found != first) {
      rotate(first, found);
    }
    int escape = sum(shortest) - frequency(first);
    int adder = orderFall != 0 ? 1 : 0;
    heap.put8(first + 1, frequency(first) + 4 + adder >> 1);
    int sum = frequency(first);
    int state = first;
    for (int i = 1; i < count; i++) {
      state += STATE;
      escape -= frequency(state);
      heap.put8(state + 1, frequency(state) + adder >> 1);
      sum += frequency(state);
      if (frequency(state) > frequency(state - STATE)) {
        int to = state - STATE;
        while (to != first && frequency(state) > frequency(to - STATE)) {
          to -= STATE;
        }
        rotate(to, state);
      }
    }
    int gone = 0;
    for (; frequency(state) == 0; state -= STATE) {
      gone++;
    }
    if (gone > 0) {
      escape += gone;
      heap.put16(shortest, count - gone);
      if (count - gone == 1) {
        becomeSingle(first, count, escape);
        return;
      }
      int oldUnits = count + 1 >> 1;
      int newUnits = count - gone + 1 >> 1;
      if (oldUnits != newUnits) {
        heap.put32(shortest + 4, heap.shrink(first, oldUnits, newUnits));
      }
    }
    heap.put16(shortest + 2, sum + escape - (escape >> 1));
    found = states(shortest);
  }

  private void becomeSingle(int state, int count, int escape) {
    byte[] kept = Arrays.copyOfRange(heap.bytes, state, state + STATE);
    int frequency = kept[1] & 0xFF;
    int left = escape;
    do {
      frequency -= frequency >> 1;
      left >>= 1;
    } while (left > 1);
    kept[1] = (byte) frequency;
    heap.release(state, heap.index(count + 1 >> 1));
    found = shortest + 2;
    System.arraycopy(kept, 0, heap.bytes, found, STATE);
  }

  private void nextContext() {
    int context = successor(found);
    if (orderFall == 0 && context > heap.text) {
      shortest = context;
      longest = context;
    } else {
      update();
    }
  }

  /** Makes the contexts that the symbol found leads to; returns the longest, 0 if there is no memory. */
  private int createSuccessors(boolean skip) {
    int branch = successor(found);
    int context = shortest;
    int symbol = heap.u8(found);
    int number = 0;
    if (!skip) {
      pending[number++] = found;
    }
    while (suffix(context) != 0) {
      context = suffix(context);
      int state = stateOf(context, symbol);
      if (successor(state) != branch) {
        context = successor(state);
        if (number == 0) {
          return context;
        }
        break;
      }
      pending[number++] = state;
    }
    int next = heap.u8(branch);
    int frequency = frequency(stateOf(context, next));
    if (count(context) != 1) {
      int own = frequency - 1;
      int others = sum(context) - count(context) - own;
      frequency = 1 + (2 * own <= others ? 5 * own > others ? 1 : 0 : (2 * own + 3 * others - 1) / (2 * others));
    }
    while (number > 0) {
      int made = heap.context();
      if (made == 0) {
        return 0;
      }
      heap.put16(made, 1);
      heap.put8(made + 2, next);
      heap.put8(made + 3, frequency);
      successor(made + 2, branch + 1);
      heap.put32(made + 8, context);
      successor(pending[--number], made);
      context = made;
    }
    return context;
  }

  /** Adds the symbol found to all contexts that did not have it. */
  private void update() {
    int symbol = heap.u8(found);
    int frequency = frequency(found);
    int next = successor(found);
    if (frequency < LARGEST_FREQUENCY / 4 && suffix(shortest) != 0) {
      increaseInSuffix(suffix(shortest), symbol);
    }
    if (orderFall == 0) {
      shortest = createSuccessors(true);
      longest = shortest;
      if (shortest == 0) {
        restart();
      } else {
        successor(found, shortest);
      }
      return;
    }
    heap.put8(heap.text++, symbol);
    int place = heap.text;
    if (place >= heap.unitsStart) {
      restart();
      return;
    }
    if (next == 0) {
      successor(found, place);
      next = shortest;
    } else {
      if (next <= place) {
        next = createSuccessors(false);
        if (next == 0) {
          restart();
          return;
        }
      }
      if (--orderFall == 0) {
        place = next;
        heap.text -= longest != shortest ? 1 : 0;
      }
    }
    int states = count(shortest);
    int others = sum(shortest) - states - (frequency - 1);
    for (int context = longest; context != shortest; context = suffix(context)) {
      if (!add(context, symbol, frequency, place, states, others)) {
        restart();
        return;
      }
    }
    shortest = next;
    longest = next;
  }

  /** Adds a state to a context; returns false if there is no memory. */
  private boolean add(int context, int symbol, int frequency, int place, int states, int others) {
    int count = count(context);
    if (count != 1) {
      if ((count & 1) == 0 && !expand(context, count >> 1)) {
        return false;
      }
      heap.put16(context + 2, sum(context) + (2 * count < states ? 1 : 0)
          + (4 * count <= states && sum(context) <= 8 * count ? 2 : 0));
    } else {
      int state = heap.allocate(0);
      if (state == 0) {
        return false;
      }
      System.arraycopy(heap.bytes, context + 2, heap.bytes, state, STATE);
      heap.put32(context + 4, state);
      int old = frequency(state);
      heap.put8(state + 1, old < LARGEST_FREQUENCY / 4 - 1 ? old << 1 : LARGEST_FREQUENCY - 4);
      heap.put16(context + 2, frequency(state) + initialEscape + (states > 3 ? 1 : 0));
    }
    int share = 2 * frequency * (sum(context) + 6);
    int whole = others + sum(context);
    if (share < 6 * whole) {
      share = 1 + (share > whole ? 1 : 0) + (share >= 4 * whole ? 1 : 0);
      heap.put16(context + 2, sum(context) + 3);
    } else {
      share = 4 + (share >= 9 * whole ? 1 : 0) + (share >= 12 * whole ? 1 : 0) + (share >= 15 * whole ? 1 : 0);
      heap.put16(context + 2, sum(context) + share);
    }
    int state = states(context) + count * STATE;
    heap.put8(state, symbol);
    heap.put8(state + 1, share);
    successor(state, place);
    heap.put16(context, count + 1);
    return true;
  }
}
