package io.github.jdiffscope.format.executable.code;

/** A map with addresses as keys, asked for every byte of data and every operand of code: no boxes, one array of keys. */
public final class AddressMap<V> {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] keys = new long[16];
  private Object[] values = new Object[16];
  /** A bit for every key by its lowest bits: most that are asked for are not there, and neighbours lie in one word. */
  private long[] marks = new long[4];
  private int size;

  public boolean isEmpty() {
    return size == 0;
  }

  /** Returns the value of a key, or null. */
  @SuppressWarnings("unchecked") // put takes nothing else
  public V get(long key) {
    return isMarked(key) ? (V) values[place(key)] : null;
  }

  public boolean contains(long key) {
    return isMarked(key) && values[place(key)] != null;
  }

  private boolean isMarked(long key) {
    return (marks[(int) (key >>> 6) & marks.length - 1] >>> key & 1) != 0;
  }

  private void mark(long key) {
    marks[(int) (key >>> 6) & marks.length - 1] |= 1L << key;
  }

  /** Gives a key a value, which is not null. */
  public void put(long key, V value) {
    if (size * 2 >= keys.length) {
      grow();
    }
    int at = place(key);
    size += values[at] == null ? 1 : 0;
    keys[at] = key;
    values[at] = value;
    mark(key);
  }

  /** Returns where a key is, or where it would be. */
  private int place(long key) {
    int mask = keys.length - 1;
    int at = (int) (key * SPREAD >>> 32) & mask;
    while (values[at] != null && keys[at] != key) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    Object[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new Object[keys.length];
    marks = new long[keys.length / 4];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != null) {
        int at = place(oldKeys[i]);
        keys[at] = oldKeys[i];
        values[at] = oldValues[i];
        mark(oldKeys[i]);
      }
    }
  }
}
