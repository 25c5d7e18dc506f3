package io.github.jdiffscope.format.executable.code;

/** Shows code of a machine without a decoder of its own as rows of bytes. */
public final class BytesDisassembler implements Disassembler {
  private static final int ROW = 16;

  @Override
  public void digest(byte[] code, int from, int to, long address, Operands names, Mixer digest) {
    digest.add(code, from, to);
  }

  @Override
  public void print(byte[] code, int from, int to, long address, Operands names, StringBuilder out) {
    for (int at = from; at < to; at += ROW) {
      out.append("    ");
      TextLiteral.hex(code, at, Math.min(to, at + ROW), out);
      out.append('\n');
    }
  }
}
