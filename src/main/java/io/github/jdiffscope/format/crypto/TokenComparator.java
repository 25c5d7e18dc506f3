package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** JSON Web Tokens (RFC 7519) as JWS and JWE write them in one line: header and claims are members. */
final class TokenComparator implements FormatComparator {
  private static final int LARGEST = 1 << 20;
  private static final int SIGNED_PARTS = 3;
  private static final int ENCRYPTED_PARTS = 5;
  private static final String[] ENCRYPTED = {"", "encrypted key", "initialization vector", "encrypted text",
      "authentication tag"};
  private static final Format FORMAT = Format.of("crypto/jwt", "JSON Web Token",
      Signature.text(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return probe.size() <= LARGEST && probe.has(0, "eyJ") && isToken(probe);
        }
      })).refining("text/plain");

  /** Returns whether all is one token, as far as the head goes: its header is JSON and names an algorithm. */
  private static boolean isToken(Probe probe) {
    String text = probe.headText().strip();
    int dot = text.indexOf('.');
    if (dot < 0) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!(c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '-' || c == '_' || c == '.')) {
        return false;
      }
    }
    try {
      String header = new String(Base64.getUrlDecoder().decode(text.substring(0, dot)), StandardCharsets.UTF_8);
      return header.startsWith("{") && header.contains("\"alg\"");
    } catch (IllegalArgumentException not) {
      return false;
    }
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    String text = new String(artifact.blob().all(LARGEST), StandardCharsets.ISO_8859_1).strip();
    String[] parts = text.split("\\.", -1);
    if (parts.length != SIGNED_PARTS && parts.length != ENCRYPTED_PARTS) {
      throw new FormatException("token of " + parts.length + " parts");
    }
    members.unpack("header.json", new ByteArrayInputStream(decoded(parts[0])));
    if (parts.length == SIGNED_PARTS) {
      members.unpack("claims.json", new ByteArrayInputStream(decoded(parts[1])));
      StringBuilder value = new StringBuilder();
      Secrets.block(value, "", decoded(parts[2]), 18);
      sections.add(Section.text("signature value", value).atLevel(1));
      return;
    }
    StringBuilder encrypted = new StringBuilder();
    for (int i = 1; i < ENCRYPTED_PARTS; i++) {
      encrypted.append(ENCRYPTED[i]).append(": ").append(Secrets.brief(decoded(parts[i]))).append('\n');
    }
    sections.add(Section.text("encrypted token", encrypted));
  }

  private static byte[] decoded(String part) throws FormatException {
    try {
      return Base64.getUrlDecoder().decode(part);
    } catch (IllegalArgumentException bad) {
      throw new FormatException("part of the token is no Base64");
    }
  }
}
