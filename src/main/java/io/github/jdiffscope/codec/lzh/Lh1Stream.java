package io.github.jdiffscope.codec.lzh;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Decompresses lh1: literals and lengths in an adaptive Huffman code, after Haruyasu Yoshizaki's LZHUF. */
final class Lh1Stream extends RingStream {
  private static final int RING = 4096;
  private static final int LONGEST = 60;
  private static final int SYMBOLS = 256 - 2 + LONGEST;
  private static final int NODES = 2 * SYMBOLS - 1;
  private static final int ROOT = NODES - 1;
  private static final int LARGEST_FREQUENCY = 1 << 15;
  private static final int SHORTEST = 3;
  private static final int LOW_BITS = 6;
  /** How many codes of a distance's upper bits have 3, 4... bits. */
  private static final int[] DISTANCE_COUNTS = {1, 3, 8, 12, 24, 16};

  private final int[] frequency = new int[NODES + 1];
  private final int[] parent = new int[NODES + SYMBOLS];
  /** The first of two children, or a symbol plus {@link #NODES}. */
  private final int[] child = new int[NODES];
  private final int[] distanceFirst = new int[DISTANCE_COUNTS.length];

  Lh1Stream(InputStream in, long size) {
    super(in, RING, RING - LONGEST, size);
    Arrays.fill(ring, (byte) ' ');
    for (int i = 0; i < SYMBOLS; i++) {
      frequency[i] = 1;
      child[i] = i + NODES;
      parent[i + NODES] = i;
    }
    for (int i = 0, node = SYMBOLS; node <= ROOT; i += 2, node++) {
      frequency[node] = frequency[i] + frequency[i + 1];
      child[node] = i;
      parent[i] = node;
      parent[i + 1] = node;
    }
    frequency[NODES] = 0xFFFF;
  }

  @Override
  int next() throws IOException {
    int node = child[ROOT];
    while (node < NODES) {
      node = child[node + bits(1)];
    }
    int symbol = node - NODES;
    count(symbol);
    if (symbol < 256) {
      return symbol;
    }
    int distance = distance();
    copy(position() - distance - 1, symbol - 256 + SHORTEST);
    return -1;
  }

  /** The upper six bits are in a fixed canonical code. */
  private int distance() throws IOException {
    int code = bits(3);
    int first = 0;
    int index = 0;
    for (int count : DISTANCE_COUNTS) {
      if (code - first < count) {
        return index + code - first << LOW_BITS | bits(LOW_BITS);
      }
      index += count;
      first = first + count << 1;
      code = code << 1 | bits(1);
    }
    throw new IOException("there is no such code");
  }

  private void count(int symbol) {
    if (frequency[ROOT] == LARGEST_FREQUENCY) {
      rebuild();
    }
    int node = parent[symbol + NODES];
    do {
      int now = ++frequency[node];
      int last = node + 1;
      if (now > frequency[last]) {
        while (now > frequency[last + 1]) {
          last++;
        }
        swap(node, last, now);
        node = last;
      }
      node = parent[node];
    } while (node != 0);
  }

  private void swap(int node, int last, int now) {
    frequency[node] = frequency[last];
    frequency[last] = now;
    int mine = child[node];
    int other = child[last];
    child[last] = mine;
    child[node] = other;
    adopt(last);
    adopt(node);
  }

  private void adopt(int node) {
    parent[child[node]] = node;
    if (child[node] < NODES) {
      parent[child[node] + 1] = node;
    }
  }

  /** Halves the frequencies and builds the tree anew. */
  private void rebuild() {
    int leaves = 0;
    for (int i = 0; i < NODES; i++) {
      if (child[i] >= NODES) {
        frequency[leaves] = (frequency[i] + 1) / 2;
        child[leaves++] = child[i];
      }
    }
    for (int i = 0, node = SYMBOLS; node < NODES; i += 2, node++) {
      int sum = frequency[i] + frequency[i + 1];
      int at = node;
      while (at > 0 && sum < frequency[at - 1]) {
        at--;
      }
      System.arraycopy(frequency, at, frequency, at + 1, node - at);
      frequency[at] = sum;
      System.arraycopy(child, at, child, at + 1, node - at);
      child[at] = i;
    }
    for (int i = 0; i < NODES; i++) {
      adopt(i);
    }
  }
}
