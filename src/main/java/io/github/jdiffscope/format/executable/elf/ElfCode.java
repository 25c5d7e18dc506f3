package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.format.executable.code.Aarch64Disassembler;
import io.github.jdiffscope.format.executable.code.BytesDisassembler;
import io.github.jdiffscope.format.executable.code.Demangler;
import io.github.jdiffscope.format.executable.code.Disassembler;
import io.github.jdiffscope.format.executable.code.Mixer;
import io.github.jdiffscope.format.executable.code.X86Disassembler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The code of a file by function: digests for all of it, text for what is asked for. */
final class ElfCode {
  private final ElfFile file;
  private final ElfNames names;
  private final Disassembler disassembler;

  ElfCode(ElfFile file, ElfNames names) {
    this.file = file;
    this.names = names;
    this.disassembler = switch (file.machine()) {
      case ElfFile.X86_64 -> new X86Disassembler(file.isWide());
      case ElfFile.X86 -> new X86Disassembler(false);
      case ElfFile.AARCH64 -> new Aarch64Disassembler();
      default -> new BytesDisassembler();
    };
  }

  /** Returns a block for each function: named ones by name, then the unnamed in the order of their addresses. */
  List<Block> blocks(List<ElfFunction> functions) {
    List<ElfFunction> named = new ArrayList<>();
    List<ElfFunction> unnamed = new ArrayList<>();
    for (ElfFunction function : functions) {
      (function.name() == null ? unnamed : named).add(function);
    }
    named.sort(Comparator.comparing(ElfFunction::name));
    named.addAll(unnamed);
    List<Block> result = new ArrayList<>(named.size());
    for (ElfFunction function : named) {
      result.add(block(function));
    }
    return result;
  }

  private Block block(ElfFunction function) {
    byte[] code = file.content(function.section());
    int from = (int) (function.start() - function.section().address());
    int to = Math.min(code.length, from + function.size());
    Mixer digest = new Mixer();
    if (from < to) {
      disassembler.digest(code, from, to, function.start(), names, digest);
    }
    String key = function.name() == null ? "" : function.name();
    return new Block(key, digest.toString(), () -> text(function, code, from, to));
  }

  private CharSequence text(ElfFunction function, byte[] code, int from, int to) {
    StringBuilder out = new StringBuilder(4096);
    String name = function.name() == null ? "<function without a symbol>" : function.name();
    out.append(name).append(" in ").append(function.section().name()).append(":");
    String plain = Demangler.demangle(name);
    out.append(plain.equals(name) ? "" : "  # " + plain).append('\n');
    if (from < to) {
      disassembler.print(code, from, to, function.start(), names, out);
    }
    return out;
  }
}
