package io.github.jdiffscope.format.executable.pe;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.DataRuns;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Describes a portable executable; addresses and sizes, which shift, stand at lower levels. */
public final class PeDescription {
  /** Sections of a unified kernel image: files of their own (systemd, "Unified Kernel Image"). */
  private static final Set<String> FILES = Set.of(".linux", ".initrd", ".osrel", ".cmdline", ".uname", ".dtb", ".ucode",
      ".splash", ".pcrsig", ".pcrpkey", ".sbat", ".sbom", ".profile", ".dtbauto", ".hwids", ".efifw", ".sdmagic", ".vmlinux");
  private static final Set<String> TEXTS = Set.of(".osrel", ".cmdline", ".uname", ".sbat", ".sdmagic", ".pcrsig", ".pcrpkey",
      ".profile");
  /** Sections of addresses only: what they say follows from the rest, or is shown with it. */
  private static final Set<String> PLUMBING = Set.of(".reloc", ".pdata", ".xdata", ".rela", ".rela.dyn", ".dynamic", ".dynsym",
      ".edata", ".idata", ".didat", ".gnu.hash", ".hash");

  private final PeFile file;
  private final ByteView view;
  private final Sections out;
  private final PeHeaders headers;
  private final Map<String, Integer> titles = new HashMap<>();

  public PeDescription(PeFile file, Sections out) {
    this.file = file;
    this.view = file.view();
    this.out = out;
    this.headers = new PeHeaders(file);
  }

  /** Hands over everything that can be said of the file. */
  public void describe(Blob blob, MemberSink members) throws IOException {
    PeTables tables = new PeTables(file);
    step("headers", () -> headers.headers(false), 0);
    step("timestamps", headers::timestamps, 0);
    step("rich header", headers::rich, 0);
    step("sections", () -> headers.sections(false), 0);
    lines("imports", tables.imports());
    lines("delayed imports", tables.delayed());
    lines("exports", tables.exportLines());
    step("debug directory", headers::debug, 0);
    step("load configuration", headers::loadConfiguration, 0);
    step("thread local storage", headers::threadStorage, 0);
    resources(blob, members);
    PeNames names = new PeNames(file);
    PeFunctions functions = new PeFunctions(file, tables, names);
    PeReferences references = new PeReferences(file, tables, functions, names);
    data(blob, members, tables, references);
    if (!functions.ranges().isEmpty()) {
      out.add(new Section("objdump --disassemble --disassembler-options=intel {}", 0, "code",
          new SectionContent.Blocks(new PeCode(file, functions, references).blocks())));
    }
    step("addresses and sizes", () -> headers.headers(true) + headers.sections(true), 1);
    overlay(blob, members, certificates(blob, members));
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

  private void resources(Blob blob, MemberSink members) throws IOException {
    try {
      for (PeResources.Resource resource : new PeResources(file).resources()) {
        if (resource.offset() > blob.size() - resource.size()) {
          out.comment("resource " + resource.path() + " is cut off");
        } else if (resource.path().startsWith("version/")) {
          step(unique("resource " + resource.path()),
              () -> VersionResource.text(view.copy(resource.offset(), resource.size())), 0);
        } else if (resource.path().startsWith("string/")) {
          step(unique("resource " + resource.path()), () -> PeResources.strings(resource.path(),
              new ByteView(view.copy(resource.offset(), resource.size()), true)), 0);
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

  private void data(Blob blob, MemberSink members, PeTables tables, PeReferences references) throws IOException {
    TreeMap<Long, Long> shown = new TreeMap<>(tables.places());
    try {
      headers.debugPlaces(shown);
    } catch (IndexOutOfBoundsException cut) {
      out.comment("the debug directory is cut off: " + cut.getMessage());
    }
    UnwindPlaces.add(file, shown);
    managedPlaces(shown);
    for (PeFile.PeSection section : file.sections()) {
      long size = Math.min(section.rawSize(), Math.max(0, blob.size() - section.offset()));
      size = section.size() > 0 ? Math.min(size, section.size()) : size;
      if (size <= 0 || section.name().equals(".rsrc")) {
        continue;
      }
      if (FILES.contains(section.name())) {
        members.file(unique(section.name().substring(1)),
            blob.location().slice(section.offset(), withoutZeros(section.name(), section.offset(), size)));
        continue;
      }
      boolean plumbing = PLUMBING.contains(section.name()) || section.isCode();
      if (!plumbing) {
        out.add(Section.text(unique("data of " + section.name()), () -> new DataRuns(file.content(section), section.address(),
            references, references.pointers(), references::function, shown, file.isWide() ? 8 : 4).text()));
      }
      out.add(Section.binary(unique("section " + section.name()), blob.slice(section.offset(), size)).atLevel(2));
    }
  }

  /** Adds where the header of the managed runtime lies and the four tables it names: shown by the .NET description. */
  private void managedPlaces(TreeMap<Long, Long> places) {
    long rva = file.directoryAddress(PeFile.CLR);
    long at = file.offset(rva);
    if (rva == 0 || at > view.size() - 72) {
      return;
    }
    places.merge(rva, rva + 72, Math::max);
    for (int table : new int[] {8, 24, 32, 48}) {
      places.merge(view.u32(at + table), view.u32(at + table) + view.u32(at + table + 4), Math::max);
    }
  }

  /** Returns the size without the zeros that fill the sections of text. */
  private long withoutZeros(String name, long offset, long size) {
    long end = offset + size;
    while (TEXTS.contains(name) && end > offset && view.bytes()[(int) end - 1] == 0) {
      end--;
    }
    return end - offset;
  }

  /** Hands over the signatures and returns where they end, 0 if there are none. */
  private long certificates(Blob blob, MemberSink members) throws IOException {
    long at = file.directoryAddress(PeFile.CERTIFICATES);
    long end = at + file.directorySize(PeFile.CERTIFICATES);
    for (int i = 1; at > 0 && at + 8 < Math.min(end, view.size()) && i < 32; i++) {
      long size = view.u32(at);
      if (size <= 8 || size > view.size() - at) {
        out.comment("signature " + i + " is cut off");
        break;
      }
      members.file("signature-" + i + ".p7s", blob.location().slice(at + 8, signatureSize(at + 8, size - 8)));
      at += (size + 7) / 8 * 8;
    }
    return at == 0 ? 0 : end;
  }

  /** Returns the size of a signature without the zeros that fill its entry: its own DER header says it. */
  private long signatureSize(long at, long room) {
    int first = room < 6 ? 0 : view.u8(at + 1);
    int digits = first - 0x80;
    if (view.u8(at) != 0x30 || digits < 1 || digits > 4) {
      return room;
    }
    long size = 2 + digits;
    long length = 0;
    for (int i = 0; i < digits; i++) {
      length = length << 8 | view.u8(at + 2 + i);
    }
    return Math.min(room, size + length);
  }

  /** Hands over what was appended to the program, as installers and launchers of scripts do. */
  private void overlay(Blob blob, MemberSink members, long signed) throws IOException {
    long start;
    try {
      start = file.end();
    } catch (IndexOutOfBoundsException cut) {
      return;
    }
    long certificates = file.directoryAddress(PeFile.CERTIFICATES);
    long stop = signed > 0 && certificates >= start ? Math.min(certificates, blob.size()) : blob.size();
    if (start > 0 && start < stop && !isZero(start, stop)) {
      members.file("overlay", blob.location().slice(start, stop - start));
    }
    if (signed > 0 && signed >= stop && signed < blob.size()) {
      members.file("overlay behind the signatures", blob.location().slice(signed, blob.size() - signed));
    }
  }

  private boolean isZero(long from, long to) {
    for (long at = from; at < to; at++) {
      if (view.bytes()[(int) at] != 0) {
        return false;
      }
    }
    return true;
  }
}
