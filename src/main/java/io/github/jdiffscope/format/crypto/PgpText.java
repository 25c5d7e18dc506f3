package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.codec.asn1.X500Names;
import io.github.jdiffscope.codec.compress.Compression;
import io.github.jdiffscope.codec.compress.Decompressors;
import io.github.jdiffscope.format.MemberSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Packets of OpenPGP (RFC 9580) as {@code gpg --list-packets} prints them; what they hold are members. */
final class PgpText {
  private static final int LONGEST = 1 << 26;
  private static final int SHOWN_TEXT = 1 << 16;

  private final Blob blob;
  private final boolean inPlace;
  private final MemberSink members;
  private final StringBuilder out;
  private final StringBuilder values;

  /**
   * @param inPlace whether the bytes lie in the file as they are
   * @param values receives what follows from the rest: the numbers of signatures
   */
  PgpText(Blob blob, boolean inPlace, MemberSink members, StringBuilder out, StringBuilder values) {
    this.blob = blob;
    this.inPlace = inPlace;
    this.members = members;
    this.out = out;
    this.values = values;
  }

  /** Appends all packets. */
  void append() throws IOException {
    BinaryReader in = new BinaryReader(blob, ByteOrder.BIG_ENDIAN);
    while (in.remaining() > 0) {
      packet(PgpPacket.read(in));
      if (out.length() > LONGEST) {
        throw new LimitException("packets take more than " + LONGEST + " characters");
      }
    }
  }

  private void packet(PgpPacket packet) throws IOException {
    switch (packet.tag()) {
      case PgpPacket.SIGNATURE -> new PgpSignatureText(out, values).append(packet.body(blob));
      case PgpPacket.PUBLIC_KEY -> new PgpKeyText(out).append(packet.body(blob), "public key", false);
      case PgpPacket.PUBLIC_SUBKEY -> new PgpKeyText(out).append(packet.body(blob), "public sub key", false);
      case PgpPacket.SECRET_KEY -> new PgpKeyText(out).append(packet.body(blob), "secret key", true);
      case PgpPacket.SECRET_SUBKEY -> new PgpKeyText(out).append(packet.body(blob), "secret sub key", true);
      case PgpPacket.USER_ID -> out.append(":user ID packet: \"").append(text(packet.body(blob).all(SHOWN_TEXT)))
          .append("\"\n");
      case PgpPacket.ONE_PASS -> onePass(reader(packet));
      case PgpPacket.ENCRYPTED_KEY -> encryptedKey(reader(packet));
      case PgpPacket.PASSWORD_KEY -> passwordKey(reader(packet));
      case PgpPacket.LITERAL -> literal(packet);
      case PgpPacket.COMPRESSED -> compressed(packet);
      case PgpPacket.ENCRYPTED, PgpPacket.ENCRYPTED_PROTECTED, PgpPacket.ENCRYPTED_AEAD -> encrypted(packet);
      case PgpPacket.USER_ATTRIBUTE -> {
        out.append(":attribute packet: ").append(Secrets.digest(packet.body(blob).all(1 << 24))).append('\n');
        content("attribute", packet, 0);
      }
      case PgpPacket.MARKER -> out.append(":marker packet: ").append(brief(packet)).append('\n');
      case PgpPacket.TRUST -> out.append(":trust packet: ").append(brief(packet)).append('\n');
      case PgpPacket.MODIFICATION_CODE -> out.append(":mdc packet: ").append(brief(packet)).append('\n');
      case PgpPacket.PADDING -> out.append(":padding packet: ").append(brief(packet)).append('\n');
      default -> out.append(":unknown packet: type ").append(packet.tag()).append(", ").append(brief(packet))
          .append('\n');
    }
  }

  private BinaryReader reader(PgpPacket packet) throws IOException {
    return new BinaryReader(packet.body(blob), ByteOrder.BIG_ENDIAN);
  }

  private String brief(PgpPacket packet) throws IOException {
    return Secrets.brief(packet.body(blob).all(1 << 24));
  }

  private static String text(byte[] bytes) {
    return X500Names.escaped(new String(bytes, StandardCharsets.UTF_8));
  }

  private void onePass(BinaryReader in) throws IOException {
    int version = in.u8("version");
    int type = in.u8("signature type");
    int digest = in.u8("digest algorithm");
    int algorithm = in.u8("algorithm");
    String salt = version == 6 ? ", salt " + hex(in.bytes(in.u8("size of the salt"), "salt")) : "";
    String key = hex(in.bytes(version == 6 ? 32 : 8, "key"));
    out.append(":onepass_sig packet: keyid ").append(key).append("\n\tversion ").append(version).append(", sigclass 0x")
        .append(String.format(Locale.ROOT, "%02x", type)).append(", digest ").append(digest).append(", pubkey ")
            .append(algorithm)
        .append(", last=").append(in.u8("last")).append(salt).append('\n');
  }

  private void encryptedKey(BinaryReader in) throws IOException {
    int version = in.u8("version");
    if (version != 3) {
      int size = in.u8("size of the recipient");
      String key = size == 0 ? "anybody" : hex(in.bytes(size, "recipient"));
      out.append(":pubkey enc packet: version ").append(version).append(", key ").append(key);
    } else {
      String key = hex(in.bytes(8, "key"));
      out.append(":pubkey enc packet: version 3, algo ").append(in.u8("algorithm")).append(", keyid ").append(key);
    }
    out.append("\n\tdata: ").append(Secrets.digest(in.bytes((int) Math.min(1 << 20, in.remaining()), "key")))
        .append('\n');
  }

  private void passwordKey(BinaryReader in) throws IOException {
    int version = in.u8("version");
    int cipher = in.u8("cipher");
    out.append(":symkey enc packet: version ").append(version).append("\n\t")
        .append(version == 4 ? stringToKey(in, cipher, 0) : "algo: " + cipher).append('\n');
    if (in.remaining() > 0) {
      out.append("\tdata: ").append(Secrets.digest(in.bytes((int) Math.min(1 << 20, in.remaining()), "key")))
          .append('\n');
    }
  }

  /** Returns how a password makes a key (RFC 9580, 3.7), as {@code iter+salt S2K, algo: 9, hash: 2, salt: ...}. */
  static String stringToKey(BinaryReader in, int cipher, int usage) throws IOException {
    int type = in.u8("string to key");
    String check = usage == 254 ? ", SHA1 protection" : usage == 253 ? ", AEAD protection" : "";
    return switch (type) {
      case 0 -> "simple S2K, algo: " + cipher + check + ", hash: " + in.u8("digest algorithm");
      case 1 -> "salted S2K, algo: " + cipher + check + ", hash: " + in.u8("digest algorithm") + ", salt: "
          + hex(in.bytes(8, "salt"));
      case 3 -> {
        int hash = in.u8("digest algorithm");
        String salt = hex(in.bytes(8, "salt"));
        int count = in.u8("count");
        yield "iter+salt S2K, algo: " + cipher + check + ", hash: " + hash + ", salt: " + salt + ", count "
            + (16L + (count & 15) << (count >> 4) + 6);
      }
      default -> "S2K of type " + type + ", algo: " + cipher + check;
    };
  }

  /** RFC 9580, 5.9: mode, name, date, content. */
  private void literal(PgpPacket packet) throws IOException {
    BinaryReader in = reader(packet);
    int mode = in.u8("mode");
    String name = text(in.bytes(in.u8("length of the name"), "name"));
    long created = in.u32("date of the file");
    out.append(":literal data packet:\n\tmode ").append((char) mode).append(", created ").append(created)
        .append(", name=\"")
        .append(name).append("\"\n");
    content(name.isEmpty() ? "content" : name, packet, in.position());
  }

  private void content(String name, PgpPacket packet, long skip) throws IOException {
    if (!members.wanted()) {
      return;
    }
    if (inPlace && packet.runs().size() == 1) {
      members.file(name, blob.location().slice(packet.runs().get(0)[0] + skip, packet.length() - skip));
      return;
    }
    Blob body = packet.body(blob);
    members.unpack(name, body.stream(skip, body.size() - skip));
  }

  private void compressed(PgpPacket packet) throws IOException {
    Blob body = packet.body(blob);
    int algorithm = body.bytes(0, 1)[0];
    out.append(":compressed packet: algo=").append(algorithm).append('\n');
    if (!members.wanted()) {
      return;
    }
    members.knownFormat("crypto/openpgp");
    try (InputStream coded = body.stream(1, body.size() - 1)) {
      switch (algorithm) {
        case 0 -> members.unpack("compressed data", coded);
        case 1 -> members.unpack("compressed data",
            Decompressors.guarded("ZIP", () -> new InflaterInputStream(coded, new Inflater(true))));
        case 2 -> members.unpack("compressed data", Decompressors.open(Compression.ZLIB, coded));
        case 3 -> members.unpack("compressed data", Decompressors.open(Compression.BZIP2, coded));
        default -> members.knownFormat(null);
      }
    } finally {
      members.knownFormat(null);
    }
  }

  private void encrypted(PgpPacket packet) throws IOException {
    Blob first = blob.slice(packet.runs().get(0)[0], packet.runs().get(0)[1]);
    int version = packet.tag() == PgpPacket.ENCRYPTED || first.size() == 0 ? 0 : first.bytes(0, 1)[0];
    out.append(packet.tag() == PgpPacket.ENCRYPTED_AEAD ? ":aead encrypted packet:" : ":encrypted data packet:")
        .append("\n\tlength: ").append(packet.length()).append(version == 0 ? "\n" : "\n\tversion: " + version + "\n");
    content("encrypted data", packet, 0);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes);
  }
}
