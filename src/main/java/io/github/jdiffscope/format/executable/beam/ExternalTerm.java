package io.github.jdiffscope.format.executable.beam;

import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Writes terms of the external format as Erlang does (ERTS, "External Term Format"); nothing is made of them. */
final class ExternalTerm {
  private static final int DEPTH_LIMIT = 200;
  private static final int TEXT_LIMIT = 16 << 20;
  private static final int VERSION = 131;

  private final ByteView view;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private ExternalTerm(byte[] bytes) {
    this.view = new ByteView(bytes, false);
  }

  /** Returns a term that starts with the version of the format; what follows a break is written as bytes. */
  static String text(byte[] bytes) {
    ExternalTerm term = new ExternalTerm(bytes);
    try {
      if (term.u8() != VERSION) {
        throw new IndexOutOfBoundsException("no version of the format");
      }
      if (term.view.u8(1) == 80) {
        return "compressed " + TextLiteral.quoted(bytes, 0, bytes.length);
      }
      term.term(0);
    } catch (IndexOutOfBoundsException broken) {
      term.out.append(" (not a term: ").append(TextLiteral.quoted(bytes, Math.min(term.at, bytes.length), bytes.length)).append(')');
    }
    return term.out.toString();
  }

  private void term(int depth) {
    if (depth > DEPTH_LIMIT || out.length() > TEXT_LIMIT) {
      throw new IndexOutOfBoundsException("terms are nested too deep");
    }
    int tag = u8();
    switch (tag) {
      case 97 -> out.append(u8());
      case 98 -> out.append((int) fixed(4));
      case 70 -> out.append(Double.longBitsToDouble(fixed(8)));
      case 100 -> atom((int) fixed(2), StandardCharsets.ISO_8859_1);
      case 115 -> atom(u8(), StandardCharsets.ISO_8859_1);
      case 118 -> atom((int) fixed(2), StandardCharsets.UTF_8);
      case 119 -> atom(u8(), StandardCharsets.UTF_8);
      case 104 -> items(u8(), '{', '}', depth);
      case 105 -> items(count(), '{', '}', depth);
      case 106 -> out.append("[]");
      case 107 -> quoted((int) fixed(2));
      case 108 -> list(depth);
      case 109 -> {
        out.append("<<");
        quoted(count());
        out.append(">>");
      }
      case 110 -> big(u8());
      case 111 -> big(count());
      case 116 -> map(depth);
      case 77 -> {
        int length = count();
        int bits = u8();
        out.append("<<");
        quoted(length);
        out.append("/").append(bits).append(">>");
      }
      case 113 -> {
        out.append("fun ");
        term(depth + 1);
        out.append(':');
        term(depth + 1);
        out.append('/');
        term(depth + 1);
      }
      default -> throw new IndexOutOfBoundsException("term of kind " + tag);
    }
  }

  private void list(int depth) {
    int count = count();
    items(count, '[', ' ', depth);
    out.setLength(out.length() - 1);
    if (view.u8(at) == 106) {
      at++;
    } else {
      out.append('|');
      term(depth + 1);
    }
    out.append(']');
  }

  private void items(int count, char open, char close, int depth) {
    out.append(open);
    for (int i = 0; i < count; i++) {
      out.append(i > 0 ? "," : "");
      term(depth + 1);
    }
    out.append(close);
  }

  private void map(int depth) {
    int count = count();
    out.append("#{");
    for (int i = 0; i < count; i++) {
      out.append(i > 0 ? "," : "");
      term(depth + 1);
      out.append(" => ");
      term(depth + 1);
    }
    out.append('}');
  }

  private void big(int length) {
    int sign = u8();
    byte[] digits = view.copy(at, length);
    at += length;
    for (int i = 0, j = length - 1; i < j; i++, j--) {
      byte swapped = digits[i];
      digits[i] = digits[j];
      digits[j] = swapped;
    }
    String text = length > 512 ? "0x" + TextLiteral.hex(digits, 0, length) : new BigInteger(1, digits).toString();
    out.append(sign == 0 ? "" : "-").append(text);
  }

  private void atom(int length, Charset charset) {
    byte[] name = view.copy(at, length);
    at += length;
    out.append(quotedAtom(new String(name, charset)));
  }

  /** Returns an atom as it is written: in quotes unless it is a small word. */
  static String quotedAtom(String name) {
    boolean plain = !name.isEmpty() && name.charAt(0) >= 'a' && name.charAt(0) <= 'z';
    for (int i = 0; plain && i < name.length(); i++) {
      char c = name.charAt(i);
      plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '@';
    }
    return plain ? name : "'" + name.replace("\n", "\\n") + "'";
  }

  private void quoted(int length) {
    byte[] text = view.copy(at, length);
    at += length;
    out.append(TextLiteral.quoted(text, 0, length));
  }

  private int count() {
    long count = fixed(4);
    if (count > view.size() - at) {
      throw new IndexOutOfBoundsException("a list of " + count + " is cut off");
    }
    return (int) count;
  }

  private int u8() {
    return view.u8(at++);
  }

  private long fixed(int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = value << 8 | u8();
    }
    return value;
  }
}
