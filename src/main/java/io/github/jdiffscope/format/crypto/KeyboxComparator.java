package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** GnuPG's boxes of keys; the layout is that of its {@code kbx/keybox-blob.c}, all numbers big-endian. */
final class KeyboxComparator implements FormatComparator {
  private static final int HEADER = 1;
  private static final int OPENPGP = 2;
  private static final int X509 = 3;
  private static final int SMALLEST = 20;
  private static final Format FORMAT = Format.of("crypto/keybox", "GnuPG keybox",
      Signature.all(Signature.magic(8, "KBXf"), Signature.hex(4, "01")));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    StringBuilder text = new StringBuilder();
    List<Row> rows = new ArrayList<>();
    StringBuilder layout = new StringBuilder();
    try {
      for (long at = 0; at < blob.size();) {
        BinaryReader in = new BinaryReader(blob, ByteOrder.BIG_ENDIAN).seek(at);
        long length = in.u32("length of a blob");
        int type = in.u8("type of a blob");
        if (length < SMALLEST || length > blob.size() - at) {
          throw FormatException.at(at, "blob of " + length + " bytes is cut off");
        }
        if (type == HEADER) {
          header(in, at, text);
        } else {
          rows.add(new Entry(blob.slice(at, length), at, type).row(artifact, members, layout));
        }
        at += length;
      }
    } finally {
      sections.add(Section.text("box", text));
      sections.add(Section.listing("keys in the box", List.of(), rows));
      sections.add(Section.text("layout of the box", layout).atLevel(1));
    }
  }

  private static void header(BinaryReader in, long at, StringBuilder text) throws IOException {
    text.append("version: ").append(in.u8("version")).append("\nflags: ").append(in.u16("flags")).append('\n');
    in.seek(at + 16);
    text.append("created at: ").append(date(in.u32("time of creation"))).append('\n');
    text.append("last maintenance: ").append(date(in.u32("time of maintenance"))).append('\n');
  }

  private static String date(long seconds) {
    return seconds == 0 ? "never" : java.time.Instant.ofEpochSecond(seconds).toString();
  }

  /** A key with what is kept about it. */
  private record Entry(Blob blob, long offset, int type) {

    Row row(OpenArtifact artifact, MemberSink members, StringBuilder layout) throws IOException {
      BinaryReader in = new BinaryReader(blob, ByteOrder.BIG_ENDIAN).seek(5);
      int version = in.u8("version of a blob");
      int flags = in.u16("flags of a blob");
      long key = in.u32("offset of a key");
      long size = in.u32("size of a key");
      if (type != OPENPGP && type != X509 || key > blob.size() || size > blob.size() - key) {
        return new Row("blob", "blob of type " + type + ", " + Secrets.digest(blob.all(1 << 24)));
      }
      int keys = in.u16("number of keys");
      int entrySize = in.u16("size of what is kept about a key");
      String first = keys == 0 || entrySize < 20 ? "" : hex(in.bytes(version == 2 ? 32 : 20, "fingerprint"));
      StringBuilder text = new StringBuilder(type == OPENPGP ? "OpenPGP" : "X.509").append(" key ").append(first)
          .append(", subkeys ").append(Math.max(0, keys - 1)).append(", flags ").append(flags);
      in.seek(20 + (long) keys * entrySize);
      in.skip(in.u16("size of the serial number"));
      int names = in.u16("number of names");
      int nameSize = in.u16("size of what is kept about a name");
      in.skip((long) names * nameSize);
      int signatures = in.u16("number of signatures");
      int signatureSize = in.u16("size of what is kept about a signature");
      in.skip((long) signatures * signatureSize);
      text.append(", names ").append(names).append(", signatures ").append(signatures).append(", owner trust ")
          .append(in.u8("owner trust")).append(", validity ").append(in.u8("validity"));
      in.skip(2);
      text.append(", recheck after ").append(date(in.u32("time of the next check"))).append(", newest signature ")
          .append(date(in.u32("time of the newest"))).append(", added ").append(date(in.u32("time of addition")));
      members.file("key " + first, artifact.blob().location().slice(offset + key, size));
      layout.append(first).append(" version ").append(version).append(", key at ").append(key).append(" of ")
          .append(blob.size())
          .append(", rest ").append(rest(key, size)).append('\n');
      return new Row(first, text.toString());
    }

    /** Returns a digest of what stands around the key: offsets, expiry of signatures, the checksum. */
    private String rest(long key, long size) throws IOException {
      byte[] whole = blob.all(1 << 24);
      byte[] rest = new byte[whole.length - (int) size];
      System.arraycopy(whole, 0, rest, 0, (int) key);
      System.arraycopy(whole, (int) (key + size), rest, (int) key, rest.length - (int) key);
      return Secrets.digest(rest);
    }

    private static String hex(byte[] bytes) {
      return HexFormat.of().withUpperCase().formatHex(bytes);
    }
  }
}
