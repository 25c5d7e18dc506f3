package io.github.jdiffscope.format.executable.elf;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Who signed a kernel module: what {@code modinfo} says of the PKCS #7 message behind it (RFC 5652, SignedData with one
 * signer and no content).
 */
final class ModuleSignature {
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int INTEGER = 2;
  private static final int OBJECT = 6;
  private static final String COMMON_NAME = "550403";

  private final byte[] der;
  private int at;
  private int end;

  private ModuleSignature(byte[] der) {
    this.der = der;
    this.end = der.length;
  }

  /** Returns the lines, or a sentence that says that the message is none. */
  static String text(byte[] message) {
    try {
      return new ModuleSignature(message).read();
    } catch (IndexOutOfBoundsException damaged) {
      return "the message is damaged\n";
    }
  }

  private String read() {
    enter(SEQUENCE);
    skip(OBJECT);
    enter(0xA0);
    enter(SEQUENCE);
    skip(INTEGER);
    skip(SET);
    skip(SEQUENCE);
    while (der[at] != SET) {
      skip(der[at] & 0xFF); // certificates, revocation lists
    }
    enter(SET);
    enter(SEQUENCE);
    skip(INTEGER);
    enter(SEQUENCE);
    int issuerEnd = at + sizeAt(at);
    String signer = commonName(issuerEnd);
    at = issuerEnd;
    String key = hex(enter(INTEGER));
    at = end;
    // The end of issuer and serial number is the start of the digest's name.
    end = der.length;
    enter(SEQUENCE);
    String digest = hex(enter(OBJECT));
    return "sig_id: PKCS#7\nsigner: " + signer + "\nsig_key: " + colons(key) + "\nsig_hashalgo: " + algorithm(digest) + "\n";
  }

  /** Returns how many bytes the element at a position has, with its tag and length. */
  private int sizeAt(int place) {
    int first = der[place + 1] & 0xFF;
    if (first < 0x80) {
      return 2 + first;
    }
    int count = first & 0x7F;
    int length = 0;
    for (int i = 0; i < count; i++) {
      length = length << 8 | der[place + 2 + i] & 0xFF;
    }
    if (count > 3 || length > der.length - place) {
      throw new IndexOutOfBoundsException("length at " + place);
    }
    return 2 + count + length;
  }

  private int enter(int tag) {
    if ((der[at] & 0xFF) != tag) {
      throw new IndexOutOfBoundsException("tag at " + at);
    }
    end = at + sizeAt(at);
    int first = der[at + 1] & 0xFF;
    at += first < 0x80 ? 2 : 2 + (first & 0x7F);
    return at;
  }

  private void skip(int tag) {
    if ((der[at] & 0xFF) != tag) {
      throw new IndexOutOfBoundsException("tag at " + at);
    }
    at += sizeAt(at);
  }

  /** Returns the common name of the issuer that begins here. */
  private String commonName(int stop) {
    enter(SEQUENCE);
    while (at < stop) {
      int next = at + sizeAt(at);
      enter(SET);
      enter(SEQUENCE);
      String type = hex(enter(OBJECT));
      at = end;
      if (type.equals(COMMON_NAME)) {
        enter(der[at] & 0xFF);
        return new String(der, at, end - at, StandardCharsets.UTF_8);
      }
      at = next;
    }
    return "";
  }

  private String hex(int from) {
    return HexFormat.of().formatHex(der, from, end);
  }

  private static String colons(String hex) {
    return hex.toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
  }

  private static String algorithm(String object) {
    return switch (object) {
      case "2b0e03021a" -> "sha1";
      case "608648016503040201" -> "sha256";
      case "608648016503040202" -> "sha384";
      case "608648016503040203" -> "sha512";
      case "608648016503040204" -> "sha224";
      default -> object;
    };
  }
}
