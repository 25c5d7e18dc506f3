package io.github.jdiffscope.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks a JSON document against a JSON Schema (draft 4), as far as the SARIF schema uses it. */
final class SchemaCheck {
  private static final Set<String> KNOWN = Set.of("$ref", "type", "required", "properties", "additionalProperties",
      "items", "enum", "pattern", "minimum", "maximum", "minItems", "uniqueItems", "anyOf", "oneOf", "format", "default",
      "title", "description", "$schema", "id", "definitions");

  private final JsonNode schema;
  private final List<String> errors = new ArrayList<>();

  private SchemaCheck(JsonNode schema) {
    this.schema = schema;
  }

  /** Returns what breaks the schema, empty if nothing does. */
  static List<String> errors(JsonNode schema, JsonNode document) {
    SchemaCheck check = new SchemaCheck(schema);
    check.check(schema, document, "");
    return check.errors;
  }

  private void check(JsonNode rule, JsonNode value, String at) {
    rule.fieldNames().forEachRemaining(key -> require(KNOWN.contains(key), at, "the check does not know " + key));
    if (rule.has("$ref")) {
      check(schema.at(rule.get("$ref").asText().substring(1)), value, at);
      return;
    }
    if (rule.has("type")) {
      require(isType(value, rule.get("type").asText()), at, "is no " + rule.get("type").asText() + ": " + value);
    }
    if (rule.has("enum")) {
      boolean found = false;
      for (JsonNode one : rule.get("enum")) {
        found |= one.equals(value);
      }
      require(found, at, "is none of " + rule.get("enum") + ": " + value);
    }
    if (rule.has("pattern") && value.isTextual()) {
      require(value.asText().matches("(?s).*(" + rule.get("pattern").asText() + ").*"), at, "breaks its pattern: " + value);
    }
    require(!rule.has("minimum") || value.asLong() >= rule.get("minimum").asLong(), at, "is too small");
    require(!rule.has("maximum") || value.asLong() <= rule.get("maximum").asLong(), at, "is too large");
    if (rule.has("anyOf") || rule.has("oneOf")) {
      alternatives(rule.has("anyOf") ? rule.get("anyOf") : rule.get("oneOf"), value, at);
    }
    object(rule, value, at);
    array(rule, value, at);
  }

  private void alternatives(JsonNode rules, JsonNode value, String at) {
    boolean fits = false;
    for (JsonNode rule : rules) {
      SchemaCheck attempt = new SchemaCheck(schema);
      attempt.check(rule, value, at);
      fits |= attempt.errors.isEmpty();
    }
    require(fits, at, "fits no alternative");
  }

  private void object(JsonNode rule, JsonNode value, String at) {
    for (JsonNode name : rule.path("required")) {
      require(!value.isObject() || value.has(name.asText()), at, "lacks " + name.asText());
    }
    if (value.isObject()) {
      value.properties().forEach(member -> {
        JsonNode of = rule.path("properties").path(member.getKey());
        JsonNode others = rule.path("additionalProperties");
        if (!of.isMissingNode()) {
          check(of, member.getValue(), at + "/" + member.getKey());
        } else if (others.isObject()) {
          check(others, member.getValue(), at + "/" + member.getKey());
        } else {
          require(others.asBoolean(true), at, "must not have " + member.getKey());
        }
      });
    }
  }

  private void array(JsonNode rule, JsonNode value, String at) {
    if (!value.isArray()) {
      return;
    }
    require(value.size() >= rule.path("minItems").asInt(0), at, "has too few items");
    Set<JsonNode> seen = new HashSet<>();
    for (int i = 0; i < value.size(); i++) {
      require(seen.add(value.get(i)) || !rule.path("uniqueItems").asBoolean(), at, "repeats item " + i);
      if (rule.has("items")) {
        check(rule.get("items"), value.get(i), at + "/" + i);
      }
    }
  }

  private static boolean isType(JsonNode value, String type) {
    return switch (type) {
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "string" -> value.isTextual();
      case "boolean" -> value.isBoolean();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      default -> throw new IllegalArgumentException(type);
    };
  }

  private void require(boolean holds, String at, String what) {
    if (!holds) {
      errors.add(at + " " + what);
    }
  }
}
