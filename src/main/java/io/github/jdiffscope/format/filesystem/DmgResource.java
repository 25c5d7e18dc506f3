package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.xml.XmlReferences;
import io.github.jdiffscope.codec.xml.XmlTokenizer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A resource in the property list of a disk image.
 *
 * @param kind four letters
 * @param fields as the list has them: ID, Name, Attributes, Data in base64
 */
record DmgResource(String kind, Map<String, String> fields) {
  private static final int RESOURCE = 4;

  /** Walks the list: containers are counted, and each has the key that was read last in it. */
  private static final class Walk {
    private final List<DmgResource> found = new ArrayList<>();
    private final String[] keys = new String[RESOURCE + 1];
    private final StringBuilder text = new StringBuilder();
    private Map<String, String> fields = new LinkedHashMap<>();
    private int depth;

    void token(XmlTokenizer xml) {
      String name = xml.name();
      boolean container = "dict".equals(name) || "array".equals(name);
      switch (xml.kind()) {
        case START -> {
          depth += container ? 1 : 0;
          text.setLength(0);
        }
        case TEXT -> text.append(xml.raw());
        case END -> {
          if (container) {
            close();
          } else {
            leaf(name);
          }
        }
        default -> { }
      }
    }

    private void close() {
      if (depth == RESOURCE && "resource-fork".equals(keys[1]) && keys[2] != null) {
        found.add(new DmgResource(keys[2], fields));
        fields = new LinkedHashMap<>();
      }
      depth--;
    }

    private void leaf(String name) {
      if (depth < 1 || depth > RESOURCE) {
        return;
      }
      String value = XmlReferences.canonical(text.toString(), false).replace("&lt;", "<").replace("&amp;", "&");
      if (name.equals("key")) {
        keys[depth] = value;
      } else if (depth == RESOURCE && keys[depth] != null) {
        fields.put(keys[depth], value.strip());
      }
    }
  }

  /** Returns the resources of a list; those before damage are not lost, as damage is told by {@code XmlTokenizer}. */
  static List<DmgResource> read(byte[] list) throws FormatException {
    XmlTokenizer xml = new XmlTokenizer(new String(list, StandardCharsets.UTF_8));
    Walk walk = new Walk();
    while (xml.next()) {
      walk.token(xml);
    }
    return walk.found;
  }

  String field(String key) {
    return fields.getOrDefault(key, "");
  }

  String title() {
    return kind + ' ' + field("ID");
  }

  String row() {
    return (title() + ", attributes " + field("Attributes") + ", " + field("Name")).replaceFirst(", $", "");
  }

  byte[] bytes() throws FormatException {
    try {
      return Base64.getMimeDecoder().decode(field("Data"));
    } catch (IllegalArgumentException damaged) {
      throw new FormatException("resource " + title() + " is no base64: " + damaged.getMessage());
    }
  }
}
