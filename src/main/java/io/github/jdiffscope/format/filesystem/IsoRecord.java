package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A directory record of ISO 9660 (ECMA-119, 9.1) with what Rock Ridge (IEEE P1282) says behind its name. */
final class IsoRecord {
  private static final int FIXED = 33;
  private static final int MOST_CONTINUATIONS = 32;

  private final Struct raw;
  private final boolean joliet;
  private final StringBuilder rockName = new StringBuilder();
  private final StringBuilder target = new StringBuilder();
  private boolean targetGoesOn;
  private int mode = -1;
  private long links;
  private long uid;
  private long gid;
  private long deviceHigh;
  private long deviceLow;
  private long childLink;
  private boolean relocated;
  private final Map<String, String> times = new TreeMap<>();
  private long plainSize = -1;
  private String modified;

  IsoRecord(Struct raw, boolean joliet) {
    this.raw = raw;
    this.joliet = joliet;
  }

  /** Returns the first block of the contents: an extended attribute record lies before them. */
  long block() throws FormatException {
    return raw.u32(2) + raw.u8(1);
  }

  /** Returns what hardly any image has, as a text: interleaving, another volume, an extended attribute record. */
  String oddities() throws FormatException {
    StringBuilder text = new StringBuilder();
    if (raw.u8(1) != 0) {
      text.append(", extended attribute record of ").append(raw.u8(1)).append(" blocks");
    }
    if (raw.u8(26) != 0 || raw.u8(27) != 0) {
      text.append(", interleaved by ").append(raw.u8(26)).append(" and ").append(raw.u8(27));
    }
    if (raw.u16(28) > 1) {
      text.append(", on volume ").append(raw.u16(28));
    }
    return text.toString();
  }

  /** Returns the size of contents compressed with zisofs, or -1 if they are not (SUSP field ZF). */
  long plainSize() {
    return plainSize;
  }

  long size() throws FormatException {
    return raw.u32(10);
  }

  boolean isFolder() throws FormatException {
    return (raw.u8(25) & 2) != 0;
  }

  boolean isContinued() throws FormatException {
    return (raw.u8(25) & 0x80) != 0;
  }

  int flags() throws FormatException {
    return raw.u8(25);
  }

  int mode() {
    return mode;
  }

  long links() {
    return links;
  }

  long uid() {
    return uid;
  }

  long gid() {
    return gid;
  }

  /** Returns major and minor number, whether stored apart or in one word. */
  int major() {
    return (int) (deviceHigh != 0 ? deviceHigh : UnixMode.major(deviceLow));
  }

  int minor() {
    return (int) (deviceHigh != 0 ? deviceLow : UnixMode.minor(deviceLow));
  }

  String target() {
    return target.isEmpty() ? null : target.toString();
  }

  /** Returns the folder that stands here in truth, or 0: deep folders are stored elsewhere (CL). */
  long childLink() {
    return childLink;
  }

  boolean isRelocated() {
    return relocated;
  }

  /** Returns the Rock Ridge times other than that of modification. */
  Map<String, String> otherTimes() {
    return times;
  }

  boolean isSelfOrParent() throws FormatException {
    return raw.u8(32) == 1 && raw.u8(FIXED) <= 1;
  }

  /** Returns the name: of Rock Ridge if there is one, else that of the record. */
  String name(boolean rockRidge) throws FormatException {
    if (rockRidge && !rockName.isEmpty()) {
      return rockName.toString();
    }
    byte[] name = raw.bytes(FIXED, raw.u8(32));
    return new String(name, joliet ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
  }

  /** Returns the record's time with its zone, or that of Rock Ridge if asked for and there. */
  String time(boolean rockRidge) throws FormatException {
    return rockRidge && modified != null ? modified : shortTime(raw, 18);
  }

  private static String shortTime(Struct from, int at) throws FormatException {
    return Times.date(1900 + from.u8(at), from.u8(at + 1), from.u8(at + 2)) + ' '
        + Times.clock(from.u8(at + 3), from.u8(at + 4), from.u8(at + 5)) + zone(from.u8(at + 6));
  }

  private static String zone(int quarters) {
    int minutes = (byte) quarters * 15;
    return (minutes < 0 ? " -" : " +") + Times.fill(Math.abs(minutes) / 60, 2) + Times.fill(Math.abs(minutes) % 60, 2);
  }

  /** Returns a time of 17 characters, as volume descriptors have. */
  static String longTime(Struct from, int at) throws FormatException {
    String digits = new String(from.bytes(at, 16), StandardCharsets.ISO_8859_1);
    if (!digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return from.isZero(at, 17) ? "not given" : from.hex(at, 17);
    }
    return digits.substring(0, 4) + '-' + digits.substring(4, 6) + '-' + digits.substring(6, 8) + ' '
        + digits.substring(8, 10) + ':' + digits.substring(10, 12) + ':' + digits.substring(12, 14) + '.'
        + digits.substring(14) + zone(from.u8(at + 16));
  }

  /** Returns whether the area behind the name starts as that of a root folder with Rock Ridge does. */
  boolean startsSharing() throws FormatException {
    int at = systemUse();
    return at + 7 <= raw.length() && raw.text(at, 2).equals("SP") && raw.u16(at + 4) == 0xEFBE;
  }

  int skipOfSharing() throws FormatException {
    return raw.u8(systemUse() + 6);
  }

  private int systemUse() throws FormatException {
    int length = raw.u8(32);
    return FIXED + length + (length % 2 == 0 ? 1 : 0);
  }

  /** Reads what Rock Ridge says, following its continuations (SUSP, 5.1). */
  void readRockRidge(Blob blob, int blockSize, int skip) throws IOException {
    int start = Math.min(raw.length(), systemUse() + skip);
    Struct area = raw.part(start, raw.length() - start, "Rock Ridge fields");
    for (int i = 0; area != null && i < MOST_CONTINUATIONS; i++) {
      Struct next = null;
      int at = 0;
      while (at + 4 <= area.length() && area.u8(at + 2) >= 4 && at + area.u8(at + 2) <= area.length()) {
        Struct field = area.part(at, area.u8(at + 2), "Rock Ridge field");
        if (field.text(0, 2).equals("CE")) {
          next = Struct.little(blob, field.u32(4) * blockSize + field.u32(12),
              (int) Math.min(field.u32(20), blockSize), "Rock Ridge continuation");
        } else {
          read(field);
        }
        at += field.length();
      }
      area = next;
    }
  }

  private void read(Struct field) throws FormatException {
    switch (field.text(0, 2)) {
      case "NM" -> {
        if ((field.u8(4) & 6) == 0) {
          rockName.append(field.text(5, field.length() - 5));
        }
      }
      case "PX" -> {
        mode = field.i32(4);
        links = field.u32(12);
        uid = field.u32(20);
        gid = field.u32(28);
      }
      case "PN" -> {
        deviceHigh = field.u32(4);
        deviceLow = field.u32(12);
      }
      case "SL" -> link(field);
      case "TF" -> times(field);
      case "CL" -> childLink = field.u32(4);
      case "RE" -> relocated = true;
      case "ZF" -> plainSize = field.text(4, 2).equals("pz") ? field.u32(8) : -1;
      default -> { }
    }
  }

  private void link(Struct field) throws FormatException {
    int at = 5;
    while (at + 2 <= field.length()) {
      int flags = field.u8(at);
      int length = field.u8(at + 1);
      if (!targetGoesOn && !target.isEmpty() && target.charAt(target.length() - 1) != '/') {
        target.append('/');
      }
      target.append((flags & 2) != 0 ? "." : (flags & 4) != 0 ? ".." : (flags & 8) != 0 ? "/"
          : field.text(at + 2, length));
      targetGoesOn = (flags & 1) != 0;
      at += 2 + length;
    }
  }

  private void times(Struct field) throws FormatException {
    String[] kinds = {"created", "modified", "accessed", "changed", "backed up", "expires", "effective"};
    int flags = field.u8(4);
    int size = (flags & 0x80) != 0 ? 17 : 7;
    int at = 5;
    for (int i = 0; i < kinds.length; i++) {
      if ((flags >> i & 1) != 0) {
        String time = size == 17 ? longTime(field, at) : shortTime(field, at);
        at += size;
        if (i == 1) {
          modified = time;
        } else {
          times.put(kinds[i], time);
        }
      }
    }
  }
}
