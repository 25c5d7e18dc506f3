package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The security descriptors that files share: the stream {@code $SDS} of the file {@code $Secure}. */
final class NtfsSecurity {
  private static final int HEADER = 20;
  private static final int LARGEST = 1 << 16;
  /** The stream is stored twice, in turns of this many bytes. */
  private static final int TURN = 1 << 18;
  private static final int LARGEST_STREAM = 1 << 28;
  private static final String[] ACES = {"A", "D", "AU", "AL", null, "OA", "OD", "OU", "OL", "XA", "XD", null, null,
      null, null, null, null, "ML", "RA", "SP"};

  private final Map<Long, String> byId = new HashMap<>();

  /** Adds what can be read; an entry that tells another place than its own ends a turn. */
  void read(NtfsStream stream) throws IOException {
    Struct all = Struct.little(stream.bytes(LARGEST_STREAM), "$SDS");
    for (int at = 0; at + HEADER <= all.length();) {
      long size = all.u32(at + 16);
      if (all.i64(at + 8) != at || size < HEADER || size > LARGEST || size > all.length() - at) {
        at = (at / TURN + 1) * TURN;
        continue;
      }
      if (at / TURN % 2 == 0) {
        byId.put(all.u32(at + 4), text(all.part(at + HEADER, (int) size - HEADER, "security descriptor")));
      }
      at += (int) size + 15 & -16;
    }
  }

  /** Returns the descriptor of an id, or the id alone if it is not there. */
  String text(long id) {
    return byId.getOrDefault(id, "id " + id);
  }

  /** Returns a self-relative descriptor in the order of SDDL ([MS-DTYP] 2.4.6 and 2.5.1), rights as numbers. */
  static String text(Struct raw) throws FormatException {
    StringBuilder text = new StringBuilder();
    sid(text, "O:", raw, raw.u32(4));
    sid(text, "G:", raw, raw.u32(8));
    int control = raw.u16(2);
    list(text, "D:" + ((control & 0x1000) != 0 ? "P" : "") + ((control & 0x400) != 0 ? "AI" : ""), raw, raw.u32(16));
    list(text, "S:" + ((control & 0x2000) != 0 ? "P" : "") + ((control & 0x800) != 0 ? "AI" : ""), raw, raw.u32(12));
    return text.toString();
  }

  private static void sid(StringBuilder text, String mark, Struct raw, long at) throws FormatException {
    if (at != 0) {
      text.append(mark).append(sid(raw, (int) Math.min(at, raw.length())));
    }
  }

  private static String sid(Struct raw, int at) throws FormatException {
    long authority = 0;
    for (int i = 2; i < 8; i++) {
      authority = authority << 8 | raw.u8(at + i);
    }
    StringBuilder sid = new StringBuilder("S-").append(raw.u8(at)).append('-').append(authority);
    for (int i = 0; i < raw.u8(at + 1); i++) {
      sid.append('-').append(raw.u32(at + 8 + 4 * i));
    }
    return sid.toString();
  }

  private static void list(StringBuilder text, String mark, Struct raw, long start) throws FormatException {
    if (start == 0) {
      return;
    }
    text.append(mark);
    int list = (int) Math.min(start, raw.length());
    int at = list + 8;
    for (int i = 0; i < raw.u16(list + 4); i++) {
      int type = raw.u8(at);
      boolean plain = type <= 3 || type == 0x11;
      text.append('(').append(type < ACES.length && ACES[type] != null ? ACES[type] : "type " + type).append(';')
          .append(Times.format("0x%02x", raw.u8(at + 1))).append(";0x").append(Long.toHexString(raw.u32(at + 4)))
          .append(';').append(plain ? sid(raw, at + 8) : raw.hex(at + 8, Math.max(0, raw.u16(at + 2) - 8)))
          .append(')');
      if (raw.u16(at + 2) < 8) {
        throw new FormatException("access control entry of impossible length " + raw.u16(at + 2));
      }
      at += raw.u16(at + 2);
    }
  }
}
