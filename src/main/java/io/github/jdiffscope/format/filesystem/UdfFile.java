package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent.Detail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file entry of UDF, plain or extended (ECMA-167 4/14.9 and 4/14.17). */
final class UdfFile {
  private static final int LONGEST_TARGET = 1 << 14;
  private static final int MOST_EXTENTS = 1 << 20;
  private static final int EXTENDED = 266;
  private static final int SPACE_DESCRIPTOR = 258;
  private static final long LENGTH = 0x3FFF_FFFFL;
  private static final int[] KINDS = {4, UnixMode.DIRECTORY, 5, UnixMode.FILE, 6, UnixMode.BLOCK, 7, UnixMode.CHARACTER,
      9, UnixMode.PIPE, 10, UnixMode.SOCKET, 12, UnixMode.LINK};

  private final UdfVolume volume;
  private final Struct raw;
  private final int reference;
  private final long place;
  private final boolean extended;

  UdfFile(UdfVolume volume, Struct raw, int reference, long place) throws FormatException {
    this.volume = volume;
    this.raw = raw;
    this.reference = reference;
    this.place = place;
    this.extended = raw.u16(0) == EXTENDED;
    if (raw.u16(20) != 4) {
      throw FormatException.at(place, "file entry of strategy " + raw.u16(20) + ", which is not read");
    }
  }

  private int attributesAt() {
    return extended ? 216 : 176;
  }

  private int mode() throws FormatException {
    int mode = 0;
    for (int i = 0; i < KINDS.length; i += 2) {
      mode = raw.u8(27) == KINDS[i] ? KINDS[i + 1] : mode;
    }
    long allowed = raw.u32(44);
    // Read, write, execute of others, the group and the owner, each with two more bits; set-id and sticky are flags.
    mode |= (int) (allowed & 7 | (allowed >> 5 & 7) << 3 | (allowed >> 10 & 7) << 6);
    return mode | (raw.u16(34) >> 6 & 1) << 11 | (raw.u16(34) >> 7 & 1) << 10 | (raw.u16(34) >> 8 & 1) << 9;
  }

  /** Returns where the contents lie; in the entry itself if they are short. */
  Extents contents() throws IOException {
    long size = raw.u64(56, "size");
    Extents runs = new Extents(volume.blob());
    int start = attributesAt() + attributesLength();
    int length = (int) Math.min(Integer.MAX_VALUE, raw.u32(attributesAt() - 4));
    if (allocation() == 3) {
      return runs.add(place + start, Math.min(size, length)).end(size);
    }
    Struct list = raw.part(start, length, "allocation descriptors");
    for (int extents = 0; list != null;) {
      extents += list.length() / width();
      if (extents > MOST_EXTENTS) {
        throw FormatException.at(place, "a file has more than " + MOST_EXTENTS + " extents");
      }
      list = runs(list, runs);
    }
    return runs.end(size);
  }

  private int attributesLength() throws FormatException {
    return (int) Math.min(Integer.MAX_VALUE / 2, raw.u32(attributesAt() - 8));
  }

  private int allocation() throws FormatException {
    return raw.u16(34) & 7;
  }

  private int width() throws FormatException {
    return switch (allocation()) {
      case 0 -> 8;
      case 1 -> 16;
      default -> throw FormatException.at(place, "allocation descriptors of kind " + allocation() + " are not read");
    };
  }

  /** Adds the runs of a list and returns the list that goes on, or null. The highest two bits of a length are its kind. */
  private Struct runs(Struct list, Extents runs) throws IOException {
    int width = width();
    for (int at = 0; at + width <= list.length(); at += width) {
      long length = list.u32(at) & LENGTH;
      if (length == 0) {
        return null;
      }
      int kind = (int) (list.u32(at) >>> 30);
      if (kind == 1 || kind == 2) {
        runs.addHole(length);
        continue;
      }
      long from = volume.place(width == 16 ? list.u16(at + 8) : reference, list.u32(at + 4));
      if (kind == 0) {
        runs.add(from, length);
        continue;
      }
      Struct next = Struct.little(volume.blob(), from, (int) Math.min(length, volume.blockSize()), "further descriptors");
      volume.leftovers().use(from, length);
      if (next.u16(0) != SPACE_DESCRIPTOR) {
        throw FormatException.at(from, "no allocation extent descriptor");
      }
      return next.part(24, (int) Math.min(Integer.MAX_VALUE, next.u32(20)), "further descriptors");
    }
    return null;
  }

  UnixNode node(long id) throws IOException {
    int mode = mode();
    Extents contents = contents();
    boolean regular = (mode & UnixMode.TYPE) == UnixMode.FILE || (mode & UnixMode.TYPE) == 0;
    if (regular) {
      volume.leftovers().file("file at block " + (id & 0xFFFF_FFFFL), contents);
    }
    String target = (mode & UnixMode.TYPE) == UnixMode.LINK ? target(contents) : null;
    Map<String, String> times = new LinkedHashMap<>();
    times.put("accessed", UdfText.time(raw, extended ? 80 : 72));
    times.put("changed", UdfText.time(raw, extended ? 116 : 96));
    if (extended) {
      times.put("created", UdfText.time(raw, 104));
    }
    return new UnixNode(id, mode, raw.u16(48), raw.i32(36), raw.i32(40), contents.size(),
        UnixMode.isDevice(mode) ? device() : 0, UdfText.time(raw, extended ? 92 : 84), times, target, details(),
        "entry at block " + (id & 0xFFFF_FFFFL) + ", unique id " + raw.i64(extended ? 200 : 160) + ", written by "
        + UdfText.identifier(raw, extended ? 168 : 128) + ", blocks " + contents.runs(volume.blockSize()),
        !regular ? null : contents.size() == 0 ? TreeEntry.empty() : TreeEntry.at(contents));
  }

  private List<Detail> details() throws FormatException {
    List<Detail> details = new ArrayList<>();
    long allowed = raw.u32(44);
    details.add(new Detail("", Times.format("may change attributes and delete: others %d, group %d, owner %d",
        allowed >> 3 & 3, allowed >> 8 & 3, allowed >> 13 & 3)));
    details.add(new Detail("", "flags " + Fields.bits(raw.u16(34) & 0xFE38, null, null, null, "sorted", "unmovable",
        "archive", null, null, null, "contiguous", "system", "transformed", "versions", "stream")));
    int kind = raw.u8(27);
    details.add(new Detail("", "kind " + kind));
    if (extended && raw.u32(152) != 0) {
      details.add(new Detail("", "named streams, which are not read"));
    }
    if (raw.u32(extended ? 136 : 112) != 0) {
      details.add(new Detail("", "extended attributes in another place, which are not read"));
    }
    return details;
  }

  /** Returns the numbers in the attribute that specifies a device (4/14.10.7), as Linux encodes them. */
  private long device() throws FormatException {
    int end = attributesAt() + attributesLength();
    for (int at = attributesAt() + 24; at + 24 <= end;) {
      int length = raw.i32(at + 8);
      if (raw.u32(at) == 12) {
        long minor = raw.u32(at + 20);
        return minor & 0xFF | (raw.u32(at + 16) & 0xFFF) << 8 | (minor & 0xFFF00) << 12;
      } else if (length <= 0) {
        break;
      }
      at += length;
    }
    return 0;
  }

  /** Returns the path whose components a symbolic link holds (4/14.16). */
  private static String target(Extents contents) throws IOException {
    if (contents.size() > LONGEST_TARGET) {
      throw new FormatException("target of a link has " + contents.size() + " bytes");
    }
    Struct path = Struct.little(contents.bytes(0, (int) contents.size()), "target of a link");
    StringBuilder text = new StringBuilder();
    for (int at = 0; at + 4 <= path.length();) {
      int length = path.u8(at + 1);
      String part = switch (path.u8(at)) {
        case 1, 2 -> "";
        case 3 -> "..";
        case 4 -> ".";
        default -> UdfText.text(path, at + 4, length);
      };
      text.append(at == 0 ? "" : "/").append(part);
      at += 4 + length;
    }
    return FileNames.decode(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
