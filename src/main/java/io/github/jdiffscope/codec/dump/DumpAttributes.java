package io.github.jdiffscope.codec.dump;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.Extent;
import io.github.jdiffscope.bytes.FileNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Extended attributes as ext2 stores them in an inode or in a block of their own. */
final class DumpAttributes {
  private static final int LIMIT = 1 << 16;
  private static final int IN_INODE = 0xEA020001;
  private static final int IN_BLOCK = 0xEA020000;
  private static final int BLOCK_HEADER = 32;
  private static final int ENTRY = 16;
  private static final String[] PREFIXES = {"", "user.", "system.posix_acl_access", "system.posix_acl_default",
      "trusted.", "", "security.", "system.", "system.richacl"};

  private DumpAttributes() {}

  /** Adds what can be read; the rest is nobody's. */
  static void read(Blob blob, List<Extent> runs, Map<String, String> attributes) throws IOException {
    if (runs.size() != 1 || runs.get(0).isHole() || runs.get(0).length() > LIMIT || runs.get(0).length() < 8) {
      return;
    }
    byte[] all = blob.bytes(runs.get(0).offset(), (int) runs.get(0).length());
    ByteBuffer buffer = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    int magic = buffer.getInt(0);
    if (magic != IN_INODE && magic != IN_BLOCK) {
      attributes.put("unknown attributes", HexFormat.of().formatHex(all, 0, Math.min(32, all.length)));
      return;
    }
    int base = magic == IN_INODE ? 4 : 0;
    for (int at = magic == IN_INODE ? 4 : BLOCK_HEADER; at + ENTRY <= all.length && buffer.getInt(at) != 0; ) {
      int nameLength = all[at] & 0xFF;
      int value = base + (buffer.getShort(at + 2) & 0xFFFF);
      int size = buffer.getInt(at + 8);
      if (at + ENTRY + nameLength > all.length || size < 0 || size > all.length - value) {
        return;
      }
      int index = all[at + 1];
      String prefix = index >= 0 && index < PREFIXES.length ? PREFIXES[index] : "index " + index + ' ';
      String name = FileNames.decode(Arrays.copyOfRange(all, at + ENTRY, at + ENTRY + nameLength));
      attributes.put(prefix + name, words(Arrays.copyOfRange(all, value, value + size)));
      at += ENTRY + (nameLength + 3 & ~3);
    }
  }

  private static String words(byte[] value) {
    for (byte b : value) {
      if (b < ' ' || b == 0x7F) {
        return "0x" + HexFormat.of().formatHex(value);
      }
    }
    return new String(value, java.nio.charset.StandardCharsets.US_ASCII);
  }
}
