package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.X500Names;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The APK Signing Block before a central directory: signatures of schemes 2, 3 and 3.1, and other parts by number. */
final class ApkSigningBlock {
  private static final String MAGIC = "APK Sig Block 42";
  private static final int FOOTER_SIZE = 24;
  private static final int LARGEST = 1 << 24;
  private static final long V2 = 0x7109871AL;
  private static final long V3 = 0xF05368C0L;
  private static final long V31 = 0x1B93AD61L;

  private final Blob content;
  private final StringBuilder out = new StringBuilder();
  /** Those of the schemes are mostly the same. */
  private final Set<String> digests = new HashSet<>();
  private final Map<String, BlobLocation> certificates = new LinkedHashMap<>();

  private ApkSigningBlock(Blob content) {
    this.content = content;
  }

  /** Returns the block that ends where the directory starts, or null if there is none. */
  static ApkSigningBlock before(Blob blob, long directory) throws IOException {
    if (directory < FOOTER_SIZE + 8 || !new String(blob.bytes(directory - MAGIC.length(), MAGIC.length()),
        StandardCharsets.ISO_8859_1).equals(MAGIC)) {
      return null;
    }
    long size = new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN).seek(directory - FOOTER_SIZE).u64("block size");
    if (size < FOOTER_SIZE || size > Math.min(LARGEST, directory - 8)) {
      throw FormatException.at(directory - FOOTER_SIZE, "signing block of " + size + " bytes does not fit");
    }
    return new ApkSigningBlock(blob.slice(directory - size, size - FOOTER_SIZE));
  }

  String text() throws IOException {
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
    return out.toString();
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
      String name = id == 0x42726577L ? " (padding)" : id == 0x2146444EL ? " (Play metadata)"
          : id == 0x504B4453L ? " (dependencies)" : id == 0x6DFF800DL ? " (source stamp)" : "";
      line("part 0x" + HexFormat.of().toHexDigits((int) id) + name + ": ", value.size() + " bytes, SHA-256 "
          + digest(value.bytes(0, (int) value.size())));
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
      line(prefix + algorithm + ": ", HexFormat.of().formatHex(value.bytes(0, (int) value.size())));
    }
  }

  private static String algorithm(int id) {
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
