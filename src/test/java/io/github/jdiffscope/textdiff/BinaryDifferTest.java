package io.github.jdiffscope.textdiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BinaryDifferTest {

  @Test
  void regionsTurnTheLeftIntoTheRight() throws IOException {
    Random random = new Random(20261123);
    for (int round = 0; round < 400; round++) {
      byte[] left = new byte[random.nextInt(round % 10 == 0 ? 300_000 : 3000)];
      random.nextBytes(left);
      if (random.nextInt(4) == 0) {
        Arrays.fill(left, left.length / 3, left.length / 2, (byte) 0);
      }
      byte[] right = edited(left, random);
      Regions regions = new ByteAlignment(ByteSource.of(left), ByteSource.of(right)).regions();
      assertThat(applied(left, right, regions)).as("round %d", round).isEqualTo(right);
      assertThat(regions.size() == 0).isEqualTo(Arrays.equals(left, right));
    }
  }

  private static byte[] applied(byte[] left, byte[] right, Regions regions) {
    ByteArrayOutputStream result = new ByteArrayOutputStream();
    int at = 0;
    for (int i = 0; i < regions.size(); i++) {
      result.write(left, at, (int) regions.a0(i) - at);
      assertThat((long) result.size()).isEqualTo(regions.b0(i));
      result.write(right, (int) regions.b0(i), (int) (regions.b1(i) - regions.b0(i)));
      at = (int) regions.a1(i);
    }
    result.write(left, at, left.length - at);
    return result.toByteArray();
  }

  private static byte[] edited(byte[] left, Random random) {
    ByteArrayOutputStream right = new ByteArrayOutputStream();
    int at = 0;
    for (int edits = random.nextInt(6); edits > 0; edits--) {
      int next = at + random.nextInt(left.length - at + 1);
      right.write(left, at, next - at);
      byte[] more = new byte[random.nextInt(40)];
      random.nextBytes(more);
      right.writeBytes(more);
      at = Math.min(left.length, next + random.nextInt(40));
    }
    right.write(left, at, left.length - at);
    return right.toByteArray();
  }

  @Test
  void threeInsertedBytesAreThreeInsertedBytes() throws IOException {
    byte[] left = new byte[1 << 20];
    new Random(3).nextBytes(left);
    ByteArrayOutputStream right = new ByteArrayOutputStream();
    right.write(left, 0, 500_002);
    right.writeBytes(new byte[] {'X', 'Y', 'Z'});
    right.write(left, 500_002, left.length - 500_002);
    TextDifference difference = compare(left, right.toByteArray(), DiffLimits.DEFAULT);
    assertThat(difference.internalLineNumbers()).isTrue();
    assertThat(difference.unifiedDiff()).startsWith("@@ -31245,14 +31245,15 @@\n").hasSizeLessThan(5000)
        .contains("\n+0007a122: 5859 5a                                  XYZ\n").doesNotContain("\n-");
    assertThat(difference.comments()).containsExactly("Sizes: 1,048,576 and 1,048,579 bytes; first difference at "
        + "offset "
        + "0x7a122; 3 bytes inserted in 1 region. Unchanged rows carry the offsets of the left side.");
  }

  @Test
  void pairsRowsAfterInsertionsAndDeletionsFarApart() throws IOException {
    byte[] left = new byte[400_000];
    new Random(4).nextBytes(left);
    ByteArrayOutputStream right = new ByteArrayOutputStream();
    right.writeBytes("some new text".getBytes());
    right.write(left, 0, 200_000);
    right.write(left, 200_100, 100_000);
    right.write('!');
    right.write(left, 300_101, left.length - 300_101);
    TextDifference difference = compare(left, right.toByteArray(), DiffLimits.DEFAULT);
    assertThat(difference.comments().get(0))
        .contains("1 byte changed, 13 bytes inserted, 100 bytes deleted in 3 regions");
    assertThat(difference.comments()).contains("Strings gained: \"some new text\".");
  }

  @Test
  void showsChangedRowsAsXxdDoes() throws IOException {
    TextDifference difference = compare("0123456789abcdefGHI".getBytes(), "0123456789abcdefGH!".getBytes(),
        DiffLimits.DEFAULT);
    assertThat(difference.unifiedDiff()).isEqualTo("""
        @@ -1,2 +1,2 @@
         00000000: 3031 3233 3435 3637 3839 6162 6364 6566  0123456789abcdef
        -00000010: 4748 49                                  GHI
        +00000010: 4748 21                                  GH!
        """);
  }

  @Test
  void bytesInsertedAmongZerosDoNotHideThatTheRestIsInPlace() throws IOException {
    byte[] left = new byte[2_000_000];
    byte[] right = new byte[2_000_003];
    right[100_000] = 1;
    right[1_900_000] = 2;
    assertThat(compare(left, right, DiffLimits.DEFAULT).comments().get(0))
        .contains("1 byte changed, 3 bytes inserted in 2 regions");
  }

  @Test
  void aHunkEndsWhereTheRowsAreSpent() throws IOException {
    byte[] left = new byte[1_000_000];
    byte[] right = new byte[1_000_000];
    for (int i = 0; i < right.length; i += 200) {
      right[i] = 1;
    }
    TextDifference difference = compare(left, right, new DiffLimits(7, 0, 10));
    assertThat(difference.unifiedDiff().lines().filter(line -> line.startsWith("+"))).hasSize(20);
    assertThat(difference.comments()).contains("4,980 more changed regions not shown.");
  }

  @Test
  void saysHowMuchWasCut() throws IOException {
    byte[] left = new byte[100_000];
    byte[] right = new byte[100_000];
    new Random(5).nextBytes(right);
    TextDifference difference = compare(left, right, new DiffLimits(7, 0, 10));
    assertThat(difference.unifiedDiff()).contains("\n-[ 6240 lines removed ]\n").endsWith("\n+[ 6240 lines added ]\n");
    assertThat(difference.comments()).contains(
        "The changed bytes of the left side are all zero. "
            + "The changed bytes of the right side look compressed or encrypted.",
        "12,480 rows of the regions shown were left out, as the lines in their place say.");
  }

  @Test
  void readsFarPastTwoGiB() throws IOException {
    long size = 5L << 30;
    TextDifference difference = new BinaryDiffer(DiffLimits.DEFAULT)
        .compare(new Zeros(size, -1), new Zeros(size, size - 5));
    assertThat(difference.unifiedDiff())
        .contains("-13ffffff0: ", "+13ffffff0: 0000 0000 0000 0000 0000 0001 0000 0000  ");
  }

  private static TextDifference compare(byte[] left, byte[] right, DiffLimits limits) throws IOException {
    return new BinaryDiffer(limits).compare(ByteSource.of(left), ByteSource.of(right));
  }

  /** Zeros, and one other byte; what was not touched since the last read is not written again. */
  private record Zeros(long size, long other) implements ByteSource {
    @Override
    public int read(long position, byte[] target, int offset, int length) {
      int count = (int) Math.min(length, size - position);
      Arrays.fill(target, offset, offset + count, (byte) 0);
      if (other >= position && other < position + count) {
        target[offset + (int) (other - position)] = 1;
      }
      return count;
    }
  }
}
