package io.github.jdiffscope.textdiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextDifferTest {
  private static final String[] ODD_BYTES = {"\0", "\u00FF", "\u00C3", "\u00C3\u00A9", "\r", "\u00ED\u00A0\u0080"};

  @Test
  void hunksTurnTheLeftIntoTheRight() throws IOException {
    Random random = new Random(20261123);
    for (int round = 0; round < 6000; round++) {
      byte[] left = text(random);
      byte[] right = random.nextInt(3) == 0 ? edited(left, random) : text(random);
      DiffLimits limits = new DiffLimits(random.nextInt(9), 0, 0, 0);
      TextDifference difference = compare(left, right, limits);
      if (difference.isEqual()) {
        assertThat(left).isEqualTo(right);
      } else {
        assertThat(Applied.apply(left, difference.unifiedDiff())).as("round %d", round).isEqualTo(right);
      }
    }
  }

  @Test
  void numbersAsDiffDoes() throws IOException {
    assertThat(hunks("", "a\nb\nc\n")).isEqualTo("@@ -0,0 +1,3 @@\n+a\n+b\n+c\n");
    assertThat(hunks("a\n", "")).isEqualTo("@@ -1 +0,0 @@\n-a\n");
    assertThat(hunks("a", "b\n")).isEqualTo("@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n");
    assertThat(hunks("a\nb", "b")).isEqualTo("@@ -1,2 +1 @@\n-a\n b\n\\ No newline at end of file\n");
  }

  @Test
  void mergesHunksWhoseContextsTouch() throws IOException {
    String fourteen = "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n";
    assertThat(hunks("a\n" + fourteen + "b\n", "x\n" + fourteen + "y\n")).containsOnlyOnce("@@ -");
    assertThat(hunks("a\n" + fourteen + "15\nb\n", "x\n" + fourteen + "15\ny\n"))
        .startsWith("@@ -1,8 +1,8 @@\n").contains("\n@@ -10,8 +10,8 @@\n");
  }

  @Test
  void numbersLinesFarFromTheStart() throws IOException {
    String head = "same\n".repeat(5000);
    assertThat(hunks(head + "old\n" + head, head + "new\n" + head)).startsWith("@@ -4994,15 +4994,15 @@\n");
  }

  @Test
  void readsNoMoreLinesThanAllowed() throws IOException {
    TextDifference difference = compare(bytes("a\nb\nc\n"), bytes("x\nb\ny\n"), new DiffLimits(7, 2, 0));
    assertThat(difference.unifiedDiff()).isEqualTo("@@ -1,2 +1,2 @@\n-a\n+x\n b\n");
  }

  @Test
  void cutsLongBlocksWithALineThatSaysSo() throws IOException {
    TextDifference difference = compare(bytes("a\nb\nc\nz\n"), bytes("1\n2\n3\n4\nz\n"), new DiffLimits(7, 0, 2));
    assertThat(difference.unifiedDiff())
        .isEqualTo("@@ -1,4 +1,5 @@\n-a\n-b\n-[ 1 lines removed ]\n+1\n+2\n+[ 2 lines added ]\n z\n");
  }

  @Test
  void putsAnAddedFunctionWhereItStarts() throws IOException {
    String one = "int one() {\n  return 1;\n}\n\n";
    String two = "int two() {\n  return 2;\n}\n\n";
    String three = "int three() {\n  return 3;\n}\n";
    assertThat(hunks(one + three, one + two + three)).contains("\n+int two() {\n+  return 2;\n+}\n+\n int three");
  }

  @Test
  void finishesWhereEveryAlgorithmIsTried() throws IOException {
    Random random = new Random(7);
    byte[] left = repeats(random, 60_000);
    byte[] right = repeats(random, 60_000);
    TextDifference difference = compare(left, right, DiffLimits.NONE);
    assertThat(Applied.apply(left, difference.unifiedDiff())).isEqualTo(right);
  }

  private static byte[] repeats(Random random, int lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append(i % 5000 == 0 ? "anchor " + i : "line " + random.nextInt(8)).append('\n');
    }
    return bytes(text.toString());
  }

  private static byte[] text(Random random) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int kinds = 1 + random.nextInt(12);
    int lines = random.nextInt(random.nextInt(20) == 0 ? 500 : 30);
    for (int i = 0; i < lines; i++) {
      int kind = random.nextInt(kinds);
      text.writeBytes(bytes("x".repeat(kind % 5 * 5) + kind));
      if (random.nextInt(15) == 0) {
        text.writeBytes(ODD_BYTES[random.nextInt(ODD_BYTES.length)].getBytes(StandardCharsets.ISO_8859_1));
      }
      if (i < lines - 1 || random.nextBoolean()) {
        text.write('\n');
      }
    }
    return text.toByteArray();
  }

  private static byte[] edited(byte[] left, Random random) {
    byte[] right = Arrays.copyOf(left, Math.max(0, left.length - random.nextInt(2)));
    for (int i = 0; i < 3 && right.length > 0; i++) {
      right[random.nextInt(right.length)] = (byte) "\nab\0".charAt(random.nextInt(4));
    }
    return right;
  }

  private static String hunks(String left, String right) throws IOException {
    return compare(bytes(left), bytes(right), DiffLimits.DEFAULT).unifiedDiff();
  }

  private static TextDifference compare(byte[] left, byte[] right, DiffLimits limits) throws IOException {
    return new TextDiffer(limits).compare(ByteSource.of(left), ByteSource.of(right));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
