package io.github.jdiffscope.codec.compress;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The header of a lzop member.
 *
 * @param version of lzop that made it
 * @param level of compression, 0 if not stored
 * @param modified seconds since 1970
 * @param name bytes of the file's name
 */
public record LzopHeader(int version, int libraryVersion, int method, int level, int flags, int mode, long modified,
    byte[] name) {
  private static final byte[] MAGIC = {(byte) 0x89, 'L', 'Z', 'O', 0, '\r', '\n', 0x1A, '\n'};
  private static final int NEWER = 0x0940;
  private static final int ADLER_OF_CONTENT = 1;
  private static final int ADLER_OF_DATA = 2;
  private static final int EXTRA = 0x40;
  private static final int CRC_OF_CONTENT = 0x100;
  private static final int CRC_OF_DATA = 0x200;
  private static final int FILTER = 0x800;
  private static final int EXTRA_LIMIT = 1 << 20;

  /** Returns the next header, or null if none follows. */
  public static LzopHeader read(DataInputStream in) throws IOException {
    byte[] magic = in.readNBytes(MAGIC.length);
    if (!Arrays.equals(magic, MAGIC)) {
      return null;
    }
    int version = in.readUnsignedShort();
    int library = in.readUnsignedShort();
    boolean newer = version >= NEWER;
    if (newer) {
      in.readUnsignedShort();
    }
    int method = in.readUnsignedByte();
    int level = newer ? in.readUnsignedByte() : 0;
    int flags = in.readInt();
    if ((flags & FILTER) != 0) {
      in.readInt();
    }
    int mode = in.readInt();
    long modified = in.readInt() & 0xFFFF_FFFFL;
    if (newer) {
      modified |= (long) in.readInt() << 32;
    }
    byte[] name = in.readNBytes(in.readUnsignedByte());
    in.readInt();
    if ((flags & EXTRA) != 0) {
      int length = in.readInt();
      if (length < 0 || length > EXTRA_LIMIT) {
        throw new IOException("extra field of " + Integer.toUnsignedString(length) + " bytes is too large");
      }
      in.readNBytes(length);
      in.readInt();
    }
    return new LzopHeader(version, library, method, level, flags, mode, modified, name);
  }

  /** Returns how many checksums stand before a block. */
  int checksums(boolean compressed) {
    int ofContent = bit(ADLER_OF_CONTENT) + bit(CRC_OF_CONTENT);
    return compressed ? ofContent + bit(ADLER_OF_DATA) + bit(CRC_OF_DATA) : ofContent;
  }

  private int bit(int mask) {
    return (flags & mask) != 0 ? 1 : 0;
  }
}
