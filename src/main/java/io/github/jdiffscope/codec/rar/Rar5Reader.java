package io.github.jdiffscope.codec.rar;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Headers of RAR 5 (technote.txt of RAR 5). */
final class Rar5Reader extends RarReader {
  private static final int MAIN = 1;
  private static final int FILE = 2;
  private static final int ENCRYPTION = 4;
  private static final int END = 5;
  private static final int HEADER_LIMIT = 2 << 20;
  private static final long WINDOWS_EPOCH_SECONDS = 11_644_473_600L;
  private static final String[] MAIN_FLAGS = {"volume", "volume number", "solid", "recovery record", "locked"};
  private static final String[] REDIRECTIONS = {"", "Unix link", "Windows link", "Windows junction", "hard link",
      "file copy"};

  Rar5Reader(Blob blob, int start) {
    super(blob, start, "RAR 5 layout");
  }

  @Override
  public RarEntry next() throws IOException {
    while (position < blob.size()) {
      long start = position;
      long size = number(in.seek(start + 4));
      long body = in.position();
      if (size <= 0 || size > HEADER_LIMIT || size > blob.size() - body) {
        throw FormatException.at(start, "RAR header of " + size + " bytes is cut off or too large");
      }
      long type = number(in);
      long flags = number(in);
      long extra = (flags & 1) != 0 ? number(in) : 0;
      long data = (flags & 2) != 0 ? number(in) : 0;
      if (data < 0 || data > blob.size() - body - size || extra < 0 || extra > size) {
        throw FormatException.at(start, "data of a RAR header are cut off");
      }
      position = body + size + data;
      if (type == ENCRYPTION) {
        throw new FormatException("the headers of this RAR archive are encrypted");
      } else if (type == MAIN) {
        main(number(in));
      } else if (type == FILE) {
        return entry(body + size, extra, data, (flags & 0x18) != 0);
      } else if (type == END) {
        break;
      }
    }
    return null;
  }

  private static long number(BinaryReader in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int next = in.u8("number");
      value |= (long) (next & 0x7F) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw FormatException.at(in.position(), "number in a RAR header is too large");
  }

  private void main(long flags) {
    addFacts(flags, MAIN_FLAGS);
  }

  private RarEntry entry(long data, long extra, long stored, boolean split) throws IOException {
    long flags = number(in);
    long size = number(in);
    long attributes = number(in);
    String modified = (flags & 2) != 0 ? time(in.u32("time"), 0) : "";
    String crc = (flags & 4) != 0 ? String.format(Locale.ROOT, "%08x", in.u32("CRC-32")) : "";
    long compression = number(in);
    long system = number(in);
    long nameLength = number(in);
    if (nameLength < 0 || nameLength > data - in.position()) {
      throw FormatException.at(in.position(), "name of a RAR member is cut off");
    }
    String name = FileNames.decode(in.bytes((int) nameLength, "name"));
    Extra more = new Extra(modified);
    more.read(data - extra, data);
    if ((compression & 0x40) != 0) {
      more.facts.add("solid");
    }
    more.facts.add("dictionary " + (128L << (compression >> 10 & 15)) + " KiB");
    more.facts.add("version " + (compression & 63));
    return new RarEntry(name, (flags & 1) != 0, system == 1 ? "Unix" : system == 0 ? "Windows" : "system " + system,
        more.modified, attributes, size, stored, crc, (int) (compression >> 7 & 7), more.encrypted, split, more.link,
        50 + (int) (compression & 63), 128L << 10 + (compression >> 10 & 15), (compression & 0x40) != 0, data,
        more.facts);
  }

  private static String time(long seconds, long nanos) {
    return Instant.ofEpochSecond(seconds, nanos).toString().replace('T', ' ').replace("Z", " UTC");
  }

  /** The records behind the fields of a file's header. */
  private final class Extra {
    private final List<String> facts = new ArrayList<>();
    private String modified;
    private String link;
    private boolean encrypted;

    Extra(String modified) {
      this.modified = modified;
    }

    void read(long start, long end) throws IOException {
      for (long at = start; at < end; ) {
        long size = number(in.seek(at));
        long next = in.position() + size;
        if (size <= 0 || next > end) {
          throw FormatException.at(at, "record of a RAR header is cut off");
        }
        record(number(in), next);
        at = next;
      }
    }

    private void record(long type, long end) throws IOException {
      switch ((int) type) {
        case 1 -> encrypted = true;
        case 2 -> facts.add("BLAKE2 " + hex(number(in) == 0 ? end : in.position()));
        case 3 -> times();
        case 4 -> facts.add("file version " + number(in.skip(1)));
        case 5 -> {
          int kind = (int) number(in);
          number(in);
          link = FileNames.decode(in.bytes((int) Math.min(number(in), end - in.position()), "link"));
          facts.add(kind > 0 && kind < REDIRECTIONS.length ? REDIRECTIONS[kind] : "link of kind " + kind);
        }
        default -> facts.add("record " + type + " " + hex(end));
      }
    }

    private String hex(long end) throws IOException {
      return HexFormat.of().formatHex(in.bytes((int) Math.max(0, Math.min(64, end - in.position())), "record"));
    }

    private void times() throws IOException {
      long flags = number(in);
      boolean unix = (flags & 1) != 0;
      String[] words = {"modified", "changed", "accessed"};
      for (int bit = 1; bit <= 3; bit++) {
        if ((flags & 1 << bit) != 0) {
          String time = unix ? time(in.u32("time"), 0) : windowsTime(in.i64("time"));
          if (bit == 1) {
            modified = time;
          } else {
            facts.add(words[bit - 1] + ' ' + time);
          }
        }
      }
      for (int bit = 1; unix && (flags & 0x10) != 0 && bit <= 3; bit++) {
        if ((flags & 1 << bit) != 0) {
          facts.add(words[bit - 1] + ' ' + in.u32("nanoseconds") + " ns");
        }
      }
    }

    private String windowsTime(long ticks) {
      return time(Math.floorDiv(ticks, 10_000_000L) - WINDOWS_EPOCH_SECONDS, Math.floorMod(ticks, 10_000_000L) * 100);
    }
  }
}
