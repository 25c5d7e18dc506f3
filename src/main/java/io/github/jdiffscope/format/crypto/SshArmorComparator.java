package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.asn1.X500Names;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Private keys and signatures of OpenSSH (its PROTOCOL.key and PROTOCOL.sshsig): of what is secret only a digest. */
final class SshArmorComparator implements FormatComparator {
  private static final int LARGEST = 1 << 22;
  private static final int MAX_KEYS = 64;
  private static final String PRIVATE = "OPENSSH PRIVATE KEY";
  private static final String SIGNATURE = "SSH SIGNATURE";
  private static final Format FORMAT = Format.of("crypto/openssh-key", "OpenSSH private key or signature",
      PemRule.single(PRIVATE, SIGNATURE)).refining("text/plain");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    byte[] bytes = blob.all(LARGEST);
    StringBuilder text = new StringBuilder();
    StringBuilder value = new StringBuilder();
    try {
      Pem.Item item = item(Pem.read(new String(bytes, StandardCharsets.ISO_8859_1)));
      BinaryReader in = new BinaryReader(Blob.of(item.content()), ByteOrder.BIG_ENDIAN);
      if (item.label().equals(SIGNATURE)) {
        signature(in, text, value);
      } else {
        key(in, text);
      }
      sections.add(Section.text("encoding", item.layout() + "\n").atLevel(1));
    } finally {
      sections.add(Section.text("key or signature", text));
      sections.add(Section.text("signature value", value).atLevel(1));
      // Never the bytes themselves, which are secret.
      sections.add(Section.text("digest of the file", Secrets.digest(bytes) + "\n").atLevel(2));
    }
  }

  private static Pem.Item item(Pem pem) throws FormatException {
    if (pem.objects().isEmpty()) {
      throw new FormatException("no key and no signature");
    }
    return pem.objects().get(0);
  }

  private static void key(BinaryReader in, StringBuilder text) throws IOException {
    if (!in.latin1(15, "magic").equals("openssh-key-v1\0")) {
      throw FormatException.at(0, "magic is not openssh-key-v1");
    }
    String derivation = name(SshKey.string(in, "cipher"), text, "cipher", "key derivation", in);
    byte[] options = SshKey.string(in, "options of key derivation");
    if (derivation.equals("bcrypt")) {
      BinaryReader parts = new BinaryReader(Blob.of(options), ByteOrder.BIG_ENDIAN);
      text.append("salt: ").append(Secrets.brief(SshKey.string(parts, "salt"))).append("\nrounds: ")
          .append(parts.u32("rounds")).append('\n');
    } else if (options.length > 0) {
      text.append("options: ").append(Secrets.brief(options)).append('\n');
    }
    long keys = in.u32("number of keys");
    for (long i = 0; i < keys && i < MAX_KEYS; i++) {
      text.append("public key: ");
      publicKey(SshKey.string(in, "public key"), text);
    }
    text.append("private part: ").append(Secrets.digest(SshKey.string(in, "private part"))).append('\n');
    rest(in, text);
  }

  private static String name(byte[] first, StringBuilder text, String firstName, String secondName, BinaryReader in)
      throws IOException {
    String second = text(SshKey.string(in, secondName));
    text.append(firstName).append(": ").append(text(first)).append('\n').append(secondName).append(": ")
        .append(second).append('\n');
    return second;
  }

  private static void publicKey(byte[] blob, StringBuilder text) {
    try {
      SshKey key = SshKey.read(blob);
      text.append(key.bits()).append(' ').append(key.fingerprint()).append(" (").append(key.kind()).append(")\n");
      key.certificate().forEach(line -> text.append("  ").append(line).append('\n'));
    } catch (IOException other) {
      text.append(Secrets.brief(blob)).append('\n');
    }
  }

  private static void signature(BinaryReader in, StringBuilder text, StringBuilder value) throws IOException {
    if (!in.latin1(6, "magic").equals("SSHSIG")) {
      throw FormatException.at(0, "magic is not SSHSIG");
    }
    text.append("version: ").append(in.u32("version")).append("\nkey: ");
    publicKey(SshKey.string(in, "public key"), text);
    text.append("namespace: ").append(text(SshKey.string(in, "namespace"))).append('\n');
    byte[] reserved = SshKey.string(in, "reserved");
    text.append(reserved.length == 0 ? "" : "reserved: " + Secrets.brief(reserved) + "\n");
    text.append("digest algorithm: ").append(text(SshKey.string(in, "digest algorithm"))).append('\n');
    byte[] signature = SshKey.string(in, "signature");
    BinaryReader parts = new BinaryReader(Blob.of(signature), ByteOrder.BIG_ENDIAN);
    text.append("signature algorithm: ").append(text(SshKey.string(parts, "signature algorithm"))).append('\n');
    Secrets.block(value, "", signature, 18);
    rest(in, text);
  }

  private static void rest(BinaryReader in, StringBuilder text) throws IOException {
    if (in.remaining() > 0) {
      text.append("rest: ").append(Secrets.digest(in.bytes((int) in.remaining(), "rest"))).append('\n');
    }
  }

  private static String text(byte[] bytes) {
    return X500Names.escaped(new String(bytes, StandardCharsets.UTF_8));
  }
}
