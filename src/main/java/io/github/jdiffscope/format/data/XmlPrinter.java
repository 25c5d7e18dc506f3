package io.github.jdiffscope.format.data;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.xml.XmlReferences;
import io.github.jdiffscope.codec.xml.XmlTokenizer;
import io.github.jdiffscope.codec.xml.XmlTokenizer.Attribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes an XML text one tag a line. */
final class XmlPrinter {
  private static final int LINE_WIDTH = 120;
  private static final Comparator<Attribute> NAMESPACES_FIRST = Comparator
      .comparing((Attribute attribute) -> !attribute.name().equals("xmlns") && !attribute.name().startsWith("xmlns:"))
      .thenComparing(Attribute::name);

  private final String source;
  private final boolean asWritten;
  private final StringBuilder out = new StringBuilder();
  private final XmlTokenizer tokens;
  private String pendingTag;
  private String pendingText;
  private int pendingDepth;

  private XmlPrinter(String source, boolean asWritten) {
    this.source = source;
    this.asWritten = asWritten;
    this.tokens = new XmlTokenizer(source);
  }

  /**
   * A printed text.
   *
   * @param error why it is not well-formed, or null; what follows the error is printed as it stands
   */
  record Printed(CharSequence text, String error) {}

  /**
   * Returns a text with attributes sorted, character references in one form and without declaration and space between
   * tags; or, {@code asWritten}, only without the space.
   */
  static Printed print(String source, boolean asWritten) {
    XmlPrinter printer = new XmlPrinter(source, asWritten);
    try {
      while (printer.tokens.next()) {
        printer.token();
      }
      printer.flush();
      return new Printed(printer.out, null);
    } catch (FormatException malformed) {
      printer.flush();
      printer.out.append(source, printer.tokens.start(), source.length());
      return new Printed(printer.out, malformed.getMessage());
    }
  }

  private void token() {
    switch (tokens.kind()) {
      case DECLARATION:
        if (asWritten) {
          lines(tokens.raw(), 0);
        }
        break;
      case START:
        flush();
        pendingDepth = tokens.depth() - 1;
        pendingTag = tag(pendingDepth);
        break;
      case EMPTY:
        flush();
        line(tokens.depth(), tag(tokens.depth()) + "/>");
        break;
      case TEXT:
        text();
        break;
      case END:
        end();
        break;
      default:
        flush();
        lines(tokens.raw(), tokens.depth());
        break;
    }
  }

  private void text() {
    String value = asWritten ? tokens.raw() : XmlReferences.canonical(tokens.raw(), false);
    if (pendingTag != null && pendingText == null) {
      pendingText = value;
    } else {
      flush();
      lines(value, tokens.depth());
    }
  }

  private void end() {
    if (pendingTag == null) {
      line(tokens.depth(), "</" + tokens.name() + ">");
      return;
    }
    boolean oneLine = pendingText == null || pendingText.indexOf('\n') < 0;
    String value = oneLine ? pendingText : pendingText.strip();
    if (!oneLine && value.indexOf('\n') >= 0) {
      flush();
      line(tokens.depth(), "</" + tokens.name() + ">");
      return;
    }
    boolean collapse = !asWritten && (value == null || value.isEmpty());
    String whole = collapse ? pendingTag + "/>"
        : pendingTag + ">" + (value == null ? "" : value) + "</" + tokens.name() + ">";
    line(pendingDepth, whole);
    pendingTag = null;
    pendingText = null;
  }

  private void flush() {
    if (pendingTag != null) {
      line(pendingDepth, pendingTag + ">");
      if (pendingText != null) {
        lines(pendingText, pendingDepth + 1);
      }
      pendingTag = null;
      pendingText = null;
    }
  }

  /** Returns the tag up to where it closes; an attribute a line where they do not fit one. */
  private String tag(int depth) {
    List<Attribute> attributes = new ArrayList<>(tokens.attributes());
    if (!asWritten) {
      attributes.sort(NAMESPACES_FIRST);
    }
    List<String> parts = attributes.stream().map(this::attribute).toList();
    String oneLine = "<" + tokens.name() + (parts.isEmpty() ? "" : " " + String.join(" ", parts));
    if (parts.size() < 2 || oneLine.length() <= LINE_WIDTH) {
      return oneLine;
    }
    String separator = "\n" + Indent.of(depth) + "    ";
    return "<" + tokens.name() + separator + String.join(separator, parts);
  }

  private String attribute(Attribute attribute) {
    return asWritten ? attribute.name() + "=" + attribute.quote() + attribute.value() + attribute.quote()
        : attribute.name() + "=\"" + XmlReferences.canonical(attribute.value(), true) + "\"";
  }

  /** Writes the lines of a text without the space around them; lines of nothing but space are left out. */
  private void lines(String text, int depth) {
    text.lines().map(String::strip).filter(one -> !one.isEmpty()).forEach(one -> line(depth, one));
  }

  private void line(int depth, String content) {
    out.append(Indent.of(depth, out)).append(content).append('\n');
  }

  @Override
  public String toString() {
    return "XML text of " + source.length() + " characters";
  }
}
