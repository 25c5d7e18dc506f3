package io.github.jdiffscope.format.executable.pe;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.DataStrings;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Describes a portable executable; addresses and sizes, which shift, stand at lower levels. */
public final class PeDescription {
  /** Sections of a unified kernel image: files of their own (systemd, "Unified Kernel Image"). */
  private static final Set<String> FILES = Set.of(".linux", ".initrd", ".osrel", ".cmdline", ".uname", ".dtb", ".ucode",
      ".splash", ".pcrsig", ".pcrpkey", ".sbat", ".sbom", ".profile", ".dtbauto", ".hwids", ".efifw");

  private final PeFile file;
  private final ByteView view;
  private final Sections out;
  private final Map<String, Integer> titles = new HashMap<>();

  public PeDescription(PeFile file, Sections out) {
    this.file = file;
    this.view = file.view();
    this.out = out;
  }

  /** Hands over everything that can be said of the file. */
  public void describe(Blob blob, MemberSink members) throws IOException {
    PeTables tables = new PeTables(file);
    step("headers", () -> headers(false), 0);
    step("timestamps", this::timestamps, 0);
    step("rich header", this::rich, 0);
    step("sections", () -> sections(false), 0);
    lines("imports", tables.imports());
    lines("exports", tables.exportLines());
    step("debug directory", this::debug, 0);
    resources(blob, members);
    data(blob, members);
    // Where there is a runtime's header, the code section holds metadata and intermediate language.
    if (file.directoryAddress(PeFile.CLR) == 0) {
      out.add(new Section("objdump --disassemble --disassembler-options=intel {}", 0, "code",
          new SectionContent.Blocks(new PeCode(file, tables).blocks())));
    }
    step("addresses and sizes", () -> headers(true) + sections(true), 1);
    certificates(blob, members);
  }

  private void step(String title, SectionContent.TextSource text, int level) {
    CharSequence content;
    try {
      content = text.text();
    } catch (IndexOutOfBoundsException | IOException cut) {
      out.comment(title + " cut off: " + cut.getMessage());
      return;
    }
    if (content.length() > 0) {
      out.add(Section.text(title, content).atLevel(level));
    }
  }

  private void lines(String title, List<String> lines) {
    if (!lines.isEmpty()) {
      out.add(Section.text(title, String.join("\n", lines) + "\n"));
    }
  }

  private String headers(boolean full) {
    long at = file.header();
    long optional = file.optional();
    StringBuilder text = new StringBuilder();
    text.append("Machine: 0x").append(Integer.toHexString(file.machine())).append("\nCharacteristics: 0x")
        .append(Integer.toHexString(view.u16(at + 22))).append("\nFormat: ").append(file.isWide() ? "PE32+" : "PE32")
        .append("\nLinker: ").append(view.u8(optional + 2)).append('.').append(view.u8(optional + 3)).append("\nSubsystem: ")
        .append(view.u16(optional + 68)).append("\nDLL characteristics: 0x")
        .append(Integer.toHexString(view.u16(optional + 70))).append("\nOperating system: ").append(view.u16(optional + 40))
        .append('.').append(view.u16(optional + 42)).append("\nImage version: ").append(view.u16(optional + 44)).append('.')
        .append(view.u16(optional + 46)).append("\nImage base: 0x").append(Long.toHexString(file.imageBase())).append('\n');
    if (full) {
      text.append("Entry point: 0x").append(Long.toHexString(view.u32(optional + 16))).append("\nSize of code: ")
          .append(view.u32(optional + 4)).append("\nSize of image: ").append(view.u32(optional + 56)).append("\nChecksum: 0x")
          .append(Long.toHexString(view.u32(optional + 64))).append('\n');
      for (int i = 0; i < 16; i++) {
        text.append("Directory ").append(i).append(": 0x").append(Long.toHexString(file.directoryAddress(i))).append(' ')
            .append(file.directorySize(i)).append('\n');
      }
    }
    return text.toString();
  }

  private String timestamps() {
    StringBuilder text = new StringBuilder("header: ").append(time(view.u32(file.header() + 8)));
    long exports = file.directoryAddress(PeFile.EXPORTS);
    if (exports != 0) {
      text.append("\nexports: ").append(time(view.u32(file.offset(exports) + 4)));
    }
    long debug = file.directoryAddress(PeFile.DEBUG);
    for (int i = 0; debug != 0 && i < Math.min(32, file.directorySize(PeFile.DEBUG) / 28); i++) {
      text.append("\ndebug directory: ").append(time(view.u32(file.offset(debug) + 28L * i + 4)));
    }
    return text.append('\n').toString();
  }

  private static String time(long seconds) {
    return Instant.ofEpochSecond(seconds) + " (0x" + Long.toHexString(seconds) + ")";
  }

  /** Returns which tools made how many objects: pairs between DanS and Rich, masked with the word behind Rich. */
  private String rich() {
    long end = -1;
    for (long at = 0x80; at + 8 <= Math.min(file.header(), 4096); at += 4) {
      end = view.u32(at) == 0x68636952L ? at : end;
    }
    if (end < 0) {
      return "";
    }
    long key = view.u32(end + 4);
    StringBuilder text = new StringBuilder();
    for (long at = end - 8; at > 0x40 && view.u32(at) != (key ^ 0x536E6144L); at -= 8) {
      long tool = view.u32(at) ^ key;
      if (tool != 0) {
        text.append("tool ").append(tool >>> 16).append(" build ").append(tool & 0xFFFF).append(": ")
            .append(view.u32(at + 4) ^ key).append(" objects\n");
      }
    }
    return text.toString();
  }

  private String sections(boolean full) {
    StringBuilder text = new StringBuilder();
    for (PeFile.PeSection section : file.sections()) {
      text.append(section.name()).append(" flags 0x").append(Long.toHexString(section.flags()));
      if (full) {
        text.append(String.format(Locale.ROOT, " address 0x%x size %d, %d bytes at %d", section.address(), section.size(),
            section.rawSize(), section.offset()));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private String debug() {
    StringBuilder text = new StringBuilder();
    long at = file.offset(file.directoryAddress(PeFile.DEBUG));
    long count = file.directoryAddress(PeFile.DEBUG) == 0 ? 0 : Math.min(32, file.directorySize(PeFile.DEBUG) / 28);
    for (int i = 0; i < count; i++, at += 28) {
      long type = view.u32(at + 12);
      long data = view.u32(at + 24);
      text.append("type ").append(type);
      if (type == 2 && view.u32(data) == 0x53445352L) {
        text.append(" CodeView ").append(TextLiteral.hex(view.bytes(), (int) data + 4, (int) data + 20)).append(" age ")
            .append(view.u32(data + 20)).append(' ').append(view.string(data + 24));
      } else {
        long size = Math.min(64, view.u32(at + 16));
        byte[] content = view.copy(data, size);
        text.append(' ').append(TextLiteral.hex(content, 0, content.length));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private void resources(Blob blob, MemberSink members) throws IOException {
    try {
      for (PeResources.Resource resource : new PeResources(file).resources()) {
        if (resource.offset() > blob.size() - resource.size()) {
          out.comment("resource " + resource.path() + " is cut off");
        } else if (resource.path().startsWith("version/")) {
          step(unique("resource " + resource.path()),
              () -> PeResources.version(view.copy(resource.offset(), resource.size())), 0);
        } else {
          members.file("resource/" + resource.path(), blob.location().slice(resource.offset(), resource.size()));
        }
      }
    } catch (IndexOutOfBoundsException cut) {
      out.comment("the resource directory is cut off: " + cut.getMessage());
    }
  }

  private String unique(String title) {
    int count = titles.merge(title, 1, Integer::sum);
    return count == 1 ? title : title + " (" + count + ")";
  }

  private void data(Blob blob, MemberSink members) throws IOException {
    for (PeFile.PeSection section : file.sections()) {
      long size = Math.min(section.rawSize(), Math.max(0, blob.size() - section.offset()));
      size = section.size() > 0 ? Math.min(size, section.size()) : size;
      if (size <= 0 || section.name().equals(".rsrc")) {
        continue;
      }
      if (FILES.contains(section.name())) {
        members.file(unique(section.name().substring(1)), blob.location().slice(section.offset(), size));
        continue;
      }
      boolean plumbing = section.name().equals(".reloc") || section.name().equals(".pdata") || section.isCode();
      if (!plumbing) {
        byte[] content = file.content(section);
        out.add(Section.text(unique("strings of " + section.name()), () -> DataStrings.text(content))
            .about("section " + section.name()));
      }
      out.add(Section.binary(unique("section " + section.name()), blob.slice(section.offset(), size))
          .atLevel(plumbing ? 2 : 1).about(plumbing ? "" : "section " + section.name()));
    }
  }

  private void certificates(Blob blob, MemberSink members) throws IOException {
    long at = file.directoryAddress(PeFile.CERTIFICATES);
    long end = at + file.directorySize(PeFile.CERTIFICATES);
    for (int i = 1; at > 0 && at + 8 < Math.min(end, view.size()) && i < 32; i++) {
      long size = view.u32(at);
      if (size <= 8 || size > view.size() - at) {
        out.comment("signature " + i + " is cut off");
        return;
      }
      members.file("signature-" + i + ".p7s", blob.location().slice(at + 8, size - 8));
      at += (size + 7) / 8 * 8;
    }
  }
}
