package io.github.jdiffscope.codec.wim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DirectoryEntryTest {
  private static final int ENTRY = 112;

  private static void entry(ByteBuffer out, int at, String name, int attributes, long below) {
    byte[] encoded = name.getBytes(StandardCharsets.UTF_16LE);
    out.putLong(at, 102 + encoded.length).putInt(at + 8, attributes).putLong(at + 16, below);
    out.putShort(at + 100, (short) encoded.length);
    for (int i = 0; i < encoded.length; i++) {
      out.put(at + 102 + i, encoded[i]);
    }
  }

  private static ByteBuffer metadata() {
    return ByteBuffer.allocate(8 + 5 * ENTRY + 32).order(ByteOrder.LITTLE_ENDIAN).putInt(0, 8);
  }

  @Test
  void foldersComeBeforeWhatIsInThem() throws IOException {
    ByteBuffer all = metadata();
    entry(all, 8, "", 0x10, 8 + 2 * ENTRY);
    entry(all, 8 + 2 * ENTRY, "dir", 0x10, 8 + 4 * ENTRY);
    entry(all, 8 + 4 * ENTRY, "file", 0x20, 0);
    assertThat(DirectoryEntry.read(all.array())).extracting(DirectoryEntry::path).containsExactly("dir", "dir/file");
  }

  @Test
  void foldersThatContainOneAnotherAreRefused() {
    ByteBuffer all = metadata();
    entry(all, 8, "", 0x10, 8 + 2 * ENTRY);
    entry(all, 8 + 2 * ENTRY, "a", 0x10, 8 + 2 * ENTRY);
    assertThatThrownBy(() -> DirectoryEntry.read(all.array())).hasMessageContaining("contain one another");
  }
}
