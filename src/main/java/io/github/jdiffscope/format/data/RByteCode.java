package io.github.jdiffscope.format.data;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;

/** Writes byte code of R: its instructions as numbers, and its constants. */
final class RByteCode {
  private static final int MAX_DEPTH = 200;
  private static final int LIST = 2;
  private static final int LANGUAGE = 6;
  private static final int BYTE_CODE = 21;
  private static final int ATTRIBUTED_LIST = 239;
  private static final int ATTRIBUTED_LANGUAGE = 240;
  private static final int SHARED = 243;
  private static final int TO_BE_SHARED = 244;

  private static final String TAIL = "then ";

  private final BinaryReader in;
  private final StringBuilder out;
  private final RDataReader values;

  RByteCode(BinaryReader in, StringBuilder out, RDataReader values) {
    this.in = in;
    this.out = out;
    this.values = values;
  }

  void write(String prefix, int depth) throws IOException {
    in.i32("shared language count");
    code(prefix, depth, 0);
  }

  private void line(int depth, String text) throws FormatException {
    Indent.line(out, depth, text);
  }

  private void code(String prefix, int depth, int level) throws IOException {
    checkLevel(level);
    line(depth, prefix + "byte code");
    values.value("instructions ", depth + 1);
    int count = in.i32("constant count");
    if (count < 0 || count > in.remaining() / 4) {
      throw FormatException.at(in.position() - 4, "constant count " + count + " is not possible");
    }
    for (int i = 0; i < count; i++) {
      int type = in.i32("constant type");
      if (type == BYTE_CODE) {
        code("constant ", depth + 1, level + 1);
      } else if (isLanguage(type)) {
        language(type, "constant ", depth + 1, level + 1);
      } else {
        values.value("constant ", depth + 1);
      }
    }
  }

  private void checkLevel(int level) throws FormatException {
    if (level > MAX_DEPTH) {
      throw FormatException.at(in.position(), "byte code is nested more than " + MAX_DEPTH + " deep");
    }
  }

  private static boolean isLanguage(int type) {
    return type == LIST || type == LANGUAGE || type >= ATTRIBUTED_LIST && type <= TO_BE_SHARED && type != 241
        && type != 242;
  }

  /** Writes a call or list; its tail is followed without recursion. */
  private void language(int first, String prefix, int depth, int level) throws IOException {
    checkLevel(level);
    int type = first;
    String word = prefix;
    int indent = depth;
    while (true) {
      if (type == SHARED) {
        line(indent, word + "shared " + in.i32("shared language"));
        return;
      }
      if (!isLanguage(type)) {
        int start = out.length();
        values.value(word, indent);
        if (word.equals(TAIL) && out.substring(start).strip().equals("then NULL")) {
          out.setLength(start);
        }
        return;
      }
      String shared = "";
      if (type == TO_BE_SHARED) {
        shared = " shared " + in.i32("shared language");
        type = in.i32("type");
      }
      boolean call = type == LANGUAGE || type == ATTRIBUTED_LANGUAGE;
      boolean tail = word.equals(TAIL) && type == LIST && shared.isEmpty();
      if (!tail) {
        line(indent, word + (call ? "call" : "pairlist") + shared);
      }
      if (type == ATTRIBUTED_LANGUAGE || type == ATTRIBUTED_LIST) {
        values.value("attributes ", indent + 1);
      }
      String tag = tag();
      language(in.i32("type"), tag, depth + 1, level + 1);
      type = in.i32("type");
      word = TAIL;
      indent = depth + 1;
    }
  }

  private String tag() throws IOException {
    int start = out.length();
    values.value("", 0);
    String tag = out.substring(start).strip();
    out.setLength(start);
    return tag.equals("NULL") ? "" : tag.replaceFirst("^symbol ", "") + " = ";
  }
}
