package io.github.jdiffscope.report;

import java.io.IOException;

/**
 * Writes a unified diff as rows of two sides. The markup is as small as it can be, because a report has many rows: a
 * paragraph a row, {@code del}, {@code ins} or {@code code} a side, line numbers as attributes (the style sheet shows
 * them, so that they are not copied with the text).
 */
final class HtmlDiff implements DiffRows.Rows {
  /** Rows laid out together: parts of a page that are not on the screen cost nothing. */
  private static final int ROWS_PER_CHUNK = 100;

  private final Utf8Output out;
  private final String diff;
  private final boolean numbers;
  private final int maxShown;
  private final WordMarks marks;
  private boolean inChunk;
  private boolean folded;
  private int rowsOfChunk;
  private int rowsOfHunk;

  HtmlDiff(Utf8Output out, String diff, boolean numbers, int maxShown, WordMarks marks) {
    this.out = out;
    this.diff = diff;
    this.numbers = numbers;
    this.maxShown = maxShown;
    this.marks = marks;
  }

  void write() throws IOException {
    out.ascii("<div class=diff>\n");
    DiffRows.read(diff, this);
    closeHunk();
    out.ascii("</div>\n");
  }

  @Override
  public void hunk(int from, int to) throws IOException {
    closeHunk();
    out.ascii("<h4>");
    XmlText.write(out, diff, from, to);
    out.ascii("</h4>\n");
  }

  @Override
  public void equal(long leftNumber, long rightNumber, int from, int to) throws IOException {
    row();
    side("code", leftNumber, from, to, null);
    side("code", rightNumber, from, to, null);
    out.ascii("\n");
  }

  @Override
  public void changed(long leftNumber, int leftFrom, int leftTo, long rightNumber, int rightFrom, int rightTo)
      throws IOException {
    row();
    boolean both = leftFrom >= 0 && rightFrom >= 0;
    if (both) {
      marks.compare(diff, leftFrom, leftTo, rightFrom, rightTo);
    }
    if (leftFrom >= 0) {
      side("del", leftNumber, leftFrom, leftTo, both ? marks.left() : null);
    } else {
      out.ascii("<s></s>");
    }
    if (rightFrom >= 0) {
      side("ins", rightNumber, rightFrom, rightTo, both ? marks.right() : null);
    } else {
      out.ascii("<s></s>");
    }
    out.ascii("\n");
  }

  @Override
  public void remark(int from, int to) throws IOException {
    row();
    out.ascii("<em>");
    XmlText.write(out, diff, from, to);
    out.ascii("</em>\n");
  }

  private void row() throws IOException {
    if (maxShown > 0 && rowsOfHunk == maxShown && !folded) {
      closeChunk();
      folded = true;
      out.ascii("<details class=more><summary>Show the rest of this block</summary>\n");
    }
    if (rowsOfChunk == ROWS_PER_CHUNK) {
      closeChunk();
    }
    if (!inChunk) {
      out.ascii(numbers ? "<div class=c>\n" : "<div class=\"c x\">\n");
      inChunk = true;
    }
    rowsOfChunk++;
    rowsOfHunk++;
    out.ascii("<p>");
  }

  private void closeChunk() throws IOException {
    if (inChunk) {
      out.ascii("</div>\n");
      inChunk = false;
      rowsOfChunk = 0;
    }
  }

  private void closeHunk() throws IOException {
    closeChunk();
    if (folded) {
      out.ascii("</details>\n");
      folded = false;
    }
    rowsOfHunk = 0;
  }

  private void side(String tag, long number, int from, int to, LineRanges marked) throws IOException {
    out.put('<');
    out.ascii(tag);
    if (numbers) {
      out.ascii(" n=");
      out.ascii(Long.toString(number));
    }
    out.put('>');
    int at = from;
    for (int i = 0; marked != null && i < marked.count(); i++) {
      XmlText.write(out, diff, at, marked.from(i));
      out.ascii("<b>");
      XmlText.write(out, diff, marked.from(i), marked.to(i));
      out.ascii("</b>");
      at = marked.to(i);
    }
    XmlText.write(out, diff, at, to);
    out.ascii("</");
    out.ascii(tag);
    out.put('>');
  }
}
