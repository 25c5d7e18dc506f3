package io.github.jdiffscope.codec.zip;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the members of an archive without a central directory by looking for local headers. */
final class LocalScan {
  private static final int WINDOW = 1 << 16;
  private static final int MEMBER_LIMIT = 1 << 20;
  private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;
  private static final byte[] NONE = {};

  private final Blob blob;
  private final byte[] window = new byte[WINDOW];
  private final List<ZipMember> members = new ArrayList<>();
  private final ZipDirectory headers;

  private LocalScan(Blob blob) {
    this.blob = blob;
    this.headers = new ZipDirectory(blob, null, List.of(), List.of());
  }

  static ZipDirectory read(Blob blob, String problem) throws IOException {
    LocalScan scan = new LocalScan(blob);
    scan.scan();
    if (scan.members.isEmpty()) {
      throw new FormatException(problem + ", and there is no local header");
    }
    return new ZipDirectory(blob, null, scan.members, List.of(String.format(Locale.ROOT,
        "%s; %,d entries found by their local headers", problem, scan.members.size())));
  }

  private void scan() throws IOException {
    long position = next(0, false);
    while (position >= 0 && members.size() < MEMBER_LIMIT) {
      position = add(position);
    }
  }

  /** Adds the member whose header is at a position; returns where the next header is, or -1. */
  private long add(long position) throws IOException {
    LocalHeader header;
    try {
      byte[] head = blob.bytes(position, (int) Math.min(LocalHeader.SIZE + 512, blob.size() - position));
      if (head.length < LocalHeader.SIZE) {
        return -1;
      }
      header = headers.localHeader(head, position, "an entry");
    } catch (FormatException cutOff) {
      return next(position + 4, false);
    }
    boolean later = (header.flags() & 1 << 3) != 0 && header.compressedSize() == 0;
    long left = blob.size() - header.dataOffset();
    long compressed = later ? endOfData(header.dataOffset()) - header.dataOffset()
        : Math.min(left, header.compressedSize());
    long size = later ? io.github.jdiffscope.bytes.BlobLocation.UNKNOWN_SIZE : header.size();
    members.add(new ZipMember(ZipNames.decode(header.rawName(), header.flags(), 0, header.extra()), header.rawName(),
        ZipMember.HOST_UNIX << 8 | header.needs(), header.needs(), header.flags(), header.method(), header.time(),
        header.crc(), compressed, size, 0, 0, 0, position, header.extra(), NONE, position));
    return next(header.dataOffset() + compressed, false);
  }

  /** Returns where data of unknown length ends: at its descriptor, at the next header, or with the bytes. */
  private long endOfData(long start) throws IOException {
    long found = next(start, true);
    return found < 0 ? blob.size() : found;
  }

  /** Returns where the next local header starts, or where any signature does, or -1. */
  private long next(long from, boolean any) throws IOException {
    for (long start = from; start <= blob.size() - 4; start += WINDOW - 3) {
      int count = blob.read(start, window, 0, WINDOW);
      for (int i = 0; i + 4 <= count; i++) {
        if (window[i] == 'P' && window[i + 1] == 'K') {
          int signature = Bytes.i32(window, i);
          boolean local = signature == LocalHeader.SIGNATURE;
          if (local || any && (signature == DESCRIPTOR_SIGNATURE || signature == EndRecord.CENTRAL_SIGNATURE)) {
            return start + i;
          }
        }
      }
    }
    return -1;
  }
}
