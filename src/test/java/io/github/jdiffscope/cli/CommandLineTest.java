package io.github.jdiffscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdiffscope.model.Scope;
import io.github.jdiffscope.textdiff.DiffLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {

  @Test
  void limitsAreThoseGivenOrNone() throws Exception {
    assertThat(build("a", "b").compare().limits().diff()).isEqualTo(DiffLimits.DEFAULT);
    assertThat(build("--no-default-limits", "a", "b").compare().limits().diff()).isEqualTo(DiffLimits.NONE);
    assertThat(build("--max-diff-block-lines=9", "--max-diff-block-lines-saved=5", "a", "b").compare().limits()
        .maxBlockLines()).isEqualTo(5);
    assertThat(build("--max-diff-block-lines=9", "a", "b").compare().limits().maxBlockLines()).isEqualTo(9);
  }

  @Test
  void recursiveLeavesOutTheMetadataOfMembersToo() throws Exception {
    assertThat(build("--exclude-directory-metadata=yes", "a", "b").compare().scope().memberMetadata()).isTrue();
    Scope recursive = build("--exclude-directory-metadata=recursive", "a", "b").compare().scope();
    assertThat(recursive.memberMetadata()).isFalse();
    assertThat(recursive.directoryMetadata()).isFalse();
  }

  @Test
  void whatToolsPassIsUnderstood() throws Exception {
    assertThat(build("--timeout=3600", "--", "a", "b").compare().timeoutMillis()).isEqualTo(3_600_000);
    assertThat(build("--json", "-", "a", "b").outputs()).containsExactly(new OutputRequest("json", "-"));
    assertThat(build("--html", "x.html", "--text=y", "a", "b").outputs())
        .containsExactly(new OutputRequest("text", "y"), new OutputRequest("html", "x.html"));
    assertThat(build("-", "b").compare().left()).isEqualTo("-");
    assertThat(build("--", "-a", "--b").compare().right()).isEqualTo("--b");
  }

  @Test
  void argumentsMayComeFromAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("arguments"), "--exclude\n*.log files\na b\n");
    Invocation invocation = build("@" + file, "c");
    assertThat(invocation.compare().scope().excludes()).containsExactly("*.log files");
    assertThat(invocation.compare().left()).isEqualTo("a b");
  }

  @Test
  void repeatedOptionsAddUp() throws Exception {
    assertThat(build("--exclude", "a", "--exclude=b", "x", "y").compare().scope().excludes()).containsExactly("a", "b");
  }

  @Test
  void sizesHaveUnits() throws Exception {
    assertThat(List.of(Quantities.size("--x", "4096"), Quantities.size("--x", "64M"), Quantities.size("--x", "64 MB"),
        Quantities.size("--x", "2GiB"), Quantities.size("--x", "0"))).containsExactly(4096L, 64L << 20, 64L << 20,
            2L << 30, 0L);
  }

  @Test
  void everyMistakeIsASentenceThatSaysWhatToDo() {
    assertTrouble("two paths are compared, 1 was given; usage: jdiffscope [options] LEFT RIGHT", "a");
    assertTrouble("--jsn: no such option; did you mean --json?; --help lists all", "--jsn", "a", "b");
    assertTrouble("--text-color: red: not one of never, auto, always", "--text-color", "red", "a", "b");
    assertTrouble("--max-memory: 12Q: not a size; write 4096, 64M or 2GiB", "--max-memory", "12Q", "a", "b");
    assertTrouble("--jobs: -1: not a whole number from 0 to 1024", "--jobs=-1", "a", "b");
    assertTrouble("--diff-mask: (: Unclosed group", "--diff-mask", "(", "a", "b");
    assertTrouble("only one report can go to standard output; give the others a file", "--text", "-", "--json", "-", "a",
        "b");
    assertTrouble("--load-existing-diff reads a saved report: no paths are compared with it", "--load-existing-diff",
        "x", "a", "b");
    assertTrouble("--max is not unique: it matches --max-report-size", "--no-d", "--max", "1", "a", "b");
  }

  private static void assertTrouble(String sentence, String... arguments) {
    assertThatThrownBy(() -> build(arguments)).isInstanceOf(TroubleException.class).hasMessageContaining(sentence);
  }

  private static Invocation build(String... arguments) throws TroubleException {
    return InvocationBuilder.build(CommandLineParser.parse(arguments));
  }
}
