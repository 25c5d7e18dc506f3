package io.github.jdiffscope.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.format.SectionContent.Listing;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.model.Scope;
import io.github.jdiffscope.textdiff.Applied;
import io.github.jdiffscope.textdiff.DiffLimits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowHunksTest {
  private static final DiffLimits LIMITS = new DiffLimits(2, 0, 0);

  @Test
  void aRowStandsBeforeItsPartner() throws Exception {
    assertThat(hunks(rows("a 1", "b 1", "only 1", "c 1"), rows("a 2", "b 2", "new 1", "c 2"))).isEqualTo("""
        @@ -1,4 +1,4 @@
        -a 1
        +a 2
        -b 1
        +b 2
        -only 1
        +new 1
        -c 1
        +c 2
        """);
    assertThat(hunks(rows("a 1", "b 1"), rows("a 1", "b 1"))).isNull();
  }

  @Test
  void farChangesAreHunksOfTheirOwn() throws Exception {
    assertThat(hunks(rows("a 1", "b 1", "c 1", "d 1", "e 1", "f 1", "g 1"),
        rows("b 1", "c 1", "d 1", "e 1", "f 1", "g 2"))).isEqualTo("""
        @@ -1,3 +1,2 @@
        -a 1
         b 1
         c 1
        @@ -5,3 +4,3 @@
         e 1
         f 1
        -g 1
        +g 2
        """);
  }

  @Test
  void hunksTurnTheLeftIntoTheRight() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 2000; round++) {
      List<Row> left = new ArrayList<>();
      List<Row> right = new ArrayList<>();
      int size = random.nextInt(30);
      for (int i = 0; i < size; i++) {
        // Few names, so that some repeat.
        String name = "n" + (random.nextInt(4) == 0 ? random.nextInt(3) : i + 10);
        int kind = random.nextInt(6);
        if (kind != 0) {
          left.add(new Row(name, name + " x"));
        }
        if (kind != 1) {
          right.add(new Row(name, name + (kind == 2 ? " y" : " x")));
        }
      }
      String hunks = hunks(left, right);
      boolean reordered = hunks != null && !hunks.startsWith("@@");
      if (!reordered) {
        byte[] made = hunks == null ? bytes(left) : Applied.apply(bytes(left), hunks);
        assertThat(new String(made, StandardCharsets.UTF_8)).isEqualTo(new String(bytes(right), StandardCharsets.UTF_8));
      }
    }
  }

  private static byte[] bytes(List<Row> rows) {
    StringBuilder all = new StringBuilder();
    rows.forEach(row -> all.append(row.text()).append('\n'));
    return all.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the hunks, null if there is no difference, or why they cannot be applied. */
  private static String hunks(List<Row> left, List<Row> right) throws Exception {
    Exclusion nothing = new Exclusion(Scope.DEFAULT);
    var difference = new ListingDiffer(new SectionDiffer(LIMITS, nothing, false), nothing, 100)
        .compare("list", new Listing(List.of(), left), new Listing(List.of(), right));
    return difference == null ? null : difference.comments().isEmpty() ? difference.unifiedDiff() : "order differs";
  }

  private static List<Row> rows(String... texts) {
    List<Row> rows = new ArrayList<>();
    for (String text : texts) {
      rows.add(new Row(text.substring(0, text.indexOf(' ')), text));
    }
    return rows;
  }
}
