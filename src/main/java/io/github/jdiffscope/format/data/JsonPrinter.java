package io.github.jdiffscope.format.data;

import io.github.jdiffscope.codec.json.JsonDocument;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Writes a JSON text one value a line. */
final class JsonPrinter {
  private final JsonDocument document;
  private final boolean asWritten;
  private final StringBuilder out = new StringBuilder();
  private final Deque<Frame> open = new ArrayDeque<>();

  /** A container being written: the nodes of its elements or keys, and which is next. */
  private static final class Frame {
    final boolean object;
    final List<Integer> children;
    int next;

    Frame(boolean object, List<Integer> children) {
      this.object = object;
      this.children = children;
    }
  }

  private JsonPrinter(JsonDocument document, boolean asWritten) {
    this.document = document;
    this.asWritten = asWritten;
  }

  /** Returns the text with keys sorted and strings in one form; or, {@code asWritten}, with both as they stand. */
  static CharSequence print(JsonDocument document, boolean asWritten) {
    JsonPrinter printer = new JsonPrinter(document, asWritten);
    for (int node = 0; node < document.size(); node = document.next(node)) {
      printer.root(node);
    }
    return printer.out;
  }

  private void root(int node) {
    value(node);
    while (!open.isEmpty()) {
      Frame frame = open.peek();
      if (frame.next == frame.children.size()) {
        open.pop();
        out.append(Indent.of(open.size(), out)).append(frame.object ? '}' : ']').append(ending());
      } else {
        int child = frame.children.get(frame.next++);
        out.append(Indent.of(open.size(), out));
        member(frame, child);
      }
    }
  }

  private void member(Frame frame, int child) {
    if (!frame.object) {
      value(child);
      return;
    }
    out.append(string(child)).append(": ");
    if (child + 1 < document.size()) {
      value(child + 1);
    } else {
      // The text broke off after this key.
      out.append(ending());
    }
  }

  private void value(int node) {
    boolean object = document.isObject(node);
    if (!object && !document.isArray(node)) {
      out.append(string(node)).append(ending());
      return;
    }
    List<Integer> children = document.children(node);
    if (children.isEmpty()) {
      out.append(object ? "{}" : "[]").append(ending());
      return;
    }
    out.append(object ? "{\n" : "[\n");
    open.push(new Frame(object, object && !asWritten ? sorted(children) : children));
  }

  private List<Integer> sorted(List<Integer> keys) {
    List<String> names = keys.stream().map(document::text).toList();
    return IntStream.range(0, names.size()).boxed().sorted(Comparator.comparing(names::get)).map(keys::get).toList();
  }

  /** Returns what follows a value: a comma unless it is the last of its container. */
  private String ending() {
    Frame frame = open.peek();
    return frame == null || frame.next == frame.children.size() ? "\n" : ",\n";
  }

  private String string(int node) {
    return asWritten || !document.isString(node) ? document.raw(node) : quote(document.text(node));
  }

  private static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int escape = "\"\\\b\f\n\r\t".indexOf(c);
      if (escape >= 0) {
        quoted.append('\\').append("\"\\bfnrt".charAt(escape));
      } else if (c < 0x20 || c == 0x7F || Character.isSurrogate(c) && !isPaired(text, i)) {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private static boolean isPaired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i)) ? i + 1 < text.length() && Character.isLowSurrogate(
        text.charAt(i + 1)) : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
