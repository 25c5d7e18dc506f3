package io.github.jdiffscope.textdiff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One comparison of two tables of lines. */
final class LineComparison {
  private final DiffLimits limits;
  private final LineTable left;
  private final LineTable right;
  private final LineReader leftReader;
  private final LineReader rightReader;
  private final LineIds ids;
  private long unsearched;

  LineComparison(DiffLimits limits, LineTable left, LineTable right, LineIds ids) {
    this.limits = limits;
    this.ids = ids;
    this.left = left;
    this.right = right;
    this.leftReader = new LineReader(left);
    this.rightReader = new LineReader(right);
  }

  /** Returns the difference; there is one. */
  TextDifference difference() throws IOException {
    Edits edits = edits();
    UnifiedText text = new UnifiedText(limits, leftReader, rightReader, edits);
    ByteText hunks = text.write();
    List<String> comments = new ArrayList<>();
    new TextRemarks(left, right, ids, edits).addTo(comments);
    limits(text, comments);
    return TextDifference.of(hunks, comments, false);
  }

  /** Adds how much was not compared or is not shown. */
  private void limits(UnifiedText text, List<String> comments) throws IOException {
    if (left.isCut() || right.isCut()) {
      comments.add(cutInput());
    }
    if (unsearched > 0) {
      comments.add(Wording.count(unsearched, "line").concat(
          " in regions with too little in common were not searched for equal lines and are shown as replaced."));
    }
    if (text.cutBlocks() > 0) {
      comments.add(new StringBuilder(Wording.count(text.cutBlocks(), "block")).append(" cut short: ")
          .append(Wording.count(text.cutRemoved(), "removed line")).append(" and ")
          .append(Wording.count(text.cutAdded(), "added line")).append(" are not shown.").toString());
    }
    if (text.shortened() > 0) {
      comments.add(new StringBuilder(Wording.count(text.shortened(), "line")).append(" of more than ")
          .append(Wording.count(limits.maxLineBytes(), "byte"))
          .append(" shown as changes with context; these hunks cannot be applied as a patch.").toString());
    }
  }

  private String cutInput() throws IOException {
    StringBuilder text = new StringBuilder("Only the first lines of each side were compared; not compared: ");
    text.append(Wording.count(rest(left), "line")).append(" of the left side, ");
    return text.append(Wording.count(rest(right), "line")).append(" of the right side.").toString();
  }

  /** Returns how many lines lie after those compared. */
  private static long rest(LineTable lines) throws IOException {
    ByteSource source = lines.source();
    long from = lines.start(lines.count());
    if (from == source.size()) {
      return 0;
    }
    Window window = new Window(source);
    long feeds = Trim.countFeeds(window, from, source.size());
    return feeds + (window.at(source.size() - 1) == '\n' ? 0 : 1);
  }

  /** Returns a script that turns the left lines into the right ones. */
  Edits edits() throws IOException {
    LineMatcher matcher = new LineMatcher(ids.left(), left.count(), ids.right(), right.count(), ids.count());
    unsearched = matcher.unsearched();
    Edits edits = Edits.ofMarks(matcher.removed(), left.count(), matcher.added(), right.count());
    edits = Slider.slide(ids.left(), leftReader, ids.right(), rightReader, edits);
    if (left.isCut() || right.isCut()) {
      dropEnd(edits);
    }
    return verified(edits);
  }

  /** Drops a last edit of one side only: its lines may well be among those of the other side that were cut off. */
  private void dropEnd(Edits edits) {
    int last = edits.size() - 1;
    if (last > 0 && edits.a1(last) == left.count() && edits.b1(last) == right.count()
        && (edits.a0(last) == edits.a1(last) || edits.b0(last) == edits.b1(last))) {
      left.shorten(edits.a0(last));
      right.shorten(edits.b0(last));
      edits.removeLast();
    }
  }

  /**
   * Returns the script without the pairs of lines that only their hashes say are equal; there are none but by
   * malice.
   */
  private Edits verified(Edits edits) throws IOException {
    Window a = new Window(left.source());
    Window b = new Window(right.source());
    Edits checked = new Edits();
    int fromA = 0;
    int fromB = 0;
    for (int i = 0; i <= edits.size(); i++) {
      int toA = i < edits.size() ? edits.a0(i) : left.count();
      verify(a, b, fromA, fromB, toA - fromA, checked);
      if (i < edits.size()) {
        append(checked, edits.a0(i), edits.a1(i), edits.b0(i), edits.b1(i));
        fromA = edits.a1(i);
        fromB = edits.b1(i);
      }
    }
    return checked;
  }

  private void verify(Window a, Window b, int fromA, int fromB, int lines, Edits checked) throws IOException {
    int done = 0;
    while (done < lines) {
      long from = left.start(fromA + done);
      long to = left.start(fromA + lines);
      long equal = commonRun(a, b, from, right.start(fromB + done), to - from);
      if (equal == to - from) {
        return;
      }
      while (left.start(fromA + done + 1) <= from + equal) {
        done++;
      }
      append(checked, fromA + done, fromA + done + 1, fromB + done, fromB + done + 1);
      done++;
    }
  }

  /** Like {@link Equality#commonPrefix}, but short runs one after the other share a window. */
  private static long commonRun(Window a, Window b, long fromA, long fromB, long length) throws IOException {
    long done = 0;
    while (done < length) {
      long left = fromA + done;
      long right = fromB + done;
      if (!a.holds(left) && a.load(left) == 0 || !b.holds(right) && b.load(right) == 0) {
        throw Window.shrunk(left);
      }
      int i = (int) (left - a.start);
      int j = (int) (right - b.start);
      int count = (int) Math.min(length - done, Math.min(a.length - i, b.length - j));
      int at = java.util.Arrays.mismatch(a.bytes, i, i + count, b.bytes, j, j + count);
      if (at >= 0) {
        return done + at;
      }
      done += count;
    }
    return length;
  }

  private static void append(Edits edits, int a0, int a1, int b0, int b1) {
    int last = edits.size() - 1;
    if (last >= 0 && edits.a1(last) == a0 && edits.b1(last) == b0) {
      edits.set(last, edits.a0(last), a1, edits.b0(last), b1);
    } else {
      edits.add(a0, a1, b0, b1);
    }
  }
}
