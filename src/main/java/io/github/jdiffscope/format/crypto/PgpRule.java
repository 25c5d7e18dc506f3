package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * The rule that a file is packets of OpenPGP: there is no magic, so the first one is looked at closely, and all must
 * fit.
 */
final class PgpRule {
  private static final int MAX_WALKED = 20_000;
  private static final int BIGGEST_HEADER = 6;

  private PgpRule() {}

  static Signature packets() {
    return new Signature.Structure(4, new Signature.Check() {
      @Override
      public boolean matches(Probe probe) {
        return probe.u8(0) >= 0x80 && isFirst(probe) && fit(probe);
      }
    });
  }

  private static boolean isFirst(Probe probe) {
    int first = probe.u8(0);
    boolean isNew = (first & 0x40) != 0;
    int tag = isNew ? first & 0x3F : first >> 2 & 0xF;
    int size = probe.u8(1);
    int header = isNew ? size < 192 || size >= 224 && size < 255 ? 2 : size < 224 ? 3 : BIGGEST_HEADER
        : new int[] {2, 3, 5, 1}[first & 3];
    int version = probe.u8(header);
    int next = probe.u8(header + 1);
    return switch (tag) {
      case PgpPacket.SIGNATURE -> version == 3 && next == 5 || version >= 4 && version <= 6 && isSignatureType(next)
          && isKeyAlgorithm(probe.u8(header + 2)) && isDigest(probe.u8(header + 3));
      case PgpPacket.PUBLIC_KEY, PgpPacket.SECRET_KEY -> version == 3 || version >= 4 && version <= 6
          && isKeyAlgorithm(probe.u8(header + 5));
      case PgpPacket.ENCRYPTED_KEY -> version == 3 && isKeyAlgorithm(probe.u8(header + 9)) || version == 6;
      case PgpPacket.PASSWORD_KEY -> version >= 4 && version <= 6 && next > 0 && next <= 13;
      case PgpPacket.ONE_PASS -> (version == 3 || version == 6) && isSignatureType(next)
          && isDigest(probe.u8(header + 2))
          && isKeyAlgorithm(probe.u8(header + 3));
      case PgpPacket.COMPRESSED -> version >= 1 && version <= 3 && isNamed(probe);
      case PgpPacket.LITERAL -> (version == 'b' || version == 't' || version == 'u') && isNamed(probe);
      case PgpPacket.MARKER -> probe.has(header, "PGP");
      default -> false;
    };
  }

  private static boolean isNamed(Probe probe) {
    String name = probe.fileName();
    return name.endsWith(".gpg") || name.endsWith(".pgp") || probe.parentFormat().equals("crypto/openpgp");
  }

  private static boolean isSignatureType(int type) {
    return type >= 0 && type <= 2 || type >= 0x10 && type <= 0x13 || type == 0x16 || type >= 0x18 && type <= 0x50;
  }

  private static boolean isKeyAlgorithm(int algorithm) {
    return algorithm >= 1 && algorithm <= 3 || algorithm >= 16 && algorithm <= 28;
  }

  private static boolean isDigest(int algorithm) {
    return algorithm >= 1 && algorithm <= 14;
  }

  /** Returns whether packets follow one another to the last byte. */
  private static boolean fit(Probe probe) {
    BinaryReader in = new BinaryReader(probe.blob(), ByteOrder.BIG_ENDIAN);
    try {
      for (int i = 0; in.remaining() > 0 && i < MAX_WALKED; i++) {
        PgpPacket packet = PgpPacket.read(in);
        if (packet.tag() == 0) {
          return false;
        }
      }
      return true;
    } catch (IOException cut) {
      return false;
    }
  }
}
