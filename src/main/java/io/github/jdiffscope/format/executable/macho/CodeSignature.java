package io.github.jdiffscope.format.executable.macho;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.io.IOException;

/** The signature of a Mach-O file: a big-endian index of blobs (Security framework, cscdefs.h). */
final class CodeSignature {
  private static final int SUPER_BLOB = 0xFADE0CC0;
  private static final int DIRECTORY = 0xFADE0C02;
  private static final int REQUIREMENTS = 0xFADE0C01;
  private static final int ENTITLEMENTS = 0xFADE7171;
  private static final int DER_ENTITLEMENTS = 0xFADE7172;
  private static final int CMS = 0xFADE0B01;
  private static final int BLOB_LIMIT = 64;
  private static final String[] HASHES = {"none", "sha1", "sha256", "sha256 (20 bytes)", "sha384", "sha512"};
  private static final String[] SLOTS = {"", "Info.plist", "requirements", "resource directory", "application", "entitlements",
      "representation", "entitlements in DER", "launch constraints of itself", "of its parent", "of its responsible process",
      "library constraints"};

  private final ByteView view;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder hashes = new StringBuilder();

  CodeSignature(byte[] file) {
    this.view = new ByteView(file, false);
  }

  /** Hands over what the signature says; the hashes of code follow from the code and stand lower. */
  void describe(Blob blob, Sections out, MemberSink members, long start, long size) throws IOException {
    if (start + 12 > view.size() || view.i32(start) != SUPER_BLOB) {
      out.comment("the code signature has no index");
      return;
    }
    try {
      blobs(blob, members, start);
    } catch (IndexOutOfBoundsException cut) {
      out.comment("the code signature is cut off: " + cut.getMessage());
    }
    out.add(Section.text("codesign --display --verbose=4 {}", text));
    out.add(Section.text("hashes of the code signature", hashes).atLevel(1));
  }

  private void blobs(Blob blob, MemberSink members, long start) throws IOException {
    long count = Math.min(BLOB_LIMIT, view.u32(start + 8));
    for (int i = 0; i < count; i++) {
      int slot = view.i32(start + 12 + 8L * i);
      long at = start + view.u32(start + 16 + 8L * i);
      int magic = view.i32(at);
      long length = view.u32(at + 4);
      if (length < 8 || length > view.size() - at) {
        throw new IndexOutOfBoundsException("blob of " + length + " bytes at byte " + at);
      }
      switch (magic) {
        case DIRECTORY -> directory(at, slot);
        case ENTITLEMENTS -> members.file(name("entitlements", slot, 5), blob.location().slice(at + 8, length - 8));
        case DER_ENTITLEMENTS -> {
          members.knownFormat("crypto/asn1");
          members.file(name("entitlements.der", slot, 7), blob.location().slice(at + 8, length - 8));
          members.knownFormat(null);
        }
        case CMS -> {
          text.append("signature of ").append(length - 8).append(" bytes\n");
          if (length > 8) {
            members.file(name("signature.p7s", slot, 0x10000), blob.location().slice(at + 8, length - 8));
          }
        }
        case REQUIREMENTS -> text.append("requirements: ")
            .append(TextLiteral.quoted(view.bytes(), (int) at + 8, (int) (at + length))).append('\n');
        default -> text.append("blob ").append(Integer.toHexString(magic)).append(" of ").append(length).append(" bytes\n");
      }
    }
  }

  private static String name(String word, int slot, int usual) {
    return slot == usual ? word : word + "-" + Integer.toHexString(slot);
  }

  private void directory(long at, int slot) {
    int version = view.i32(at + 8);
    int special = view.i32(at + 24);
    long slots = view.u32(at + 28);
    int hashSize = view.u8(at + 36);
    int hashType = view.u8(at + 37);
    text.append(slot == 0 ? "code directory" : "alternate code directory").append(" version 0x")
        .append(Integer.toHexString(version)).append("\n  identifier: ").append(view.string(at + view.u32(at + 20)))
        .append("\n  flags: 0x").append(Integer.toHexString(view.i32(at + 12)))
        .append((view.i32(at + 12) & 2) != 0 ? " ad hoc" : "").append((view.i32(at + 12) & 0x10000) != 0 ? " runtime" : "")
        .append("\n  hash: ").append(hashType < HASHES.length ? HASHES[hashType] : hashType).append("\n  page size: 2^")
        .append(view.u8(at + 39)).append("\n  platform: ").append(view.u8(at + 38)).append('\n');
    if (version >= 0x20200 && view.u32(at + 48) != 0) {
      text.append("  team: ").append(view.string(at + view.u32(at + 48))).append('\n');
    }
    if (version >= 0x20400) {
      text.append("  executable segment flags: 0x").append(Long.toHexString(view.i64(at + 80))).append('\n');
    }
    long first = at + view.u32(at + 16);
    for (int i = Math.min(special, SLOTS.length - 1); i > 0; i--) {
      long hash = first - (long) i * hashSize;
      hashes.append(SLOTS[i]).append(": ").append(TextLiteral.hex(view.bytes(), (int) hash, (int) hash + hashSize)).append('\n');
    }
    for (long i = 0; i < slots && first + (i + 1) * hashSize <= view.size() && hashSize > 0; i++) {
      int hash = (int) (first + i * hashSize);
      hashes.append("page ").append(i).append(": ").append(TextLiteral.hex(view.bytes(), hash, hash + hashSize)).append('\n');
    }
  }
}
