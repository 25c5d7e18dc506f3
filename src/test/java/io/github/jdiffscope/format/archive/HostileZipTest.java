package io.github.jdiffscope.format.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.Run;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Archives made to harm: each is described in bounded time and memory, and never called equal. */
@Timeout(60)
class HostileZipTest {
  @TempDir
  Path folder;

  @Test
  void sixteenArchivesInEachOfSixteenFiveDeepAreOpenedOncePerLevel() throws Exception {
    Report report = report(nested(new byte[1 << 20]), nested(new byte[(1 << 20) + 1]));
    assertThat(count(report.root())).isLessThan(400);
    assertThat(comments(report.root())).contains("the same difference as lib0.zip");
  }

  private static byte[] nested(byte[] leaf) throws IOException {
    byte[] data = leaf;
    for (int level = 0; level < 5; level++) {
      byte[] member = data;
      data = zip(16, i -> "lib" + i + (member == leaf ? ".dll" : ".zip"), i -> member);
    }
    return data;
  }

  @Test
  void lyingSizesAreSaidAndTheNeighboursAreCompared() throws Exception {
    byte[] left = zip(3, i -> "m" + i, i -> ("content " + i).getBytes());
    byte[] right = left.clone();
    ByteBuffer.wrap(right).order(ByteOrder.LITTLE_ENDIAN).putInt(lastIndexOf(right, 0x02014B50) + 24, 1);
    assertThat(report(left, right).isEmpty()).isFalse();
  }

  @Test
  void namesAreShownAndNeverUsed() throws Exception {
    String[] names = {"../../escape", "/absolute", "line\nbreak", "control\u001b[31m", "C:\\windows"};
    Report report = report(zip(names.length, i -> names[i], i -> ("1" + i).getBytes()),
        zip(names.length, i -> names[i], i -> ("2" + i).getBytes()));
    List<String> found = report.root().details().stream().map(Difference::source1).toList();
    assertThat(found).contains(names);
    assertThat(folder.resolve("../../escape")).doesNotExist();
    assertThat(Path.of("/absolute")).doesNotExist();
  }

  @Test
  void seventyThousandMembersAreNoTrouble() throws Exception {
    byte[] left = zip(70_000, i -> "f" + i, i -> new byte[] {(byte) i});
    byte[] right = zip(70_000, i -> "f" + i, i -> new byte[] {(byte) (i == 33_333 ? i + 1 : i)});
    Report report = report(left, right);
    assertThat(report.root().details().stream().map(Difference::source1)).contains("f33333").hasSizeLessThan(4);
  }

  @Test
  void cutAtEveryPowerOfTwoItIsNeverEqual() throws Exception {
    byte[] whole = zip(40, i -> "m" + i, i -> ("content " + i).repeat(50).getBytes());
    for (int length = 1; length < whole.length; length *= 2) {
      Report report = report(whole, Arrays.copyOf(whole, length));
      assertThat(report.isEmpty()).as("cut at " + length).isFalse();
    }
  }

  private interface Names {
    String name(int index);
  }

  private interface Contents {
    byte[] content(int index);
  }

  private static byte[] zip(int count, Names names, Contents contents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (int i = 0; i < count; i++) {
        ZipEntry entry = new ZipEntry(names.name(i));
        entry.setTime(1_700_000_000_000L);
        zip.putNextEntry(entry);
        zip.write(contents.content(i));
      }
    }
    return bytes.toByteArray();
  }

  private static int lastIndexOf(byte[] data, int signature) {
    ByteBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    int at = data.length - 4;
    while (buffer.getInt(at) != signature) {
      at--;
    }
    return at;
  }

  private Report report(byte[] left, byte[] right) throws Exception {
    return Run.report(Files.write(folder.resolve("left.zip"), left), Files.write(folder.resolve("right.zip"), right));
  }

  private static int count(Difference node) {
    return 1 + node.details().stream().mapToInt(HostileZipTest::count).sum();
  }

  private static List<String> comments(Difference node) {
    List<String> all = new ArrayList<>(node.comments());
    node.details().forEach(detail -> all.addAll(comments(detail)));
    return all;
  }
}
