package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.util.ArrayList;
import java.util.List;

/** XML of Android as a protocol buffer (aapt2, Resources.proto: XmlNode), laid out as compiled XML is. */
final class ProtoXmlText {
  private static final int MAX_DEPTH = 200;

  private final StringBuilder out = new StringBuilder();
  private final StringBuilder lines = new StringBuilder();
  private final List<String[]> prefixes = new ArrayList<>();

  /** Returns the elements that were read. */
  String text() {
    return out.toString();
  }

  /** Returns lines of the source and numbers of the attributes. */
  String nearerToTheBytes() {
    return lines.toString();
  }

  void node(ProtoMessage node, int depth) throws FormatException {
    if (depth > MAX_DEPTH) {
      throw new FormatException("elements are nested more than " + MAX_DEPTH + " deep");
    }
    ProtoMessage position = node.message(3);
    if (position != null) {
      lines.append("line ").append(position.number(1, 0)).append(" column ").append(position.number(2, 0)).append('\n');
    }
    ProtoMessage element = node.message(1);
    if (element != null) {
      element(element, depth);
    } else if (node.has(2) && !node.text(2).isBlank()) {
      // Blanks between elements are layout.
      indent(depth).append(LineText.printable(node.text(2))).append('\n');
    }
  }

  private StringBuilder indent(int depth) {
    return out.append("  ".repeat(depth));
  }

  private void element(ProtoMessage element, int depth) throws FormatException {
    int declared = prefixes.size();
    for (ProtoMessage namespace : element.messages(1)) {
      prefixes.add(new String[] {namespace.text(2), namespace.text(1)});
    }
    String name = qualified(element.text(2), element.text(3));
    indent(depth).append('<').append(name);
    for (int i = declared; i < prefixes.size(); i++) {
      out.append('\n');
      indent(depth + 2).append("xmlns:").append(prefixes.get(i)[1]).append("=\"").append(prefixes.get(i)[0]).append('"');
    }
    for (ProtoMessage attribute : element.messages(4)) {
      attribute(attribute, depth);
    }
    out.append(">\n");
    for (ProtoMessage child : element.messages(5)) {
      node(child, depth + 1);
    }
    indent(depth).append("</").append(name).append(">\n");
    prefixes.subList(declared, prefixes.size()).clear();
  }

  private void attribute(ProtoMessage attribute, int depth) throws FormatException {
    String name = qualified(attribute.text(1), attribute.text(2));
    if (attribute.has(5)) {
      ResourceValue.hex(lines.append("attribute "), (int) attribute.number(5, 0));
      lines.append(' ').append(name).append('\n');
    }
    out.append('\n');
    indent(depth + 2).append(name).append('=');
    ProtoMessage compiled = attribute.message(6);
    String written = attribute.text(3) == null ? "" : attribute.text(3);
    if (compiled == null || compiled.fields().isEmpty()) {
      Literals.quote(out, written);
    } else {
      ProtoResource.item(out, compiled);
    }
  }

  private String qualified(String uri, String name) {
    for (int i = prefixes.size() - 1; i >= 0 && uri != null && !uri.isEmpty(); i--) {
      if (uri.equals(prefixes.get(i)[0])) {
        return prefixes.get(i)[1] + ':' + LineText.printable(String.valueOf(name));
      }
    }
    return (uri == null || uri.isEmpty() ? "" : '{' + LineText.printable(uri) + '}')
        + LineText.printable(String.valueOf(name));
  }
}
