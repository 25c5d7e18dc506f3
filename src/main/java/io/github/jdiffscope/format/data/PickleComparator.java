package io.github.jdiffscope.format.data;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** Python pickles as a list of opcodes; nothing of them is ever executed. */
final class PickleComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("data/pickle", "Python pickle",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isPickle(probe);
        }
      }));
  private static final int STOP = '.';
  private static final int PROTO = 0x80;
  private static final int FRAME = 0x95;
  private static final int LIMIT_BYTES = 64 << 20;

  @Override
  public Format format() {
    return FORMAT;
  }

  private static boolean isPickle(Probe probe) {
    int version = probe.u8(1);
    if (probe.u8(0) != PROTO || version < 2 || version > 5 || !probe.has(probe.size() - 1, ".")) {
      return false;
    }
    return version < 4 ? probe.u8(2) >= 0 && PickleOpcodes.of(probe.u8(2)) != null
        : probe.u8(2) == FRAME || probe.size() < 20 && PickleOpcodes.of(probe.u8(2)) != null;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    if (blob.size() > LIMIT_BYTES) {
      throw new FormatException("a pickle of more than " + LIMIT_BYTES + " bytes is not shown by opcode");
    }
    StringBuilder values = new StringBuilder();
    StringBuilder all = new StringBuilder();
    BinaryReader reader = new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN);
    try {
      disassemble(reader, values, all);
    } finally {
      sections.add(Section.text("opcodes", values));
      sections.add(Section.text("opcodes with offsets", all).atLevel(1));
    }
    if (reader.remaining() > 0) {
      sections.add(Section.binary("after the pickle", blob.slice(reader.position(), reader.remaining())));
    }
  }

  /**
   * Writes the opcodes.
   *
   * @param values without offsets and without what only says how the others are stored
   * @param all with offsets
   */
  private static void disassemble(BinaryReader reader, StringBuilder values, StringBuilder all) throws IOException {
    int depth = 0;
    for (int code = -1; code != STOP;) {
      long offset = reader.position();
      code = reader.u8("opcode");
      PickleOpcodes.Opcode opcode = PickleOpcodes.of(code);
      if (opcode == null) {
        throw FormatException.at(offset, String.format(Locale.ROOT, "unknown opcode 0x%02x", code));
      }
      String argument = argument(reader, opcode.argument());
      if ("tudleoi1".indexOf(code) >= 0 || code == 0x90 || code == 0x91) {
        depth = Math.max(0, depth - 1);
      }
      String line = opcode.name() + (argument.isEmpty() ? "" : " " + argument) + "\n";
      boolean storage = code == FRAME || code == 0x94 || opcode.name().endsWith("PUT");
      if (!storage) {
        values.append(Indent.of(depth, values)).append(line);
      }
      char shown = code < 0x7F ? (char) code : 0;
      all.append(String.format(Locale.ROOT, "%5d: %-4s ", offset,
          shown > ' ' ? String.valueOf(shown) : String.format(Locale.ROOT, "\\x%02x", code)));
      all.append(Indent.of(depth, all)).append(line);
      depth += code == '(' ? 1 : 0;
    }
  }

  private static String argument(BinaryReader reader, PickleOpcodes.Argument argument) throws IOException {
    return switch (argument) {
      case NONE -> "";
      case BYTE -> String.valueOf(reader.u8("argument"));
      case UINT2 -> String.valueOf(reader.u16("argument"));
      case INT4 -> String.valueOf(reader.i32("argument"));
      case UINT4 -> String.valueOf(reader.u32("argument"));
      case UINT8 -> String.valueOf(reader.u64("argument"));
      case FLOAT8 -> String.valueOf(Double.longBitsToDouble(Long.reverseBytes(reader.i64("argument"))));
      case LINE -> line(reader);
      case TWO_LINES -> line(reader) + " " + line(reader);
      case BYTES1 -> bytes(reader, reader.u8("length"));
      case BYTES4 -> bytes(reader, reader.u32("length"));
      case BYTES8 -> bytes(reader, reader.u64("length"));
      case TEXT1 -> text(reader, reader.u8("length"));
      case TEXT4 -> text(reader, reader.u32("length"));
      case TEXT8 -> text(reader, reader.u64("length"));
      case LONG1 -> number(reader, reader.u8("length"));
      case LONG4 -> number(reader, reader.u32("length"));
    };
  }

  private static byte[] take(BinaryReader reader, long length) throws IOException {
    if (length > reader.remaining()) {
      throw FormatException.at(reader.position(), "argument of " + length + " bytes is cut off");
    }
    return reader.bytes((int) length, "argument");
  }

  private static String bytes(BinaryReader reader, long length) throws IOException {
    byte[] bytes = take(reader, length);
    boolean printable = true;
    for (byte b : bytes) {
      printable &= b >= 0x20 && b < 0x7F && b != '\'' && b != '\\';
    }
    return printable ? "b'" + new String(bytes, StandardCharsets.US_ASCII) + "'"
        : bytes.length + " bytes " + HexFormat.of().formatHex(bytes);
  }

  private static String text(BinaryReader reader, long length) throws IOException {
    String text = new String(take(reader, length), StandardCharsets.UTF_8);
    return "'" + text.replace("\\", "\\\\").replace("\n", "\\n").replace("'", "\\'") + "'";
  }

  private static String number(BinaryReader reader, long length) throws IOException {
    byte[] little = take(reader, length);
    byte[] big = new byte[Math.max(1, little.length)];
    for (int i = 0; i < little.length; i++) {
      big[little.length - 1 - i] = little[i];
    }
    BigInteger value = new BigInteger(big);
    // The decimal form of a long number takes time that grows with its square.
    return big.length > 1000 ? "0x" + value.toString(16) : value.toString();
  }

  private static String line(BinaryReader reader) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c; (c = reader.u8("line")) != '\n';) {
      line.append((char) c);
    }
    return line.toString();
  }
}
