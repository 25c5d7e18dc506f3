package io.github.jdiffscope.codec.asn1;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A value of ASN.1 as it stands in DER or BER (ITU-T X.690): its tag, and where its content lies. Parts are read only when
 * asked for; a value never reaches past the one it stands in.
 */
public final class DerValue {
  public static final int BOOLEAN = 1;
  public static final int INTEGER = 2;
  public static final int BIT_STRING = 3;
  public static final int OCTET_STRING = 4;
  public static final int NULL = 5;
  public static final int OBJECT = 6;
  public static final int ENUMERATED = 10;
  public static final int UTF8_STRING = 12;
  public static final int SEQUENCE = 16;
  public static final int SET = 17;
  public static final int UTC_TIME = 23;
  public static final int GENERALIZED_TIME = 24;

  private static final int UNIVERSAL = 0;
  private static final int CONTEXT = 2;
  /** Deeper than any message there is; a message in a message is an octet string, which starts anew. */
  private static final int MAX_DEPTH = 100;
  private static final int MAX_INTEGER_BYTES = 1 << 14;
  private static final int MAX_ARCS = 256;

  private final byte[] bytes;
  private final int start;
  private final int tagClass;
  private final boolean constructed;
  private final int number;
  private final int contentStart;
  private final int contentEnd;
  private final int end;
  private final boolean indefinite;
  private final int depth;

  private DerValue(byte[] bytes, Header header, int contentEnd, int end, int depth) {
    this.bytes = bytes;
    this.start = header.start;
    this.tagClass = header.tagClass;
    this.constructed = header.constructed;
    this.number = header.number;
    this.contentStart = header.contentStart;
    this.contentEnd = contentEnd;
    this.end = end;
    this.indefinite = header.length < 0;
    this.depth = depth;
  }

  /**
   * Returns the value that starts the bytes; there may be more behind it.
   *
   * @throws FormatException if it is cut off or its header is none
   */
  public static DerValue of(byte[] bytes) throws IOException {
    return at(bytes, 0, bytes.length, 0);
  }

  /** Returns the value that starts at an offset and ends before a limit. */
  public static DerValue of(byte[] bytes, int offset, int limit) throws IOException {
    return at(bytes, offset, limit, 0);
  }

  private static DerValue at(byte[] bytes, int offset, int limit, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new LimitException("ASN.1 values are nested more than " + MAX_DEPTH + " deep at byte " + offset);
    }
    Header header = new Header(bytes, offset, limit);
    if (header.length >= 0) {
      int end = header.contentStart + header.length;
      return new DerValue(bytes, header, end, end, depth);
    }
    int contentEnd = endOfContents(bytes, header.contentStart, limit, depth);
    return new DerValue(bytes, header, contentEnd, contentEnd + 2, depth);
  }

  /**
   * Returns where the end-of-contents octets of an indefinite length stand (X.690, 8.1.5), those of inner ones skipped.
   */
  private static int endOfContents(byte[] bytes, int from, int limit, int depth) throws IOException {
    int open = 1;
    int at = from;
    while (true) {
      if (at + 1 < limit && bytes[at] == 0 && bytes[at + 1] == 0) {
        open--;
        if (open == 0) {
          return at;
        }
        at += 2;
        continue;
      }
      Header inner = new Header(bytes, at, limit);
      if (inner.length < 0 && ++open + depth > MAX_DEPTH) {
        throw new LimitException("ASN.1 values are nested more than " + MAX_DEPTH + " deep at byte " + at);
      }
      at = inner.contentStart + Math.max(0, inner.length);
    }
  }

  /** Returns the values inside, which must fill the content exactly; none for a primitive value. */
  public List<DerValue> children() throws IOException {
    List<DerValue> children = new ArrayList<>();
    for (int at = contentStart; constructed && at < contentEnd;) {
      DerValue child = at(bytes, at, contentEnd, depth + 1);
      children.add(child);
      at = child.end;
    }
    return children;
  }

  /**
   * Returns the value that starts behind the first {@code skip} bytes of the content, as one that a string of bytes
   * holds.
   */
  public DerValue held(int skip) throws IOException {
    return at(bytes, contentStart + skip, contentEnd, 0);
  }

  /** Returns the value that a string of bytes holds, be it in segments or not. */
  public DerValue held() throws IOException {
    return constructed ? of(octets()) : held(0);
  }

  /** Returns whether it is part of exactly this array, so that its offsets are those of the array. */
  public boolean standsIn(byte[] whole) {
    return bytes == whole;
  }

  /** Returns a cursor over the values inside. */
  public DerFields fields() {
    return new DerFields(this);
  }

  /** Returns the value inside at an offset of the bytes. */
  DerValue inner(int at) throws IOException {
    return at(bytes, at, contentEnd, depth + 1);
  }

  /** Returns whether it has a universal tag, as INTEGER. */
  public boolean is(int tag) {
    return tagClass == UNIVERSAL && number == tag;
  }

  /** Returns whether its tag is {@code [tag]}. */
  public boolean isContext(int tag) {
    return tagClass == CONTEXT && number == tag;
  }

  public boolean isUniversal() {
    return tagClass == UNIVERSAL;
  }

  public boolean isConstructed() {
    return constructed;
  }

  /** Returns whether its length is not said in front (X.690, 8.1.3.6). */
  public boolean isIndefinite() {
    return indefinite;
  }

  public int number() {
    return number;
  }

  /** Returns 0 universal, 1 application, 2 context-specific, 3 private. */
  public int tagClass() {
    return tagClass;
  }

  /** Returns the offset of its tag. */
  public int start() {
    return start;
  }

  /** Returns the offset behind it. */
  public int end() {
    return end;
  }

  public int contentStart() {
    return contentStart;
  }

  public int contentEnd() {
    return contentEnd;
  }

  /** Returns how many bytes its content has. */
  public int length() {
    return contentEnd - contentStart;
  }

  /** Returns its bytes with tag and length. */
  public byte[] encoded() {
    return Arrays.copyOfRange(bytes, start, end);
  }

  /** Returns the bytes of its content, without tag and length. */
  public byte[] content() {
    return Arrays.copyOfRange(bytes, contentStart, contentEnd);
  }

  /**
   * Returns the bytes of a string, its segments joined if it is constructed (X.690, 8.7.3); of a BIT STRING the first
   * byte, too.
   */
  public byte[] octets() throws IOException {
    if (!constructed) {
      return content();
    }
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    boolean bits = is(BIT_STRING);
    for (DerValue segment : children()) {
      byte[] part = segment.octets();
      int skip = bits && joined.size() > 0 && part.length > 0 ? 1 : 0;
      joined.write(part, skip, part.length - skip);
    }
    return joined.toByteArray();
  }

  /** Returns the bytes of a BIT STRING without the count of its unused bits. */
  public byte[] bits() throws IOException {
    byte[] octets = octets();
    return octets.length == 0 ? octets : Arrays.copyOfRange(octets, 1, octets.length);
  }

  /** Returns the first byte of the content, 0 if there is none. */
  public int firstByte() {
    return length() == 0 ? 0 : bytes[contentStart] & 0xFF;
  }

  /** Returns the number of an INTEGER or ENUMERATED. */
  public BigInteger integer() throws IOException {
    if (constructed || length() == 0 || length() > MAX_INTEGER_BYTES) {
      throw FormatException.at(start, "INTEGER of " + length() + " bytes");
    }
    return new BigInteger(bytes, contentStart, length());
  }

  /** Returns a small number, {@code otherwise} if it is not small or none. */
  public long small(long otherwise) {
    if (constructed || length() == 0 || length() > 8) {
      return otherwise;
    }
    return new BigInteger(bytes, contentStart, length()).longValue();
  }

  /** Returns whether a BOOLEAN is true. */
  public boolean isTrue() {
    return length() > 0 && bytes[contentStart] != 0;
  }

  /** Returns the object identifier in dotted numbers. */
  public String oid() throws IOException {
    StringBuilder dotted = new StringBuilder();
    BigInteger arc = BigInteger.ZERO;
    int arcs = 0;
    for (int at = contentStart; at < contentEnd; at++) {
      arc = arc.shiftLeft(7).or(BigInteger.valueOf(bytes[at] & 0x7F));
      if (bytes[at] < 0) {
        if (arc.bitLength() > 256) {
          throw FormatException.at(start, "OBJECT IDENTIFIER has a number of more than 256 bits");
        }
        continue;
      }
      if (arcs++ == 0) {
        int first = arc.compareTo(BigInteger.valueOf(80)) >= 0 ? 2 : arc.intValue() / 40;
        dotted.append(first);
        arc = arc.subtract(BigInteger.valueOf(40L * first));
      } else if (arcs > MAX_ARCS) {
        throw FormatException.at(start, "OBJECT IDENTIFIER of more than " + MAX_ARCS + " numbers");
      }
      dotted.append('.').append(arc);
      arc = BigInteger.ZERO;
    }
    if (arcs == 0 || bytes[contentEnd - 1] < 0) {
      throw FormatException.at(start, "OBJECT IDENTIFIER is cut off");
    }
    return dotted.toString();
  }

  /** Returns a string of any kind as text, null if it is none. */
  public String text() throws IOException {
    return isUniversal() ? DerStrings.text(number, octets()) : null;
  }

  /** Returns the date as {@code Nov 23 07:00:38 2026 GMT}, or what stands there if it is none. */
  public String time() throws IOException {
    return DerStrings.time(octets(), number == UTC_TIME && isUniversal());
  }

  /** Returns the content as hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(bytes, contentStart, contentEnd);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "tag %d.%d of %d bytes at byte %d", tagClass, number, length(), start);
  }

  /** Tag and length (X.690, 8.1.2 and 8.1.3); length -1 = indefinite. */
  private static final class Header {
    final int start;
    final int tagClass;
    final boolean constructed;
    final int number;
    final int contentStart;
    final int length;

    Header(byte[] bytes, int offset, int limit) throws IOException {
      start = offset;
      int at = offset;
      int first = byteAt(bytes, at++, limit);
      tagClass = first >> 6;
      constructed = (first & 0x20) != 0;
      int tag = first & 0x1F;
      if (tag == 0x1F) {
        tag = 0;
        int next;
        do {
          next = byteAt(bytes, at++, limit);
          if (tag >= 1 << 23) {
            throw FormatException.at(offset, "ASN.1 tag is too large");
          }
          tag = tag << 7 | next & 0x7F;
        } while ((next & 0x80) != 0);
      }
      number = tag;
      int size = byteAt(bytes, at++, limit);
      if (size == 0x80 && constructed) {
        length = -1;
        contentStart = at;
        return;
      }
      long total = size;
      if (size >= 0x80) {
        total = 0;
        for (int digits = size & 0x7F; digits > 0; digits--) {
          total = total << 8 | byteAt(bytes, at++, limit);
          total = Math.min(total, 1L << 40);
        }
      }
      if (size == 0x80 || total > limit - at) {
        throw FormatException.at(offset, "ASN.1 value of " + total + " bytes is cut off");
      }
      length = (int) total;
      contentStart = at;
    }

    private static int byteAt(byte[] bytes, int at, int limit) throws IOException {
      if (at >= limit) {
        throw FormatException.at(at, "ASN.1 value is cut off");
      }
      return bytes[at] & 0xFF;
    }
  }
}
