package io.github.jdiffscope.codec.lzh;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Reads the members of a LHA archive one after another: header levels 0 to 3, after Haruyasu Yoshizaki's and UNLHA's notes. */
public final class LhaReader {
  private static final int FIXED = 21;
  private static final int EXTENSIONS_LIMIT = 1000;

  private final Blob blob;
  private final BinaryReader in;
  private long position;

  public LhaReader(Blob blob) {
    this.blob = blob;
    this.in = new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns whether bytes start with a plausible header. */
  public static boolean isHeader(byte[] head) {
    return head.length > FIXED && head[2] == '-' && (head[3] == 'l' && (head[4] == 'h' || head[4] == 'z')
        || head[3] == 'p' && head[4] == 'm') && head[6] == '-' && head[20] >= 0 && head[20] <= 3;
  }

  /** Returns where the next header is looked for. */
  public long position() {
    return position;
  }

  /** Returns the next member, or null after the last. */
  public LhaEntry next() throws IOException {
    long start = position;
    if (start >= blob.size() || in.seek(start).u8("size of a header") == 0) {
      position = Math.min(blob.size(), start + 1);
      return null;
    }
    byte[] head = blob.bytes(start, (int) Math.min(FIXED + 1, blob.size() - start));
    if (!isHeader(head)) {
      throw FormatException.at(start, "there is no LHA header");
    }
    Fields fields = new Fields();
    String method = in.seek(start + 2).latin1(5, "method");
    long stored = in.u32("stored size");
    fields.size = in.u32("size");
    long time = in.u32("time");
    fields.attributes = in.u8("attributes");
    int level = in.u8("header level");
    long data = switch (level) {
      case 0 -> levelZero(start, fields);
      case 1 -> {
        long end = levelOne(start, fields);
        stored -= end - (start + (head[0] & 0xFF) + 2);
        yield end;
      }
      case 2 -> levelTwo(start, fields);
      default -> levelThree(start, fields);
    };
    if (stored < 0 || stored > blob.size() - data) {
      throw FormatException.at(data, "data of " + fields.path() + " are cut off");
    }
    position = data + stored;
    boolean dos = level < 2 && fields.time == null;
    return new LhaEntry(fields.path(), method, level, fields.time == null ? time : fields.time, dos, fields.system,
        fields.attributes, fields.mode, fields.uid, fields.gid, fields.user, fields.group, fields.size, stored,
        fields.crc, data, fields.extensions);
  }

  /** What headers say, in whatever order. */
  private static final class Fields {
    private String name = "";
    private String folder = "";
    private long size;
    private Long time;
    private int attributes;
    private char system = ' ';
    private int mode = -1;
    private long uid = -1;
    private long gid = -1;
    private String user = "";
    private String group = "";
    private int crc;
    private final Map<Integer, String> extensions = new TreeMap<>();

    String path() {
      return folder.isEmpty() || folder.endsWith("/") ? folder + name : folder + '/' + name;
    }
  }

  private long levelZero(long start, Fields fields) throws IOException {
    long end = start + in.seek(start).u8("size of the header") + 2;
    int length = in.seek(start + FIXED).u8("length of the name");
    fields.name = name(in.bytes(length, "name"));
    fields.crc = in.u16("CRC");
    if (end - in.position() >= 12) {
      fields.system = (char) in.u8("system");
      in.skip(1);
      fields.time = in.u32("time");
      fields.mode = in.u16("mode");
      fields.uid = in.u16("uid");
      fields.gid = in.u16("gid");
    }
    return end;
  }

  private long levelOne(long start, Fields fields) throws IOException {
    long end = start + in.seek(start).u8("size of the header") + 2;
    int length = in.seek(start + FIXED).u8("length of the name");
    fields.name = name(in.bytes(length, "name"));
    fields.crc = in.u16("CRC");
    fields.system = (char) in.u8("system");
    in.seek(end - 2);
    return extensions(fields, 2);
  }

  private long levelTwo(long start, Fields fields) throws IOException {
    long end = start + in.seek(start).u16("size of the header");
    fields.crc = in.seek(start + FIXED).u16("CRC");
    fields.system = (char) in.u8("system");
    extensions(fields, 2);
    // The maker on OS-9/68000 does not count the two bytes of the size itself.
    return fields.system == 'K' ? end + 2 : end;
  }

  private long levelThree(long start, Fields fields) throws IOException {
    fields.crc = in.seek(start + FIXED).u16("CRC");
    fields.system = (char) in.u8("system");
    long end = start + in.u32("size of the header");
    extensions(fields, 4);
    return end;
  }

  /** Reads extended headers; returns where they end. */
  private long extensions(Fields fields, int width) throws IOException {
    for (int i = 0; i < EXTENSIONS_LIMIT; i++) {
      long size = width == 2 ? in.u16("size of an extended header") : in.u32("size of an extended header");
      if (size == 0) {
        return in.position();
      }
      if (size < width + 1 || size > in.remaining()) {
        throw FormatException.at(in.position(), "extended header of " + size + " bytes is cut off");
      }
      int type = in.u8("type of an extended header");
      extension(fields, type, in.bytes((int) size - width - 1, "extended header"));
    }
    throw FormatException.at(in.position(), "too many extended headers");
  }

  private static void extension(Fields fields, int type, byte[] data) throws IOException {
    BinaryReader in = new BinaryReader(Blob.of(data), ByteOrder.LITTLE_ENDIAN);
    switch (type) {
      case 0x00 -> { }
      case 0x01 -> fields.name = name(data);
      case 0x02 -> fields.folder = name(data);
      case 0x40 -> fields.attributes = in.u16("attributes");
      case 0x50 -> fields.mode = in.u16("mode");
      case 0x51 -> {
        fields.gid = in.u16("gid");
        fields.uid = in.u16("uid");
      }
      case 0x52 -> fields.group = name(data);
      case 0x53 -> fields.user = name(data);
      case 0x54 -> fields.time = in.u32("time");
      default -> fields.extensions.put(type, HexFormat.of().formatHex(data));
    }
  }

  /** Folders are separated by 0xFF or backslashes. */
  private static String name(byte[] bytes) {
    byte[] name = bytes.clone();
    for (int i = 0; i < name.length; i++) {
      name[i] = name[i] == (byte) 0xFF || name[i] == '\\' ? (byte) '/' : name[i];
    }
    return FileNames.decode(name);
  }
}
