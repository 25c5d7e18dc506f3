package io.github.jdiffscope.format.executable.bitcode;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.DataStrings;
import io.github.jdiffscope.format.executable.code.Mixer;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Describes LLVM bitcode: who made it, the module's records, symbols, strings, functions as records. */
public final class BitcodeDescription {
  private static final int WRAPPER = 0x0B17C0DE;
  private static final int MODULE = 8;
  private static final int CONSTANTS = 11;
  private static final int FUNCTION = 12;
  private static final int IDENTIFICATION = 13;
  private static final int METADATA = 15;
  private static final int STRINGS = 23;
  private static final int SYMBOLS = 25;
  private static final Map<Integer, String> MODULE_TEXTS = Map.of(2, "triple", 3, "data layout", 4, "assembler", 5,
      "section", 6, "library", 11, "garbage collector", 16, "source");
  private static final Map<Integer, String> INSTRUCTIONS = Map.ofEntries(Map.entry(1, "declare-blocks"), Map.entry(2, "binop"),
      Map.entry(3, "cast"), Map.entry(5, "invoke"), Map.entry(6, "extractelement"), Map.entry(7, "insertelement"),
      Map.entry(8, "shufflevector"), Map.entry(10, "ret"), Map.entry(11, "br"), Map.entry(12, "switch"),
      Map.entry(15, "unreachable"), Map.entry(16, "phi"), Map.entry(19, "alloca"), Map.entry(20, "load"),
      Map.entry(23, "va_arg"), Map.entry(26, "extractvalue"), Map.entry(27, "insertvalue"), Map.entry(28, "cmp"),
      Map.entry(29, "select"), Map.entry(34, "call"), Map.entry(35, "debug-location"), Map.entry(36, "debug-location-again"),
      Map.entry(40, "landingpad"), Map.entry(43, "getelementptr"), Map.entry(44, "store"), Map.entry(45, "store atomic"),
      Map.entry(46, "cmpxchg"), Map.entry(56, "unop"), Map.entry(57, "callbr"), Map.entry(58, "freeze"),
      Map.entry(59, "atomicrmw"));

  private final Sections out;
  private final List<Bitstream.Block> blocks = new ArrayList<>();
  private byte[] strings = new byte[0];

  public BitcodeDescription(Sections out) {
    this.out = out;
  }

  /** Hands over everything that can be said of the file. */
  public void describe(Blob blob, byte[] content) {
    int from = 0;
    int to = content.length;
    ByteView view = new ByteView(content, true);
    if (content.length >= 20 && view.i32(0) == WRAPPER) {
      from = (int) Math.min(view.u32(8), content.length);
      to = (int) Math.min(from + view.u32(12), content.length);
      out.add(Section.text("wrapper", "version " + view.u32(4) + "\ncpu 0x" + Long.toHexString(view.u32(16)) + "\n"));
    }
    try {
      new Bitstream(content, Math.min(to, from + 4), to).read(blocks);
    } catch (IndexOutOfBoundsException cut) {
      out.comment("the bitstream is broken: " + cut.getMessage());
      out.add(Section.text("strings {}", () -> DataStrings.text(content)));
    }
    for (Bitstream.Block block : blocks) {
      strings = block.id() == STRINGS && !block.records().isEmpty() ? block.records().get(0).blob() : strings;
    }
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).id() == IDENTIFICATION) {
        identification(blocks.get(i), i == 0 ? "" : " " + i);
      } else if (blocks.get(i).id() == MODULE) {
        module(blocks.get(i), i <= 1 ? "" : " " + i);
      }
    }
    out.add(Section.text("llvm-bcanalyzer {}", this::counts).atLevel(1));
    out.add(Section.text("llvm-bcanalyzer --dump {}", this::dump).atLevel(1).about("records"));
    out.add(Section.binary("xxd {}", blob).atLevel(2));
  }

  private void identification(Bitstream.Block block, String suffix) {
    StringBuilder text = new StringBuilder();
    for (Bitstream.Record record : block.records()) {
      text.append(record.code() == 1 ? "producer: " + characters(record.operands(), 0)
          : "epoch: " + (record.operands().length > 0 ? record.operands()[0] : "")).append('\n');
    }
    out.add(Section.text("identification" + suffix, text));
  }

  private static String characters(long[] operands, int from) {
    byte[] text = new byte[Math.max(0, operands.length - from)];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) operands[from + i];
    }
    return TextLiteral.quoted(text, 0, text.length);
  }

  private void module(Bitstream.Block module, String suffix) {
    StringBuilder texts = new StringBuilder();
    List<String> symbols = new ArrayList<>();
    List<String> defined = new ArrayList<>();
    for (Bitstream.Record record : module.records()) {
      String word = MODULE_TEXTS.get(record.code());
      if (word != null) {
        texts.append(word).append(": ").append(characters(record.operands(), 0)).append('\n');
      } else if (record.code() == 7 || record.code() == 8 || record.code() == 14 || record.code() == 9) {
        symbol(record, symbols, defined);
      }
    }
    out.add(Section.text("module" + suffix, texts));
    Collections.sort(symbols);
    out.add(Section.text("llvm-nm {}" + suffix, String.join("\n", symbols) + "\n"));
    StringBuilder literals = new StringBuilder();
    literals(module, literals);
    out.add(Section.text("strings" + suffix, literals));
    functions(module, defined, suffix);
  }

  /** From version 2 on a record starts with where its name lies in the table of strings. */
  private void symbol(Bitstream.Record record, List<String> symbols, List<String> defined) {
    long[] values = record.operands();
    if (values.length < 6) {
      return;
    }
    boolean named = strings.length > 0 && values[0] >= 0 && values[1] >= 0 && values[0] <= strings.length - values[1];
    String name = named ? TextLiteral.quoted(strings, (int) values[0], (int) (values[0] + values[1])) : "(no name)";
    String kind = record.code() == 8 ? "function" : record.code() == 7 ? "variable" : "alias";
    boolean declared = record.code() == 8 ? values[4] != 0 : record.code() == 7 && values[4] == 0;
    symbols.add(kind + " " + name + (declared ? " declared" : " defined") + " linkage " + values[5]);
    if (record.code() == 8 && !declared) {
      defined.add(name);
    }
  }

  private static void literals(Bitstream.Block block, StringBuilder text) {
    for (Bitstream.Record record : block.records()) {
      if (block.id() == CONSTANTS && (record.code() == 8 || record.code() == 9)) {
        text.append("constant ").append(characters(record.operands(), 0)).append('\n');
      } else if (block.id() == METADATA && record.code() == 35 && record.operands().length >= 2) {
        byte[] blob = record.blob();
        int from = (int) Math.max(0, Math.min(blob.length, record.operands()[1]));
        text.append("metadata ").append(TextLiteral.quoted(blob, from, blob.length)).append('\n');
      } else if (block.id() == METADATA && record.code() == 4) {
        text.append("metadata ").append(characters(record.operands(), 0)).append('\n');
      }
    }
    block.blocks().forEach(inner -> literals(inner, text));
  }

  /** The blocks of functions stand in the order of the functions that are defined. */
  private void functions(Bitstream.Block module, List<String> defined, String suffix) {
    List<SectionContent.Block> result = new ArrayList<>();
    int index = 0;
    for (Bitstream.Block block : module.blocks()) {
      if (block.id() == FUNCTION) {
        String name = index < defined.size() ? defined.get(index) : "";
        index++;
        Mixer digest = new Mixer();
        digest.addText(text(name, block));
        result.add(new SectionContent.Block(name, digest.toString(), () -> text(name, block)));
      }
    }
    out.add(new Section("functions" + suffix, 0, "records", new SectionContent.Blocks(result)));
  }

  private static String text(String name, Bitstream.Block block) {
    StringBuilder text = new StringBuilder("function ").append(name).append(":\n");
    for (Bitstream.Record record : block.records()) {
      String word = INSTRUCTIONS.getOrDefault(record.code(), "record " + record.code());
      if (!word.startsWith("debug-location")) {
        text.append("    ").append(word);
        for (long operand : record.operands()) {
          text.append(' ').append(operand);
        }
        text.append('\n');
      }
    }
    block.blocks().stream().filter(inner -> inner.id() == CONSTANTS).forEach(inner -> records(inner, "    constant", text));
    return text.toString();
  }

  private static void records(Bitstream.Block block, String word, StringBuilder text) {
    for (Bitstream.Record record : block.records()) {
      text.append(word).append(' ').append(record.code()).append(':');
      for (long operand : record.operands()) {
        text.append(' ').append(operand);
      }
      text.append(record.blob().length > 0 ? " blob " + TextLiteral.quoted(record.blob(), 0, record.blob().length) : "")
          .append('\n');
    }
  }

  private String counts() {
    Map<Integer, int[]> counts = new TreeMap<>();
    blocks.forEach(block -> count(block, counts));
    StringBuilder text = new StringBuilder();
    counts.forEach((id, count) -> text.append("block ").append(id).append(": ").append(count[0]).append(" instances, ")
        .append(count[1]).append(" records\n"));
    return text.toString();
  }

  private static void count(Bitstream.Block block, Map<Integer, int[]> counts) {
    int[] count = counts.computeIfAbsent(block.id(), key -> new int[2]);
    count[0]++;
    count[1] += block.records().size();
    block.blocks().forEach(inner -> count(inner, counts));
  }

  private CharSequence dump() {
    StringBuilder text = new StringBuilder();
    blocks.stream().filter(block -> block.id() != SYMBOLS).forEach(block -> dump(block, "", text));
    return text;
  }

  private static void dump(Bitstream.Block block, String indent, StringBuilder text) {
    text.append(indent).append("block ").append(block.id()).append('\n');
    records(block, indent + "  record", text);
    block.blocks().forEach(inner -> dump(inner, indent + "  ", text));
  }
}
