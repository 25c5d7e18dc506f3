package io.github.jdiffscope.format.executable.code;

/** A 128-bit digest of numbers and words; quick, not cryptographic: two multiplicative hashes side by side. */
public final class Mixer {
  private long first = 0x9E3779B97F4A7C15L;
  private long second = 0xC2B2AE3D27D4EB4FL;

  public void add(long value) {
    first = Long.rotateLeft(first ^ value, 29) * 0x9FB21C651E98DF25L;
    second = (Long.rotateLeft(second, 31) + value) * 0xD6E8FEB86659FD93L;
    second ^= second >>> 32;
  }

  /** Adds a word; its hash is kept by the string, so this is quick for a word met before. */
  public void add(String word) {
    long hash = word.hashCode();
    add(hash << 32 | word.length());
    if (word.length() <= 64) {
      for (int i = 0; i < word.length(); i += 4) {
        long four = 0;
        for (int j = i; j < Math.min(i + 4, word.length()); j++) {
          four = four << 16 | word.charAt(j);
        }
        add(four);
      }
    }
  }

  /** Adds all characters of a text. */
  public void addText(CharSequence text) {
    for (int i = 0; i < text.length(); i += 4) {
      long four = 0;
      for (int j = i; j < Math.min(i + 4, text.length()); j++) {
        four = four << 16 | text.charAt(j);
      }
      add(four);
    }
    add(text.length());
  }

  public void add(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i += 8) {
      long eight = 0;
      for (int j = i; j < Math.min(to, i + 8); j++) {
        eight = eight << 8 | bytes[j] & 0xFF;
      }
      add(eight);
    }
    add(to - from);
  }

  @Override
  public String toString() {
    return Long.toHexString(first ^ first >>> 31) + '-' + Long.toHexString(second);
  }
}
