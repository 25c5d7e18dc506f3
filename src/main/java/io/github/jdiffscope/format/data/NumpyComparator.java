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
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** NumPy arrays, NEP 1: a header that is a Python dictionary, then the values. */
final class NumpyComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("data/npy", "NumPy array", Signature.magic(0, "\u0093NUMPY"));
  private static final int HEADER_LIMIT_BYTES = 1 << 20;
  /** Larger arrays are compared as bytes. */
  private static final int SHOWN_BYTES = 32 << 20;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    BinaryReader reader = new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN).seek(6);
    int major = reader.u8("major version");
    reader.u8("minor version");
    long length = major < 2 ? reader.u16("header length") : reader.u32("header length");
    if (length > HEADER_LIMIT_BYTES) {
      throw FormatException.at(8, "header of " + length + " bytes is too long");
    }
    String header = reader.latin1((int) length, "header").strip();
    sections.add(Section.text("header", header.replace(", '", ",\n '") + "\n"));
    Blob data = blob.slice(reader.position(), reader.remaining());
    Matcher type = Pattern.compile("'descr': *'([<>|=])([biuf])([1248])'").matcher(header);
    if (!type.find() || data.size() > SHOWN_BYTES) {
      sections.add(Section.binary("values", data));
      return;
    }
    ByteOrder order = type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    char kind = type.group(2).charAt(0);
    int size = Integer.parseInt(type.group(3));
    sections.add(Section.text("values", () -> values(new BinaryReader(data, order), kind, size)));
    sections.add(Section.text("version", "version: " + major + "\n").atLevel(1));
  }

  private static StringBuilder values(BinaryReader reader, char kind, int size) throws IOException {
    StringBuilder out = new StringBuilder();
    while (reader.remaining() >= size) {
      out.append(kind == 'f' ? real(reader, size) : integer(reader, kind, size)).append('\n');
    }
    return out;
  }

  private static String real(BinaryReader reader, int size) throws IOException {
    return switch (size) {
      case 8 -> String.valueOf(Double.longBitsToDouble(reader.i64("value")));
      case 4 -> String.valueOf(Float.intBitsToFloat(reader.i32("value")));
      default -> String.valueOf(half(reader.u16("value")));
    };
  }

  /** Returns the value of a binary16 number, IEEE 754-2008 section 3.6. */
  private static double half(int bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 0x3FF;
    double size = exponent == 0 ? Math.scalb(fraction, -24) : exponent == 31
        ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN : Math.scalb(fraction + 1024.0, exponent - 25);
    return (bits & 0x8000) == 0 ? size : -size;
  }

  private static String integer(BinaryReader reader, char kind, int size) throws IOException {
    boolean unsigned = kind == 'u';
    return switch (size) {
      case 1 -> {
        int value = reader.u8("value");
        yield kind == 'b' ? String.valueOf(value != 0) : String.valueOf(unsigned ? value : (byte) value);
      }
      case 2 -> {
        int value = reader.u16("value");
        yield String.valueOf(unsigned ? value : (short) value);
      }
      case 4 -> String.valueOf(unsigned ? reader.u32("value") : reader.i32("value"));
      default -> {
        long value = reader.i64("value");
        yield unsigned ? Long.toUnsignedString(value) : String.valueOf(value);
      }
    };
  }
}
