package io.github.jdiffscope.job;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of a JSON object, read with the streaming parser; a missing or ill-typed field is said by name. */
final class JsonFields {
  private static final int MAX_DEPTH = 10_000;

  private final Map<String, Object> values;

  private JsonFields(Map<String, Object> values) {
    this.values = values;
  }

  static JsonFactory factory() {
    return JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder()
        .maxStringLength(Integer.MAX_VALUE).maxNestingDepth(MAX_DEPTH).build()).build();
  }

  static JsonFields parse(byte[] json) throws IOException {
    try (JsonParser parser = factory().createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("answered garbage: not a JSON object");
      }
      return object(parser);
    }
  }

  private static JsonFields object(JsonParser parser) throws IOException {
    Map<String, Object> values = new HashMap<>();
    for (String name; (name = parser.nextFieldName()) != null; ) {
      parser.nextToken();
      values.put(name, value(parser));
    }
    return new JsonFields(values);
  }

  private static Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      default -> throw new IOException("answered garbage: unexpected " + parser.currentToken());
    };
  }

  private static List<Object> array(JsonParser parser) throws IOException {
    List<Object> result = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      result.add(value(parser));
    }
    return result;
  }

  private <T> T get(String name, Class<T> type) throws IOException {
    Object value = values.get(name);
    if (!type.isInstance(value)) {
      throw new IOException("answered garbage: field " + name + " is missing or of another type");
    }
    return type.cast(value);
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  long number(String name) throws IOException {
    return get(name, Long.class);
  }

  boolean flag(String name) throws IOException {
    return get(name, Boolean.class);
  }

  String text(String name) throws IOException {
    return get(name, String.class);
  }

  String textOrNull(String name) throws IOException {
    return has(name) ? text(name) : null;
  }

  JsonFields object(String name) throws IOException {
    return get(name, JsonFields.class);
  }

  List<String> texts(String name) throws IOException {
    return list(name, String.class);
  }

  List<JsonFields> objects(String name) throws IOException {
    return list(name, JsonFields.class);
  }

  List<Long> numbers(String name) throws IOException {
    return list(name, Long.class);
  }

  private <T> List<T> list(String name, Class<T> type) throws IOException {
    List<T> result = new ArrayList<>();
    for (Object element : get(name, List.class)) {
      if (!type.isInstance(element)) {
        throw new IOException("answered garbage: an element of " + name + " is of another type");
      }
      result.add(type.cast(element));
    }
    return result;
  }
}
