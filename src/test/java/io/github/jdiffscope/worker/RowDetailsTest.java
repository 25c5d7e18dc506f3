package io.github.jdiffscope.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.format.SectionContent.Detail;
import io.github.jdiffscope.format.SectionContent.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowDetailsTest {
  private static Row row(String name, String time, String seconds, String comment) {
    return new Row(name, time + ' ' + name, List.of(new Detail(time, "second " + seconds), new Detail("", comment)));
  }

  private static String told(Row left, Row right) {
    return new RowDetails(List.of(left), List.of(right)).left().get(0).text();
  }

  @Test
  void aDetailIsSaidOnlyWhereThePartnerLacksIt() {
    assertThat(told(row("a", "11:18", "1", "x"), row("a", "11:18", "1", "x"))).isEqualTo("11:18 a");
    assertThat(told(row("a", "11:18", "1", "x"), row("a", "11:18", "2", "x"))).isEqualTo("11:18 a  [second 1]");
    assertThat(told(row("a", "11:18", "1", "x"), row("a", "11:18", "2", "y"))).isEqualTo("11:18 a  [second 1; x]");
  }

  @Test
  void aDetailThatRefinesWhatDiffersGoesUnsaid() {
    assertThat(told(row("a", "11:18", "1", "x"), row("a", "12:34", "2", "x"))).isEqualTo("11:18 a");
  }

  @Test
  void aRowWithoutPartnerIsItsText() {
    assertThat(told(row("a", "11:18", "1", "x"), row("b", "11:18", "2", "y"))).isEqualTo("11:18 a");
  }
}
