package io.github.jdiffscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.cli.CommandLineParser.Parsed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks that whatever may be said to diffoscope may be said to this program, and documents what it then does. */
class DropInTest {
  private static final String SAME = "same";
  private static final String BETTER = "better";
  private static final String NO_EFFECT = "accepted, no effect";

  /** An option of diffoscope's, an example of its value ("" for none), and how ours relates to it. */
  private record Row(String option, String value, String verdict, String note) {}

  /** All options that {@code diffoscope --help} of version 240 (Debian 12) lists, in its order. */
  static final List<Row> ROWS = List.of(
      new Row("--debug", "", SAME, ""),
      new Row("--pdb", "", NO_EFFECT, "there is no Python debugger to open"),
      new Row("--status-fd", "2", BETTER, "JSON lines; only a descriptor open for writing is written to"),
      new Row("--progress", "", BETTER, "what is being compared, and the rate; silent for a second"),
      new Row("--no-progress", "", SAME, ""),
      new Row("--no-default-limits", "", SAME, ""),
      new Row("--load-existing-diff", "report.json", BETTER, "gzip accepted; pictures and line numbering kept"),
      new Row("--text", "-", BETTER, "control characters of the input are shown, never sent to the terminal"),
      new Row("--text-color", "never", BETTER, "`NO_COLOR` honoured; changed words stand out"),
      new Row("--output-empty", "", SAME, ""),
      new Row("--html", "report.html", BETTER, "loads nothing from the network; filter, keyboard, dark mode, causes"),
      new Row("--html-dir", "report", SAME, ""),
      new Row("--css", "style.css", NO_EFFECT, "the page carries its own style"),
      new Row("--jquery", "disable", NO_EFFECT, "the page needs no library"),
      new Row("--json", "report.json", BETTER, "version 1, and more in keys that other readers ignore"),
      new Row("--markdown", "report.md", BETTER, "no content can end a block of it early"),
      new Row("--restructured-text", "report.rst", SAME, ""),
      new Row("--difftool", "meld", BETTER, "also for members of containers, which are unpacked for it"),
      new Row("--profile", "", SAME, ""),
      new Row("--diff-context", "3", SAME, ""),
      new Row("--max-text-report-size", "1000", BETTER, "sizes may have units"),
      new Row("--max-report-size", "64M", BETTER, "sizes may have units"),
      new Row("--max-diff-block-lines", "10", SAME, ""),
      new Row("--max-page-size", "1000", BETTER, "sizes may have units"),
      new Row("--max-page-diff-block-lines", "10", SAME, ""),
      new Row("--new-file", "", SAME, ""),
      new Row("--exclude", "*.log", BETTER, "excluded names vanish from listings too"),
      new Row("--exclude-command", "^zipinfo", SAME, "matched against titles of sections"),
      new Row("--exclude-directory-metadata", "yes", SAME, ""),
      new Row("--extended-filesystem-attributes", "", SAME, ""),
      new Row("--no-extended-filesystem-attributes", "", SAME, ""),
      new Row("--diff-mask", "[0-9]+", SAME, ""),
      new Row("--fuzzy-threshold", "60", SAME, ""),
      new Row("--tool-prefix-binutils", "arm-", NO_EFFECT, "no external tool is run"),
      new Row("--max-diff-input-lines", "1000", BETTER, "what was not compared is counted"),
      new Row("--max-container-depth", "5", SAME, ""),
      new Row("--timeout", "3600", BETTER, "what was not reached is listed as not compared, never as different"),
      new Row("--max-diff-block-lines-saved", "10", SAME, ""),
      new Row("--use-dbgsym", "auto", SAME, ""),
      new Row("--force-details", "", SAME, ""),
      new Row("--help", "", SAME, ""),
      new Row("--version", "", SAME, "with the commit"),
      new Row("--list-tools", "", BETTER, "there is nothing to install"),
      new Row("--list-debian-substvars", "", BETTER, "there is nothing to recommend"),
      new Row("--list-missing-tools", "debian", BETTER, "nothing can be missing"));

  @Test
  void everyOptionIsUnderstoodInBothSpellings() throws Exception {
    for (Row row : ROWS) {
      assertUnderstood(row, row.value().isEmpty() ? List.of(row.option()) : List.of(row.option(), row.value()));
      if (!row.value().isEmpty() && !row.option().startsWith("--list-")) {
        assertUnderstood(row, List.of(row.option() + "=" + row.value()));
      }
    }
  }

  private static void assertUnderstood(Row row, List<String> words) throws Exception {
    List<String> line = new ArrayList<>(words);
    boolean alone = row.option().equals("--load-existing-diff") || row.option().startsWith("--list-");
    if (!alone) {
      line.addAll(Arrays.asList("--", "a", "b"));
    }
    Parsed parsed = CommandLineParser.parse(line.toArray(new String[0]));
    assertThat(parsed.has(row.option())).as(row.option()).isTrue();
    if (!row.option().startsWith("--list-")) {
      assertThat(InvocationBuilder.build(parsed)).as(row.option()).isNotNull();
    }
  }

  @Test
  void helpSaysWhatHasNoEffect() {
    for (Row row : ROWS) {
      OptionDefinition ours = Options.all().stream().filter(option -> option.name().equals(row.option())).findFirst()
          .orElseThrow();
      assertThat(ours.help().startsWith("accepted for diffoscope's sake")).as(row.option())
          .isEqualTo(row.verdict().equals(NO_EFFECT));
    }
  }

  /** Returns the page that lists them. */
  static String page() {
    StringBuilder out = new StringBuilder("# In place of diffoscope\n\nAll options of diffoscope 240, and what they do "
        + "here. Generated from a test that passes each of them.\n\n| option | here | |\n|---|---|---|\n");
    for (Row row : ROWS) {
      out.append("| `").append(row.option()).append("` | ").append(row.verdict()).append(" | ").append(row.note())
          .append(" |\n");
    }
    out.append("\nOnly here:");
    String separator = " ";
    for (OptionDefinition option : Options.all()) {
      if (ROWS.stream().noneMatch(row -> row.option().equals(option.name()))) {
        out.append(separator).append('`').append(option.name()).append('`');
        separator = ", ";
      }
    }
    return out.append(".\n").toString();
  }
}
