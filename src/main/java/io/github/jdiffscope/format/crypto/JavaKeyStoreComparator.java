package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.asn1.DerFields;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.X500Names;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Key stores of Java before 9, JKS and JCEKS; the layout is that of the JDK's JavaKeyStore and JceKeyStore classes. */
final class JavaKeyStoreComparator implements FormatComparator {
  private static final long JCEKS = 0xCECECECEL;
  private static final int DIGEST_SIZE = 20;
  private static final int KEY = 1;
  private static final int CERTIFICATE = 2;
  private static final int SECRET = 3;
  private static final int LARGEST_CERTIFICATE = 1 << 24;
  private static final Format FORMAT = Format.of("crypto/jks", "Java key store (JKS, JCEKS)",
      Signature.all(Signature.hex(0, "FEEDFEED"), Signature.hex(4, "000000")),
      Signature.all(Signature.hex(0, "CECECECE"), Signature.hex(4, "000000")));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    BinaryReader in = new BinaryReader(blob, ByteOrder.BIG_ENDIAN);
    String type = in.u32("magic") == JCEKS ? "JCEKS" : "JKS";
    long version = in.u32("version");
    long count = in.u32("number of entries");
    sections.add(Section.text("key store", "type: " + type + "\nversion: " + version + "\n"));
    Entries entries = new Entries(in, blob, version, members);
    try {
      for (long i = 0; i < count; i++) {
        entries.next();
      }
    } finally {
      sections.add(Section.listing("keytool -list -v -keystore {}", List.of(), entries.rows));
    }
    byte[] digest = in.bytes(DIGEST_SIZE, "digest");
    sections.add(Section.text("digest of the store and its password", HexFormat.of().formatHex(digest)
        + "\n").atLevel(1));
    if (in.remaining() > 0) {
      sections.add(Section.binary("bytes behind the entries", blob.slice(in.position(), in.remaining())));
    }
  }

  /** The entries while they are read. */
  private static final class Entries {
    private final BinaryReader in;
    private final Blob blob;
    private final long version;
    private final MemberSink members;
    private final List<Row> rows = new ArrayList<>();

    Entries(BinaryReader in, Blob blob, long version, MemberSink members) {
      this.in = in;
      this.blob = blob;
      this.version = version;
      this.members = members;
    }

    /** Notes the next entry. */
    void next() throws IOException {
      long start = in.position();
      long tag = in.u32("type of an entry");
      String alias = text("alias");
      String date = KeyStoreDates.of(in.i64("date of an entry"));
      String head = "Alias name: " + alias + ", Creation date: " + date + ", Entry type: ";
      if (tag == KEY) {
        byte[] key = sized("encrypted key");
        String digest = encrypted(key);
        long chain = in.u32("length of a chain");
        for (long i = 0; i < chain; i++) {
          certificate(alias + "/certificate " + (i + 1));
        }
        rows.add(new Row(alias, head + "PrivateKeyEntry, Certificate chain length: " + chain + ", " + digest));
      } else if (tag == CERTIFICATE) {
        certificate(alias + "/certificate");
        rows.add(new Row(alias, head + "trustedCertEntry"));
      } else if (tag == SECRET) {
        rows.add(new Row(alias, head + "SecretKeyEntry"));
        long object = in.position();
        SerializedObject.skip(in);
        members.file("sealed key " + alias, blob.location().slice(object, in.position() - object));
      } else {
        throw FormatException.at(start, "type of an entry is " + tag);
      }
    }

    /** EncryptedPrivateKeyInfo, RFC 5958, 3. */
    private static String encrypted(byte[] key) {
      try {
        DerFields fields = DerValue.of(key).fields();
        String algorithm = Algorithms.of(fields.next(DerValue.SEQUENCE, "encryption"));
        return "encrypted key: " + algorithm + ", "
            + Secrets.digest(fields.next(DerValue.OCTET_STRING, "encrypted key").octets());
      } catch (IOException other) {
        return "encrypted key: " + Secrets.digest(key);
      }
    }

    private void certificate(String name) throws IOException {
      String type = version == 1 ? "X.509" : text("type of a certificate");
      long size = in.u32("size of a certificate");
      if (size > in.remaining() || size > LARGEST_CERTIFICATE) {
        throw FormatException.at(in.position(),
            String.format(Locale.ROOT, "certificate of %,d bytes is cut off", size));
      }
      long at = in.position();
      members.file(type.equals("X.509") ? name : name + " of type " + type, blob.location().slice(at, size));
      in.skip(size);
    }

    private byte[] sized(String field) throws IOException {
      long size = in.u32("size of " + field);
      if (size > in.remaining()) {
        throw FormatException.at(in.position(), String.format(Locale.ROOT, "%s of %,d bytes is cut off", field, size));
      }
      return in.bytes((int) size, field);
    }

    private String text(String field) throws IOException {
      byte[] bytes = in.bytes(in.u16("length of " + field), field);
      return X500Names.escaped(new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
