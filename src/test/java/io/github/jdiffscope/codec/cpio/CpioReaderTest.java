package io.github.jdiffscope.codec.cpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdiffscope.bytes.Blob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CpioReaderTest {
  private static String newAscii(String name, int mode, String content) {
    int length = name.length() + 1;
    StringBuilder all = new StringBuilder(String.format("070701%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X%08X", 77,
        mode, 1000, 100, 1, 1_700_000_000, content.length(), 8, 1, 4, 64, length, 0)).append(name).append('\0');
    pad(all);
    all.append(content);
    pad(all);
    return all.toString();
  }

  private static void pad(StringBuilder all) {
    while (all.length() % 4 != 0) {
      all.append('\0');
    }
  }

  private static String portable(String name, int mode, String content) {
    return String.format("070707%06o%06o%06o%06o%06o%06o%06o%011o%06o%011o", 0x801, 77, mode, 1000, 100, 1, 0x104,
        1_700_000_000, name.length() + 1, content.length()) + name + '\0' + content;
  }

  private static byte[] binary(ByteOrder order, String name, String content) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(26).order(order);
    for (int word : new int[] {070707, 0x801, 77, 0100644, 1000, 100, 1, 0x104, 1_700_000_000 >>> 16,
        1_700_000_000 & 0xFFFF, name.length() + 1, 0, content.length()}) {
      head.putShort((short) word);
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(head.array());
    all.writeBytes((name + (name.length() % 2 == 0 ? "\0\0" : "\0")).getBytes(StandardCharsets.ISO_8859_1));
    all.writeBytes((content + (content.length() % 2 == 0 ? "" : "\0")).getBytes(StandardCharsets.ISO_8859_1));
    return all.toByteArray();
  }

  private static CpioReader reader(String archive) {
    return new CpioReader(Blob.of(archive.getBytes(StandardCharsets.ISO_8859_1)), 0);
  }

  @Test
  void newAsciiSaysEverything() throws IOException {
    CpioReader reader = reader(newAscii("dir/file", 0100644, "hello") + newAscii("dev", 060600, "")
        + newAscii(CpioReader.TRAILER, 0, "") + "\0\0\0\0rest");
    CpioEntry file = reader.next();
    assertThat(file.name()).isEqualTo("dir/file");
    assertThat(file.size()).isEqualTo(5);
    assertThat(file.mode()).isEqualTo(0100644);
    assertThat(file.inode()).isEqualTo(77);
    assertThat(file.device()).isEqualTo("8:1");
    assertThat(reader.next().rdev()).isEqualTo("4:64");
    assertThat(reader.next()).isNull();
    assertThat(reader.next()).isNull();
  }

  @Test
  void portableAsciiIsNotAligned() throws IOException {
    CpioReader reader = reader(portable("abc", 0100600, "12345") + portable("d", 0120777, "abc")
        + portable(CpioReader.TRAILER, 0, ""));
    assertThat(reader.next().dataOffset()).isEqualTo(80);
    CpioEntry link = reader.next();
    assertThat(link.type()).isEqualTo(0xA000);
    assertThat(link.device()).isEqualTo("8:1");
    assertThat(reader.next()).isNull();
  }

  @Test
  void binaryIsReadInBothOrders() throws IOException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      CpioReader reader = new CpioReader(Blob.of(binary(order, "name", "odd")), 0);
      CpioEntry entry = reader.next();
      assertThat(entry.name()).isEqualTo("name");
      assertThat(entry.size()).isEqualTo(3);
      assertThat(entry.modified()).isEqualTo(1_700_000_000L);
      assertThat(reader.position()).isEqualTo(36);
    }
  }

  @Test
  void damageIsSaidWithItsPlace() {
    String good = newAscii("file", 0100644, "content");
    assertThatThrownBy(() -> reader(good.substring(0, good.length() - 6)).next())
        .hasMessageContaining("cpio member file of 7 bytes is cut off");
    assertThatThrownBy(() -> reader(good.substring(0, 60)).next()).hasMessageContaining("header is cut off");
    assertThatThrownBy(() -> reader(good.replace("0000004D", "0000x04D")).next())
        .hasMessageContaining("is no number at byte 10");
    assertThatThrownBy(() -> {
      CpioReader reader = reader(good);
      reader.next();
      reader.next();
    }).hasMessageContaining("archive has no trailer");
  }
}
