package io.github.jdiffscope.format.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A volume of mkfs.exfat with files put into its root folder: tools without privileges write none. */
class ExFatComparatorTest {
  private static final Path VOLUME = Path.of("testdata/filesystem/exfat/label/left.img");
  private static final int ENTRY = 32;
  private static final int FREE_CLUSTER = 40;

  @TempDir
  Path folder;

  private Described described(byte[] volume) throws IOException {
    Path image = folder.resolve("image");
    Files.write(image, volume);
    return Described.of(new ExFatComparator(), image);
  }

  private static long place(ByteBuffer volume, long cluster) {
    int sector = 1 << volume.get(108);
    return (volume.getInt(88) + ((cluster - 2) << volume.get(109))) * (long) sector;
  }

  private static byte[] withFile(String name, int written, int size) throws IOException {
    ByteBuffer volume = ByteBuffer.wrap(Files.readAllBytes(VOLUME)).order(ByteOrder.LITTLE_ENDIAN);
    int at = (int) place(volume, volume.getInt(96));
    while (volume.get(at) != 0) {
      at += ENTRY;
    }
    int names = (name.length() + 14) / 15;
    volume.put(at, (byte) 0x85).put(at + 1, (byte) (1 + names)).putShort(at + 4, (short) 0x21);
    // 2022-02-03 11:18:06, 50 hundredths, two hours east of UTC
    volume.putInt(at + 12, (42 << 9 | 2 << 5 | 3) << 16 | 11 << 11 | 18 << 5 | 3);
    volume.put(at + 21, (byte) 50).put(at + 23, (byte) (0x80 | 8));
    volume.put(at + ENTRY, (byte) 0xC0).put(at + ENTRY + 1, (byte) 3).put(at + ENTRY + 3, (byte) name.length());
    volume.putLong(at + ENTRY + 8, written).putInt(at + ENTRY + 20, FREE_CLUSTER).putLong(at + ENTRY + 24, size);
    for (int i = 0; i < names; i++) {
      volume.put(at + (2 + i) * ENTRY, (byte) 0xC1);
      byte[] part = name.substring(i * 15, Math.min(name.length(), i * 15 + 15)).getBytes(StandardCharsets.UTF_16LE);
      volume.put(at + (2 + i) * ENTRY + 2, part);
    }
    int data = (int) place(volume, FREE_CLUSTER);
    for (int i = 0; i < size; i++) {
      volume.put(data + i, (byte) 'x');
    }
    return volume.array();
  }

  @Test
  void listsAFileAndHandsItOver() throws IOException {
    Described ours = described(withFile("a name of more than fifteen.txt", 3, 5));

    assertThat(ours.comments()).isEmpty();
    assertThat(ours.sections().get("file list")).contains("volume label: ONE\n",
        "r----a          5 2022-02-03 11:18:06.50 +02:00 a name of more than fifteen.txt\n");
    assertThat(ours.members().get("a name of more than fifteen.txt")).asString().isEqualTo("xxx\0\0");
  }

  @Test
  void damageEndsInAComment() throws IOException {
    byte[] sound = withFile("a", 3, 5);
    ByteBuffer volume = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN);
    int root = (int) place(volume, volume.getInt(96));
    Random random = new Random(5);
    for (int i = 0; i < 100; i++) {
      byte[] damaged = sound.clone();
      damaged[i % 2 == 0 ? 64 + random.nextInt(50) : root + random.nextInt(256)] = (byte) random.nextInt();
      try {
        assertThat(described(damaged).sections()).containsKey("boot sector");
      } catch (IOException said) {
        assertThat(said).hasMessageMatching("(?s).{10,}");
      }
    }
  }
}
