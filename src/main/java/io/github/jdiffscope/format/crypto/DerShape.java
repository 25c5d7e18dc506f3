package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Tells whether bytes are DER of any kind, strictly: much that is none starts with the byte of a SEQUENCE. */
final class DerShape {
  private static final int SEQUENCE = 0x30;
  private static final int SMALLEST = 16;
  private static final int LARGEST_TREE = 1 << 24;
  private static final int LARGEST_CHECKED = 1 << 20;
  private static final int LARGEST_TAG = 30;
  /** Universal tags that are always constructed: EXTERNAL, EMBEDDED PDV, SEQUENCE, SET, CHARACTER STRING. */
  private static final int CONSTRUCTED = 1 << 8 | 1 << 11 | 1 << 16 | 1 << 17 | 1 << 29;
  /** Universal tags that are strings, which BER may cut into segments. */
  private static final int STRINGS = 1 << 3 | 1 << 4 | 1 << 12 | 0x7F << 18 | 1 << 25 | 1 << 26 | 1 << 27 | 1 << 28 | 1 << 30;

  private DerShape() {}

  /** Returns the rule that a file is one SEQUENCE, valid to the last byte, and not what looks like text. */
  static Signature anything() {
    return new Signature.Structure(1, new Signature.Check() {
      @Override
      public boolean matches(Probe probe) {
        long size = probe.size();
        return probe.u8(0) == SEQUENCE && size >= SMALLEST && size <= LARGEST_TREE && isExact(probe)
            && isWhole(probe);
      }
    });
  }

  /** Returns whether the length, written as short as can be (X.690, 10.1), is that of the file. */
  private static boolean isExact(Probe probe) {
    int first = probe.u8(1);
    if (first < 0x80) {
      return probe.size() == 2L + first;
    }
    int digits = first - 0x80;
    long length = 0;
    for (int i = 0; i < digits && digits <= 4; i++) {
      length = length << 8 | probe.u8(2 + i);
    }
    return digits >= 1 && digits <= 4 && probe.u8(2) != 0 && probe.size() == 2 + digits + length;
  }

  private static boolean isWhole(Probe probe) {
    try {
      byte[] bytes = probe.blob().all(LARGEST_TREE);
      DerValue value = DerValue.of(bytes);
      return value.children().size() > 0 && (bytes.length > LARGEST_CHECKED || isSound(value));
    } catch (IOException not) {
      return false;
    }
  }

  /**
   * Returns whether a value and all inside are such as ASN.1 has: universal tags that exist, constructed if they have
   * to be.
   */
  static boolean isSound(DerValue value) throws IOException {
    if (value.isUniversal() && !isSoundTag(value) || value.number() > 1 << 12) {
      return false;
    }
    try {
      for (DerValue child : value.children()) {
        if (!isSound(child)) {
          return false;
        }
      }
    } catch (LimitException deep) {
      return false;
    }
    return true;
  }

  private static boolean isSoundTag(DerValue value) {
    int tag = value.number();
    if (tag == 0 || tag > LARGEST_TAG || tag == 14 || tag == 15) {
      return false;
    }
    int bit = 1 << tag;
    return value.isConstructed() ? (bit & (CONSTRUCTED | STRINGS)) != 0 : (bit & CONSTRUCTED) == 0;
  }
}
