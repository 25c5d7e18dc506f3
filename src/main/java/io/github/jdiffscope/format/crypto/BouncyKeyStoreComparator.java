package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.asn1.X500Names;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Key stores of Bouncy Castle, BKS, as old Android has them: version, salt, iterations, entries, an authentication
 * code.
 */
final class BouncyKeyStoreComparator implements FormatComparator {
  private static final int SALT_SIZE = 20;
  private static final int CODE_SIZE = 20;
  private static final int HEADER_SIZE = 32;
  private static final int MOST_ITERATIONS = 1 << 20;
  private static final int CERTIFICATE = 1;
  private static final int KEY = 2;
  private static final String[] KINDS = {"", "certificate", "key", "secret", "sealed key"};
  private static final String[] KEY_KINDS = {"private key", "public key", "secret key"};
  private static final Format FORMAT = Format.of("crypto/bks", "Bouncy Castle key store (BKS)",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          long version = probe.u32be(0);
          return version >= 1 && version <= 2 && probe.u32be(4) == SALT_SIZE && probe.u32be(8 + SALT_SIZE) > 0
              && probe.u32be(8 + SALT_SIZE) < MOST_ITERATIONS && isEntry(probe);
        }
      }));

  private static boolean isEntry(Probe probe) {
    int type = probe.u8(HEADER_SIZE);
    int length = probe.u8(HEADER_SIZE + 2);
    return type == 0 && probe.size() == HEADER_SIZE + 1 + CODE_SIZE
        || type > 0 && type < KINDS.length && probe.u8(HEADER_SIZE + 1) == 0 && length > 0
        && probe.u8(HEADER_SIZE + 3 + length) == 0; // the upper byte of a date
  }

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    BinaryReader in = new BinaryReader(artifact.blob(), ByteOrder.BIG_ENDIAN);
    StringBuilder text = new StringBuilder("version: ").append(in.u32("version")).append("\nsalt: ");
    byte[] salt = in.bytes((int) Math.min(in.u32("size of the salt"), 1 << 10), "salt");
    text.append(HexFormat.of().formatHex(salt)).append("\niterations: ").append(in.u32("iterations")).append('\n');
    sections.add(Section.text("key store", text));
    Entries entries = new Entries(in, artifact.blob(), members, new ArrayList<>());
    try {
      while (entries.next()) {
        // each is noted
      }
    } finally {
      sections.add(Section.listing("keytool -list -v -keystore {}", List.of(), entries.rows()));
    }
    byte[] code = in.bytes((int) in.remaining(), "authentication code");
    sections.add(Section.text("authentication code", HexFormat.of().formatHex(code) + "\n").atLevel(1));
  }

  /** The entries while they are read. */
  private record Entries(BinaryReader in, Blob blob, MemberSink members, List<Row> rows) {

    /** Notes the next entry; returns false at the end of them. */
    boolean next() throws IOException {
      long start = in.position();
      int type = in.u8("type of an entry");
      if (type == 0) {
        return false;
      } else if (type >= KINDS.length) {
        throw FormatException.at(start, "type of an entry is " + type);
      }
      String alias = text("alias");
      String head = "Alias name: " + alias + ", Creation date: " + KeyStoreDates.of(in.i64("date of an entry"));
      long chain = in.u32("length of a chain");
      for (long i = 0; i < chain; i++) {
        certificate(alias + "/certificate " + (i + 1));
      }
      String what = KINDS[type];
      if (type == CERTIFICATE) {
        certificate(alias + "/certificate");
      } else {
        what += type == KEY ? key() : ", " + sized();
      }
      rows.add(new Row(alias, head + ", Entry type: " + what
          + (chain == 0 ? "" : ", Certificate chain length: " + chain)));
      return true;
    }

    private void certificate(String name) throws IOException {
      String type = text("type of a certificate");
      long size = size("certificate");
      members.file(type.equals("X.509") ? name : name + " of type " + type, blob.location().slice(in.position(), size));
      in.skip(size);
    }

    private String key() throws IOException {
      int kind = in.u8("kind of a key");
      String format = text("encoding of a key");
      String algorithm = text("algorithm of a key");
      return ", " + (kind < KEY_KINDS.length ? KEY_KINDS[kind] : "kind " + kind) + ", " + algorithm + " in " + format
          + ", " + sized();
    }

    private String sized() throws IOException {
      return Secrets.digest(in.bytes((int) size("key"), "key"));
    }

    private long size(String field) throws IOException {
      long size = in.u32("size of a " + field);
      if (size > in.remaining()) {
        throw FormatException.at(in.position(), String.format(Locale.ROOT, "%s of %,d bytes is cut off", field, size));
      }
      return size;
    }

    private String text(String field) throws IOException {
      byte[] bytes = in.bytes(in.u16("length of " + field), field);
      return X500Names.escaped(new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
