package io.github.jdiffscope.format.executable.pe;

import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.format.executable.code.Aarch64Disassembler;
import io.github.jdiffscope.format.executable.code.BytesDisassembler;
import io.github.jdiffscope.format.executable.code.Disassembler;
import io.github.jdiffscope.format.executable.code.Mixer;
import io.github.jdiffscope.format.executable.code.Operands;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import io.github.jdiffscope.format.executable.code.X86Disassembler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The code of a portable executable by function: by export, and by the table of unwinding ranges. */
final class PeCode implements Operands {
  private static final int AMD64 = 0x8664;
  private static final int I386 = 0x14C;
  private static final int ARM64 = 0xAA64;
  private static final int RUNTIME_FUNCTION = 12;

  private final PeFile file;
  private final PeTables tables;
  private final TreeMap<Long, Long> functions = new TreeMap<>();
  private final Map<PeFile.PeSection, byte[]> contents = new HashMap<>();

  PeCode(PeFile file, PeTables tables) {
    this.file = file;
    this.tables = tables;
    if (file.machine() == AMD64) {
      readRanges();
    }
    for (PeFile.PeSection section : file.sections()) {
      contents.put(section, file.content(section));
      if (section.isCode()) {
        fill(section);
      }
    }
  }

  private void readRanges() {
    long at = file.offset(file.directoryAddress(PeFile.EXCEPTIONS));
    long end = at + file.directorySize(PeFile.EXCEPTIONS);
    for (; at + RUNTIME_FUNCTION <= Math.min(end, file.view().size()); at += RUNTIME_FUNCTION) {
      long start = file.view().u32(at);
      long stop = file.view().u32(at + 4);
      PeFile.PeSection section = file.sectionAt(start);
      if (section != null && section.isCode() && stop > start && section.contains(stop - 1)) {
        functions.put(start, stop);
      }
    }
  }

  /** Makes ranges of what no table names: from export to export, or a whole section. */
  private void fill(PeFile.PeSection section) {
    TreeMap<Long, Long> gaps = new TreeMap<>();
    long limit = section.address() + contents.get(section).length;
    long at = section.address();
    while (at < limit) {
      var covering = functions.floorEntry(at);
      if (covering != null && covering.getValue() > at) {
        at = covering.getValue();
        continue;
      }
      Long next = functions.higherKey(at);
      Long export = tables.exports().higherKey(at);
      long end = Math.min(limit, Math.min(next == null ? limit : next, export == null ? limit : export));
      if (!isPadding(section, at, end)) {
        gaps.put(at, end);
      }
      at = end;
    }
    functions.putAll(gaps);
  }

  private boolean isPadding(PeFile.PeSection section, long from, long to) {
    byte[] content = contents.get(section);
    for (long at = from; at < to; at++) {
      byte b = content[(int) (at - section.address())];
      if (b != (byte) 0xCC && b != 0 && b != (byte) 0x90) {
        return false;
      }
    }
    return true;
  }

  /** Returns a block for each function: exported ones by name, then the others by address. */
  List<Block> blocks() {
    Disassembler disassembler = switch (file.machine()) {
      case AMD64 -> new X86Disassembler(true);
      case I386 -> new X86Disassembler(false);
      case ARM64 -> new Aarch64Disassembler();
      default -> new BytesDisassembler();
    };
    TreeMap<String, Block> named = new TreeMap<>();
    List<Block> unnamed = new ArrayList<>();
    functions.forEach((start, end) -> {
      Block block = block(disassembler, start, end);
      if (block != null && (block.key().isEmpty() || named.putIfAbsent(block.key(), block) != null)) {
        unnamed.add(block);
      }
    });
    List<Block> result = new ArrayList<>(named.values());
    result.addAll(unnamed);
    return result;
  }

  private Block block(Disassembler disassembler, long start, long end) {
    PeFile.PeSection section = file.sectionAt(start);
    byte[] code = contents.get(section);
    int from = (int) (start - section.address());
    int to = (int) Math.min(code.length, end - section.address());
    if (from >= to) {
      return null;
    }
    Mixer digest = new Mixer();
    disassembler.digest(code, from, to, start, this, digest);
    String name = tables.exports().getOrDefault(start, "");
    return new Block(name, digest.toString(), () -> {
      StringBuilder out = new StringBuilder(name.isEmpty() ? "<function without a symbol>" : name);
      out.append(" in ").append(section.name()).append(":\n");
      disassembler.print(code, from, to, start, this, out);
      return out;
    });
  }

  @Override
  public String code(long target) {
    var function = functions.floorEntry(target);
    if (function == null || function.getValue() <= target) {
      PeFile.PeSection section = file.sectionAt(target);
      return section == null ? "(outside)" : section.name();
    }
    String name = tables.exports().getOrDefault(function.getKey(), "<function>");
    return target == function.getKey() ? name : name + "+0x" + Long.toHexString(target - function.getKey());
  }

  @Override
  public String data(long target, int size) {
    String slot = tables.slots().get(target);
    if (slot != null) {
      return slot + "@import";
    }
    PeFile.PeSection section = file.sectionAt(target);
    if (section == null) {
      return "(outside)";
    } else if (section.isCode()) {
      return code(target);
    }
    byte[] content = contents.get(section);
    int at = (int) (target - section.address());
    boolean writable = (section.flags() & 0x8000_0000L) != 0;
    String text = size != 0 ? null : TextLiteral.at(content, at, 1);
    return text != null ? text : writable || size == 0 || at + size > content.length ? section.name()
        : section.name() + ":" + TextLiteral.hex(content, at, at + size);
  }

  @Override
  public String relocated(long address, long next, int size) {
    return null;
  }

  /** On 32-bit x86 addresses stand in the code; a value inside the image is taken for one. */
  @Override
  public String absolute(long value) {
    long rva = (value & 0xFFFF_FFFFL) - file.imageBase();
    if (file.machine() != I386 || rva < 0x1000 || file.sectionAt(rva) == null) {
      return null;
    }
    return data(rva, 0);
  }
}
