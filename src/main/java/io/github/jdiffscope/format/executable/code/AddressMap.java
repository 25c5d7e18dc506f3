package io.github.jdiffscope.format.executable.code;

/** A map with addresses as keys, asked for every byte of data and every operand of code: no boxes, one array of keys. */
public final class AddressMap<V> {
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private long[] keys = new long[16];
  private Object[] values = new Object[16];
  private int size;

  public boolean isEmpty() {
    return size == 0;
  }

  /** Returns the value of a key, or null. */
  @SuppressWarnings("unchecked") // put takes nothing else
  public V get(long key) {
    return size == 0 ? null : (V) values[place(key)];
  }

  public boolean contains(long key) {
    return size > 0 && values[place(key)] != null;
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
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != null) {
        int at = place(oldKeys[i]);
        keys[at] = oldKeys[i];
        values[at] = oldValues[i];
      }
    }
  }
}
