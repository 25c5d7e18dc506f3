package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.format.SectionContent.Places;
import io.github.jdiffscope.format.SectionContent.TextSource;
import io.github.jdiffscope.format.executable.code.Aarch64Disassembler;
import io.github.jdiffscope.format.executable.code.BytesDisassembler;
import io.github.jdiffscope.format.executable.code.CodeLayout;
import io.github.jdiffscope.format.executable.code.CodeRange;
import io.github.jdiffscope.format.executable.code.Demangler;
import io.github.jdiffscope.format.executable.code.Disassembler;
import io.github.jdiffscope.format.executable.code.Mixer;
import io.github.jdiffscope.format.executable.code.RiscvDisassembler;
import io.github.jdiffscope.format.executable.code.Step;
import io.github.jdiffscope.format.executable.code.X86Disassembler;
import io.github.jdiffscope.format.executable.dwarf.SourceLines;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The code of a file by function: digests for all of it, text for what is asked for. */
final class ElfCode {
  /** Code in one piece without a symbol, as of a stripped kernel: every address in it shifts, and its text is ten times its size. */
  private static final int LARGEST_UNKNOWN = 2 << 20;

  private final ElfFile file;
  private final ElfNames names;
  private final Disassembler disassembler;
  private final DebugSource debug;
  /** Digests of functions in one piece: the exact text of a function has the same one. */
  private final Map<ElfFunction, String> digests = new IdentityHashMap<>();

  ElfCode(ElfFile file, ElfNames names, DebugSource debug) {
    this.file = file;
    this.debug = debug;
    this.names = names;
    this.disassembler = switch (file.machine()) {
      case ElfFile.X86_64 -> new X86Disassembler(file.isWide());
      case ElfFile.X86 -> new X86Disassembler(false);
      case ElfFile.AARCH64 -> new Aarch64Disassembler();
      case ElfFile.RISCV -> new RiscvDisassembler(file.isWide());
      default -> new BytesDisassembler();
    };
  }

  /** Returns what the texts of functions leave out unless they are exact. */
  String leftOut() {
    return disassembler.steps(List.of(), names) == null ? ""
        : "the order of blocks, padding, source line numbers of messages or how instructions are encoded";
  }

  /**
   * Returns a block for each function: named ones by name, then the unnamed in the order of their addresses.
   *
   * @param exact whether the text keeps the order of addresses and leaves nothing out
   */
  List<Block> blocks(List<ElfFunction> functions, boolean exact) {
    List<ElfFunction> named = new ArrayList<>();
    List<ElfFunction> unnamed = new ArrayList<>();
    for (ElfFunction function : functions) {
      (function.name() == null ? unnamed : named).add(function);
    }
    named.sort(Comparator.comparing(ElfFunction::name));
    named.addAll(unnamed);
    Map<ElfFunction, ElfFunction> cold = exact ? Map.of() : coldParts(named);
    Set<ElfFunction> attached = Set.copyOf(cold.values());
    List<Block> result = new ArrayList<>(named.size());
    for (ElfFunction function : named) {
      if (!attached.contains(function)) {
        result.add(block(parts(function, cold.get(function)), exact));
      }
    }
    return result;
  }

  /** Returns the parts that compilers moved out of functions because they hardly ever run: NAME.cold of NAME. */
  private static Map<ElfFunction, ElfFunction> coldParts(List<ElfFunction> functions) {
    Map<String, ElfFunction> byName = new HashMap<>();
    for (ElfFunction function : functions) {
      if (function.name() != null) {
        // Two local functions of one name: nobody knows whose part it is.
        byName.put(function.name(), byName.containsKey(function.name()) ? null : function);
      }
    }
    Map<ElfFunction, ElfFunction> result = new HashMap<>();
    byName.forEach((name, function) -> {
      ElfFunction cold = function == null ? null : byName.get(name + ".cold");
      if (cold != null) {
        result.put(function, cold);
      }
    });
    return result;
  }

  private static List<ElfFunction> parts(ElfFunction function, ElfFunction cold) {
    return cold == null ? List.of(function) : List.of(function, cold);
  }

  private CodeRange range(ElfFunction function) {
    byte[] code = file.content(function.section());
    int from = (int) (function.start() - function.section().address());
    return new CodeRange(code, from, Math.max(from, Math.min(code.length, from + function.size())), function.start());
  }

  /** Returns a number that tells how the code at a place inside a function begins. */
  int beginning(ElfFunction function, long address) {
    CodeRange range = range(function);
    return disassembler.beginning(range.code(), range.from() + (int) (address - function.start()), range.to());
  }

  private Block block(List<ElfFunction> parts, boolean exact) {
    String digest = parts.size() == 1 ? digests.computeIfAbsent(parts.get(0), one -> digest(parts)) : digest(parts);
    String key = parts.get(0).name() == null ? "" : parts.get(0).name();
    FunctionText text = new FunctionText(parts, exact);
    return new Block(key, digest, text, text);
  }

  private String digest(List<ElfFunction> parts) {
    Mixer digest = new Mixer();
    for (ElfFunction part : parts) {
      CodeRange range = range(part);
      if (range.from() < range.to()) {
        disassembler.digest(range.code(), range.from(), range.to(), range.address(), names, digest);
      }
    }
    return digest.toString();
  }

  private String jump() {
    return file.machine() == ElfFile.AARCH64 ? "b " : file.machine() == ElfFile.RISCV ? "j " : "jmp ";
  }

  private static String sha256(List<CodeRange> ranges) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ranges.forEach(range -> digest.update(range.code(), range.from(), range.to() - range.from()));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** The text of a function and where its lines come from. */
  private final class FunctionText implements TextSource, Places {
    private final List<ElfFunction> parts;
    private final boolean exact;
    private long[] addresses = {};

    FunctionText(List<ElfFunction> parts, boolean exact) {
      this.parts = parts;
      this.exact = exact;
    }

    @Override
    public CharSequence text() {
      StringBuilder out = new StringBuilder(4096);
      ElfFunction function = parts.get(0);
      String name = function.name() == null ? "<function without a symbol>" : function.name();
      out.append(name).append(" in ").append(function.section().name()).append(":");
      String plain = Demangler.demangle(name);
      out.append(plain.equals(name) ? "" : "  # " + plain).append('\n');
      List<CodeRange> ranges = parts.stream().map(ElfCode.this::range).filter(range -> range.from() < range.to()).toList();
      if (function.name() == null && !exact && function.size() > LARGEST_UNKNOWN) {
        return out.append("  ").append(function.size()).append(" bytes without a symbol, not disassembled; SHA-256 ")
            .append(sha256(ranges)).append('\n');
      }
      List<Step> steps = exact ? null : disassembler.steps(ranges, names);
      if (steps != null) {
        addresses = CodeLayout.print(steps, jump(), out);
      } else {
        ranges.forEach(range -> disassembler.print(range.code(), range.from(), range.to(), range.address(), names, out));
      }
      return out;
    }

    @Override
    public List<String> of() {
      SourceLines lines = addresses.length == 0 ? null : debug.lines();
      List<String> places = new ArrayList<>();
      if (lines != null && !lines.isEmpty()) {
        places.add(lines.at(parts.get(0).start()));
        for (long address : addresses) {
          places.add(address == -1 ? null : lines.at(address));
        }
      }
      return places;
    }
  }
}
