package io.github.jdiffscope.format.executable.demangle;

/** Decodes identifiers beyond ASCII: punycode (RFC 3492) with an underscore for the delimiter, as Rust mangles them. */
final class Punycode {
  private Punycode() {}

  static String decode(String text) {
    int split = text.lastIndexOf('_');
    StringBuilder out = new StringBuilder(split < 0 ? "" : text.substring(0, split));
    int code = 128;
    int index = 0;
    int bias = 72;
    int at = split + 1;
    while (at < text.length()) {
      int old = index;
      int weight = 1;
      for (int k = 36; ; k += 36) {
        char c = text.charAt(at++);
        int digit = Character.isDigit(c) ? c - '0' + 26 : c - 'a';
        index += digit * weight;
        int threshold = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias;
        if (digit < threshold) {
          break;
        }
        weight *= 36 - threshold;
      }
      int count = out.codePointCount(0, out.length()) + 1;
      bias = adapt(index - old, count, old == 0);
      code += index / count;
      index %= count;
      if (!Character.isValidCodePoint(code) || index < 0) {
        return "punycode{" + text + "}";
      }
      out.insert(out.offsetByCodePoints(0, index), Character.toString(code));
      index++;
    }
    return out.toString();
  }

  private static int adapt(int delta, int count, boolean first) {
    int d = first ? delta / 700 : delta / 2;
    d += d / count;
    int k = 0;
    for (; d > 455; k += 36) {
      d /= 35;
    }
    return k + 36 * d / (d + 38);
  }
}
