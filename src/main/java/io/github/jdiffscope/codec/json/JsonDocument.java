package io.github.jdiffscope.codec.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A JSON text (RFC 8259) as a flat list of nodes in the order of the text; several values may follow one another, as in
 * JSON lines. Nothing is interpreted: numbers keep their text and repeated keys are kept. Where the text breaks the
 * grammar the document ends, and says so; what stood before is there. No recursion, so nesting costs no stack.
 */
public final class JsonDocument {
  /** Returned where a node is asked for that is not there. */
  public static final int NONE = -1;

  private final byte[] source;
  private final int[] starts;
  private final int[] ends;
  private final int[] nexts;
  private final int size;
  private final String error;
  private final int errorOffset;
  private final boolean cutOff;

  JsonDocument(JsonScanner scanner) {
    this.source = scanner.source;
    this.starts = scanner.starts;
    this.ends = scanner.ends;
    this.nexts = scanner.nexts;
    this.size = scanner.size;
    this.error = scanner.error;
    this.errorOffset = scanner.errorOffset;
    this.cutOff = scanner.cutOff;
  }

  /** Returns the document that UTF-8 bytes hold; the bytes are kept, not copied. */
  public static JsonDocument parse(byte[] utf8) {
    JsonScanner scanner = new JsonScanner(utf8);
    scanner.scan();
    return new JsonDocument(scanner);
  }

  /** Returns the number of nodes; node 0 is the first value. */
  public int size() {
    return size;
  }

  /** Returns which rule the text breaks, or null if it breaks none. */
  public String error() {
    return error;
  }

  /** Returns the offset of the byte where the text breaks the grammar; its length if it breaks none. */
  public int errorOffset() {
    return errorOffset;
  }

  /** Returns whether the error is only that the text ends too early. */
  public boolean isCutOff() {
    return cutOff;
  }

  public boolean isObject(int node) {
    return source[starts[node]] == '{';
  }

  public boolean isArray(int node) {
    return source[starts[node]] == '[';
  }

  public boolean isString(int node) {
    return source[starts[node]] == '"';
  }

  /** Returns the node after this one and all it contains. */
  public int next(int node) {
    return nexts[node];
  }

  /** Returns the source text of a node. */
  public String raw(int node) {
    return new String(source, starts[node], ends[node] - starts[node], StandardCharsets.UTF_8);
  }

  /** Returns the characters a string stands for; for any other node its source text. */
  public String text(int node) {
    return isString(node) ? unescape(raw(node)) : raw(node);
  }

  private static String unescape(String quoted) {
    if (quoted.indexOf('\\') < 0) {
      return quoted.substring(1, quoted.length() - 1);
    }
    StringBuilder out = new StringBuilder(quoted.length());
    int end = quoted.length() - 1;
    for (int i = 1; i < end; i++) {
      char c = quoted.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char escaped = quoted.charAt(++i);
      int plain = "bfnrt".indexOf(escaped);
      if (escaped == 'u') {
        out.append((char) Integer.parseInt(quoted.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        out.append(plain < 0 ? escaped : "\b\f\n\r\t".charAt(plain));
      }
    }
    return out.toString();
  }

  /** Returns the nodes of the elements of an array, or of the keys of an object; each value follows its key. */
  public List<Integer> children(int container) {
    List<Integer> result = new ArrayList<>();
    for (int node = container + 1; node < nexts[container]; node = nexts[node]) {
      result.add(node);
      if (isObject(container)) {
        node++;
        if (node >= nexts[container]) {
          break;
        }
      }
    }
    return result;
  }

  /** Returns the node of the first value that an object has under a key, else {@link #NONE}. */
  public int get(int object, String key) {
    if (object == NONE || object >= size || !isObject(object)) {
      return NONE;
    }
    for (int name : children(object)) {
      if (name + 1 < nexts[object] && text(name).equals(key)) {
        return name + 1;
      }
    }
    return NONE;
  }

  /** Returns the text under a key of an object, or null. */
  public String textAt(int object, String key) {
    int node = get(object, key);
    return node == NONE ? null : text(node);
  }
}
