package io.github.jdiffscope.codec.zip;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The central directory of a ZIP archive: what members there are and where. Data before the archive, after it and between
 * members is no hindrance; where there is no directory the local headers are looked for instead.
 */
public final class ZipDirectory {
  /** The largest central directory that is read; 1,500,000 members or so. */
  private static final int DIRECTORY_LIMIT = 128 << 20;
  private static final int CENTRAL_SIZE = 46;
  private static final long IN_ZIP64 = 0xFFFF_FFFFL;
  private static final int LOCAL_SLACK = 128;

  private final Blob blob;
  private final EndRecord end;
  private final List<ZipMember> members;
  private final List<String> problems;

  ZipDirectory(Blob blob, EndRecord end, List<ZipMember> members, List<String> problems) {
    this.blob = blob;
    this.end = end;
    this.members = Collections.unmodifiableList(members);
    this.problems = List.copyOf(problems);
  }

  /**
   * Returns the directory of an archive.
   *
   * @throws FormatException if there is neither a directory nor any local header
   */
  public static ZipDirectory read(Blob blob) throws IOException {
    EndRecord end = EndRecord.find(blob);
    if (end == null) {
      return LocalScan.read(blob, "the end of central directory record is missing");
    }
    List<ZipMember> members = new ArrayList<>((int) Math.min(1 << 16, Math.max(0, end.entries())));
    String problem = new Parser(end, end.directory(blob, DIRECTORY_LIMIT)).parse(members);
    if (members.isEmpty() && problem != null) {
      return LocalScan.read(blob, problem);
    }
    return new ZipDirectory(blob, end, members, problem == null ? List.of() : List.of(problem));
  }

  /** Returns whether bytes without a ZIP signature at their start end as an archive does: data stands before it. */
  public static boolean isAtEndOf(Blob blob) throws IOException {
    return EndRecord.isAtEnd(blob);
  }

  /** Returns the members in the order of the directory. */
  public List<ZipMember> members() {
    return members;
  }

  /** Returns the first member with a name, or null. */
  public ZipMember member(String name) {
    for (ZipMember member : members) {
      if (member.name().equals(name)) {
        return member;
      }
    }
    return null;
  }

  /** Returns the end record, or null if it is missing and the members were found by their local headers. */
  public EndRecord end() {
    return end;
  }

  /** Returns what is wrong with the directory, in sentences. */
  public List<String> problems() {
    return problems;
  }

  /**
   * Returns the local header of a member.
   *
   * @throws FormatException if there is none at the claimed place
   */
  public LocalHeader local(ZipMember member) throws IOException {
    long offset = member.offset();
    int guess = LocalHeader.SIZE + member.rawName().length + member.extra().length + LOCAL_SLACK;
    if (offset < 0 || offset > blob.size() - LocalHeader.SIZE) {
      throw FormatException.at(Math.max(0, offset), "local header of " + member.name() + " would lie");
    }
    byte[] head = blob.bytes(offset, (int) Math.min(guess, blob.size() - offset));
    LocalHeader header = localHeader(head, offset, member.name());
    return java.util.Arrays.equals(header.rawName(), member.rawName()) ? header.named(member.rawName()) : header;
  }

  LocalHeader localHeader(byte[] head, long offset, String name) throws IOException {
    if (Bytes.i32(head, 0) != LocalHeader.SIGNATURE) {
      throw FormatException.at(offset, "there is no local header of " + name);
    }
    int nameLength = Bytes.u16(head, 26);
    int extraLength = Bytes.u16(head, 28);
    int length = LocalHeader.SIZE + nameLength + extraLength;
    if (length > blob.size() - offset) {
      throw FormatException.at(offset, "local header of " + name + " is cut off");
    }
    byte[] all = length <= head.length ? head : blob.bytes(offset, length);
    byte[] extra = slice(all, LocalHeader.SIZE + nameLength, extraLength);
    long compressed = Bytes.u32(all, 18);
    long size = Bytes.u32(all, 22);
    if (compressed == IN_ZIP64 || size == IN_ZIP64) {
      Zip64 large = Zip64.of(extra);
      size = size == IN_ZIP64 ? large.next(size) : size;
      compressed = compressed == IN_ZIP64 ? large.next(compressed) : compressed;
    }
    return new LocalHeader(Bytes.u16(all, 4), Bytes.u16(all, 6), Bytes.u16(all, 8),
        Bytes.u16(all, 10) | Bytes.u16(all, 12) << 16, Bytes.i32(all, 14), compressed, size,
        slice(all, LocalHeader.SIZE, nameLength), extra, offset, offset + length);
  }

  private static byte[] slice(byte[] all, int start, int length) {
    return length == 0 ? NONE : java.util.Arrays.copyOfRange(all, start, start + length);
  }

  private static final byte[] NONE = {};

  /** The 64-bit values of a zip64 extended information field, in their fixed order (APPNOTE 4.5.3). */
  private record Zip64(byte[] content, int[] position) {
    static Zip64 of(byte[] extra) {
      for (ExtraField field : ExtraField.parse(extra)) {
        if (field.id() == ExtraField.ZIP64) {
          return new Zip64(field.content(), new int[1]);
        }
      }
      return new Zip64(NONE, new int[1]);
    }

    long next(long otherwise) {
      int at = position[0];
      if (at + 8 > content.length) {
        return otherwise;
      }
      position[0] = at + 8;
      long value = Bytes.i64(content, at);
      return value < 0 ? otherwise : value;
    }
  }

  /** Reads central headers one after another. */
  private record Parser(EndRecord end, byte[] bytes) {

    /** Adds the members; returns what is wrong, or null. */
    String parse(List<ZipMember> members) {
      int at = 0;
      while (at < bytes.length) {
        if (bytes.length - at < CENTRAL_SIZE || Bytes.i32(bytes, at) != EndRecord.CENTRAL_SIGNATURE) {
          return bytes.length - at >= 6 && Bytes.i32(bytes, at) == DIGITAL_SIGNATURE ? null
              : problem(members.size(), "central directory is damaged", at);
        }
        int length = CENTRAL_SIZE + Bytes.u16(bytes, at + 28) + Bytes.u16(bytes, at + 30) + Bytes.u16(bytes, at + 32);
        if (length > bytes.length - at) {
          return problem(members.size(), "central directory is cut off", at);
        }
        members.add(member(at));
        at += length;
      }
      long claimed = end.entries();
      boolean agrees = members.size() == claimed || end.zip64().length == 0 && (members.size() & 0xFFFF) == claimed;
      if (!agrees) {
        return String.format(Locale.ROOT, "the end record claims %,d entries, the central directory has %,d", claimed,
            members.size());
      }
      return bytes.length < end.directorySize() ? problem(members.size(), "central directory is cut off", at) : null;
    }

    private static final int DIGITAL_SIGNATURE = 0x05054b50;

    private String problem(int count, String rule, int at) {
      return String.format(Locale.ROOT, "%s at byte %,d, after %,d of %,d entries", rule, end.directoryStart() + at,
          count, end.entries());
    }

    private ZipMember member(int at) {
      int nameLength = Bytes.u16(bytes, at + 28);
      int extraLength = Bytes.u16(bytes, at + 30);
      byte[] name = slice(bytes, at + CENTRAL_SIZE, nameLength);
      byte[] extra = slice(bytes, at + CENTRAL_SIZE + nameLength, extraLength);
      byte[] comment = slice(bytes, at + CENTRAL_SIZE + nameLength + extraLength, Bytes.u16(bytes, at + 32));
      long compressed = Bytes.u32(bytes, at + 20);
      long size = Bytes.u32(bytes, at + 24);
      long offset = Bytes.u32(bytes, at + 42);
      if (compressed == IN_ZIP64 || size == IN_ZIP64 || offset == IN_ZIP64) {
        Zip64 large = Zip64.of(extra);
        size = size == IN_ZIP64 ? large.next(size) : size;
        compressed = compressed == IN_ZIP64 ? large.next(compressed) : compressed;
        offset = offset == IN_ZIP64 ? large.next(offset) : offset;
      }
      int flags = Bytes.u16(bytes, at + 8);
      int madeBy = Bytes.u16(bytes, at + 4);
      return new ZipMember(ZipNames.decode(name, flags, madeBy, extra), name, madeBy, Bytes.u16(bytes, at + 6), flags,
          Bytes.u16(bytes, at + 10), Bytes.u16(bytes, at + 12) | Bytes.u16(bytes, at + 14) << 16,
          Bytes.i32(bytes, at + 16), compressed, size, Bytes.u16(bytes, at + 34), Bytes.u16(bytes, at + 36),
          Bytes.i32(bytes, at + 38), offset + end.shift(), extra, comment, end.directoryStart() + at);
    }
  }
}
