package io.github.jdiffscope.textdiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LineMatcherTest {

  @Test
  void keepsALongestCommonSubsequence() {
    Random random = new Random(20261123);
    for (int round = 0; round < 1500; round++) {
      int ids = 1 + random.nextInt(20);
      int[] left = draw(random, random.nextInt(80), ids, 0);
      int[] right = draw(random, random.nextInt(80), ids, -1);
      LineMatcher matcher = new LineMatcher(left, left.length, right, right.length, ids);
      assertThat(kept(left, right, matcher)).as("round %d", round).isEqualTo(longest(left, right));
    }
  }

  @Test
  void theChainOfPairsIsALongestOne() {
    Random random = new Random(7);
    for (int round = 0; round < 1500; round++) {
      int ids = 1 + random.nextInt(20);
      int[] left = draw(random, random.nextInt(80), ids, 0);
      int[] right = draw(random, random.nextInt(80), ids, 0);
      CommonPairs pairs = new CommonPairs(left, right, right.length, ids);
      pairs.chain(0, left.length, 0, right.length, false);
      assertThat(pairs.chainLength).isEqualTo(longest(left, right));
      for (int i = 0; i < pairs.chainLength; i++) {
        assertThat(left[pairs.chainA[i]]).isEqualTo(right[pairs.chainB[i]]);
        assertThat(i == 0 || pairs.chainA[i - 1] < pairs.chainA[i] && pairs.chainB[i - 1] < pairs.chainB[i]).isTrue();
      }
    }
  }

  @Test
  void aSearchThatIsGivenUpStillSplitsWithinTheRanges() {
    Random random = new Random(8);
    for (int round = 0; round < 1500; round++) {
      int[] left = draw(random, 20 + random.nextInt(60), 4, 0);
      int[] right = draw(random, 20 + random.nextInt(60), 4, 0);
      MiddleSnake snake = new MiddleSnake(left, right, 5);
      snake.find(0, left.length, 0, right.length, 5);
      assertThat(snake.splitA).isBetween(0, left.length);
      assertThat(snake.splitB).isBetween(0, right.length);
      assertThat(snake.splitA + snake.splitB).isBetween(1, left.length + right.length - 1);
    }
  }

  private static int[] draw(Random random, int count, int ids, int lowest) {
    int[] drawn = new int[count];
    for (int i = 0; i < count; i++) {
      drawn[i] = lowest + random.nextInt(ids - lowest);
    }
    return drawn;
  }

  private static int kept(int[] left, int[] right, LineMatcher matcher) {
    int kept = 0;
    int j = 0;
    for (int i = 0; i < left.length; i++) {
      if (!matcher.removed()[i]) {
        while (matcher.added()[j]) {
          j++;
        }
        assertThat(right[j++]).isEqualTo(left[i]);
        kept++;
      }
    }
    return kept;
  }

  private static int longest(int[] left, int[] right) {
    int[][] length = new int[left.length + 1][right.length + 1];
    for (int i = left.length - 1; i >= 0; i--) {
      for (int j = right.length - 1; j >= 0; j--) {
        length[i][j] = left[i] == right[j] ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
      }
    }
    return length[0][0];
  }
}
