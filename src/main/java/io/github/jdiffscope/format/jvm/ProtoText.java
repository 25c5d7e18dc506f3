package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Writes a protocol buffer message a field a line, each with its path. Fields that a schema does not name have their
 * number, and are taken for text, for messages or for bytes by what they look like.
 */
final class ProtoText {
  private static final int MAX_DEPTH = 64;
  private static final int SHOWN_BYTES = 256;

  private final Map<String, Map<Integer, String[]>> schema = new HashMap<>();
  private final StringBuilder out = new StringBuilder();

  /**
   * Makes a writer.
   *
   * @param lines one message each, {@code Name: 1 field Type, 2 other word|word}: the type is the name of a message,
   *     words for numbers from 0 on, {@code bool}, {@code text} or {@code number}
   */
  ProtoText(String... lines) {
    for (String line : lines) {
      Map<Integer, String[]> fields = new HashMap<>();
      for (String field : line.substring(line.indexOf(':') + 1).split(",")) {
        String[] words = field.strip().split(" ");
        fields.put(Integer.valueOf(words[0]), new String[] {words[1], words[2]});
      }
      schema.put(line.substring(0, line.indexOf(':')), fields);
    }
  }

  String of(ProtoMessage message, String type) throws FormatException {
    write(message, type, "", 0);
    return out.toString();
  }

  private void write(ProtoMessage message, String type, String path, int depth) throws FormatException {
    Map<Integer, String[]> names = schema.getOrDefault(type, Map.of());
    Map<Integer, Integer> counts = new HashMap<>();
    message.fields().forEach(field -> counts.merge(field.number(), 1, Integer::sum));
    Map<Integer, Integer> seen = new HashMap<>();
    for (ProtoMessage.Field field : message.fields()) {
      int index = seen.merge(field.number(), 1, Integer::sum) - 1;
      boolean repeated = counts.get(field.number()) > 1;
      String[] known = names.getOrDefault(field.number(), new String[] {Integer.toString(field.number()), ""});
      String name = path + (path.isEmpty() ? "" : ".") + known[0] + (repeated ? "[" + index + "]" : "");
      if (field.length() < 0) {
        out.append(name).append(": ").append(number(field.value(), known[1])).append('\n');
      } else {
        bytes(message, field, known[1], name, depth);
      }
    }
  }

  private static String number(long value, String type) {
    if (type.equals("bool")) {
      return value == 0 ? "false" : "true";
    }
    String[] words = type.split("\\|");
    return words.length > 1 && value >= 0 && value < words.length ? words[(int) value] : Long.toString(value);
  }

  private void bytes(ProtoMessage message, ProtoMessage.Field field, String type, String name, int depth)
      throws FormatException {
    byte[] bytes = message.bytes(field);
    String text = type.equals("text") || !schema.containsKey(type) ? text(bytes) : null;
    ProtoMessage inner = text != null || depth >= MAX_DEPTH ? null : inner(message, field);
    if (text != null && (!text.isEmpty() || type.equals("text"))) {
      StringBuilder quoted = new StringBuilder();
      Literals.quote(quoted, text);
      out.append(name).append(": ").append(quoted).append('\n');
    } else if (inner != null && !inner.fields().isEmpty()) {
      write(inner, type, name, depth + 1);
    } else {
      String hex = HexFormat.of().formatHex(bytes, 0, Math.min(SHOWN_BYTES, bytes.length));
      out.append(name).append(": ").append(bytes.length == 0 ? "(empty)" : hex)
          .append(bytes.length > SHOWN_BYTES ? "... of " + bytes.length + " bytes" : "").append('\n');
    }
  }

  private static ProtoMessage inner(ProtoMessage message, ProtoMessage.Field field) {
    try {
      return message.message(field);
    } catch (FormatException noMessage) {
      return null;
    }
  }

  /** Returns bytes as text, or null if they look like something else. */
  private static String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.chars().allMatch(c -> c >= 0x20 && c != 0x7F || c == '\n' || c == '\t' || c == '\r') ? text : null;
    } catch (CharacterCodingException other) {
      return null;
    }
  }
}
