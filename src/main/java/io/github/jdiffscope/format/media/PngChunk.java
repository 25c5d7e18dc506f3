package io.github.jdiffscope.format.media;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * A chunk of a PNG file (W3C Portable Network Graphics, third edition, 5.3).
 *
 * @param type four letters
 * @param position where its data begin in the file
 * @param length bytes of data
 * @param checksum the CRC-32 of type and data, as it is stored
 * @param intact whether that is right
 */
record PngChunk(String type, long position, int length, int checksum, boolean intact) {
  static final String SIGNATURE = "89504e470d0a1a0a";
  private static final int SIGNATURE_LENGTH = 8;
  /** Length and type before the data, checksum after them. */
  private static final int FRAME = 12;
  private static final int MOST = 1 << 20;

  /** The chunks of a file, and where the last one ends. */
  record All(List<PngChunk> chunks, long end) {
    /** Returns the first chunk of a type, or null. */
    PngChunk first(String type) {
      return chunks.stream().filter(chunk -> chunk.type.equals(type)).findFirst().orElse(null);
    }
  }

  /**
   * Returns the chunks of a file up to IEND.
   *
   * @param found takes those before the damage, if there is any
   */
  static All read(Blob file, List<PngChunk> found) throws IOException {
    long at = SIGNATURE_LENGTH;
    while (at < file.size()) {
      if (file.size() - at < FRAME) {
        throw new FormatException("PNG: cut off in a chunk at byte " + at);
      }
      ByteBuffer head = ByteBuffer.wrap(file.bytes(at, 8));
      int length = head.getInt();
      String type = new String(head.array(), 4, 4, StandardCharsets.ISO_8859_1);
      if (!isType(type)) {
        throw new FormatException(String.format(Locale.ROOT, "PNG: no chunk type of four letters at byte %,d", at + 4));
      }
      if (length < 0 || length > file.size() - at - FRAME) {
        throw new FormatException(String.format(Locale.ROOT, "PNG: chunk %s at byte %,d claims %,d bytes, %,d are left",
            type, at, length & 0xFFFFFFFFL, file.size() - at - FRAME));
      }
      int checksum = ByteBuffer.wrap(file.bytes(at + 8 + length, 4)).getInt();
      found.add(new PngChunk(type, at + 8, length, checksum, checksum == checksum(file, at + 4, length)));
      at += FRAME + length;
      if (type.equals("IEND")) {
        return new All(found, at);
      }
      if (found.size() > MOST) {
        throw new FormatException("PNG: more than 1,048,576 chunks");
      }
    }
    throw new FormatException("PNG: the file ends without an IEND chunk");
  }

  private static boolean isType(String type) {
    for (int i = 0; i < 4; i++) {
      char letter = (char) (type.charAt(i) | 0x20);
      if (letter < 'a' || letter > 'z') {
        return false;
      }
    }
    return true;
  }

  private static int checksum(Blob file, long from, int length) throws IOException {
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[Math.min(length + 4, 1 << 14)];
    long left = length + 4L;
    while (left > 0) {
      int count = file.read(from + length + 4 - left, buffer, 0, (int) Math.min(left, buffer.length));
      if (count <= 0) {
        throw new FormatException("PNG: cut off at byte " + (from + length + 4 - left));
      }
      crc.update(buffer, 0, count);
      left -= count;
    }
    return (int) crc.getValue();
  }

  /** Returns the data, at most {@code limit} bytes of them. */
  byte[] data(Blob file, int limit) throws IOException {
    return file.bytes(position, Math.min(length, limit));
  }

  /** Returns a new list for {@link #read}. */
  static List<PngChunk> none() {
    return new ArrayList<>();
  }
}
