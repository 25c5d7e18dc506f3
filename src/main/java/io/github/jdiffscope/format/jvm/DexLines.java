package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent;

/** Source file and line tables of a class of a dex file ("debug_info_item"). */
final class DexLines implements SectionContent.TextSource {
  private static final int FIRST_SPECIAL = 0x0A;
  private static final int LINE_BASE = -4;
  private static final int LINE_RANGE = 15;

  private final DexClass type;

  DexLines(DexClass type) {
    this.type = type;
  }

  @Override
  public CharSequence text() throws FormatException {
    StringBuilder out = new StringBuilder();
    if (type.sourceFile != null) {
      out.append("source file ").append(type.sourceFile).append('\n');
    }
    for (DexClass.Member method : type.methods) {
      if (method.code() != 0) {
        DexReader code = new DexReader(type.file.bytes, method.code() + 8);
        long debug = code.u4();
        if (debug != 0) {
          out.append(method.title()).append(':');
          table(out, new DexReader(type.file.bytes, debug));
          out.append('\n');
        }
      }
    }
    return out;
  }

  /** Returns which kinds of debug information there are, and in how many methods. */
  String kinds() throws FormatException {
    int lines = 0;
    int variables = 0;
    for (DexClass.Member method : type.methods) {
      long debug = method.code() == 0 ? 0 : new DexReader(type.file.bytes, method.code() + 8).u4();
      if (debug != 0) {
        StringBuilder text = new StringBuilder();
        table(text, new DexReader(type.file.bytes, debug));
        lines += text.indexOf(" @") >= 0 ? 1 : 0;
        variables += text.indexOf("=") >= 0 ? 1 : 0;
      }
    }
    return (type.sourceFile == null ? "" : "source file\n") + (lines == 0 ? "" : "line numbers of methods: " + lines + '\n')
        + (variables == 0 ? "" : "local variables of methods: " + variables + '\n');
  }

  private void table(StringBuilder out, DexReader in) throws FormatException {
    int line = in.uleb();
    out.append(" line ").append(line);
    for (int left = in.uleb(); left > 0; left--) {
      parameter(out, in.uleb() - 1);
    }
    int start = line;
    int address = 0;
    for (int opcode = in.u1(); opcode != 0; opcode = in.u1()) {
      switch (opcode) {
        case 1 -> address += in.uleb();
        case 2 -> line += in.sleb();
        case 3, 4 -> local(out, in, address, opcode == 4);
        case 5, 6 -> out.append(opcode == 5 ? " end v" : " restart v").append(in.uleb()).append('@').append(address);
        case 7 -> out.append(" prologue end");
        case 8 -> out.append(" epilogue begin");
        case 9 -> out.append(" file ").append(name(in.uleb() - 1));
        default -> {
          line += LINE_BASE + (opcode - FIRST_SPECIAL) % LINE_RANGE;
          address += (opcode - FIRST_SPECIAL) / LINE_RANGE;
          out.append(" @").append(address).append(line < start ? "" : "+").append(line - start);
        }
      }
    }
  }

  private void parameter(StringBuilder out, int name) throws FormatException {
    out.append(' ').append(name(name));
  }

  private String name(int index) throws FormatException {
    return index < 0 ? "-" : type.file.string(index);
  }

  private void local(StringBuilder out, DexReader in, int address, boolean generic) throws FormatException {
    out.append(" v").append(in.uleb()).append('@').append(address).append('=').append(name(in.uleb() - 1));
    int declared = in.uleb() - 1;
    out.append(':').append(declared < 0 ? "-" : type.file.type(declared));
    if (generic) {
      out.append(':').append(name(in.uleb() - 1));
    }
  }
}
