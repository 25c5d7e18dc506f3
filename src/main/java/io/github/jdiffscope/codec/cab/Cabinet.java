package io.github.jdiffscope.codec.cab;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables of a cabinet file (Microsoft Cabinet Format, [MS-CAB]).
 *
 * @param size claimed, in bytes
 * @param set number that all cabinets of a set share
 * @param index of this cabinet in its set
 * @param previous name of the cabinet before, or empty
 * @param reserve bytes reserved for applications, such as a signature's place
 * @param damage where and why the tables could not be read to their end, or null
 */
public record Cabinet(long size, int version, int flags, int set, int index, String previous, String next,
    byte[] reserve, List<Folder> folders, List<Member> members, FormatException damage) {
  public static final String MAGIC = "MSCF";
  private static final int HAS_PREVIOUS = 1;
  private static final int HAS_NEXT = 2;
  private static final int HAS_RESERVE = 4;
  private static final int UTF8_NAME = 0x80;
  private static final int NAME_LIMIT = 256;

  /**
   * A run of data blocks that are compressed together.
   *
   * @param offset of the first block
   * @param compression type in the low four bits, its parameters above
   * @param reserve bytes reserved in each block
   */
  public record Folder(long offset, int blocks, int compression, int reserve) {

    /** Returns how it is compressed, in a word. */
    public String word() {
      return switch (compression & 15) {
        case 0 -> "stored";
        case 1 -> "MSZIP";
        case 2 -> "Quantum:" + (compression >> 8 & 31);
        case 3 -> "LZX:" + (compression >> 8 & 31);
        default -> "method " + (compression & 15);
      };
    }
  }

  /**
   * A file.
   *
   * @param offset in its folder's decompressed bytes
   * @param folder index of the folder; over 0xFFFC if the file goes on in another cabinet
   * @param time MS-DOS date (high 16 bits) and time
   */
  public record Member(String name, long size, long offset, int folder, int time, int attributes) {}

  /** Reads the tables at the start of the bytes. */
  public static Cabinet read(Blob blob) throws IOException {
    BinaryReader in = new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN);
    if (!in.latin1(4, "signature").equals(MAGIC)) {
      throw FormatException.at(0, "there is no cabinet signature");
    }
    long size = in.skip(4).u32("cabinet size");
    long filesAt = in.skip(4).u32("offset of files");
    int version = in.skip(4).u16("version");
    int folderCount = in.u16("number of folders");
    int fileCount = in.u16("number of files");
    int flags = in.u16("flags");
    int set = in.u16("set");
    int index = in.u16("index");
    int folderReserve = 0;
    int dataReserve = 0;
    byte[] reserve = {};
    if ((flags & HAS_RESERVE) != 0) {
      int headerReserve = in.u16("size of the header's reserve");
      folderReserve = in.u8("size of folders' reserve");
      dataReserve = in.u8("size of blocks' reserve");
      reserve = in.bytes(headerReserve, "reserve");
    }
    String previous = (flags & HAS_PREVIOUS) != 0 ? text(in, false) + " on " + text(in, false) : "";
    String next = (flags & HAS_NEXT) != 0 ? text(in, false) + " on " + text(in, false) : "";
    List<Folder> folders = new ArrayList<>();
    List<Member> members = new ArrayList<>();
    FormatException damage = null;
    try {
      for (int i = 0; i < folderCount; i++) {
        folders.add(new Folder(in.u32("folder offset"), in.u16("number of blocks"), in.u16("compression"), dataReserve));
        in.skip(folderReserve);
      }
      in.seek(filesAt);
      for (int i = 0; i < fileCount; i++) {
        members.add(member(in));
      }
    } catch (FormatException damaged) {
      damage = damaged;
    }
    return new Cabinet(size, version, flags, set, index, previous, next, reserve, folders, members, damage);
  }

  private static Member member(BinaryReader in) throws IOException {
    long size = in.u32("file size");
    long offset = in.u32("file offset");
    int folder = in.u16("folder index");
    int time = in.u16("date") << 16 | in.u16("time");
    int attributes = in.u16("attributes");
    String name = text(in, (attributes & UTF8_NAME) != 0).replace('\\', '/');
    return new Member(name, size, offset, folder, time, attributes);
  }

  private static String text(BinaryReader in, boolean utf8) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int value; (value = in.u8("name")) != 0; ) {
      if (bytes.size() > NAME_LIMIT) {
        throw FormatException.at(in.position(), "name in a cabinet is too long");
      }
      bytes.write(value);
    }
    return utf8 ? FileNames.decode(bytes.toByteArray()) : bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
