package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.codec.zip.EndRecord;
import io.github.jdiffscope.codec.zip.LocalHeader;
import io.github.jdiffscope.codec.zip.ZipDirectory;
import io.github.jdiffscope.codec.zip.ZipMember;
import io.github.jdiffscope.format.MemberSink;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How the parts of a ZIP archive lie in its bytes: what stands before, between and after them.
 *
 * @param facts lines about the layout that do not follow from the members
 * @param overlaps sentences about members that share bytes
 * @param physical members in the order of their data if that is not the order of the directory, else empty
 */
record ZipLayout(List<String> facts, List<String> overlaps, List<ZipMember> physical, List<Foreign> foreign) {
  private static final int NAMED_OVERLAPS = 3;
  private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;
  private static final String SIGNED = "APK Sig Block 42";
  private static final int ALIGNED = 4096;
  private static final byte[] ZERO = new byte[512];

  /** Bytes that belong to no part of the archive. */
  record Foreign(String name, long offset, long length) {
    void hand(Blob blob, MemberSink members) throws IOException {
      members.file(name, blob.location().slice(offset, length));
    }
  }

  private record Part(ZipMember member, LocalHeader local, long start, long end) {}

  static ZipLayout of(Blob blob, ZipDirectory directory, List<LocalHeader> locals) throws IOException {
    List<Part> parts = new ArrayList<>(locals.size());
    boolean ordered = true;
    long previous = -1;
    for (int i = 0; i < locals.size(); i++) {
      LocalHeader local = locals.get(i);
      if (local != null) {
        ZipMember member = directory.members().get(i);
        long length = Math.max(0, Math.min(member.compressedSize(), blob.size() - local.dataOffset()));
        parts.add(new Part(member, local, local.offset(), local.dataOffset() + length));
        ordered &= local.offset() > previous;
        previous = local.offset();
      }
    }
    ZipLayout layout = new ZipLayout(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    if (!ordered) {
      parts.sort(Comparator.comparingLong(Part::start));
      parts.forEach(part -> layout.physical.add(part.member()));
    }
    layout.walk(blob, directory, parts);
    return layout;
  }

  private void walk(Blob blob, ZipDirectory directory, List<Part> parts) throws IOException {
    EndRecord end = directory.end();
    long dataEnd = end == null ? blob.size() : end.directoryStart();
    boolean directoryFirst = end != null && !parts.isEmpty() && end.directoryStart() < parts.get(0).start();
    if (directoryFirst) {
      facts.add("the central directory stands before the members");
      dataEnd = end.directoryEnd();
    }
    long first = parts.isEmpty() ? dataEnd : parts.get(0).start();
    if (first > 0 && !directoryFirst) {
      foreign.add(new Foreign("data before the archive", 0, first));
      facts.add(end != null && end.shift() == 0 ? "offsets count the data before the archive"
          : "offsets do not count the data before the archive");
    }
    long signatures = 0;
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i == parts.size() - 1;
      long next = last ? dataEnd : parts.get(i + 1).start();
      Part part = parts.get(i);
      if (next < part.end()) {
        overlap(part, last ? null : parts.get(i + 1));
      }
      long descriptor = descriptorLength(blob, part, next);
      signatures += descriptor == 16 || descriptor == 24 ? 1 : 0;
      gap(blob, part, last, part.end() + descriptor, next);
    }
    descriptors(parts, signatures);
    if (end != null) {
      after(blob, end, directoryFirst);
    }
  }

  private void descriptors(List<Part> parts, long signatures) {
    long all = parts.stream().filter(part -> part.member().hasDescriptor()).count();
    if (all > 0 && signatures < all) {
      facts.add(signatures == 0 ? "data descriptors have no signature"
          : String.format(Locale.ROOT, "%,d of %,d data descriptors have a signature", signatures, all));
    }
  }

  private void overlap(Part part, Part next) {
    String other = next == null ? "the central directory" : ShownName.of(next.member().name());
    if (overlaps.size() < NAMED_OVERLAPS) {
      overlaps.add(ShownName.of(part.member().name()) + " overlaps " + other);
    } else if (overlaps.size() == NAMED_OVERLAPS) {
      overlaps.add("more members overlap");
    }
  }

  /** Returns the length of the data descriptor: with or without its signature, sizes of 4 or of 8 bytes. */
  private static long descriptorLength(Blob blob, Part part, long next) throws IOException {
    if (!part.member().hasDescriptor()) {
      return 0;
    }
    long room = Math.min(next, blob.size()) - part.end();
    if (room == 12 || room == 16 || room == 20 || room == 24) {
      return room;
    }
    if (room < 12) {
      return Math.max(0, room);
    }
    byte[] head = blob.bytes(part.end(), 4);
    boolean signed = (head[0] & 0xFF | (head[1] & 0xFF) << 8 | (head[2] & 0xFF) << 16 | head[3] << 24)
        == DESCRIPTOR_SIGNATURE;
    return signed ? 16 : 12;
  }

  private void gap(Blob blob, Part part, boolean last, long from, long to) throws IOException {
    if (to <= from || to > blob.size()) {
      return;
    }
    long block = last ? signingBlock(blob, from, to) : -1;
    if (block >= 0) {
      foreign.add(new Foreign("APK signing block", block, to - block));
      if (block % ALIGNED == 0 && block - from < ALIGNED && isZero(blob.bytes(from, (int) (block - from)))) {
        facts.add("the APK signing block is aligned to " + ALIGNED + " bytes");
      } else {
        gap(blob, part, false, from, block);
      }
      return;
    }
    String place = last ? "data before the central directory" : "data after " + ShownName.of(part.member().name());
    if (to - from <= ZERO.length && java.util.Arrays.equals(blob.bytes(from, (int) (to - from)), 0, (int) (to - from),
        ZERO, 0, (int) (to - from))) {
      facts.add(place + ": " + (to - from) + " zero bytes");
    } else {
      foreign.add(new Foreign(place, from, to - from));
    }
  }

  /** Returns where the block with the signatures of an Android app begins, which ends before the directory, or -1. */
  private static long signingBlock(Blob blob, long from, long to) throws IOException {
    if (to - from < SIGNED.length() + 16 || !new String(blob.bytes(to - SIGNED.length(), SIGNED.length()),
        StandardCharsets.ISO_8859_1).equals(SIGNED)) {
      return -1;
    }
    BinaryReader in = new BinaryReader(blob, ByteOrder.LITTLE_ENDIAN);
    long size = in.seek(to - SIGNED.length() - 8).i64("size of the signing block");
    return size >= SIGNED.length() + 8 && size <= to - from - 8
        && in.seek(to - size - 8).i64("size of the signing block") == size ? to - size - 8 : -1;
  }

  private static boolean isZero(byte[] bytes) {
    for (byte b : bytes) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }

  private void after(Blob blob, EndRecord end, boolean directoryFirst) {
    if (end.zip64().length > 0) {
      facts.add("zip64 end of central directory record, made by version " + (end.zip64()[12] & 0xFF) / 10 + '.'
          + (end.zip64()[12] & 0xFF) % 10);
    }
    if (end.disk() != 0 || end.directoryDisk() != 0) {
      facts.add("disk " + end.disk() + ", central directory on disk " + end.directoryDisk());
    }
    long directoryEnd = end.directoryStart() + end.directorySize();
    if (!directoryFirst && directoryEnd < end.directoryEnd()) {
      foreign.add(new Foreign("data after the central directory", directoryEnd, end.directoryEnd() - directoryEnd));
    }
    if (end.end() < blob.size()) {
      foreign.add(new Foreign("data after the archive", end.end(), blob.size() - end.end()));
    }
  }

  /** Returns where a member's data lie, as far as they are there. */
  static BlobLocation location(Blob blob, ZipMember member, LocalHeader local) {
    long length = Math.max(0, Math.min(member.compressedSize(), blob.size() - local.dataOffset()));
    boolean deflated = member.method() == ZipMember.DEFLATED;
    return deflated ? blob.location().slice(local.dataOffset(), length, io.github.jdiffscope.bytes.Coding.DEFLATE,
        Math.max(BlobLocation.UNKNOWN_SIZE, member.size())) : blob.location().slice(local.dataOffset(), length);
  }
}
