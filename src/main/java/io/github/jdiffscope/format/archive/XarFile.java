package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent.Detail;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One file of the table of contents of a XAR archive.
 *
 * @param name with folders
 * @param fields text of each element below the file's, by path such as {@code data/offset}; attributes after {@code @}
 */
record XarFile(String name, Map<String, String> fields) {
  private static final int DEPTH_LIMIT = 1000;

  /** Returns the files in stored order. */
  static List<XarFile> parse(byte[] toc) throws FormatException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(toc));
      return new Builder().read(reader);
    } catch (XMLStreamException damaged) {
      throw new FormatException("table of contents is no XML: " + firstLine(damaged.getMessage()), damaged);
    }
  }

  private static String firstLine(String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }

  private static final class Builder {
    private final List<Map<String, String>> all = new ArrayList<>();
    private final Deque<Map<String, String>> files = new ArrayDeque<>();
    private final Deque<String> path = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();

    List<XarFile> read(XMLStreamReader reader) throws XMLStreamException {
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> start(reader);
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
          case XMLStreamConstants.END_ELEMENT -> end(reader.getLocalName());
          default -> { }
        }
      }
      List<XarFile> result = new ArrayList<>(all.size());
      all.forEach(fields -> result.add(new XarFile(fields.getOrDefault("@path", ""), fields)));
      return result;
    }

    private void start(XMLStreamReader reader) throws XMLStreamException {
      text.setLength(0);
      if (path.size() > DEPTH_LIMIT || files.size() > DEPTH_LIMIT) {
        throw new XMLStreamException("elements are too deep inside one another");
      }
      if (reader.getLocalName().equals("file")) {
        Map<String, String> fields = new HashMap<>();
        all.add(fields);
        files.push(fields);
        path.clear();
      } else if (!files.isEmpty()) {
        path.addLast(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
          put('@' + reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
      }
    }

    private void put(String suffix, String value) {
      files.peek().putIfAbsent(String.join("/", path) + suffix, value);
    }

    private void end(String element) {
      if (element.equals("file") && !files.isEmpty()) {
        files.pop();
        path.clear();
      } else if (!path.isEmpty()) {
        put("", text.toString().strip());
        if (path.size() == 1 && element.equals("name")) {
          Map<String, String> inner = files.pop();
          String folder = files.isEmpty() ? "" : files.peek().getOrDefault("@path", "") + '/';
          inner.put("@path", folder + inner.get("name"));
          files.push(inner);
        }
        path.removeLast();
      }
      text.setLength(0);
    }
  }

  private String field(String key) {
    return fields.getOrDefault(key, "");
  }

  private long number(String key, int radix) {
    try {
      return Long.parseLong(field(key), radix);
    } catch (NumberFormatException notANumber) {
      return 0;
    }
  }

  String type() {
    return field("type");
  }

  String link() {
    return field("link");
  }

  String user() {
    return field("user");
  }

  String group() {
    return field("group");
  }

  String modified() {
    return field("mtime");
  }

  String encoding() {
    return field("data/encoding@style");
  }

  int mode() {
    return (int) number("mode", 8) & 0xFFF;
  }

  long uid() {
    return number("uid", 10);
  }

  long gid() {
    return number("gid", 10);
  }

  long size() {
    return number("data/size", 10);
  }

  long offset() {
    return number("data/offset", 10);
  }

  long length() {
    return number("data/length", 10);
  }

  boolean hasData() {
    return fields.containsKey("data/offset");
  }

  /** Returns what a row does not show and does not follow from the content or the place of the data. */
  List<Detail> details() {
    List<Detail> details = new ArrayList<>();
    fields.keySet().stream().sorted().filter(key -> key.startsWith("ea") || key.equals("atime") || key.equals("ctime")
        || key.equals("flags") || key.equals("data/encoding@style") || key.equals("inode") || key.equals("deviceno"))
        .filter(key -> !key.endsWith("offset") && !field(key).isEmpty())
        .forEach(key -> details.add(new Detail("", key + ' ' + ShownName.of(field(key)))));
    return details;
  }
}
