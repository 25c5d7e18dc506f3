package io.github.jdiffscope.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.format.SectionContent.Listing;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.model.Scope;
import io.github.jdiffscope.textdiff.DiffLimits;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedChangesTest {
  private static final DiffLimits LIMITS = new DiffLimits(1, 0, 0);

  @Test
  void aChangeOfAllRowsIsSaidOnce() throws Exception {
    assertThat(hunks(rows(20, "root 5 2024-01-01 10:00"), rows(20, "root 5 2025-02-02 11:00"))).isEqualTo("""
        @@ -1,2 +1,2 @@
        -(20 rows) 2024-01-01 10:00
        +(20 rows) 2025-02-02 11:00
         root 5 2025-02-02 11:00 n0
        """);
  }

  @Test
  void whatElseDiffersInARowIsShownWithIt() throws Exception {
    List<Row> right = rows(20, "root 5 2025");
    right.set(9, row("root 6 2025", 9));
    assertThat(hunks(rows(20, "root 5 2024"), right)).isEqualTo("""
        @@ -1,2 +1,2 @@
        -(19 rows) 2024
        +(19 rows) 2025
         root 5 2025 n0
        @@ -10,3 +10,3 @@
         root 5 2025 n8
        -root 5 2024 n9
        +root 6 2025 n9
         root 5 2025 n10
        """);
  }

  @Test
  void severalColumnsOfARowAreOneChange() throws Exception {
    assertThat(hunks(rows(6, "root 5 2024"), rows(6, "me 5 2025"))).contains("-(6 rows) root ... 2024\n",
        "+(6 rows) me ... 2025\n");
  }

  @Test
  void aRowThatKeepsTheOldValueIsNotPassedOver() throws Exception {
    List<Row> right = rows(6, "root 5 2025");
    right.set(3, row("root 5 2024", 3));
    assertThat(hunks(rows(6, "root 5 2024"), right)).doesNotContain("rows)").contains("-root 5 2024 n5\n+root 5 2025 n5\n");
  }

  @Test
  void fewRowsAreShownAsTheyAre() throws Exception {
    assertThat(hunks(rows(4, "a 1"), rows(4, "a 2"))).doesNotContain("rows)");
  }

  private static String hunks(List<Row> left, List<Row> right) throws Exception {
    Exclusion nothing = new Exclusion(Scope.DEFAULT);
    return new ListingDiffer(new SectionDiffer(LIMITS, nothing, false), nothing, 100)
        .compare("list", new Listing(List.of(), left), new Listing(List.of(), right)).unifiedDiff();
  }

  private static List<Row> rows(int count, String facts) {
    return new java.util.ArrayList<>(IntStream.range(0, count).mapToObj(i -> row(facts, i)).toList());
  }

  private static Row row(String facts, int number) {
    return new Row("n" + number, facts + " n" + number);
  }
}
