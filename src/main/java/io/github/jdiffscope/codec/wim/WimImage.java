package io.github.jdiffscope.codec.wim;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The header and the table of resources of a Windows image (Microsoft, "Windows Imaging File Format").
 *
 * @param flags 0x20000 XPRESS, 0x40000 LZX, 0x80000 LZMS
 * @param guid in hexadecimal
 * @param images how many images it claims to hold
 */
public record WimImage(long version, int flags, int chunkSize, String guid, int part, int parts, int images,
    int bootImage, Resource xml, List<Resource> resources) {
  public static final String MAGIC = "MSWIM\0\0\0";
  private static final int METADATA = 2;
  private static final int COMPRESSED = 4;
  private static final int SOLID = 16;
  private static final int ENTRY = 50;
  private static final int ENTRIES_LIMIT = 4 << 20;

  /**
   * A run of bytes, perhaps compressed.
   *
   * @param stored bytes it takes
   * @param sha1 of its content in hexadecimal; empty where the header names it
   */
  public record Resource(long offset, long stored, long size, int flags, String sha1) {
    public boolean isMetadata() {
      return (flags & METADATA) != 0;
    }

    public boolean isCompressed() {
      return (flags & COMPRESSED) != 0;
    }

    /** Returns whether it is packed together with others, which only newer Windows reads. */
    public boolean isSolid() {
      return (flags & SOLID) != 0;
    }
  }

  /** Reads the header and the table. */
  public static WimImage read(Blob blob) throws IOException {
    BinaryReader in = new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN);
    if (!in.latin1(8, "signature").equals(MAGIC)) {
      throw FormatException.at(0, "there is no signature of a Windows image");
    }
    long version = in.skip(4).u32("version");
    int flags = in.i32("flags");
    long chunkSize = in.u32("chunk size");
    String guid = HexFormat.of().formatHex(in.bytes(16, "GUID"));
    int part = in.u16("part");
    int parts = in.u16("parts");
    int images = in.i32("number of images");
    Resource table = resource(in, "");
    Resource xml = resource(in, "");
    resource(in, "");
    int boot = in.i32("boot image");
    if (table.size() / ENTRY > ENTRIES_LIMIT || table.isCompressed()) {
      throw FormatException.at(table.offset(), "table of resources is too large or compressed");
    }
    List<Resource> resources = new ArrayList<>();
    in.seek(table.offset());
    for (long i = 0; i < table.size() / ENTRY; i++) {
      Resource resource = resource(in, "");
      in.skip(6);
      resources.add(new Resource(resource.offset(), resource.stored(), resource.size(), resource.flags(),
          HexFormat.of().formatHex(in.bytes(20, "SHA-1"))));
    }
    return new WimImage(version, flags, (int) Math.min(Integer.MAX_VALUE, chunkSize), guid, part, parts, images, boot,
        xml, resources);
  }

  private static Resource resource(BinaryReader in, String sha1) throws IOException {
    long sizeAndFlags = in.i64("size of a resource");
    long offset = in.u64("offset of a resource");
    long size = in.u64("decompressed size of a resource");
    return new Resource(offset, sizeAndFlags & 0xFF_FFFF_FFFF_FFFFL, size, (int) (sizeAndFlags >>> 56), sha1);
  }

  /** Returns how resources are compressed, in a word. */
  public String compression() {
    return (flags & 0x20000) != 0 ? "XPRESS" : (flags & 0x40000) != 0 ? "LZX" : (flags & 0x80000) != 0 ? "LZMS"
        : (flags & 2) != 0 ? "unknown" : "none";
  }
}
