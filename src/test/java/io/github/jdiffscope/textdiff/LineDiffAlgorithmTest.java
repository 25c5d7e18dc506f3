package io.github.jdiffscope.textdiff;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineDiffAlgorithmTest {

  @Test
  void patchesTurnOneListIntoTheOtherWithAsFewChangesAsTheLibrary() throws Exception {
    Random random = new Random(20261123);
    for (int round = 0; round < 500; round++) {
      List<String> left = lines(random);
      List<String> right = lines(random);
      Patch<String> patch = DiffUtils.diff(left, right, new LineDiffAlgorithm<>(), null);
      assertThat(patch.applyTo(left)).isEqualTo(right);
      assertThat(touched(patch)).isEqualTo(touched(DiffUtils.diff(left, right)));
    }
  }

  private static long touched(Patch<String> patch) {
    return patch.getDeltas().stream().mapToLong(d -> d.getSource().size() + d.getTarget().size()).sum();
  }

  private static List<String> lines(Random random) {
    List<String> lines = new ArrayList<>();
    for (int i = random.nextInt(60); i > 0; i--) {
      lines.add("line " + random.nextInt(12));
    }
    return lines;
  }
}
