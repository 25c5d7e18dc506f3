package io.github.jdiffscope.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.format.SectionContent.Block;
import io.github.jdiffscope.worker.BlockDiffer.Made;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MadeBlocksTest {
  private static final String LARGE = "x".repeat(5 << 20);

  @Test
  void whatReadsTheSameIsNotKept() throws IOException {
    MadeBlocks made = new MadeBlocks(List.of(block("a", "1"), block("b", "2")), List.of(block("a", "1"), block("b", "3")), true);
    assertThat(names(made.left())).containsExactly("b");
    assertThat(names(made.right())).containsExactly("b");
    assertThat(made.count()).isEqualTo(2);
    assertThat(made.unmade()).isZero();
  }

  @Test
  void ofSeveralWithoutANameAnyMayBeEqual() throws IOException {
    MadeBlocks made = new MadeBlocks(List.of(block("", "1"), block("", "2")), List.of(block("", "2"), block("", "3")), true);
    assertThat(made.left()).extracting(Made::text).containsExactly("1");
    assertThat(made.right()).extracting(Made::text).containsExactly("3");
  }

  @Test
  void whereThereIsTooMuchBothSidesShowTheSameParts() throws IOException {
    List<Block> left = List.of(block("a", LARGE), block("b", LARGE), block("c", LARGE), block("d", "1"));
    List<Block> right = List.of(block("a", LARGE + "2"), block("b", "2"), block("c", "2"), block("d", "2"), block("e", "2"));
    MadeBlocks made = new MadeBlocks(left, right, true);
    assertThat(names(made.left())).containsExactly("a", "b");
    assertThat(names(made.right())).containsExactly("a", "b");
    assertThat(made.unmade()).isEqualTo(3);
    MadeBlocks all = new MadeBlocks(left, right, false);
    assertThat(names(all.right())).containsExactly("a", "b", "c", "d", "e");
    assertThat(all.unmade()).isZero();
  }

  private static Block block(String key, String text) {
    return new Block(key, text.length() + text.substring(text.length() - 1), () -> text);
  }

  private static List<String> names(List<Made> parts) {
    return parts.stream().map(Made::key).toList();
  }
}
