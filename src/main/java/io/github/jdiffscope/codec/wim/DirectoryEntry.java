package io.github.jdiffscope.codec.wim;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * A file or folder of an image.
 *
 * @param path with slashes
 * @param created in units of 100 ns since 1601, as are the others
 * @param sha1 of the content in hexadecimal, zeros if there is none
 */
public record DirectoryEntry(String path, int attributes, int security, long created, long accessed, long written,
    String sha1, int streams) {
  private static final int FIXED = 102;
  private static final int FOLDER = 0x10;
  private static final int ENTRIES_LIMIT = 4 << 20;

  public boolean isFolder() {
    return (attributes & FOLDER) != 0;
  }

  private record Folder(String path, long offset) {}

  /** Returns all entries of the metadata resource of an image, folders before what is in them. */
  public static List<DirectoryEntry> read(byte[] metadata) throws IOException {
    BinaryReader in = new BinaryReader(Blob.of(metadata), ByteOrder.LITTLE_ENDIAN);
    long securityLength = in.u32("length of the security data");
    List<DirectoryEntry> all = new ArrayList<>();
    Deque<Folder> open = new ArrayDeque<>();
    Set<Long> seen = new HashSet<>();
    open.push(new Folder("", Math.max(8, (securityLength + 7) / 8 * 8)));
    while (!open.isEmpty()) {
      Folder folder = open.pop();
      if (!seen.add(folder.offset())) {
        throw FormatException.at(folder.offset(), "folders of the image contain one another");
      }
      long at = folder.offset();
      List<Folder> inside = new ArrayList<>();
      for (long length; (length = in.seek(at).u64("length of a directory entry")) > 8; at = next(in, at, length)) {
        if (all.size() >= ENTRIES_LIMIT) {
          throw FormatException.at(at, "image has too many entries");
        }
        entry(in, at, folder.path(), all, inside);
      }
      for (int i = inside.size() - 1; i >= 0; i--) {
        open.push(inside.get(i));
      }
    }
    return all;
  }

  private static void entry(BinaryReader in, long at, String parent, List<DirectoryEntry> all, List<Folder> inside)
      throws IOException {
    in.seek(at + 8);
    int attributes = in.i32("attributes");
    int security = in.i32("security id");
    long below = in.u64("offset of the folder");
    in.skip(16);
    long created = in.i64("creation time");
    long accessed = in.i64("access time");
    long written = in.i64("write time");
    String sha1 = HexFormat.of().formatHex(in.bytes(20, "SHA-1"));
    int streams = in.seek(at + 96).u16("number of streams");
    int nameLength = in.skip(2).u16("length of the name");
    String name = new String(in.bytes(nameLength, "name"), StandardCharsets.UTF_16LE);
    String path = parent.isEmpty() ? name : parent + '/' + name;
    if (!path.isEmpty()) {
      all.add(new DirectoryEntry(path, attributes, security, created, accessed, written, sha1, streams));
    }
    if ((attributes & FOLDER) != 0 && below > 0) {
      inside.add(new Folder(path, below));
    }
  }

  /** Entries are aligned to 8 bytes, and their alternate streams follow them. */
  private static long next(BinaryReader in, long at, long length) throws IOException {
    if (length < FIXED) {
      throw FormatException.at(at, "directory entry of " + length + " bytes is too short");
    }
    int streams = in.seek(at + 96).u16("number of streams");
    long next = at + (length + 7) / 8 * 8;
    for (int i = 0; i < streams; i++) {
      long stream = in.seek(next).u64("length of a stream entry");
      if (stream < 8) {
        throw FormatException.at(next, "stream entry of " + stream + " bytes is too short");
      }
      next += (stream + 7) / 8 * 8;
    }
    return next;
  }
}
