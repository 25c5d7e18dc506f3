package io.github.jdiffscope.report;

import io.github.jdiffscope.model.Cause;
import io.github.jdiffscope.model.Difference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Draws one tree. */
final class TextTree {
  private static final byte[] LEVEL = utf8("│ ");
  private static final byte[] BRANCH = utf8("├── ");
  private static final byte[] LEFT_NAME = utf8("│   --- ");
  private static final byte[] RIGHT_NAME = utf8("├── +++ ");
  private static final byte[] COMMENT = utf8("│┄ ");
  private static final byte[] NONE = {};

  private final TextOptions options;
  private final Utf8Output out;
  private final TextDiffLines diffLines;
  /** Causes whose remedy has been said: once a report is enough. */
  private final Set<String> remediesSaid = new HashSet<>();
  private byte[][] prefixes = {NONE};

  TextTree(TextOptions options, Utf8Output out) {
    this.options = options;
    this.out = out;
    this.diffLines = new TextDiffLines(options, out);
  }

  private static byte[] utf8(String s) {
    return s.getBytes(StandardCharsets.UTF_8);
  }

  void node(Difference node, int depth) throws IOException {
    byte[] prefix = prefix(Math.max(0, depth - 1));
    names(node, depth, prefix);
    for (String comment : node.comments()) {
      comment(comment, prefix, Math.max(0, depth - 1) * 2);
    }
    for (Cause cause : node.causes()) {
      comment(sentence(cause), prefix, Math.max(0, depth - 1) * 2);
    }
    if (node.unifiedDiff() != null) {
      diffLines.write(node.unifiedDiff(), prefix(depth), depth * 2);
    }
    for (Difference detail : node.details()) {
      node(detail, depth + 1);
    }
  }

  private void names(Difference node, int depth, byte[] prefix) throws IOException {
    if (depth == 0) {
      name(NONE, utf8("--- "), node.source1());
      name(NONE, utf8("+++ "), node.source2());
    } else if (node.source1().equals(node.source2())) {
      name(prefix, BRANCH, node.source1());
    } else {
      name(prefix, LEFT_NAME, node.source1());
      name(prefix, RIGHT_NAME, node.source2());
    }
  }

  private void name(byte[] prefix, byte[] sign, String name) throws IOException {
    out.bytes(prefix);
    out.bytes(sign);
    out.shown(name);
    out.endLine();
  }

  private void comment(String comment, byte[] prefix, int indent) throws IOException {
    for (int from = 0; from <= comment.length();) {
      int end = comment.indexOf('\n', from);
      end = end < 0 ? comment.length() : end;
      commentLine(comment, from, end, prefix, indent);
      from = end + 1;
    }
  }

  private void commentLine(String text, int from, int to, byte[] prefix, int indent) throws IOException {
    int width = options.width() - indent - 3;
    int start = from;
    do {
      int end = width < TextDiffLines.NARROWEST ? to : wordBreak(text, start, to, width);
      out.bytes(prefix);
      out.bytes(COMMENT);
      out.shown(text, start, end);
      out.endLine();
      start = end < to && text.charAt(end) == ' ' ? end + 1 : end;
    } while (start < to);
  }

  /** Returns where a line of a sentence ends: before the last space that fits, else in the word. */
  private static int wordBreak(String text, int from, int to, int width) {
    if (to - from <= width) {
      return to;
    }
    int space = text.lastIndexOf(' ', from + width);
    if (space > from) {
      return space;
    }
    return Character.isLowSurrogate(text.charAt(from + width)) ? from + width - 1 : from + width;
  }

  private String sentence(Cause cause) {
    StringBuilder b = new StringBuilder("cause: ").append(cause.id());
    if (!cause.detail().isEmpty()) {
      b.append(": ").append(cause.detail());
    }
    if (!cause.remedy().isEmpty() && remediesSaid.add(cause.id() + '\n' + cause.remedy())) {
      b.append(" (remedy: ").append(cause.remedy()).append(')');
    }
    return b.toString();
  }

  private byte[] prefix(int depth) {
    while (prefixes.length <= depth) {
      byte[] last = prefixes[prefixes.length - 1];
      byte[] next = Arrays.copyOf(last, last.length + LEVEL.length);
      System.arraycopy(LEVEL, 0, next, last.length, LEVEL.length);
      prefixes = Arrays.copyOf(prefixes, prefixes.length + 1);
      prefixes[prefixes.length - 1] = next;
    }
    return prefixes[depth];
  }
}
