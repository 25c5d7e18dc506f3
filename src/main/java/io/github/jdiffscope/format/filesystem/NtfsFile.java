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
import java.util.TreeMap;

/** A file of an NTFS volume: all its attributes, wherever their records lie. */
final class NtfsFile {
  private static final int LARGEST_VALUE = 1 << 20;
  private static final String INTERIX_LINK = "IntxLNK\1";
  private static final int LONGEST_INTERIX = 1 << 13;
  private static final int SYMLINK = 0xA000_000C;
  private static final int MOUNT_POINT = 0xA000_0003;
  private static final int LX_SYMLINK = 0xA000_001D;

  private final NtfsVolume volume;
  private final NtfsRecord record;
  private final Map<Integer, Map<String, List<NtfsAttribute>>> attributes = new TreeMap<>();

  /** @param more the records that continue this one */
  NtfsFile(NtfsVolume volume, NtfsRecord record, List<Long> more) throws IOException {
    this.volume = volume;
    this.record = record;
    add(record);
    for (long number : more) {
      add(volume.record(number));
    }
  }

  private void add(NtfsRecord part) throws FormatException {
    for (NtfsAttribute attribute : part.attributes()) {
      attributes.computeIfAbsent(attribute.type(), type -> new TreeMap<>())
          .computeIfAbsent(attribute.name(), name -> new ArrayList<>()).add(attribute);
    }
  }

  NtfsRecord record() {
    return record;
  }

  /** Returns where all clusters lie, whatever attribute they belong to. */
  List<Extents> clusters() throws FormatException {
    List<Extents> all = new ArrayList<>();
    for (Map<String, List<NtfsAttribute>> byName : attributes.values()) {
      for (List<NtfsAttribute> pieces : byName.values()) {
        if (!pieces.get(0).isResident()) {
          all.add(new NtfsStream(volume, pieces).extents());
        }
      }
    }
    return all;
  }

  /** Returns the streams of data by name; the file's own has an empty one. */
  Map<String, NtfsStream> streams() throws FormatException {
    Map<String, NtfsStream> streams = new LinkedHashMap<>();
    for (Map.Entry<String, List<NtfsAttribute>> one : named(NtfsAttribute.DATA).entrySet()) {
      streams.put(one.getKey(), new NtfsStream(volume, one.getValue()));
    }
    return streams;
  }

  private Map<String, List<NtfsAttribute>> named(int type) {
    return attributes.getOrDefault(type, Map.of());
  }

  /** Returns the value of an attribute without a name, or null. */
  private Struct value(int type, String what) throws IOException {
    List<NtfsAttribute> pieces = named(type).get("");
    return pieces == null ? null : Struct.little(new NtfsStream(volume, pieces).bytes(LARGEST_VALUE), what);
  }

  private Struct standard() throws IOException {
    Struct value = value(NtfsAttribute.STANDARD_INFORMATION, "standard information");
    return value == null ? Struct.little(new byte[48], "standard information") : value;
  }

  String modified() throws IOException {
    return Times.windows(standard().i64(8));
  }

  Map<String, String> times() throws IOException {
    Struct standard = standard();
    Map<String, String> times = new LinkedHashMap<>();
    times.put("created", Times.windows(standard.i64(0)));
    times.put("record changed", Times.windows(standard.i64(16)));
    times.put("accessed", Times.windows(standard.i64(24)));
    return times;
  }

  /** Returns a letter for each attribute: read-only, hidden, system, folder, archive and so on. */
  String mode() throws IOException {
    long set = standard().u32(32) & ~0x10 | (record.isFolder() ? 0x10 : 0);
    String letters = "rhs-da--tpLcone";
    StringBuilder mode = new StringBuilder();
    for (int i = 0; i < letters.length(); i++) {
      if (letters.charAt(i) != '-') {
        mode.append((set >> i & 1) != 0 ? letters.charAt(i) : '-');
      }
    }
    return mode.toString();
  }

  /** Returns the target if this is a symbolic link or a mount point of any kind ([MS-FSCC] 2.1.2), else null. */
  String target() throws IOException {
    Struct point = value(NtfsAttribute.REPARSE_POINT, "reparse point");
    if (point == null) {
      return interixTarget();
    }
    int length = Math.min(point.u16(4), point.length() - 8);
    return switch (point.i32(0)) {
      case SYMLINK -> target(point, 20);
      case MOUNT_POINT -> target(point, 16);
      case LX_SYMLINK -> FileNames.decode(point.bytes(12, Math.max(0, length - 4)));
      default -> null;
    };
  }

  /** Returns the target of a link as Interix wrote them: a system file that starts with its own mark. */
  private String interixTarget() throws IOException {
    NtfsStream own = (standard().u32(32) & 4) == 0 ? null : streams().get("");
    if (own == null || own.size() <= INTERIX_LINK.length() || own.size() > LONGEST_INTERIX) {
      return null;
    }
    String text = new String(own.bytes(LONGEST_INTERIX), StandardCharsets.ISO_8859_1);
    return text.startsWith(INTERIX_LINK) ? new String(text.substring(INTERIX_LINK.length())
        .getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_16LE) : null;
  }

  /** The name to print is shown, or the one to follow if there is none. */
  private static String target(Struct point, int buffer) throws FormatException {
    int from = point.u16(14) == 0 ? 8 : 12;
    return new String(point.bytes(buffer + point.u16(from), point.u16(from + 2)), StandardCharsets.UTF_16LE);
  }

  List<Detail> details(NtfsSecurity security) throws IOException {
    List<Detail> details = new ArrayList<>();
    Struct standard = standard();
    Struct own = value(NtfsAttribute.SECURITY_DESCRIPTOR, "security descriptor");
    if (own != null || standard.length() >= 56) {
      details.add(new Detail("", "security " + (own != null ? NtfsSecurity.text(own) : security
          .text(standard.u32(52)))));
    }
    long rest = standard.u32(32) & ~0x7FFF & ~0x3000_0000L;
    if (rest != 0) {
      details.add(new Detail("", "attributes " + Times.format("0x%x", rest)));
    }
    Struct id = value(NtfsAttribute.OBJECT_ID, "object id");
    if (id != null) {
      details.add(new Detail("", "object id " + id.guid(0)));
    }
    Struct point = value(NtfsAttribute.REPARSE_POINT, "reparse point");
    if (point != null) {
      String target = target();
      details.add(new Detail(target == null ? "" : target, Times.format("reparse point 0x%08x of %d bytes, %s",
          point.u32(0), point.u16(4), Slack.sum(point.all()))));
    }
    Struct extended = value(NtfsAttribute.EA, "extended attributes");
    if (extended != null) {
      Map<String, byte[]> values = new TreeMap<>();
      for (int at = 0; at + 8 <= extended.length(); at += (int) extended.u32(at)) {
        int name = extended.u8(at + 5);
        values.put(FileNames.decode(extended.bytes(at + 8, name)), extended.bytes(at + 9 + name, extended.u16(at + 6)));
        if (extended.u32(at) < 8 || extended.u32(at) > extended.length()) {
          break;
        }
      }
      Attributes.addTo(details, values);
    }
    return details;
  }
}
