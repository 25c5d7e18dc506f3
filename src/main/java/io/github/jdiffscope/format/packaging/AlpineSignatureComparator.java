package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signatures in Alpine packages of version 2 (apk-v2(5)): the name says how and with which key, the content is the bare
 * value, which follows from the control data that it signs.
 */
final class AlpineSignatureComparator implements FormatComparator {
  private static final Pattern NAME = Pattern.compile("\\.SIGN\\.(RSA|RSA256|RSA512|DSA)\\.(.+)");
  private static final int LARGEST = 4096;
  private static final int SMALLEST = 32;
  private static final Format FORMAT = Format.of("packaging/alpine-signature", "Alpine package signature",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return probe.fileName().startsWith(".SIGN.") && probe.size() >= SMALLEST && probe.size() <= LARGEST
              && NAME.matcher(probe.fileName()).matches() && !probe.looksLikeText();
        }
      }));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    byte[] value = blob.all(LARGEST);
    Matcher name = NAME.matcher(artifact.name().substring(artifact.name().lastIndexOf('/') + 1));
    String method = !name.matches() ? "unknown" : switch (name.group(1)) {
      case "RSA" -> "RSA with SHA-1";
      case "RSA256" -> "RSA with SHA-256";
      case "RSA512" -> "RSA with SHA-512";
      default -> name.group(1);
    };
    sections.add(Section.text("signed by", method + ", " + value.length * 8 + " bits"
        + (name.matches() ? ", key " + name.group(2) : "") + '\n'));
    sections.add(Section.text("signatures", "value with SHA-256 " + digest(value) + '\n').atLevel(1));
  }

  private static String digest(byte[] value) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
