package io.github.jdiffscope.codec.xml;

import io.github.jdiffscope.bytes.FormatException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Splits an XML text (XML 1.0, fifth edition) into tokens and checks that it is well-formed. No entity is expanded and
 * no declaration is acted on: the document type is one opaque token. No recursion, so nesting costs no stack.
 */
public final class XmlTokenizer {
  /** What a token is. */
  public enum Kind {
    DECLARATION, DOCTYPE, PROCESSING_INSTRUCTION, COMMENT, CDATA, START, EMPTY, END, TEXT
  }

  /**
   * An attribute as written.
   *
   * @param value between the quotes, references not expanded
   */
  public record Attribute(String name, String value, char quote) {}

  private final String text;
  private int at;
  private int start;
  private Kind kind;
  private String name;
  private List<Attribute> attributes = List.of();
  private final List<String> open = new ArrayList<>();
  private boolean rootSeen;

  public XmlTokenizer(String text) {
    this.text = text;
    this.at = text.startsWith("\uFEFF") ? 1 : 0;
  }

  public Kind kind() {
    return kind;
  }

  /** Returns the name of the element or of the target of the processing instruction. */
  public String name() {
    return name;
  }

  public List<Attribute> attributes() {
    return attributes;
  }

  /** Returns the source text of the token. */
  public String raw() {
    return text.substring(start, at);
  }

  /** Returns the index of the first character of the token; after an error, of the first that is in no token. */
  public int start() {
    return start;
  }

  /** Returns how many elements are open. */
  public int depth() {
    return open.size();
  }

  /** Returns whether the text ended while an error was found: more text might mend it. */
  public boolean isAtEnd() {
    return at >= text.length();
  }

  /** Moves to the next token; returns false at the end of a complete document. */
  public boolean next() throws FormatException {
    start = at;
    if (at == text.length()) {
      if (!open.isEmpty()) {
        throw error("text ends inside element <" + open.get(open.size() - 1) + ">");
      }
      if (!rootSeen) {
        throw error("no root element");
      }
      return false;
    }
    if (text.charAt(at) != '<') {
      text();
    } else if (text.startsWith("<?", at)) {
      processingInstruction();
    } else if (text.startsWith("<!--", at)) {
      until(Kind.COMMENT, 4, "-->", "comment");
    } else if (text.startsWith("<![CDATA[", at)) {
      until(Kind.CDATA, 9, "]]>", "CDATA section");
      if (open.isEmpty()) {
        throw error("CDATA section outside the root element");
      }
    } else if (text.startsWith("<!DOCTYPE", at)) {
      doctype();
    } else if (text.startsWith("</", at)) {
      endTag();
    } else {
      startTag();
    }
    return true;
  }

  private void text() throws FormatException {
    kind = Kind.TEXT;
    int end = text.indexOf('<', at);
    end = end < 0 ? text.length() : end;
    for (int i = at; i < end; i++) {
      char c = text.charAt(i);
      if (open.isEmpty() && !isSpace(c)) {
        throw error("text outside the root element");
      }
      if (c == '&') {
        i = reference(i, end);
      }
    }
    at = end;
  }

  /** Returns the index of the semicolon of the reference that starts here. */
  private int reference(int from, int end) throws FormatException {
    int i = from + 1;
    while (i < end && text.charAt(i) != ';' && (isNamePart(text.charAt(i)) || text.charAt(i) == '#')) {
      i++;
    }
    if (i == end && end == text.length()) {
      at = end;
    }
    if (i >= end || text.charAt(i) != ';' || i == from + 1) {
      throw error("'&' that starts no reference");
    }
    return i;
  }

  private void processingInstruction() throws FormatException {
    int nameEnd = nameEnd(at + 2);
    name = text.substring(at + 2, nameEnd);
    boolean declaration = start <= 1 && name.equals("xml");
    until(declaration ? Kind.DECLARATION : Kind.PROCESSING_INSTRUCTION, 2, "?>", "processing instruction");
    if (name.isEmpty() || !declaration && name.equalsIgnoreCase("xml")) {
      throw error("processing instruction without a target of its own");
    }
  }

  private void until(Kind found, int skip, String terminator, String what) throws FormatException {
    kind = found;
    int end = text.indexOf(terminator, at + skip);
    if (end < 0) {
      at = text.length();
      throw error("text ends inside a " + what);
    }
    at = end + terminator.length();
  }

  /** Skips the document type with its internal subset: quotes, comments and instructions in it may hold anything. */
  private void doctype() throws FormatException {
    kind = Kind.DOCTYPE;
    int brackets = 0;
    int i = at + 9;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'') {
        i = skipTo(String.valueOf(c), i + 1);
      } else if (text.startsWith("<!--", i)) {
        i = skipTo("-->", i + 4);
      } else if (text.startsWith("<?", i)) {
        i = skipTo("?>", i + 2);
      } else {
        brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
        i++;
        if (c == '>' && brackets <= 0) {
          at = i;
          return;
        }
      }
    }
    at = text.length();
    throw error("text ends inside the document type declaration");
  }

  private int skipTo(String terminator, int from) {
    int end = text.indexOf(terminator, from);
    return end < 0 ? text.length() : end + terminator.length();
  }

  private void endTag() throws FormatException {
    kind = Kind.END;
    int i = nameEnd(at + 2);
    name = text.substring(at + 2, i);
    i = skipSpace(i);
    if (i == text.length()) {
      at = i;
      throw error("text ends inside an end tag");
    }
    String expected = open.isEmpty() ? null : open.get(open.size() - 1);
    if (!name.equals(expected) || text.charAt(i) != '>') {
      throw error("end tag </" + brief(name) + "> where "
          + (expected == null ? "no element is open" : "</" + brief(expected) + "> is due"));
    }
    open.remove(open.size() - 1);
    at = i + 1;
  }

  private void startTag() throws FormatException {
    int i = nameEnd(at + 1);
    name = text.substring(at + 1, i);
    if (name.isEmpty() || !isNameStart(name.charAt(0))) {
      at = i;
      throw error("'<' that starts no tag");
    }
    List<Attribute> found = new ArrayList<>();
    while (true) {
      int next = skipSpace(i);
      if (next >= text.length() || text.startsWith("/", next) && next + 1 == text.length()) {
        at = text.length();
        throw error("text ends inside tag <" + brief(name) + ">");
      }
      if (text.charAt(next) == '>' || text.startsWith("/>", next)) {
        finishStartTag(next, found);
        return;
      }
      if (next == i) {
        throw error("tag <" + brief(name) + "> has no space before an attribute");
      }
      i = attribute(next, found);
    }
  }

  private void finishStartTag(int end, List<Attribute> found) throws FormatException {
    checkUnique(found);
    if (open.isEmpty() && rootSeen) {
      throw error("second root element <" + brief(name) + ">");
    }
    rootSeen = true;
    attributes = found;
    boolean empty = text.charAt(end) == '/';
    kind = empty ? Kind.EMPTY : Kind.START;
    if (!empty) {
      open.add(name);
    }
    at = end + (empty ? 2 : 1);
  }

  private int attribute(int from, List<Attribute> found) throws FormatException {
    int nameEnd = nameEnd(from);
    int equals = skipSpace(nameEnd);
    int quoteAt = equals < text.length() ? skipSpace(equals + 1) : text.length();
    if (quoteAt >= text.length()) {
      at = text.length();
      throw error("text ends inside tag <" + brief(name) + ">");
    }
    char quote = text.charAt(quoteAt);
    if (nameEnd == from || text.charAt(equals) != '=' || quote != '"' && quote != '\'') {
      throw error("tag <" + brief(name) + "> has an attribute without a quoted value");
    }
    int end = text.indexOf(quote, quoteAt + 1);
    if (end < 0) {
      at = text.length();
      throw error("text ends inside tag <" + brief(name) + ">");
    }
    checkValue(quoteAt + 1, end);
    found.add(new Attribute(text.substring(from, nameEnd), text.substring(quoteAt + 1, end), quote));
    return end + 1;
  }

  private void checkValue(int from, int end) throws FormatException {
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      if (c == '<') {
        throw error("'<' in an attribute of <" + brief(name) + ">");
      } else if (c == '&') {
        i = reference(i, end);
      }
    }
  }

  private void checkUnique(List<Attribute> found) throws FormatException {
    Set<String> names = new HashSet<>();
    for (Attribute attribute : found) {
      if (!names.add(attribute.name())) {
        throw error("tag <" + brief(name) + "> has attribute " + brief(attribute.name()) + " twice");
      }
    }
  }

  private int nameEnd(int from) {
    int i = from;
    while (i < text.length() && isNamePart(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private int skipSpace(int from) {
    int i = from;
    while (i < text.length() && isSpace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
  }

  private static boolean isNameStart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || c >= 0xC0;
  }

  private static boolean isNamePart(char c) {
    return isNameStart(c) || c >= '0' && c <= '9' || c == '-' || c == '.' || c == 0xB7;
  }

  private static String brief(String word) {
    return word.length() <= 60 ? word : word.substring(0, 57) + "...";
  }

  private FormatException error(String rule) {
    int line = 1;
    int stop = Math.min(start, text.length());
    for (int i = text.indexOf('\n'); i >= 0 && i < stop; i = text.indexOf('\n', i + 1)) {
      line++;
    }
    return new FormatException(rule + " in line " + line);
  }
}
