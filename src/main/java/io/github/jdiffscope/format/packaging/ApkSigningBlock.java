package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.X500Names;
import io.github.jdiffscope.sniff.Probe;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The APK Signing Block that stands before a central directory: signatures of schemes 2, 3 and 3.1, and other parts by number. */
final class ApkSigningBlock {
  private static final String MAGIC = "APK Sig Block 42";
  private static final int FOOTER_SIZE = 24;
  private static final int LARGEST = 1 << 24;
  private static final long V2 = 0x7109871AL;
  private static final long V3 = 0xF05368C0L;
  private static final long PADDING = 0x42726577L;
  private static final long V31 = 0x1B93AD61L;

  private final Blob content;
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder consequences = new StringBuilder();
  /** Those of the schemes are mostly the same. */
  private final Set<String> digests = new HashSet<>();
  private final Map<String, BlobLocation> certificates = new LinkedHashMap<>();

  private ApkSigningBlock(Blob content) {
    this.content = content;
  }

  /** Returns the block that fills all bytes. */
  static ApkSigningBlock of(Blob blob) throws IOException {
    long size = blob.size() < FOOTER_SIZE + 8 ? -1 : new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN).i64("block size");
    if (size != blob.size() - 8 || size > LARGEST) {
      throw FormatException.at(0, "signing block of " + size + " bytes does not fit");
    }
    return new ApkSigningBlock(blob.slice(8, size - FOOTER_SIZE));
  }

  /** Returns whether these are such a block: its size on both sides, and the mark. */
  static boolean isOne(Probe probe) {
    return probe.size() >= FOOTER_SIZE + 8 && probe.u32le(0) == probe.size() - 8 && probe.u32le(4) == 0
        && probe.has(probe.size() - MAGIC.length(), MAGIC);
  }

  /** Returns who signed. */
  String text() {
    return out.toString();
  }

  /** Returns what follows from the bytes that were signed. */
  String consequences() {
    return consequences.toString();
  }

  void read() throws IOException {
    BinaryReader in = reader(content);
    while (in.remaining() > 0) {
      long length = in.u64("length of a part");
      if (length < 4 || length > in.remaining()) {
        throw FormatException.at(in.position(), "part of " + length + " bytes of the signing block does not fit");
      }
      long id = in.u32("kind of a part");
      part(id, content.slice(in.position(), length - 4));
      in.skip(length - 4);
    }
  }

  /** Returns where the certificates lie that the text names, each once. */
  Map<String, BlobLocation> certificates() {
    return certificates;
  }

  private static BinaryReader reader(Blob blob) {
    return new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN);
  }

  private void part(long id, Blob value) throws IOException {
    if (id == V2 || id == V3 || id == V31) {
      String scheme = id == V2 ? "v2" : id == V3 ? "v3" : "v3.1";
      BinaryReader in = reader(value);
      Blob signers = next(value, in);
      BinaryReader each = reader(signers);
      for (int number = 1; each.remaining() > 0; number++) {
        signer("scheme " + scheme + " signer " + number + ": ", next(signers, each), id != V2);
      }
    } else {
      String name = id == PADDING ? " (padding)" : id == 0x2146444EL ? " (Play metadata)"
          : id == 0x504B4453L ? " (dependencies)" : id == 0x6DFF800DL ? " (source stamp)" : "";
      String said = "part 0x" + HexFormat.of().toHexDigits((int) id) + name + ": ";
      byte[] bytes = value.bytes(0, (int) value.size());
      boolean zero = id == PADDING && Arrays.equals(bytes, new byte[bytes.length]);
      (id == PADDING ? consequences : out).append(said).append(bytes.length)
          .append(zero ? " zero bytes" : " bytes, SHA-256 " + digest(bytes)).append('\n');
    }
  }

  private void line(String prefix, String text) {
    out.append(prefix).append(text).append('\n');
  }

  /** Returns the next part, whose length stands before it. */
  private static Blob next(Blob whole, BinaryReader in) throws IOException {
    long length = in.u32("length");
    if (length > in.remaining()) {
      throw FormatException.at(in.position(), "item of " + length + " bytes of the signing block does not fit");
    }
    Blob part = whole.slice(in.position(), length);
    in.skip(length);
    return part;
  }

  private void signer(String prefix, Blob signer, boolean versions) throws IOException {
    BinaryReader in = reader(signer);
    Blob signed = next(signer, in);
    if (versions) {
      line(prefix, "platform versions " + in.u32("first version") + " to " + in.u32("last version"));
    }
    BinaryReader data = reader(signed);
    pairs(prefix + "content digest ", next(signed, data));
    Blob certificates = next(signed, data);
    BinaryReader each = reader(certificates);
    while (each.remaining() > 0) {
      Blob certificate = next(certificates, each);
      certificate(prefix, certificate);
    }
    pairs(prefix + "signature ", next(signer, in));
    Blob key = next(signer, in);
    line(prefix, "public key, SHA-256 " + digest(key.bytes(0, (int) key.size())));
  }

  /** Appends a line for each algorithm and value. */
  private void pairs(String prefix, Blob list) throws IOException {
    BinaryReader in = reader(list);
    while (in.remaining() > 0) {
      Blob pair = next(list, in);
      BinaryReader item = reader(pair);
      String algorithm = algorithm((int) item.u32("algorithm"));
      Blob value = next(pair, item);
      line(prefix, algorithm);
      consequences.append(prefix).append(algorithm).append(": ")
          .append(HexFormat.of().formatHex(value.bytes(0, (int) value.size()))).append('\n');
    }
  }

  /** Returns the name of a signature algorithm. */
  static String algorithm(int id) {
    return switch (id) {
      case 0x0101 -> "RSASSA-PSS with SHA-256";
      case 0x0102 -> "RSASSA-PSS with SHA-512";
      case 0x0103 -> "RSA with SHA-256";
      case 0x0104 -> "RSA with SHA-512";
      case 0x0201 -> "ECDSA with SHA-256";
      case 0x0202 -> "ECDSA with SHA-512";
      case 0x0301 -> "DSA with SHA-256";
      case 0x0421 -> "RSA, verity";
      case 0x0423 -> "ECDSA, verity";
      case 0x0425 -> "DSA, verity";
      default -> "0x" + Integer.toHexString(id);
    };
  }

  private void certificate(String prefix, Blob certificate) throws IOException {
    byte[] der = certificate.bytes(0, (int) certificate.size());
    String subject;
    try {
      subject = X500Names.subjectOf(DerValue.of(der));
    } catch (IOException damaged) {
      subject = "unreadable";
    }
    String digest = digest(der);
    line(prefix, "certificate " + subject + ", SHA-256 " + digest);
    if (digests.add(digest)) {
      certificates.put("signing certificate " + subject, certificate.location());
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
