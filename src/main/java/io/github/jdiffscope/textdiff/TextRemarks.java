package io.github.jdiffscope.textdiff;

import io.github.jdiffscope.textdiff.FoldedReader.Fold;
import java.io.IOException;
import java.util.List;

/** What is said about a difference of texts as a whole, told from its edits. */
final class TextRemarks {
  /** Bytes of the first change that are searched for ones outside ASCII. */
  private static final int LOOKED_AT = 1 << 16;
  /** A line that occurs more often, or is shorter, says nothing about moves: a brace, a blank line. */
  private static final int RARE = 4;
  private static final int LEAST_BYTES = 4;
  private static final String SIDES = " on the left, ";

  private final LineTable left;
  private final LineTable right;
  private final LineIds ids;
  private final Edits edits;
  private final FoldedReader leftReader;
  private final FoldedReader rightReader;

  TextRemarks(LineTable left, LineTable right, LineIds ids, Edits edits) {
    this.left = left;
    this.right = right;
    this.ids = ids;
    this.edits = edits;
    this.leftReader = new FoldedReader(left.source());
    this.rightReader = new FoldedReader(right.source());
  }

  /** Adds what the difference is, if it is of one kind only; else how much was moved. */
  void addTo(List<String> comments) throws IOException {
    String only = left.isCut() || right.isCut() ? null : only();
    if (only != null) {
      comments.add(only);
      return;
    }
    long moved = moved();
    if (moved > 0) {
      comments.add(Wording.count(moved, "line").concat(moved == 1 ? " was moved." : " were moved."));
    }
  }

  private String only() throws IOException {
    String text = finalNewline();
    text = text == null ? order() : text;
    text = text == null ? encoding() : text;
    return text == null ? folded() : text;
  }

  private String finalNewline() throws IOException {
    if (edits.size() != 1 || edits.a1(0) != left.count() || edits.b1(0) != right.count()
        || edits.a1(0) - edits.a0(0) != 1 || edits.b1(0) - edits.b0(0) != 1) {
      return null;
    }
    long fromLeft = left.start(edits.a0(0));
    long fromRight = right.start(edits.b0(0));
    long leftBytes = left.length(edits.a0(0));
    long rightBytes = right.length(edits.b0(0));
    long shorter = Math.min(leftBytes, rightBytes);
    Window longer = new Window(leftBytes > rightBytes ? left.source() : right.source(), 1 << 12);
    long end = longer.source().size();
    long more = Math.abs(leftBytes - rightBytes);
    boolean newline = more == 1 && longer.at(end - 1) == '\n'
        || more == 2 && longer.at(end - 2) == '\r' && longer.at(end - 1) == '\n';
    if (!newline || Equality.commonPrefix(new Window(left.source()), new Window(right.source()), fromLeft, fromRight,
        shorter) < shorter) {
      return null;
    }
    return leftBytes < rightBytes ? "Only the final newline differs: the left side has none."
        : "Only the final newline differs: the right side has none.";
  }

  private String order() {
    if (addsNewLines()) {
      return null;
    }
    int[] balance = new int[ids.count()];
    long lines = 0;
    for (int i = 0; i < edits.size(); i++) {
      for (int a = edits.a0(i); a < edits.a1(i); a++) {
        balance[ids.left()[a]]++;
        lines++;
      }
      for (int b = edits.b0(i); b < edits.b1(i); b++) {
        balance[ids.right()[b]]--;
      }
    }
    for (int count : balance) {
      if (count != 0) {
        return null;
      }
    }
    return new StringBuilder("Only the order of lines differs: ").append(Wording.count(lines, "line"))
        .append(lines == 1 ? " was" : " were").append(" moved.").toString();
  }

  /** Returns whether an added line occurs nowhere on the left. */
  private boolean addsNewLines() {
    for (int i = 0; i < edits.size(); i++) {
      for (int b = edits.b0(i); b < edits.b1(i); b++) {
        if (ids.right()[b] == LineIds.NONE) {
          return true;
        }
      }
    }
    return false;
  }

  private long moved() {
    byte[] occurrences = new byte[ids.count()];
    for (int a = 0; a < left.count(); a++) {
      int id = ids.left()[a];
      occurrences[id] += occurrences[id] <= RARE ? 1 : 0;
    }
    byte[] removed = new byte[ids.count()];
    for (int i = 0; i < edits.size(); i++) {
      for (int a = edits.a0(i); a < edits.a1(i); a++) {
        int id = ids.left()[a];
        removed[id] += occurrences[id] <= RARE && left.length(a) >= LEAST_BYTES ? 1 : 0;
      }
    }
    long moved = 0;
    for (int i = 0; i < edits.size(); i++) {
      for (int b = edits.b0(i); b < edits.b1(i); b++) {
        int id = ids.right()[b];
        if (id != LineIds.NONE && removed[id] > 0) {
          removed[id]--;
          moved++;
        }
      }
    }
    return moved;
  }

  private String encoding() throws IOException {
    if (!firstChangeIsCoded(left, edits.a0(0), edits.a1(0)) && !firstChangeIsCoded(right, edits.b0(0), edits.b1(0))) {
      return null;
    }
    Encoding a = Encoding.of(left.source());
    Encoding b = Encoding.of(right.source());
    if (a.equals(b) || !Encoding.sameText(left.source(), a, right.source(), b)) {
      return null;
    }
    if (a.form() == b.form()) {
      return a.mark() > 0 ? "Only the byte order mark differs: the left side begins with one."
          : "Only the byte order mark differs: the right side begins with one.";
    }
    return new StringBuilder("Only the encoding differs: ").append(a).append(SIDES).append(b).append(" on the right.")
        .toString();
  }

  /** Returns whether a change holds a byte outside ASCII, or a zero as in UTF-16. */
  private static boolean firstChangeIsCoded(LineTable table, int from, int to) throws IOException {
    byte[] bytes = new byte[(int) Math.min(LOOKED_AT, table.start(to) - table.start(from))];
    int length = table.source().read(table.start(from), bytes, 0, bytes.length);
    for (int i = 0; i < length; i++) {
      if (bytes[i] <= 0) {
        return true;
      }
    }
    return false;
  }

  private String folded() throws IOException {
    if (differOnlyBy(Fold.LINE_ENDINGS)) {
      return new StringBuilder("Only line endings differ: ").append(endings(left, edits.a0(0), edits.a1(0)))
          .append(SIDES).append(endings(right, edits.b0(0), edits.b1(0))).append(" on the right.").toString();
    }
    if (differOnlyBy(Fold.WHITESPACE)) {
      return "Only whitespace differs.";
    }
    return differOnlyBy(Fold.CASE) ? "Only the case of letters differs." : null;
  }

  private boolean differOnlyBy(Fold fold) throws IOException {
    for (int i = 0; i < edits.size(); i++) {
      if (!FoldedReader.same(leftReader, left.start(edits.a0(i)), left.start(edits.a1(i)), rightReader,
          right.start(edits.b0(i)), right.start(edits.b1(i)), fold)) {
        return false;
      }
    }
    return true;
  }

  private static String endings(LineTable table, int from, int to) throws IOException {
    byte[] bytes = new byte[(int) Math.min(LOOKED_AT, table.start(to) - table.start(from))];
    int length = table.source().read(table.start(from), bytes, 0, bytes.length);
    int both = 0;
    int returns = 0;
    int feeds = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\r') {
        boolean pair = i + 1 < length && bytes[i + 1] == '\n';
        both += pair ? 1 : 0;
        returns += pair ? 0 : 1;
        i += pair ? 1 : 0;
      } else if (bytes[i] == '\n') {
        feeds++;
      }
    }
    if ((both > 0 ? 1 : 0) + (returns > 0 ? 1 : 0) + (feeds > 0 ? 1 : 0) > 1) {
      return "mixed";
    }
    return both > 0 ? "CRLF" : returns > 0 ? "CR" : "LF";
  }
}
