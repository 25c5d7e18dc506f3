package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.X500Names;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Probe;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * The signature beside an Android app ("APK Signature Scheme v4", file format): how the app was hashed, who signed,
 * and mostly the tree of hashes. All numbers are little-endian.
 */
final class ApkSignatureFile {
  private static final int VERSION = 2;
  private static final int LARGEST_PART = 1 << 20;
  private static final int MORE_BLOCKS = 16;

  private final Blob blob;
  private final BinaryReader in;
  private final StringBuilder facts = new StringBuilder();
  private final StringBuilder consequences = new StringBuilder();

  private ApkSignatureFile(Blob blob) {
    this.blob = blob;
    this.in = new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns whether the first fields are those of such a file: version 2, SHA-256 over blocks of 4,096 bytes. */
  static boolean isOne(Probe probe) {
    long hashing = probe.u32le(4);
    return probe.u32le(0) == VERSION && hashing >= 13 && hashing < 512 && probe.u32le(8) == 1 && probe.u8(12) == 12
        && probe.u32le(13) <= 32 && probe.u32le((int) (8 + hashing)) < probe.size();
  }

  static void describe(Blob blob, Sections sections, MemberSink members) throws IOException {
    ApkSignatureFile file = new ApkSignatureFile(blob);
    FormatException damage = null;
    try {
      file.read(members);
    } catch (FormatException damaged) {
      damage = damaged;
    }
    sections.add(Section.text("signature", file.facts));
    sections.add(Section.text("signatures", file.consequences).atLevel(1));
    if (damage != null) {
      throw damage;
    }
  }

  private void read(MemberSink members) throws IOException {
    facts.append("version: ").append(in.u32("version")).append('\n');
    long hashing = end("hashing information");
    facts.append("hash: ").append(in.u32("hash algorithm") == 1 ? "SHA-256" : "unknown").append(", blocks of ")
        .append(1L << (in.u8("block size") & 31)).append(" bytes\n");
    facts.append("salt: ").append(hex("salt")).append('\n');
    consequences.append("root hash: ").append(hex("root hash")).append('\n');
    in.seek(hashing);
    long signing = end("signing information");
    signer("", members);
    for (int i = 0; i < MORE_BLOCKS && in.position() < signing; i++) {
      facts.append("block ").append(in.u32("kind of a block")).append(":\n");
      long block = end("block");
      signer("  ", members);
      in.seek(block);
    }
    in.seek(signing);
    if (in.remaining() > 0) {
      long tree = in.u32("size of the hash tree");
      facts.append("hash tree: stored\n");
      consequences.append("hash tree: ").append(tree).append(" bytes\n");
      if (tree > in.remaining()) {
        throw FormatException.at(in.position(), "hash tree of " + tree + " bytes is cut off");
      }
    }
  }

  private void signer(String indent, MemberSink members) throws IOException {
    consequences.append(indent).append("digest of the app: ").append(hex("digest of the app")).append('\n');
    int length = length("certificate");
    String subject = subject(in.bytes(length, "certificate"));
    if (length > 0 && members.wanted()) {
      members.file("certificate", blob.location().slice(in.position() - length, length));
    }
    facts.append(indent).append("certificate: ").append(subject).append('\n');
    facts.append(indent).append("additional data: ").append(hex("additional data")).append('\n');
    facts.append(indent).append("public key: ").append(hex("public key")).append('\n');
    facts.append(indent).append("algorithm: ").append(ApkSigningBlock.algorithm((int) in.u32("algorithm"))).append('\n');
    consequences.append(indent).append("signature: ").append(hex("signature")).append('\n');
  }

  private static String subject(byte[] certificate) {
    try {
      return X500Names.subjectOf(DerValue.of(certificate));
    } catch (IOException damaged) {
      return "unreadable";
    }
  }

  /** Returns where a part ends whose length stands here. */
  private long end(String part) throws IOException {
    long length = in.u32("length of the " + part);
    if (length > in.remaining()) {
      throw FormatException.at(in.position(), part + " of " + length + " bytes is cut off");
    }
    return in.position() + length;
  }

  private int length(String part) throws IOException {
    long length = in.u32("length of the " + part);
    if (length > Math.min(LARGEST_PART, in.remaining())) {
      throw FormatException.at(in.position(), part + " of " + length + " bytes is cut off");
    }
    return (int) length;
  }

  private String hex(String part) throws IOException {
    byte[] bytes = in.bytes(length(part), part);
    return bytes.length == 0 ? "none" : HexFormat.of().formatHex(bytes);
  }
}
