package io.github.jdiffscope.textdiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextRemarksTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "a~b~c~            | c~a~b~              | Only the order of lines differs: 1 line was moved.",
    "a~b               | a~b~                | Only the final newline differs: the left side has none.",
    "a^~b^~            | a^~b                | Only the final newline differs: the right side has none.",
    "a^~b^~            | a~b~                | Only line endings differ: CRLF on the left, LF on the right.",
    "a^b^              | a~b~                | Only line endings differ: CR on the left, LF on the right.",
    "a b~~c~           | ab~c~               | Only whitespace differs.",
    "Hello~\u00C3\u0089~x~ | hELLO~\u00C3\u00A9~x~ | Only the case of letters differs.",
    "\u00EF\u00BB\u00BFhi~ | hi~             | Only the byte order mark differs: the left side begins with one.",
    "\u00FF\u00FEh0i0~0 | hi~                | Only the encoding differs: UTF-16LE with byte order mark on the left, UTF-8 on the right.",
    "caf\u00E9~        | caf\u00C3\u00A9~    | Only the encoding differs: ISO-8859-1 on the left, UTF-8 on the right.",
    "same~one moved line~x~x~y~ | same~x~x~new~one moved line~y~ | 1 line was moved.",
  })
  void saysWhatKindOfDifferenceItIs(String left, String right, String comment) throws IOException {
    assertThat(comments(left, right)).containsExactly(comment);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "a~b~      | a~c~",
    "a~b       | b~a",
    "a~b~      | a~b~b~",
    "A b~      | a  b~",
    "caf\u00E9~ | caf\u00C3\u00A8~",
    "a^~b~     | a~c~",
  })
  void saysNothingWhereMoreThanOneKindDiffers(String left, String right) throws IOException {
    assertThat(comments(left, right)).isEmpty();
  }

  @Test
  void saysHowManyLinesWereNotCompared() throws IOException {
    TextDifference difference = new TextDiffer(new DiffLimits(7, 2, 0))
        .compare(ByteSource.of("a\nb\nc\nd".getBytes()), ByteSource.of("x\nb\n".getBytes()));
    assertThat(difference.comments()).containsExactly("Only the first lines of each side were compared; not compared: "
        + "2 lines of the left side, 0 lines of the right side.");
  }

  @Test
  void aLineMovedPastTheLimitIsNotCalledRemoved() throws IOException {
    TextDifference difference = new TextDiffer(new DiffLimits(1, 3, 0))
        .compare(ByteSource.of("a\nb\nc\nd\n".getBytes()), ByteSource.of("new\na\nb\nc\nd\n".getBytes()));
    assertThat(difference.unifiedDiff()).isEqualTo("@@ -1 +1,2 @@\n+new\n a\n");
    assertThat(difference.comments()).containsExactly("Only the first lines of each side were compared; not compared: "
        + "2 lines of the left side, 2 lines of the right side.");
  }

  @Test
  void aDifferencePastTheLimitIsADifference() throws IOException {
    TextDifference difference = new TextDiffer(new DiffLimits(7, 50, 0))
        .compare(ByteSource.of(("x\n".repeat(500) + "a").getBytes()), ByteSource.of("x\n".repeat(500).getBytes()));
    assertThat(difference.isEqual()).isFalse();
    assertThat(difference.comments()).hasSize(1).first().asString().startsWith("Only the first lines");
  }

  @Test
  void aLongLineIsShownAsItsChanges() throws IOException {
    String head = "const first = 1; ".repeat(30_000);
    String tail = " const last = 2;".repeat(30_000);
    TextDifference difference = new TextDiffer(DiffLimits.DEFAULT).compare(
        ByteSource.of((head + "old(x)" + tail).getBytes()), ByteSource.of((head + "new(x)" + tail + "\n").getBytes()));
    assertThat(difference.unifiedDiff()).isEqualTo("""
        @@ -1 +1 @@
        -[ 509,960 bytes ] = 1; const first = 1; const first = 1; old(x) const last = 2; const last = 2; cons[ 479,963 bytes ]
        \\ No newline at end of file
        +[ 509,960 bytes ] = 1; const first = 1; const first = 1; new(x) const last = 2; const last = 2; cons[ 479,963 bytes ]
        """);
    assertThat(difference.comments()).containsExactly("2 lines of more than 8,192 bytes shown as changes with context; "
        + "these hunks cannot be applied as a patch.");
  }

  @Test
  void wordsThatDifferAreRanges() {
    InlineDiff diff = InlineDiff.of("int count = list.size();", "long count = list.length() + 1;");
    assertThat(diff.removedRanges()).containsExactly(0, 3, 17, 23);
    assertThat(diff.addedRanges()).containsExactly(0, 4, 18, 30);
    InlineDiff other = InlineDiff.of("nothing in common", "1234");
    assertThat(other.removedRanges()).containsExactly(0, 17);
  }

  private static List<String> comments(String left, String right) throws IOException {
    return new TextDiffer(DiffLimits.DEFAULT).compare(source(left), source(right)).comments();
  }

  private static ByteSource source(String text) {
    return ByteSource.of(text.replace('~', '\n').replace('^', '\r').replace('0', '\0')
        .getBytes(StandardCharsets.ISO_8859_1));
  }
}
