package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The rule that a file is a PEM (RFC 7468): it starts with an object, or is named as one and has a line that starts
 * one.
 */
final class PemRule {
  private static final byte[] BEGIN = "-----BEGIN ".getBytes(StandardCharsets.ISO_8859_1);
  private static final int MOST_TEXT_BEFORE = 1 << 16;
  private static final int LARGEST = 1 << 26;
  private static final String[] SUFFIXES = {".pem", ".crt", ".cer", ".cert", ".key", ".csr", ".crl", ".p7b", ".p7c",
      ".p7s", ".bundle"};

  private PemRule() {}

  /** Returns the rule that the only object of a file has one of these labels. */
  static Signature single(String... labels) {
    return new Signature.Structure(11, new Signature.Check() {
      @Override
      public boolean matches(Probe probe) {
        int start = mayBe(probe) ? start(probe) : -1;
        return start >= 0 && startsWithOneOf(labels, probe, start) && next(probe, start + 1, LARGEST) < 0;
      }
    });
  }

  /** Returns the rule that a file has one object or more of whatever label, but for those of other standards. */
  static Signature any() {
    return new Signature.Structure(10, new Signature.Check() {
      @Override
      public boolean matches(Probe probe) {
        int start = mayBe(probe) ? start(probe) : -1;
        return start >= 0 && !startsWithOneOf(new String[] {"PGP ", "OPENSSH ", "SSH "}, probe, start)
            && hasLabel(probe, start);
      }
    });
  }

  /** Returns whether it may be worth to look: no other file is read past its first bytes. */
  private static boolean mayBe(Probe probe) {
    int first = probe.u8(0);
    return first == '-' ? probe.has(0, BEGIN) : first > 0 && first < 0x7F && isNamed(probe) && probe.looksLikeText();
  }

  private static boolean isNamed(Probe probe) {
    String name = probe.fileName().toLowerCase(Locale.ROOT);
    for (String suffix : SUFFIXES) {
      if (name.endsWith(suffix)) {
        return true;
      }
    }
    return false;
  }

  private static int start(Probe probe) {
    return probe.u8(0) == '-' ? 0 : next(probe, 0, MOST_TEXT_BEFORE);
  }

  private static boolean startsWithOneOf(String[] labels, Probe probe, int start) {
    for (String label : labels) {
      boolean whole = !label.endsWith(" ");
      if (probe.has(start + BEGIN.length, whole ? label + "-----" : label)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasLabel(Probe probe, int start) {
    try {
      long at = start + BEGIN.length;
      int length = (int) Math.min(80, probe.size() - at);
      String line = new String(probe.blob().bytes(at, length), StandardCharsets.ISO_8859_1);
      return line.indexOf("-----") > 0 && line.indexOf('\n') > line.indexOf("-----");
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Returns where the next object starts, at the start of a line, or -1. */
  private static int next(Probe probe, int from, int limit) {
    try {
      byte[] bytes = probe.blob().head(limit);
      for (int at = from; at <= bytes.length - BEGIN.length; at++) {
        if (bytes[at] == '-' && (at == 0 || bytes[at - 1] == '\n' || bytes[at - 1] == '\r')
            && java.util.Arrays.equals(bytes, at, at + BEGIN.length, BEGIN, 0, BEGIN.length)) {
          return at;
        }
      }
    } catch (IOException unreadable) {
      return -1;
    }
    return -1;
  }
}
