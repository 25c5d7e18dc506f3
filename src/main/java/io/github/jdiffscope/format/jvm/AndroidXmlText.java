package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.util.ArrayList;
import java.util.List;

/** Compiled XML of Android (ResourceTypes.h: ResXMLTree_node) as XML, an attribute a line. */
final class AndroidXmlText {
  static final int XML = 0x0003;
  private static final int RESOURCE_MAP = 0x0180;
  private static final int START_NAMESPACE = 0x0100;
  private static final int END_NAMESPACE = 0x0101;
  private static final int START_ELEMENT = 0x0102;
  private static final int END_ELEMENT = 0x0103;
  private static final int TEXT = 0x0104;
  private static final int MAX_INDENT = 200;

  private final byte[] bytes;
  private final StringBuilder out = new StringBuilder();
  private final StringBuilder lines = new StringBuilder();
  private final List<String> prefixes = new ArrayList<>();
  private final List<String> pending = new ArrayList<>();
  private ResourceStrings strings;
  private ChunkReader resources;
  private int depth;

  AndroidXmlText(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the elements that could be read. */
  String text() {
    return out.toString();
  }

  /** Returns lines of the source and numbers of the attributes. */
  String nearerToTheBytes() throws FormatException {
    StringBuilder all = new StringBuilder(lines);
    for (int i = 0; resources != null && i < (resources.size() - resources.headerSize()) / 4; i++) {
      ResourceValue.hex(all.append("attribute "), resources.i4(resources.headerSize() + 4L * i));
      all.append(' ').append(strings == null ? null : strings.get(i)).append('\n');
    }
    return all.toString();
  }

  void read() throws FormatException {
    ChunkReader whole = ChunkReader.at(bytes, 0, bytes.length);
    int at = whole.headerSize();
    while (at < whole.end()) {
      ChunkReader chunk = ChunkReader.at(bytes, at, whole.end());
      node(chunk);
      at = chunk.end();
    }
    if (whole.end() < bytes.length) {
      out.append(bytes.length - whole.end()).append(" bytes follow the document\n");
    }
  }

  private void node(ChunkReader chunk) throws FormatException {
    if (chunk.type() == ResourceStrings.TYPE) {
      strings = new ResourceStrings(chunk);
    } else if (chunk.type() == RESOURCE_MAP) {
      resources = chunk;
    } else if (strings == null) {
      throw FormatException.at(chunk.start(), "elements stand before the strings they use");
    } else {
      lines.append("line ").append(chunk.u4(8)).append(" node ").append(chunk.type()).append('\n');
      switch (chunk.type()) {
        case START_NAMESPACE -> namespace(chunk);
        case END_NAMESPACE -> { }
        case START_ELEMENT -> start(chunk);
        case END_ELEMENT -> end(chunk);
        case TEXT -> {
          indent().append(strings.get(chunk.i4(chunk.headerSize()))).append('\n');
        }
        default -> indent().append("chunk of unknown type ").append(chunk.type()).append(", ").append(chunk.size())
            .append(" bytes\n");
      }
    }
  }

  private StringBuilder indent() {
    for (int i = Math.min(depth, MAX_INDENT); i > 0; i--) {
      out.append("  ");
    }
    return out;
  }

  private void namespace(ChunkReader chunk) throws FormatException {
    String prefix = strings.get(chunk.i4(chunk.headerSize()));
    String uri = strings.get(chunk.i4(chunk.headerSize() + 4L));
    prefixes.add(uri);
    prefixes.add(prefix);
    pending.add("xmlns:" + prefix + "=\"" + uri + '"');
  }

  private String qualified(int namespace, String name) throws FormatException {
    String uri = strings.get(namespace);
    for (int i = prefixes.size() - 2; i >= 0 && uri != null; i -= 2) {
      if (uri.equals(prefixes.get(i))) {
        return prefixes.get(i + 1) + ':' + name;
      }
    }
    return uri == null ? name : '{' + uri + '}' + name;
  }

  private void start(ChunkReader chunk) throws FormatException {
    int base = chunk.headerSize();
    indent().append('<').append(qualified(chunk.i4(base), strings.get(chunk.i4(base + 4L))));
    depth++;
    for (String declared : pending) {
      out.append('\n');
      indent().append("  ").append(declared);
    }
    pending.clear();
    int size = Math.max(20, chunk.u2(base + 10L));
    long at = base + (long) chunk.u2(base + 8L);
    for (int left = chunk.u2(base + 12L); left > 0; left--, at += size) {
      attribute(chunk, at);
    }
    out.append(">\n");
  }

  private void attribute(ChunkReader chunk, long at) throws FormatException {
    int name = chunk.i4(at + 4);
    String text = strings.get(name);
    out.append('\n');
    indent().append("  ");
    // Shrunk resources keep only the number of the attribute.
    boolean numbered = (text == null || text.isEmpty()) && resources != null && name >= 0
        && name < (resources.size() - resources.headerSize()) / 4;
    if (numbered) {
      StringBuilder number = new StringBuilder();
      ResourceValue.hex(number, resources.i4(resources.headerSize() + 4L * name));
      text = number.toString();
    }
    out.append(qualified(chunk.i4(at), text)).append('=');
    ResourceValue.append(out, chunk, at + 12, strings);
    String raw = strings.get(chunk.i4(at + 8));
    if (raw != null && chunk.u1(at + 15) != 3) {
      Literals.quote(out.append(" written "), raw);
    }
  }

  private void end(ChunkReader chunk) throws FormatException {
    depth = Math.max(0, depth - 1);
    int base = chunk.headerSize();
    indent().append("</").append(qualified(chunk.i4(base), strings.get(chunk.i4(base + 4L)))).append(">\n");
  }
}
