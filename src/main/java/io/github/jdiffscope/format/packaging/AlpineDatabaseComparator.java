package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.compress.Compression;
import io.github.jdiffscope.codec.compress.Decompressors;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Packages and indexes of Alpine of version 3 ("apk-v3(5)"): blocks with a tree of values, signatures, files. */
final class AlpineDatabaseComparator implements FormatComparator {
  private static final int PACKAGE = 0x676b6370;
  private static final int INDEX = 0x78646e69;
  private static final int EXTENDED = 3;
  private static final int EXTENDED_HEADER = 16;
  private static final Format FORMAT = Format.of("packaging/alpine-adb", "Alpine package of version 3",
      Signature.magic(0, "ADB."), Signature.magic(0, "ADBd"), Signature.magic(0, "ADBc"));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    int kind = blob.bytes(3, 1)[0];
    if (kind == '.') {
      new Blocks(blob, sections, members).describe();
    } else {
      unpack(artifact.name(), blob, kind, sections, members);
    }
  }

  /** The compressed form is the other one behind a few bytes. */
  private static void unpack(String name, Blob blob, int kind, Sections sections, MemberSink members)
      throws IOException {
    int method = kind == 'd' ? 1 : blob.bytes(4, 1)[0];
    int start = kind == 'd' ? 4 : 6;
    sections.add(Section.text("compression", (method == 1 ? "deflate" : method == 2 ? "zstd" : "number " + method)
        + (kind == 'c' ? ", level " + blob.bytes(5, 1)[0] : "") + '\n'));
    if (method != 1 && method != 2 || !members.wanted()) {
      return;
    }
    InputStream coded = blob.stream(start, blob.size() - start);
    Inflater inflater = new Inflater(true);
    try (InputStream in = method == 2 ? Decompressors.open(Compression.ZSTD, coded)
        : Decompressors.guarded("deflate", () -> new InflaterInputStream(coded, inflater))) {
      String last = name.substring(name.lastIndexOf('/') + 1);
      members.unpack(last.endsWith(".apk") ? last.replace(".apk", ".adb") : last + "-content", in);
    } finally {
      inflater.end();
    }
  }

  /** The blocks of one file. */
  private static final class Blocks {
    private final Blob blob;
    private final Sections sections;
    private final MemberSink members;
    private final StringBuilder signers = new StringBuilder();
    private final StringBuilder signatures = new StringBuilder();
    private AdbPackage.Files files;

    Blocks(Blob blob, Sections sections, MemberSink members) {
      this.blob = blob;
      this.sections = sections;
      this.members = members;
    }

    void describe() throws IOException {
      BinaryReader in = new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN);
      int schema = in.seek(4).i32("schema");
      FormatException damage = null;
      try {
        for (long at = 8; at < blob.size();) {
          at = block(in.seek(at), at, schema);
        }
      } catch (FormatException damaged) {
        damage = damaged;
      }
      sections.add(Section.text("signed by", signers));
      sections.add(Section.text("signatures", signatures).atLevel(1));
      if (damage != null) {
        throw damage;
      }
    }

    /** Reads a block and returns where the next begins: two bits of type, the size with the header, or both apart. */
    private long block(BinaryReader in, long at, int schema) throws IOException {
      int word = in.i32("block");
      int type = word >>> 30;
      long size = word & 0x3FFF_FFFFL;
      int header = 4;
      if (type == EXTENDED) {
        type = (int) size;
        in.u32("reserved");
        size = in.u64("size of a block");
        header = EXTENDED_HEADER;
      }
      if (size < header || size > blob.size() - at) {
        throw FormatException.at(at, "block of " + size + " bytes does not fit");
      }
      Blob content = blob.slice(at + header, size - header);
      switch (type) {
        case 0 -> tree(content, schema);
        case 1 -> signature(content);
        case 2 -> data(content);
        default -> sections.comment("a block of the unknown type " + type + " of " + size + " bytes is not shown");
      }
      return at + (size + 7) / 8 * 8;
    }

    private void tree(Blob content, int schema) throws IOException {
      AdbTree tree = new AdbTree(content);
      AdbPackage reader = new AdbPackage(tree);
      int root = tree.root();
      if (schema == PACKAGE) {
        int info = tree.field(root, 1);
        sections.add(Section.text("package", reader.fields(info, "", false)));
        triggers(tree, root);
        sections.add(Section.text("hash and size", reader.fields(info, "", true)).atLevel(1));
        for (Map.Entry<String, byte[]> script : reader.scripts(tree.field(root, 3)).entrySet()) {
          members.unpack("script " + script.getKey(), new ByteArrayInputStream(script.getValue()));
        }
        files = reader.files(tree.field(root, 2));
        sections.add(Section.listing("file list", java.util.List.of(), files.rows()));
        sections.add(Section.separate("hashes", files.hashes()).atLevel(1));
        for (Map.Entry<String, String> link : files.links().entrySet()) {
          members.symlink(link.getKey(), link.getValue());
        }
      } else if (schema == INDEX) {
        index(tree, reader, root);
      } else {
        sections.comment("schema " + Integer.toHexString(schema) + " is not known");
      }
      sections.add(Section.binary("tree of values", content).atLevel(2));
    }

    private void triggers(AdbTree tree, int root) throws IOException {
      StringBuilder out = new StringBuilder();
      for (int trigger : tree.slots(tree.field(root, 4))) {
        out.append("trigger: ").append(tree.text(trigger)).append('\n');
      }
      int priority = tree.field(root, 5);
      out.append(priority == AdbTree.NULL ? "" : "replaces-priority: " + tree.number(priority) + "\n");
      sections.add(Section.text("triggers", out));
    }

    private void index(AdbTree tree, AdbPackage reader, int root) throws IOException {
      Map<String, String> facts = new TreeMap<>();
      Map<String, String> hashes = new TreeMap<>();
      for (int info : tree.slots(tree.field(root, 2))) {
        String name = tree.text(info, 1);
        facts.merge(name, reader.fields(info, name + " ", false), String::concat);
        hashes.merge(name, reader.fields(info, name + " ", true), String::concat);
      }
      sections.add(Section.text("index", "description: " + tree.text(root, 1) + '\n'));
      sections.add(Section.text("packages", String.join("", facts.values())));
      sections.add(Section.text("hashes and sizes", String.join("", hashes.values())).atLevel(1));
    }

    /** A signature: version, digest, 16 bytes that name the key, the value. */
    private void signature(Blob content) throws IOException {
      byte[] bytes = content.all(1 << 16);
      if (bytes.length < 18) {
        throw new FormatException("a signature of " + bytes.length + " bytes is too short");
      }
      signers.append("version ").append(bytes[0]).append(", digest ").append(bytes[1] == 4 ? "SHA-512" : "number "
          + bytes[1]).append(", key ").append(HexFormat.of().formatHex(bytes, 2, 18)).append('\n');
      signatures.append(HexFormat.of().formatHex(bytes, 18, bytes.length)).append('\n');
    }

    private void data(Blob content) throws IOException {
      BinaryReader in = new BinaryReader(content, ByteOrder.LITTLE_ENDIAN);
      String index = in.u32("folder of a file") + "/" + in.u32("number of a file");
      String name = files == null ? null : files.names().get(index);
      if (name == null) {
        sections.comment("data of file " + index + ", which is not listed, are not compared by name");
      }
      BlobLocation location = content.location().slice(8, content.size() - 8);
      members.file(name == null ? "data " + index : name, location);
    }
  }
}
