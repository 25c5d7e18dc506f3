package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.BlobOpener;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.Scratch;
import io.github.jdiffscope.codec.compress.Compression;
import io.github.jdiffscope.codec.compress.Decompressors;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.dwarf.DwarfSections;
import io.github.jdiffscope.format.executable.dwarf.SourceLines;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Names and source lines that stand elsewhere than in a stripped program: in a separate debug file, found by build id or
 * {@code .gnu_debuglink}, or compressed in {@code .gnu_debugdata}.
 */
final class DebugSource {
  private static final int SIZE_LIMIT = 1 << 30;
  private static final int EMBEDDED_LIMIT = 64 << 20;

  private final ElfFile file;
  private ElfFile separate;
  private String origin;
  private SourceLines lines;

  private DebugSource(ElfFile file) {
    this.file = file;
  }

  static DebugSource of(ElfFile file, OpenArtifact artifact, String buildId) {
    DebugSource source = new DebugSource(file);
    if (file.isRelocatable() || file.section(".debug_line") != null) {
      return source;
    }
    try {
      source.find(artifact, buildId);
    } catch (IOException | RuntimeException unreadable) {
      source.separate = null; // an aid only: without it functions have no names
    }
    return source;
  }

  private void find(OpenArtifact artifact, String buildId) throws IOException {
    if (buildId.length() > 4) {
      String name = buildId.substring(0, 2) + '/' + buildId.substring(2) + ".debug";
      if (!artifact.scope().debugFolder().isEmpty()) {
        open(Path.of(artifact.scope().debugFolder()).resolve(name), "the package of debug symbols", -1);
      }
      Path top = top(artifact);
      if (separate == null && top != null) {
        open(top.resolve("usr/lib/debug/.build-id").resolve(name), "usr/lib/debug/.build-id/" + name, -1);
      }
    }
    if (separate == null) {
      byLink(artifact);
    }
    if (separate == null) {
      embedded();
    }
  }

  /** Returns the file of the file system an artifact is, or null if it was unpacked or is a part of one. */
  private static Path path(OpenArtifact artifact) throws IOException {
    BlobLocation location = artifact.artifact().location();
    boolean whole = location != null && location.isContiguous() && location.extents().get(0).offset() == 0;
    Path path = whole ? location.path() : null;
    return path != null && path.toString().replace('\\', '/').endsWith(artifact.name())
        && Files.size(path) == location.extents().get(0).length() ? path : null;
  }

  /** Returns the folder of the tree an artifact's name is relative to, or null. */
  private static Path top(OpenArtifact artifact) throws IOException {
    Path top = path(artifact);
    for (int i = Path.of(artifact.name()).getNameCount(); i > 0 && top != null; i--) {
      top = top.getParent();
    }
    return Path.of(artifact.name()).isAbsolute() ? null : top;
  }

  private void byLink(OpenArtifact artifact) throws IOException {
    ElfSection section = file.section(".gnu_debuglink");
    Path path = section == null ? null : path(artifact);
    if (path == null) {
      return;
    }
    byte[] content = file.content(section);
    String name = text(content);
    if (name.isEmpty() || name.contains("/") || content.length < 5) {
      return;
    }
    long crc = new ByteView(content, file.view().little()).u32(content.length - 4);
    open(path.resolveSibling(name), name, crc);
    if (separate == null) {
      open(path.resolveSibling(".debug").resolve(name), ".debug/" + name, crc);
    }
  }

  private static String text(byte[] content) {
    int end = 0;
    while (end < content.length && content[end] > 32) {
      end++;
    }
    return new String(content, 0, end, StandardCharsets.ISO_8859_1);
  }

  private void open(Path path, String said, long crc) throws IOException {
    if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.size(path) > SIZE_LIMIT) {
      return;
    }
    Scratch none = new Scratch(path.resolveSibling("unused"), 0);
    try (Blob blob = new BlobOpener(none).open(BlobLocation.wholeFile(path, Files.size(path)))) {
      byte[] bytes = blob.all(SIZE_LIMIT);
      if (crc >= 0 && crc(bytes) != crc) {
        return;
      }
      accept(bytes, said);
    }
  }

  private static long crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  private void accept(byte[] bytes, String said) throws FormatException {
    boolean elf = bytes.length > 64 && bytes[0] == 127 && bytes[1] == 'E';
    ElfFile found = elf ? new ElfFile(bytes) : null;
    if (found != null && found.machine() == file.machine() && found.isWide() == file.isWide()) {
      separate = found;
      origin = said;
    }
  }

  /** Unpacks the symbols that some distributions leave in programs for their crash reports, compressed with xz. */
  private void embedded() throws IOException {
    ElfSection section = file.section(".gnu_debugdata");
    if (section == null) {
      return;
    }
    try (InputStream in = Decompressors.open(Compression.XZ, new ByteArrayInputStream(file.content(section)))) {
      accept(in.readNBytes(EMBEDDED_LIMIT), ".gnu_debugdata");
    }
  }

  /** Returns where names and lines come from, or null. */
  String origin() {
    return origin;
  }

  /** Returns the symbols of the separate file, in terms of the sections of this one. */
  List<ElfSymbol> symbols() {
    List<ElfSymbol> result = new ArrayList<>();
    if (separate == null) {
      return result;
    }
    ElfTables tables = new ElfTables(separate);
    for (ElfSection section : separate.sections()) {
      for (ElfSymbol symbol : section.type() == ElfSection.SYMTAB ? tables.symbolsOf(section) : List.<ElfSymbol>of()) {
        ElfSection place = symbol.isDefined() && symbol.section() < 0xFF00 ? file.sectionAt(symbol.value()) : null;
        if (place != null) {
          result.add(new ElfSymbol(symbol.name(), symbol.value(), symbol.size(), symbol.type(), symbol.bind(),
              symbol.visibility(), place.index(), false));
        }
      }
    }
    return result;
  }

  /** Returns the source lines of addresses; empty if there are none. */
  SourceLines lines() {
    if (lines == null) {
      ElfFile with = separate == null ? file : separate;
      if (with.section(".debug_line") == null && with.section(".zdebug_line") == null) {
        lines = SourceLines.NONE;
        return lines;
      }
      DebugSections sections = new DebugSections(with, new ElfTables(with));
      lines = new SourceLines(new DwarfSections(sections::content, with.view().little()));
    }
    return lines;
  }
}
