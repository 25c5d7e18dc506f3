package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A packet of OpenPGP (RFC 9580, 4.2): what it is and where its body lies.
 *
 * @param runs offset and length of each part of the body; more than one if its length was not known when it was written
 * @param isOpen whether its length is not said: it reaches to the end
 */
record PgpPacket(int tag, List<long[]> runs, boolean isOpen) {
  static final int ENCRYPTED_KEY = 1;
  static final int SIGNATURE = 2;
  static final int PASSWORD_KEY = 3;
  static final int ONE_PASS = 4;
  static final int SECRET_KEY = 5;
  static final int PUBLIC_KEY = 6;
  static final int SECRET_SUBKEY = 7;
  static final int COMPRESSED = 8;
  static final int ENCRYPTED = 9;
  static final int MARKER = 10;
  static final int LITERAL = 11;
  static final int TRUST = 12;
  static final int USER_ID = 13;
  static final int PUBLIC_SUBKEY = 14;
  static final int USER_ATTRIBUTE = 17;
  static final int ENCRYPTED_PROTECTED = 18;
  static final int MODIFICATION_CODE = 19;
  static final int ENCRYPTED_AEAD = 20;
  static final int PADDING = 21;

  private static final int NEW_FORMAT = 0x40;
  private static final int MAX_PARTS = 1 << 16;
  private static final int LARGEST_JOINED = 1 << 24;

  /** Returns the packet at the position, and moves behind it. */
  static PgpPacket read(BinaryReader in) throws IOException {
    long start = in.position();
    int first = in.u8("packet tag");
    if ((first & 0x80) == 0) {
      throw FormatException.at(start, "packet tag is " + first);
    }
    List<long[]> runs = new ArrayList<>();
    if ((first & NEW_FORMAT) != 0) {
      newLength(in, runs);
      return new PgpPacket(first & 0x3F, runs, false);
    }
    int type = first & 3;
    long length = switch (type) {
      case 0 -> in.u8("packet length");
      case 1 -> in.u16("packet length");
      case 2 -> in.u32("packet length");
      default -> in.remaining();
    };
    run(in, runs, length);
    return new PgpPacket(first >> 2 & 0xF, runs, type == 3);
  }

  /** RFC 9580, 4.2.1: one, two or five octets, or a part of a power of two that another length follows. */
  private static void newLength(BinaryReader in, List<long[]> runs) throws IOException {
    while (true) {
      int first = in.u8("packet length");
      if (first < 192) {
        run(in, runs, first);
        return;
      } else if (first < 224) {
        run(in, runs, (first - 192 << 8) + in.u8("packet length") + 192);
        return;
      } else if (first == 255) {
        run(in, runs, in.u32("packet length"));
        return;
      }
      run(in, runs, 1L << (first & 0x1F));
      if (runs.size() > MAX_PARTS) {
        throw new LimitException("packet of more than " + MAX_PARTS + " parts");
      }
    }
  }

  private static void run(BinaryReader in, List<long[]> runs, long length) throws IOException {
    if (length > in.remaining()) {
      throw FormatException.at(in.position(), "packet of " + length + " bytes is cut off");
    }
    runs.add(new long[] {in.position(), length});
    in.skip(length);
  }

  long length() {
    long sum = 0;
    for (long[] run : runs) {
      sum += run[1];
    }
    return sum;
  }

  /** Returns the body, in place if it lies in one piece. */
  Blob body(Blob whole) throws IOException {
    if (runs.size() == 1) {
      return whole.slice(runs.get(0)[0], runs.get(0)[1]);
    }
    if (length() > LARGEST_JOINED) {
      throw new LimitException("packet of " + length() + " bytes in " + runs.size() + " parts is not joined");
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (long[] run : runs) {
      joined.writeBytes(whole.bytes(run[0], (int) run[1]));
    }
    return Blob.of(joined.toByteArray());
  }
}
