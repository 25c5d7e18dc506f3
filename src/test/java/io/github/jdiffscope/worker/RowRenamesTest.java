package io.github.jdiffscope.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.format.SectionContent.Row;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowRenamesTest {
  @Test
  void aFolderWithItsVersionInItsNameIsSaidOnce() {
    RowRenames renames = RowRenames.of(rows("a-1.0/x", "a-1.0/y", "a-1.0/lib/z", "other"),
        rows("a-1.1/x", "a-1.1/y", "a-1.1/lib/z", "other"));
    assertThat(texts(renames.left())).containsExactly("(3 names) a-1.0/", "- a-1.1/x", "- a-1.1/y", "- a-1.1/lib/z",
        "- other");
    assertThat(texts(renames.right())).containsExactly("(3 names) a-1.1/", "- a-1.1/x", "- a-1.1/y", "- a-1.1/lib/z",
        "- other");
    assertThat(renames.left().get(0).key()).isEqualTo(renames.right().get(0).key());
  }

  @Test
  void whatHasNoPartnerKeepsItsName() {
    RowRenames renames = RowRenames.of(rows("a-1/x", "a-1/y", "a-1/z", "a-1/gone"), rows("a-2/x", "a-2/y", "a-2/z", "a-2/new"));
    assertThat(texts(renames.left())).containsExactly("(3 names) a-1/", "- a-2/x", "- a-2/y", "- a-2/z", "- a-1/gone");
    assertThat(texts(renames.right())).contains("- a-2/new");
  }

  @Test
  void aNameThatIsThereAlreadyIsNotGivenAgain() {
    List<Row> left = rows("a-1/x", "a-1/y", "a-1/z", "a-2/x");
    RowRenames renames = RowRenames.of(left, rows("a-2/x", "a-2/y", "a-2/z", "a-2/w"));
    assertThat(texts(renames.left())).contains("- a-1/x", "- a-2/x");
    assertThat(renames.left().stream().map(Row::key)).doesNotHaveDuplicates();
  }

  @Test
  void rowsWithoutARenamedFolderStayAsTheyAre() {
    List<Row> left = rows("x-1", "y-1", "z-1", "f/a", "g/b");
    List<Row> right = rows("x-2", "y-2", "z-2", "f/c", "g/d");
    assertThat(RowRenames.of(left, right).left()).isSameAs(left);
    assertThat(RowRenames.of(left, left).right()).isSameAs(left);
  }

  private static List<Row> rows(String... names) {
    return Arrays.stream(names).map(name -> new Row(name, "- " + name)).toList();
  }

  private static List<String> texts(List<Row> rows) {
    return rows.stream().map(Row::text).toList();
  }
}
