package io.github.jdiffscope.format.executable.macho;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.Aarch64Disassembler;
import io.github.jdiffscope.format.executable.code.BytesDisassembler;
import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.DataRuns;
import io.github.jdiffscope.format.executable.code.Disassembler;
import io.github.jdiffscope.format.executable.code.Mixer;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import io.github.jdiffscope.format.executable.code.X86Disassembler;
import io.github.jdiffscope.format.executable.macho.MachoFile.MachoSection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Describes a Mach-O file: load commands, symbols, code by function, data, signature. */
public final class MachoDescription {
  private static final int CODE_SIGNATURE = 0x1D;
  private static final int STRINGS = 2;
  private static final int FIRST_SLOTS = 6;
  private static final int LAST_SLOTS = 8;
  /** Sections that tell how to unwind: prologues again, and addresses. */
  private static final Set<String> UNWINDING = Set.of("__unwind_info", "__eh_frame", "__compact_unwind", "__gcc_except_tab");

  private final MachoFile file;
  private final ByteView view;
  private final Sections out;
  private final Map<String, Integer> titles = new HashMap<>();

  public MachoDescription(MachoFile file, Sections out) {
    this.file = file;
    this.view = file.view();
    this.out = out;
  }

  /** Hands over everything that can be said of the file. */
  public void describe(Blob blob, MemberSink members) throws IOException {
    MachoHeader header = new MachoHeader(file);
    out.add(Section.text("Mach header", header.text()));
    if (!file.damage().isEmpty()) {
      out.comment(file.damage());
    }
    LoadCommands commands = new LoadCommands(file);
    out.add(Section.text("otool -l {}", commands.text()));
    List<String> symbols = header.symbols();
    if (!symbols.isEmpty()) {
      out.add(Section.text("nm -m {}", String.join("\n", symbols) + "\n"));
    }
    MachoFunctions functions = new MachoFunctions(file);
    MachoReferences references = new MachoReferences(file, functions);
    for (MachoSection section : file.sections()) {
      section(section, blob, functions, references);
    }
    if (!functions.ranges().isEmpty()) {
      boolean arm = file.cpu() == MachoFile.ARM64;
      out.add(new Section(arm ? "objdump --disassemble {}" : "objdump --disassemble --disassembler-options=intel {}", 0, "code",
          new SectionContent.Blocks(blocks(functions, references))));
    }
    out.add(Section.text("addresses: otool -l {}", commands.full()).atLevel(1));
    MachoFile.Command signature = file.command(CODE_SIGNATURE);
    if (signature != null) {
      new CodeSignature(view.bytes()).describe(blob, out, members, view.u32(signature.at() + 8), view.u32(signature.at() + 12));
    }
  }

  private String unique(String title) {
    int count = titles.merge(title, 1, Integer::sum);
    return count == 1 ? title : title + " " + count;
  }

  private void section(MachoSection section, Blob blob, MachoFunctions functions, MachoReferences references) {
    byte[] content = functions.content(section);
    if (content.length == 0) {
      return;
    }
    boolean slots = section.type() >= FIRST_SLOTS && section.type() <= LAST_SLOTS;
    boolean plumbing = slots || section.isCode() || UNWINDING.contains(section.name())
        || section.name().equals("__stub_helper");
    if (slots) {
      StringBuilder text = new StringBuilder();
      references.slots().subMap(section.address(), section.address() + section.size()).values()
          .forEach(name -> text.append(name).append('\n'));
      out.add(Section.text(unique("slots of " + section.title()), text).atLevel(1));
    } else if (section.type() == STRINGS) {
      out.add(Section.text(unique("section " + section.title()), () -> strings(content)));
    } else if (!plumbing) {
      out.add(Section.text(unique("data of " + section.title()), () -> data(section, content, functions, references)));
    }
    out.add(Section.binary(unique("bytes of " + section.title()), blob.slice(section.offset(), content.length)).atLevel(2));
  }

  private CharSequence data(MachoSection section, byte[] content, MachoFunctions functions, MachoReferences references) {
    TreeMap<Long, Long> known = new TreeMap<>();
    int word = file.isWide() ? 8 : 4;
    StringBuilder named = new StringBuilder();
    for (long at = section.address(); at < section.address() + content.length; at += word) {
      String name = references.slots().get(at);
      name = name == null ? references.relocation(at) : name;
      if (name != null) {
        known.put(at, at + word);
        named.append("  -> ").append(name).append('\n');
      }
    }
    return named.append(new DataRuns(content, section.address(), references, references.pointers(), functions::function, known,
        word).text());
  }

  private static String strings(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < bytes.length; ) {
      int end = at;
      while (end < bytes.length && bytes[end] != 0) {
        end++;
      }
      text.append(TextLiteral.quoted(bytes, at, end)).append('\n');
      at = end + 1;
    }
    return text.toString();
  }

  /** Returns a block for each function: named ones by name, then the others by address. */
  private List<Block> blocks(MachoFunctions functions, MachoReferences references) {
    Disassembler disassembler = switch (file.cpu()) {
      case MachoFile.X86_64 -> new X86Disassembler(true);
      case MachoFile.I386 -> new X86Disassembler(false);
      case MachoFile.ARM64 -> new Aarch64Disassembler();
      default -> new BytesDisassembler();
    };
    TreeMap<String, Block> named = new TreeMap<>();
    List<Block> unnamed = new ArrayList<>();
    functions.ranges().forEach((start, end) -> {
      Block block = block(disassembler, functions, references, start, end);
      if (block.key().isEmpty() || named.putIfAbsent(block.key(), block) != null) {
        unnamed.add(block);
      }
    });
    List<Block> result = new ArrayList<>(named.values());
    result.addAll(unnamed);
    return result;
  }

  private Block block(Disassembler disassembler, MachoFunctions functions, MachoReferences references, long start, long end) {
    MachoSection section = file.sectionAt(start);
    byte[] code = functions.content(section);
    int from = (int) (start - section.address());
    int to = (int) Math.min(code.length, end - section.address());
    Mixer digest = new Mixer();
    disassembler.digest(code, from, to, start, references, digest);
    String name = functions.name(start);
    return new Block(name, digest.toString(), () -> {
      StringBuilder text = new StringBuilder(name.isEmpty() ? "<function without a symbol>" : name);
      text.append(" in ").append(section.title()).append(":\n");
      disassembler.print(code, from, to, start, references, text);
      return text;
    });
  }
}
