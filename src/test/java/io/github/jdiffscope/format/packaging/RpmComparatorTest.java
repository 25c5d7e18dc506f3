package io.github.jdiffscope.format.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdiffscope.format.Described;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages that no tool at hand makes: version 6 of the format, with several signatures and signed files. */
class RpmComparatorTest {
  private static final String IMA = "0302040a1b2c3d0004aabbccdd";

  @TempDir
  Path folder;

  /** Returns a header of strings, numbers of 32 bits (int[]) and of 64 (long[]). */
  private static byte[] header(Map<Integer, Object> tags) throws IOException {
    ByteArrayOutputStream index = new ByteArrayOutputStream();
    ByteArrayOutputStream store = new ByteArrayOutputStream();
    DataOutputStream entries = new DataOutputStream(index);
    DataOutputStream values = new DataOutputStream(store);
    for (Map.Entry<Integer, Object> tag : new TreeMap<>(tags).entrySet()) {
      while (values.size() % 8 != 0) {
        values.write(0);
      }
      int offset = values.size();
      int type;
      int count;
      if (tag.getValue() instanceof int[] numbers) {
        type = 4;
        count = numbers.length;
        for (int number : numbers) {
          values.writeInt(number);
        }
      } else if (tag.getValue() instanceof long[] numbers) {
        type = 5;
        count = numbers.length;
        for (long number : numbers) {
          values.writeLong(number);
        }
      } else {
        String[] strings = (String[]) tag.getValue();
        type = 8;
        count = strings.length;
        for (String string : strings) {
          values.write((string + '\0').getBytes(StandardCharsets.UTF_8));
        }
      }
      for (int field : new int[] {tag.getKey(), type, offset, count}) {
        entries.writeInt(field);
      }
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(all);
    out.writeInt(0x8EADE801);
    out.writeInt(0);
    out.writeInt(tags.size());
    out.writeInt(store.size());
    out.write(index.toByteArray());
    out.write(store.toByteArray());
    return all.toByteArray();
  }

  private static String[] text(String... values) {
    return values;
  }

  private Path rpm(String payload) throws IOException {
    byte[] signature = header(Map.of(278, text(base64("first"), base64("second")), 274, text(IMA, "")));
    byte[] main = header(Map.of(1000, text("demo"), 5114, new int[] {6}, 1117, text("a", "b"), 1118, text("/d/"), 1116,
        new int[] {0, 0}, 1030, new int[] {0100644, 0100600}, 5008, new long[] {3, 1}, 1096, new int[] {1, 2}, 1142,
        text("text", ""), 1141, new int[] {0, 7}));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(all);
    out.writeInt(0xEDABEEDB);
    out.writeByte(4);
    out.write(new byte[91]);
    out.write(signature);
    out.write(new byte[(8 - out.size() % 8) % 8]);
    out.write(main);
    out.write(payload.getBytes(StandardCharsets.US_ASCII));
    return Files.write(folder.resolve("demo.rpm"), all.toByteArray());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void versionSixIsRead() throws Exception {
    Described rpm = Described.of(new RpmComparator(),
        rpm("07070X00000001\0\0x\0\0\0" + "07070X00000000\0\0abc\0" + "07070100000000"));
    assertThat(rpm.members()).containsOnlyKeys("signature OPENPGP 1", "signature OPENPGP 2", "d/a", "d/b");
    assertThat(rpm.members().get("d/a")).asString().isEqualTo("abc");
    assertThat(rpm.members().get("signature OPENPGP 2")).asString().isEqualTo("second");
    assertThat(rpm.sections().get("rpm header")).contains("RPMFORMAT: 6\n").doesNotContain("CLASSDICT");
    assertThat(rpm.sections().get("lead")).startsWith("version: 4.0\n");
    assertThat(rpm.sections().get("files")).contains("/d/b  mode 100600 size 1 ");
    assertThat(rpm.sections().get("signatures of files")).isEqualTo("/d/a  signed for IMA, sha256, key 0a1b2c3d\n");
  }

  @Test
  void filesThatAreNotThereAreRefused() throws Exception {
    Path twice = rpm("07070X00000001\0\0x\0\0\0" + "07070X00000001\0\0x\0\0\0");
    assertThatThrownBy(() -> Described.of(new RpmComparator(), twice)).hasMessageContaining("a second file 00000001");
    Path unknown = rpm("07070X00000009\0\0");
    assertThatThrownBy(() -> Described.of(new RpmComparator(), unknown)).hasMessageContaining("no file 00000009");
    Path cut = rpm("07070X00000000\0\0ab");
    assertThatThrownBy(() -> Described.of(new RpmComparator(), cut)).hasMessageContaining("cut off");
  }
}
