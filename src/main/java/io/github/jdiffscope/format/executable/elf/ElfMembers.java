package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.GoBuild;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.InflaterInputStream;

/** What is packed into an ELF file: compressed symbols, dependency lists, a kernel module's signature. */
public final class ElfMembers {
  private static final String SIGNED = "~Module signature appended~\n";
  private static final int SIGNATURE_HEADER = 12;

  private final ElfFile file;
  private final Blob blob;

  public ElfMembers(ElfFile file, Blob blob) {
    this.file = file;
    this.blob = blob;
  }

  /** Hands over the members, and as a section what Go says of its build. */
  public void describe(Sections sections, MemberSink members) throws IOException {
    for (ElfSection section : file.sections()) {
      boolean inside = section.offset() >= 0 && section.size() > 0 && section.type() != ElfSection.NOBITS
          && section.offset() <= blob.size() - section.size();
      if (inside && section.name().equals(".gnu_debugdata")) {
        members.file("gnu_debugdata.xz", blob.location().slice(section.offset(), section.size()));
      } else if (inside && section.name().equals(".llvmbc") && !section.isCompressed()) {
        members.file("llvmbc.bc", blob.location().slice(section.offset(), section.size()));
      } else if (inside && section.name().equals(".dep-v0")) {
        // Dependencies of Rust programs as cargo-auditable writes them: JSON, compressed with zlib.
        try (InputStream json = new InflaterInputStream(new ByteArrayInputStream(file.content(section)))) {
          members.unpack("dependencies.json", json);
        }
      } else if (inside && section.name().equals(".go.buildinfo")) {
        sections.add(Section.text("go version -m {}", GoBuild.text(file.content(section))));
      }
    }
    long signature = signatureSize();
    if (signature > 0) {
      members.file("signature.p7s", blob.location().slice(signatureStart(), signature));
    }
  }

  /** Returns the size of the PKCS #7 message behind a kernel module, or 0; see struct module_signature. */
  private long signatureSize() throws IOException {
    int tail = SIGNED.length() + SIGNATURE_HEADER;
    if (blob.size() < tail + 64) {
      return 0;
    }
    byte[] end = blob.bytes(blob.size() - tail, tail);
    boolean signed = new String(end, SIGNATURE_HEADER, SIGNED.length(), StandardCharsets.ISO_8859_1).equals(SIGNED);
    long size = (end[8] & 0xFFL) << 24 | (end[9] & 0xFF) << 16 | (end[10] & 0xFF) << 8 | end[11] & 0xFF;
    return signed && size < blob.size() - tail ? size : 0;
  }

  private long signatureStart() throws IOException {
    return blob.size() - SIGNED.length() - SIGNATURE_HEADER - signatureSize();
  }

  /** Returns whether a signature of a kernel module ends the file. */
  boolean isSigned() throws IOException {
    return signatureSize() > 0;
  }
}
