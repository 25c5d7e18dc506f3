package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decodes the content of an entry of a run-time image that is coded by one coding or by several, each inside the other
 * (jdk.internal.jimage.decompressor).
 */
final class JimageContent {
  /** CompressedResourceHeader: magic, compressed size, size, name of the coding, its configuration, last. */
  static final int HEADER_SIZE = 29;
  private static final int MAGIC = 0xCAFEFAFA;
  static final int LARGEST = 1 << 27;
  private static final int MOST_CODINGS = 8;
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int SHARED_STRING = 23;
  private static final int SHARED_DESCRIPTOR = 25;
  /** Bytes after each tag of a constant (JVMS 4.4), -1 where there is no such tag. */
  private static final int[] SIZES = {-1, -1, -1, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4, -1, -1, 3, 2, 4, 4, 2, 2};

  private final JimageFile image;

  JimageContent(JimageFile image) {
    this.image = image;
  }

  /** Returns the name of the outermost coding of stored bytes, or null if they are not coded. */
  String coding(byte[] stored) throws IOException {
    return isCoded(stored) ? image.string(u4(stored, 20)) : null;
  }

  /** Returns the size of the zlib stream behind a header if that is all there is to decode, else 0. */
  long deflatedSize(byte[] header) throws IOException {
    return "zip".equals(coding(header)) && header[HEADER_SIZE - 1] == 1 ? u8(header, 4) : 0;
  }

  private boolean isCoded(byte[] stored) {
    return stored.length >= HEADER_SIZE && (int) u4(stored, 0) == MAGIC;
  }

  private long u4(byte[] bytes, int at) {
    int value = Opcodes.i4(bytes, at);
    return (image.order == java.nio.ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value)) & 0xFFFF_FFFFL;
  }

  private long u8(byte[] bytes, int at) {
    return image.order == java.nio.ByteOrder.BIG_ENDIAN ? u4(bytes, at) << 32 | u4(bytes, at + 4)
        : u4(bytes, at + 4) << 32 | u4(bytes, at);
  }

  /** Returns what stored bytes decode to. */
  byte[] decoded(byte[] stored) throws IOException {
    byte[] content = stored;
    for (int i = 0; isCoded(content); i++) {
      String coding = image.string(u4(content, 20));
      long size = u8(content, 12);
      if (size < 0 || size > LARGEST) {
        throw new LimitException("content of " + Long.toUnsignedString(size) + " bytes is larger than " + LARGEST);
      }
      if (i == MOST_CODINGS) {
        throw FormatException.at(0, "content is coded more than " + MOST_CODINGS + " times over");
      }
      content = switch (coding) {
        case "zip" -> inflated(content, (int) size);
        case "compact-cp" -> expanded(new ByteCursor(content, HEADER_SIZE, content.length), (int) size);
        default -> throw FormatException.at(0, "content is coded as " + coding + ", which is unknown");
      };
    }
    return content;
  }

  private static byte[] inflated(byte[] coded, int size) throws FormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(coded, HEADER_SIZE, coded.length - HEADER_SIZE);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 13];
      for (int count; (count = inflater.inflate(buffer)) > 0 && out.size() + count <= size; ) {
        out.write(buffer, 0, count);
      }
      if (out.size() != size) {
        throw FormatException.at(HEADER_SIZE, "content does not inflate to its " + size + " bytes");
      }
      return out.toByteArray();
    } catch (DataFormatException e) {
      throw FormatException.at(HEADER_SIZE, "content cannot be inflated");
    } finally {
      inflater.end();
    }
  }

  /** Returns a class whose constants were replaced by references to strings of the image. */
  private byte[] expanded(ByteCursor in, int size) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(in.bytes(8));
    int count = in.u2();
    u2(out, count);
    for (int i = 1; i < count; i++) {
      int tag = in.u1();
      switch (tag) {
        case UTF8 -> {
          int length = in.u2();
          utf8(out, in.bytes(length));
        }
        case SHARED_STRING -> utf8(out, image.stringBytes(number(in)));
        case SHARED_DESCRIPTOR -> utf8(out, descriptor(in));
        default -> {
          if (tag >= SIZES.length || SIZES[tag] < 0) {
            throw FormatException.at(in.position(), "constant of kind " + tag + ", which is unknown");
          }
          out.write(tag);
          out.writeBytes(in.bytes(SIZES[tag]));
          i += tag == LONG || tag == DOUBLE ? 1 : 0;
        }
      }
      if (out.size() > size) {
        break;
      }
    }
    out.writeBytes(in.bytes(in.remaining()));
    if (out.size() != size) {
      throw FormatException.at(in.position(), "content does not expand to its " + size + " bytes");
    }
    return out.toByteArray();
  }

  private static void u2(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }

  private static void utf8(ByteArrayOutputStream out, byte[] text) throws FormatException {
    if (text.length > 0xFFFF) {
      throw FormatException.at(out.size(), "string of " + text.length + " bytes is longer than a class may have");
    }
    out.write(UTF8);
    u2(out, text.length);
    out.writeBytes(text);
  }

  /** Returns a descriptor: a pattern with {@code L} for each class, then the package and name of each. */
  private byte[] descriptor(ByteCursor in) throws IOException {
    byte[] pattern = image.stringBytes(number(in));
    long length = number(in);
    ByteCursor names = in.part(length);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte c : pattern) {
      out.write(c);
      if (c == 'L') {
        byte[] folder = image.stringBytes(number(names));
        out.writeBytes(folder);
        if (folder.length > 0) {
          out.write('/');
        }
        out.writeBytes(image.stringBytes(number(names)));
      }
      if (out.size() > 0xFFFF) {
        break;
      }
    }
    return out.toByteArray();
  }

  /** Returns a number of one to four bytes: the first tells how many, in two bits after its highest, if that is set. */
  private static long number(ByteCursor in) throws FormatException {
    int first = in.u1();
    int length = first >= 0x80 ? first >> 5 & 3 : 4;
    long value = first >= 0x80 ? first & 0x1F : first;
    for (int i = 1; i < length; i++) {
      value = value << 8 | in.u1();
    }
    return value;
  }
}
