package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Describes an ELF file. Level 0 leaves out addresses, offsets and sizes, which shift with every inserted instruction; they
 * stand at level 1, as the tables with addresses do, the bytes of each section at 3.
 */
public final class ElfDescription {
  private static final Set<Integer> EXPLAINED = Set.of(0, ElfSection.SYMTAB, ElfSection.STRTAB, ElfSection.RELA,
      ElfSection.HASH, ElfSection.DYNAMIC, ElfSection.NOTE, ElfSection.NOBITS, ElfSection.REL, ElfSection.DYNSYM,
      ElfSection.GROUP, ElfSection.RELR, ElfSection.GNU_HASH, ElfSection.VERDEF, ElfSection.VERNEED, ElfSection.VERSYM, 18);

  private static final int BYTES = 3;
  private static final String SYMBOLS = "symbols";
  /** Tables of the Linux kernel and of Go about places in code: they follow from it. */
  private static final Set<String> CODE_TABLES = Set.of(".gcc_except_table", ".orc_unwind", ".orc_unwind_ip", ".return_sites",
      ".retpoline_sites", ".call_sites", ".ibt_endbr_seal", "__mcount_loc", "__bug_table", ".smp_locks", ".static_call_sites",
      ".altinstructions", ".parainstructions", "__jump_table", "__ex_table", "__patchable_function_entries",
      ".gopclntab", ".typelink", ".itablink");

  private final ElfFile file;
  private final Sections out;
  private final Map<String, Integer> titles = new HashMap<>();

  public ElfDescription(ElfFile file, Sections out) {
    this.file = file;
    this.out = out;
  }

  /** Hands over everything that can be said of the file. */
  public void describe(OpenArtifact artifact) {
    Blob blob = artifact.blob();
    ElfTables tables = new ElfTables(file);
    ElfVersions versions = new ElfVersions(file);
    ElfListings listings = new ElfListings(file, tables, versions);
    ElfNotes notes = new ElfNotes(file);
    comment(file.damage());
    comment(tables.damage());
    text("readelf --wide --file-header {}", 0, () -> listings.header(false));
    text("readelf --wide --program-headers {}", 0, () -> listings.segments(false));
    text("readelf --wide --sections {}", 0, () -> listings.sections(false));
    text("readelf --wide --dynamic {}", 0, () -> listings.dynamic(false));
    // It follows from all else: at a low level it would keep what the bytes alone tell from being shown.
    add(Section.text("build-id", notes.buildId()).atLevel(BYTES).about("build-id"));
    text("readelf --wide --notes {}", 0, notes::text);
    text("readelf --wide --version-info {}", 0, versions::text);
    symbols(listings, false);
    // Which symbols are bound is said by the symbols, where data points to by the data.
    add(new Section("readelf --wide --relocs {}", 1, SYMBOLS,
        new SectionContent.Text(() -> listings.relocations(false))));
    List<FrameTable.Frame> frames = frames();
    DebugSource debug = DebugSource.of(file, artifact, notes.id());
    if (debug.origin() != null) {
      out.comment("names of functions and source lines come from " + debug.origin());
      tables.addNames(debug.symbols());
    }
    List<ElfSymbol> kernel = tables.hasNoSymbols() ? Kallsyms.read(file) : List.of();
    tables.addNames(kernel);
    if (!kernel.isEmpty()) {
      add(new Section("symbols of the kernel", 0, SYMBOLS, new SectionContent.Text(() -> KernelTables.names(kernel))));
    }
    List<ElfFunction> functions = FunctionFinder.find(file, tables, frames);
    ElfObjects objects = new ElfObjects(tables);
    ElfNames names = new ElfNames(file, tables, functions, objects);
    ElfCode reader = new ElfCode(file, names, debug);
    List<SectionContent.Block> code = reader.blocks(functions, false);
    data(new ElfDataText(file, tables, names, objects, reader), names);
    new LinkTimeCode(file).describe(out);
    new DebugSections(file, tables).describe(out);
    boolean x86 = file.machine() == ElfFile.X86_64 || file.machine() == ElfFile.X86;
    add(new Section(x86 ? "objdump --disassemble --disassembler-options=intel {}" : "objdump --disassemble {}", 0, "code",
        new SectionContent.Blocks(code, reader.leftOut())));
    add(new Section("code as it lies: objdump --disassemble {}", 1, "code",
        new SectionContent.Blocks(reader.blocks(functions, true))));
    add(new Section("readelf --wide --debug-dump=frames {}", 1, "code",
        new SectionContent.Text(() -> frameText(frames, names))));
    text("addresses: readelf --wide --file-header --program-headers --sections --dynamic {}", 1, () -> addresses(listings));
    symbols(listings, true);
    text("addresses: readelf --wide --relocs {}", 1, () -> listings.relocations(true));
    raw(blob);
  }

  private static CharSequence addresses(ElfListings listings) {
    return new StringBuilder(listings.header(true)).append(listings.segments(true)).append(listings.sections(true))
        .append(listings.dynamic(true));
  }

  private void comment(String sentence) {
    if (sentence != null) {
      out.comment(sentence);
    }
  }

  private void text(String title, int level, SectionContent.TextSource source) {
    add(new Section(title, level, "", new SectionContent.Text(source)));
  }

  private void add(Section section) {
    out.add(section);
  }

  private String unique(String title) {
    int count = titles.merge(title, 1, Integer::sum);
    return count == 1 ? title : title + " (" + count + ")";
  }

  private void symbols(ElfListings listings, boolean full) {
    for (ElfSection section : file.sections()) {
      boolean dynamic = section.type() == ElfSection.DYNSYM;
      if (dynamic || section.type() == ElfSection.SYMTAB) {
        String command = (full ? "addresses: " : "") + "readelf --wide " + (dynamic ? "--dyn-syms {}" : "--symbols {}");
        add(new Section(unique(command), full ? 1 : 0, full ? "" : SYMBOLS,
            new SectionContent.Text(() -> listings.symbols(section, full))));
      }
    }
  }

  private List<FrameTable.Frame> frames() {
    List<FrameTable.Frame> frames = new ArrayList<>();
    for (ElfSection section : file.sections()) {
      if (section.name().equals(".eh_frame")) {
        frames.addAll(new FrameTable(file, section).frames());
      }
    }
    return frames;
  }

  private CharSequence frameText(List<FrameTable.Frame> frames, ElfNames names) {
    if (file.isRelocatable()) {
      return "";
    }
    List<String> lines = new ArrayList<>();
    for (FrameTable.Frame frame : frames) {
      lines.add(names.code(frame.start()) + ' ' + frame.instructions());
    }
    lines.sort(null);
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  /** Adds the sections whose content is data: by symbol, string and pointer. */
  private void data(ElfDataText text, ElfNames names) {
    KernelTables kernel = new KernelTables(file, names);
    kernel.describe(out);
    for (ElfSection section : file.sections()) {
      String name = section.name();
      boolean plumbing = name.startsWith(".eh_frame") || name.startsWith(".got") || name.startsWith(".plt")
          || name.startsWith(".debug_") || name.startsWith(".zdebug_") || name.equals(".gnu_debuglink")
          || name.equals(".go.buildinfo") || name.equals(".dep-v0") || name.equals(".gnu_debugdata")
          || name.equals(".llvmbc") && !section.isCompressed() || LinkTimeCode.is(section)
          || kernel.covers(name);
      if (name.equals(".gnu_debuglink")) {
        add(Section.text(unique("section .gnu_debuglink"), debugLink(section)).atLevel(BYTES + 1).about("build-id"));
      } else if (name.equals(".gnu_debugaltlink")) {
        add(Section.text(unique("section .gnu_debugaltlink"), () -> text.text(section)).atLevel(BYTES).about("dwz"));
      } else if (name.equals(".rmeta")) {
        RustMetadata.describe(file.content(section), out);
      } else if (name.equals("__versions")) {
        add(Section.text(unique("modprobe --dump-modversions {}"), () -> versions(section)));
      } else if (ElfAttributes.is(section)) {
        text(unique("section " + name), 0, () -> ElfAttributes.text(new ByteView(file.content(section), file.view().little())));
      } else if (name.equals(".BTF")) {
        types(section, text);
      } else if (name.startsWith(".BTF")) {
        // Which code uses which of them: it follows from the code.
        text(unique("section " + name), 2, () -> text.text(section));
      } else if (CODE_TABLES.contains(name)) {
        add(new Section(unique("section " + name), 1, "code", new SectionContent.Text(() -> text.text(section))));
      } else if (!plumbing && !section.isCode() && !EXPLAINED.contains(section.type())) {
        text(unique(name.equals(".modinfo") ? "modinfo {}" : "section " + name), 0, () -> text.text(section));
      }
    }
  }

  /** Types of modules are said with the kernel's: what little their own section says comes after all else. */
  private void types(ElfSection section, ElfDataText text) {
    try {
      BtfTypes types = new BtfTypes(new ByteView(file.content(section), file.view().little()));
      if (!types.isSplit()) {
        add(new Section("types of .BTF", 0, "types", new SectionContent.Blocks(new BtfText(types, false).blocks())));
        add(new Section("types of .BTF with offsets", 1, "types",
            new SectionContent.Text(() -> new BtfText(types, true).text())));
      }
    } catch (FormatException damaged) {
      comment("section .BTF: " + damaged.getMessage());
    }
    text(unique("section .BTF"), 2, () -> text.text(section));
  }

  /** Returns which symbols a kernel module needs and the checksums of their types: 8 or 4 bytes, then the name, 64 in all. */
  private CharSequence versions(ElfSection section) {
    ByteView view = new ByteView(file.content(section), file.view().little());
    List<String> lines = new ArrayList<>();
    for (long at = 0; at + 64 <= view.size(); at += 64) {
      long crc = view.word(at, file.isWide());
      lines.add("0x" + HexFormat.of().toHexDigits((int) crc) + '\t' + view.string(at + (file.isWide() ? 8 : 4)));
    }
    lines.sort(java.util.Comparator.comparing(line -> line.substring(line.indexOf('\t'))));
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  private String debugLink(ElfSection section) {
    byte[] content = file.content(section);
    String name = TextLiteral.at(content, 0, 1);
    long crc = (content.length & 3) == 0 && content.length > 4
        ? new ByteView(content, file.view().little()).u32(content.length - 4) : 0;
    return "Separate debug info: " + name + "\nCRC: 0x" + Long.toHexString(crc) + "\n";
  }

  private void raw(Blob blob) {
    long end = file.isWide() ? file.view().i64(40) + 64L * file.view().u16(60) : 0;
    end = end < 0 ? 0 : end;
    for (ElfSection section : file.sections()) {
      boolean said = section.name().equals(".note.gnu.build-id") || section.name().startsWith(".gnu_debug");
      boolean stored = !said && section.type() != ElfSection.NOBITS && section.index() > 0 && section.offset() >= 0
          && section.size() > 0 && section.offset() <= blob.size() - section.size();
      if (said) {
        end = Math.max(end, section.offset() + Math.max(0, section.size()));
      } else if (stored) {
        end = Math.max(end, section.offset() + section.size());
        add(Section.binary(unique("readelf --wide --hex-dump=" + section.name() + " {}"),
            blob.slice(section.offset(), section.size())).atLevel(BYTES));
      }
    }
    for (ElfFile.Segment segment : file.segments()) {
      end = Math.max(end, segment.offset() + segment.fileSize());
    }
    if (file.isWide() && end > 0 && end < blob.size()) {
      add(Section.binary("data behind the ELF file", blob.slice(end, blob.size() - end)).atLevel(1));
    }
  }
}
