package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.codec.zip.ExtraField;
import io.github.jdiffscope.codec.zip.LocalHeader;
import io.github.jdiffscope.codec.zip.ZipMember;
import io.github.jdiffscope.format.SectionContent.Detail;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What can differ between two members of ZIP archives and does not show in their rows. */
final class ZipDetails {
  /** Flags that the row shows: encryption, compression level, data descriptor. */
  private static final int SHOWN_FLAGS = 0b1111;
  private static final int QUARTER_HOUR = 15 * 60;
  private static final int LARGEST_OFFSET = 15 * 60 * 60;

  /** Members are many, but most were made at a few moments: their details are shared. */
  private static final int KEPT_TIMES = 1 << 12;

  private final Map<Integer, Detail> needs = new HashMap<>();
  private final Map<String, Detail> attributes = new HashMap<>();
  private final Map<Stamp, List<Detail>> times = new HashMap<>();

  List<Detail> of(ZipMember member, LocalHeader local, String row) {
    List<Detail> details = new ArrayList<>(4);
    List<ExtraField> central = ExtraField.parse(member.extra());
    List<ExtraField> near = local == null ? List.of() : ExtraField.parse(local.extra());
    time(details, member, central.isEmpty() ? near : central);
    details.add(needs.computeIfAbsent(member.needs(),
        version -> new Detail("", "needs version " + (version & 0xFF) / 10 + '.' + (version & 0xFF) % 10
            + (version > 0xFF ? " of host " + (version >> 8) : ""))));
    if ((member.flags() & ~SHOWN_FLAGS) != 0) {
      details.add(new Detail("", flags(member.flags())));
    }
    if (member.isEncrypted() || local == null) {
      details.add(new Detail("", String.format(Locale.ROOT, "CRC-32 %08x", member.crc())));
    }
    attributes(details, member, row);
    fields(details, central, near);
    if (member.comment().length > 0) {
      details.add(new Detail("", "comment: " + ShownName.of(FileNames.decode(member.comment()))));
    }
    if (local != null) {
      disagreements(details, member, local);
    }
    return List.copyOf(details);
  }

  /** Adds the exact time: it refines what the row shows. */
  private void time(List<Detail> details, ZipMember member, List<ExtraField> fields) {
    Instant modified = ExtraFields.modified(fields);
    Stamp stamp = new Stamp(member.time(), modified);
    List<Detail> known = times.get(stamp);
    if (known == null) {
      known = time(member, modified);
      if (times.size() < KEPT_TIMES) {
        times.put(stamp, known);
      }
    }
    details.addAll(known);
  }

  private record Stamp(int time, Instant modified) {}

  private static List<Detail> time(ZipMember member, Instant modified) {
    StringBuilder shown = new StringBuilder(18).append(' ');
    ZipRow.time(shown, member.time());
    String column = shown.append(' ').toString();
    if (modified == null) {
      int seconds = (member.time() & 31) * 2;
      return List.of(new Detail(column, seconds < 10 ? ":0" + seconds : ":" + seconds));
    }
    Long zone = zoneSeconds(member.time(), modified);
    if (zone == null) {
      return List.of(new Detail("", "modified " + ExtraFields.time(modified)));
    }
    return List.of(new Detail(column, "modified " + ExtraFields.time(modified)),
        new Detail("", "MS-DOS time in " + ZoneOffset.ofTotalSeconds(zone.intValue())));
  }

  /** Returns by how much the MS-DOS time is ahead of a time if that may be a time zone, else null. */
  private static Long zoneSeconds(int time, Instant modified) {
    try {
      long local = LocalDateTime.of((time >>> 25) + 1980, time >>> 21 & 15, time >>> 16 & 31, time >>> 11 & 31,
          time >>> 5 & 63, Math.min(59, (time & 31) * 2)).toEpochSecond(ZoneOffset.UTC);
      long ahead = Math.round((local - modified.getEpochSecond()) / (double) QUARTER_HOUR) * QUARTER_HOUR;
      boolean close = Math.abs(local - modified.getEpochSecond() - ahead) <= 2;
      return close && Math.abs(ahead) <= LARGEST_OFFSET ? ahead : null;
    } catch (DateTimeException notADate) {
      return null;
    }
  }

  private static String flags(int flags) {
    StringBuilder words = new StringBuilder("flags");
    String[] names = {null, null, null, null, "enhanced deflating", "patch data", "strong encryption", null, null,
        null, null, "UTF-8", null, "masked headers"};
    for (int bit = 4; bit < 16; bit++) {
      if ((flags & 1 << bit) != 0) {
        words.append(' ').append(bit < names.length && names[bit] != null ? names[bit] : "bit " + bit);
      }
    }
    return words.toString();
  }

  private void attributes(List<Detail> details, ZipMember member, String row) {
    if ((member.internal() & ~1) != 0) {
      details.add(new Detail("", "internal attributes 0x" + Integer.toHexString(member.internal())));
    }
    // The row shows the Unix mode or the MS-DOS attributes, not both.
    if (member.external() != 0) {
      details.add(attributes.computeIfAbsent(row.substring(0, 12) + Integer.toHexString(member.external()),
          both -> new Detail(both.substring(0, 12), "external attributes 0x" + both.substring(12))));
    }
    if (member.disk() != 0) {
      details.add(new Detail("", "on disk " + member.disk()));
    }
  }

  private static void fields(List<Detail> details, List<ExtraField> central, List<ExtraField> near) {
    if (central.isEmpty() && near.isEmpty()) {
      return;
    }
    Map<Integer, Integer> places = new HashMap<>();
    near.forEach(field -> places.merge(field.id(), 1, (a, b) -> a | b));
    central.forEach(field -> places.merge(field.id(), 2, (a, b) -> a | b));
    Set<String> all = new LinkedHashSet<>();
    for (List<ExtraField> fields : List.of(near, central)) {
      for (ExtraField field : fields) {
        String words = ExtraFields.words(field);
        if (!words.isEmpty()) {
          all.add(words + place(places.get(field.id())));
        }
      }
    }
    all.forEach(words -> details.add(new Detail("", words)));
  }

  private static String place(int where) {
    return where == 1 ? " (local header only)" : where == 2 ? " (central directory only)" : "";
  }

  private static void disagreements(List<Detail> details, ZipMember member, LocalHeader local) {
    if (local.method() != member.method()) {
      details.add(new Detail("", "local header: method " + local.method()));
    }
    if (local.time() != member.time()) {
      StringBuilder time = new StringBuilder("local header: time ");
      ZipRow.time(time, local.time());
      int seconds = (local.time() & 31) * 2;
      details.add(new Detail("", time.append(seconds < 10 ? ":0" : ":").append(seconds).toString()));
    }
    if (local.flags() != member.flags()) {
      details.add(new Detail("", String.format(Locale.ROOT, "local header: flags 0x%04x", local.flags())));
    }
    if (local.needs() != member.needs()) {
      details.add(new Detail("", "local header: needs version " + local.needs() / 10 + '.' + local.needs() % 10));
    }
    if (!java.util.Arrays.equals(local.rawName(), member.rawName())) {
      details.add(new Detail("", "local header: name " + ShownName.of(FileNames.decode(local.rawName()))));
    }
    if (member.hasDescriptor() ? local.crc() != 0 && local.crc() != member.crc() : disagree(member, local)) {
      details.add(new Detail("", String.format(Locale.ROOT, "local header: size %d, compressed %d, CRC-32 %08x",
          local.size(), local.compressedSize(), local.crc())));
    } else if (member.hasDescriptor() && local.size() != 0) {
      details.add(new Detail("", "local header has the sizes already"));
    }
  }

  static boolean disagree(ZipMember member, LocalHeader local) {
    return local.crc() != member.crc() || local.size() != member.size()
        || local.compressedSize() != member.compressedSize();
  }
}
