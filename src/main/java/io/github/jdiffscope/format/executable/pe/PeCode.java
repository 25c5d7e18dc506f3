package io.github.jdiffscope.format.executable.pe;

import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.format.executable.code.Aarch64Disassembler;
import io.github.jdiffscope.format.executable.code.BytesDisassembler;
import io.github.jdiffscope.format.executable.code.Disassembler;
import io.github.jdiffscope.format.executable.code.Mixer;
import io.github.jdiffscope.format.executable.code.X86Disassembler;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The code of a portable executable by function. */
final class PeCode {
  private final PeFile file;
  private final PeFunctions functions;
  private final PeReferences references;

  PeCode(PeFile file, PeFunctions functions, PeReferences references) {
    this.file = file;
    this.functions = functions;
    this.references = references;
  }

  /** Returns a block for each function: named ones by name, then the others by address. */
  List<Block> blocks() {
    Disassembler disassembler = switch (file.machine()) {
      case PeFile.AMD64 -> new X86Disassembler(true);
      case PeFile.I386 -> new X86Disassembler(false);
      case PeFile.ARM64 -> new Aarch64Disassembler();
      default -> new BytesDisassembler();
    };
    TreeMap<String, Block> named = new TreeMap<>();
    List<Block> unnamed = new ArrayList<>();
    functions.ranges().forEach((start, end) -> {
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
    byte[] code = functions.content(section);
    int from = (int) (start - section.address());
    int limit = (int) Math.min(code.length, end - section.address());
    int to = file.machine() == PeFile.ARM64 ? limit : trimmed(code, from, limit);
    if (from >= to) {
      return null;
    }
    Mixer digest = new Mixer();
    disassembler.digest(code, from, to, start, references, digest);
    String name = functions.name(start);
    return new Block(name, digest.toString(), () -> {
      StringBuilder out = new StringBuilder(name.isEmpty() ? "<function without a symbol>" : name);
      out.append(" in ").append(section.name()).append(":\n");
      disassembler.print(code, from, to, start, references, out);
      return out;
    });
  }

  /** Returns the end without the padding up to the next function, which changes with what surrounds it. */
  private static int trimmed(byte[] code, int from, int to) {
    int end = to;
    while (end > from && (code[end - 1] == (byte) 0xCC || code[end - 1] == (byte) 0x90)) {
      end--;
    }
    while (end > from && end < to && code[end] == (byte) 0x90 && code[end - 1] == 0x66) {
      end--;
    }
    return end;
  }
}
