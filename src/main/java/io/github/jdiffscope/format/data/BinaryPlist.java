package io.github.jdiffscope.format.data;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.TreeMap;

/** Writes a binary property list as the XML one; the format is described in Apple's CFBinaryPList.c. */
final class BinaryPlist {
  private static final int TRAILER_SIZE = 32;
  private static final int MAX_DEPTH = 500;
  /** Objects may be shared, so a small file can hold a huge tree: past this it is refused. */
  private static final int MAX_NODES = 4_000_000;
  private static final long EPOCH_2001 = 978_307_200L;

  private final BinaryReader reader;
  private final int offsetSize;
  private final int referenceSize;
  private final long count;
  private final long top;
  private final long table;
  private final StringBuilder out = new StringBuilder();
  private int nodes;

  BinaryPlist(Blob blob) throws IOException {
    this.reader = new BinaryReader(blob, ByteOrder.BIG_ENDIAN).seek(blob.size() - TRAILER_SIZE + 6);
    this.offsetSize = reader.u8("offset size");
    this.referenceSize = reader.u8("reference size");
    this.count = reader.u64("object count");
    this.top = reader.u64("top object");
    this.table = reader.u64("offset table offset");
    if (offsetSize < 1 || offsetSize > 8 || referenceSize < 1 || referenceSize > 8) {
      throw FormatException.at(blob.size() - TRAILER_SIZE + 6, "integers of " + offsetSize + " and " + referenceSize
          + " bytes are not possible");
    }
  }

  String layout() {
    return "objects: " + count + "\ntop object: " + top + "\noffset table at: " + table + "\noffset size: " + offsetSize
        + "\nreference size: " + referenceSize + "\n";
  }

  StringBuilder xml() throws IOException {
    out.append("<plist>\n");
    object(top, 0);
    return out.append("</plist>\n");
  }

  private void object(long number, int depth) throws IOException {
    if (number < 0 || number >= count || depth > MAX_DEPTH || ++nodes > MAX_NODES) {
      throw new FormatException("object " + number + " of " + count + " is not there, or the tree is too large");
    }
    reader.seek(table + number * offsetSize);
    long offset = integer(offsetSize);
    int marker = reader.seek(offset).u8("object marker");
    int low = marker & 15;
    switch (marker >> 4) {
      case 0 -> line(depth, low == 8 ? "<false/>" : low == 9 ? "<true/>" : "<null/>");
      case 1 -> line(depth, "<integer>" + number(low) + "</integer>");
      case 2 -> line(depth, "<real>" + real(low) + "</real>");
      case 3 -> line(depth, "<date>" + date() + "</date>");
      case 4 -> line(depth, "<data>" + Base64.getEncoder().encodeToString(bytes(low, 1)) + "</data>");
      case 5 -> line(depth, "<string>" + escape(new String(bytes(low, 1), StandardCharsets.US_ASCII)) + "</string>");
      case 6 -> line(depth, "<string>" + escape(new String(bytes(low, 2), StandardCharsets.UTF_16BE)) + "</string>");
      case 8 -> line(depth, "<uid>" + integer(low + 1) + "</uid>");
      case 10, 12 -> array(references(low, 1), depth);
      case 13 -> dictionary(references(low, 2), depth);
      default -> throw FormatException.at(offset, "object of unknown kind " + marker);
    }
  }

  private long integer(int size) throws IOException {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | reader.u8("integer");
    }
    return value;
  }

  private String number(int sizeBits) throws IOException {
    if (sizeBits > 4) {
      throw FormatException.at(reader.position(), "integer of 2^" + sizeBits + " bytes");
    }
    int size = 1 << sizeBits;
    if (size == 16) {
      return new java.math.BigInteger(reader.bytes(16, "integer")).toString();
    }
    return String.valueOf(integer(size));
  }

  private String real(int sizeBits) throws IOException {
    return sizeBits == 2 ? String.valueOf(Float.intBitsToFloat(reader.i32("real")))
        : String.valueOf(Double.longBitsToDouble(reader.i64("real")));
  }

  private String date() throws IOException {
    double seconds = Double.longBitsToDouble(reader.i64("date"));
    boolean shown = Math.abs(seconds) < 1e11;
    return shown ? Instant.ofEpochMilli(Math.round((seconds + EPOCH_2001) * 1000)).toString() : String.valueOf(seconds);
  }

  private long length(int low) throws IOException {
    if (low != 15) {
      return low;
    }
    int marker = reader.u8("length marker");
    if (marker >> 4 != 1 || (marker & 15) > 3) {
      throw FormatException.at(reader.position() - 1, "length is no integer");
    }
    return integer(1 << (marker & 15));
  }

  private byte[] bytes(int low, int width) throws IOException {
    long length = length(low);
    if (length < 0 || length > reader.remaining() / width) {
      throw FormatException.at(reader.position(), "object of " + length + " units is cut off");
    }
    return reader.bytes((int) length * width, "object");
  }

  private long[] references(int low, int each) throws IOException {
    long length = length(low);
    if (length < 0 || length > reader.remaining() / referenceSize / each) {
      throw FormatException.at(reader.position(), "container of " + length + " objects is cut off");
    }
    long[] references = new long[(int) length * each];
    for (int i = 0; i < references.length; i++) {
      references[i] = integer(referenceSize);
    }
    return references;
  }

  private void array(long[] references, int depth) throws IOException {
    line(depth, "<array>");
    for (long reference : references) {
      object(reference, depth + 1);
    }
    line(depth, "</array>");
  }

  private void dictionary(long[] references, int depth) throws IOException {
    int size = references.length / 2;
    TreeMap<String, Long> byKey = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      int start = out.length();
      object(references[i], depth + 1);
      byKey.put(out.substring(start).strip().replaceAll("</?string>", ""), references[size + i]);
      out.setLength(start);
    }
    line(depth, "<dict>");
    for (var entry : byKey.entrySet()) {
      line(depth + 1, "<key>" + entry.getKey() + "</key>");
      object(entry.getValue(), depth + 1);
    }
    line(depth, "</dict>");
  }

  private void line(int depth, String text) throws FormatException {
    Indent.line(out, depth, text);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
