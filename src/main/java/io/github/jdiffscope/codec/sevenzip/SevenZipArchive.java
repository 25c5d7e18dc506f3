package io.github.jdiffscope.codec.sevenzip;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.compress.Decompressors;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What an archive holds.
 *
 * @param version of the format
 * @param end where the archive ends, from the start of the bytes
 * @param headerMethods how its header is compressed, empty if it is not
 */
public record SevenZipArchive(String version, long end, String headerMethods, List<Folder> folders,
    List<SevenZipEntry> entries) {
  static final int HEADER = 32;
  private static final int HEADER_LIMIT = 256 << 20;
  private static final int PLAIN = 1;
  private static final int ENCODED = 23;
  private static final int NESTING_LIMIT = 4;

  /** Reads the headers. */
  public static SevenZipArchive read(Blob blob) throws IOException {
    BinaryReader in = new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN);
    String version = in.seek(6).u8("major version") + "." + in.u8("minor version");
    long offset = in.skip(4).u64("offset of the header");
    long size = in.u64("size of the header");
    long crc = in.u32("CRC-32 of the header");
    if (size == 0) {
      return new SevenZipArchive(version, HEADER, "", List.of(), List.of());
    }
    if (offset > blob.size() - HEADER || size > blob.size() - HEADER - offset) {
      throw FormatException.at(blob.size(), "header of the 7z archive lies behind the end");
    }
    long start = HEADER + offset;
    byte[] header = blob.bytes(start, (int) Math.min(HEADER_LIMIT, size));
    check(header, crc);
    String methods = "";
    for (int depth = 0; depth < NESTING_LIMIT; depth++) {
      HeaderReader reader = new HeaderReader(header, start);
      int kind = reader.first();
      if (kind == PLAIN) {
        reader.readHeader();
        return new SevenZipArchive(version, start + size, methods, reader.folders(), reader.entries());
      } else if (kind != ENCODED) {
        throw FormatException.at(start, "header of the 7z archive is of unknown kind " + kind);
      }
      reader.readStreams();
      if (reader.folders().isEmpty()) {
        return new SevenZipArchive(version, start + size, methods, List.of(), List.of());
      }
      Folder folder = reader.folders().get(0);
      methods = folder.methods();
      header = decoded(blob, folder);
    }
    throw new FormatException("headers of the 7z archive are nested too deep");
  }

  private static byte[] decoded(Blob blob, Folder folder) throws IOException {
    if (folder.isEncrypted()) {
      throw new FormatException("the headers of this 7z archive are encrypted");
    }
    if (folder.size() > HEADER_LIMIT) {
      throw new FormatException("header of the 7z archive of " + folder.size() + " bytes is too large");
    }
    try (InputStream content = Decompressors.guarded("7z", () -> FolderDecoder.open(blob, folder))) {
      byte[] header = content.readNBytes((int) folder.size());
      if (folder.crc() >= 0) {
        check(header, folder.crc());
      }
      return header;
    }
  }

  private static void check(byte[] header, long crc) throws FormatException {
    CRC32 sum = new CRC32();
    sum.update(header);
    if (sum.getValue() != crc) {
      throw new FormatException("checksum of the 7z archive's header does not match");
    }
  }
}
