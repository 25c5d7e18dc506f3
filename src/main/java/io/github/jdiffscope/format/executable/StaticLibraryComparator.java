package io.github.jdiffscope.format.executable;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.ar.ArEntry;
import io.github.jdiffscope.codec.ar.ArReader;
import io.github.jdiffscope.codec.ar.SymbolIndex;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.Demangler;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Libraries of objects packed with {@code ar}: which symbol is in which object; the rest is the archive's. */
final class StaticLibraryComparator implements FormatComparator {
  /** A table of symbols, one of long names, and a few members that are no objects, such as Rust's metadata. */
  private static final int LOOKED_AT = 5;
  private static final String RUST_METADATA = "lib.rmeta";
  private static final Format LIBRARY = Format.of("executable/static-library", "static library",
      Signature.all(Signature.magic(1, "<"), Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isLibrary(probe, false);
        }
      }))).extending("archive/ar");
  private static final Format RUST = Format.of("executable/rlib", "Rust library",
      Signature.all(Signature.magic(1, "<"), Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isLibrary(probe, true);
        }
      }))).extending("archive/ar").refining("executable/static-library", "archive/ar");

  private final Format format;

  private StaticLibraryComparator(Format format) {
    this.format = format;
  }

  static FormatComparator staticLibrary() {
    return new StaticLibraryComparator(LIBRARY);
  }

  static FormatComparator rustLibrary() {
    return new StaticLibraryComparator(RUST);
  }

  @Override
  public Format format() {
    return format;
  }

  private static boolean isLibrary(Probe probe, boolean rust) {
    if (!probe.has(0, ArReader.MAGIC) && !probe.has(0, ArReader.THIN_MAGIC)) {
      return false;
    }
    try {
      ArReader reader = new ArReader(probe.blob());
      for (int i = 0; i < LOOKED_AT; i++) {
        ArEntry entry = reader.next();
        if (entry == null) {
          return false;
        }
        boolean found = rust ? entry.name().equals(RUST_METADATA)
            : entry.isSymbolIndex() || !entry.isTable() && !entry.external() && isObject(probe, entry);
        if (found) {
          return true;
        }
      }
    } catch (IOException damaged) {
      return false;
    }
    return false;
  }

  private static boolean isObject(Probe probe, ArEntry entry) {
    long at = entry.dataOffset();
    return probe.has(at, "\177ELF") || probe.has(at, "BC\u00c0\u00de") || probe.has(at, "\u00cf\u00fa\u00ed\u00fe")
        || probe.has(at, "\u00ce\u00fa\u00ed\u00fe");
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    ArReader reader = new ArReader(blob);
    List<ArEntry> entries = new ArrayList<>();
    try {
      for (ArEntry entry; (entry = reader.next()) != null; ) {
        entries.add(entry);
      }
    } catch (FormatException damaged) {
      // The archive's own description says so.
    }
    for (ArEntry entry : entries) {
      if (entry.isSymbolIndex()) {
        sections.add(Section.listing("nm --print-armap {}", List.of("Archive index:"), rows(blob, entry, entries)));
      }
    }
  }

  private static List<Row> rows(Blob blob, ArEntry index, List<ArEntry> entries) throws IOException {
    Map<Long, String> byOffset = new HashMap<>();
    entries.forEach(entry -> byOffset.put(entry.offset(), entry.name()));
    List<Row> rows = new ArrayList<>();
    for (SymbolIndex.Symbol symbol : SymbolIndex.read(blob, index)) {
      // Legacy Rust names end in a hash that changes with the compiler.
      String name = Demangler.stable(symbol.name());
      rows.add(new Row(name, name + " in " + byOffset.getOrDefault(symbol.member(), "no member")));
    }
    return rows;
  }
}
