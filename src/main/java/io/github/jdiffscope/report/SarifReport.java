package io.github.jdiffscope.report;

import io.github.jdiffscope.model.Cause;
import io.github.jdiffscope.model.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The report as SARIF 2.1.0: one result per leaf that differs. The rule is its cause, or its format where no cause is
 * known; the left file is the location and the right one is related to it.
 */
public final class SarifReport implements ReportWriter {
  private static final int HUNK_LINES = 40;

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    Utf8Output bytes = new Utf8Output(out, 0);
    JsonText json = new JsonText(bytes);
    List<Leaf> leaves = Leaf.of(report);
    Map<String, Rule> rules = rules(leaves);
    json.open('{').member("$schema", "https://json.schemastore.org/sarif-2.1.0.json").member("version", "2.1.0");
    json.key("runs").open('[').open('{');
    json.key("tool").open('{').key("driver").open('{').member("name", "jdiffscope");
    json.key("rules").open('[');
    for (Rule rule : rules.values()) {
      rule(json, rule);
    }
    json.close(']').close('}').close('}');
    json.key("columnKind").string("utf16CodeUnits");
    json.key("results").open('[');
    for (Leaf leaf : leaves) {
      result(json, report, leaf, rules.get(ruleId(leaf)));
    }
    json.close(']');
    json.key("invocations").open('[').open('{').key("executionSuccessful").bool(!report.incomplete());
    json.close('}').close(']').close('}').close(']').close('}');
    bytes.put('\n');
    bytes.flush();
  }

  /**
   * A kind of result.
   *
   * @param cause null if it stands for a format
   */
  private record Rule(String id, int index, Cause cause) {}

  private static Map<String, Rule> rules(List<Leaf> leaves) {
    Map<String, Rule> rules = new LinkedHashMap<>();
    for (Leaf leaf : leaves) {
      rules.computeIfAbsent(ruleId(leaf), id -> new Rule(id, rules.size(), leaf.causes().get(id)));
    }
    return rules;
  }

  /** Returns what is not explained first: it is what a reader has to look at. */
  private static String ruleId(Leaf leaf) {
    Map<String, Cause> causes = leaf.causes();
    if (leaf.node().failure() != null) {
      return JsonReport.word(leaf.node().failure());
    }
    if (causes.isEmpty() || causes.containsKey(Leaf.UNEXPLAINED)) {
      String format = leaf.node().format();
      return format == null || format.isEmpty() ? "difference" : format;
    }
    return causes.keySet().iterator().next();
  }

  private static void rule(JsonText json, Rule rule) throws IOException {
    json.open('{').member("id", rule.id());
    text(json, "shortDescription", rule.cause() != null ? "Differs because of " + rule.id() : "Differs: " + rule.id());
    if (rule.cause() != null && !rule.cause().remedy().isEmpty()) {
      text(json, "help", rule.cause().remedy());
    }
    json.close('}');
  }

  private static void result(JsonText json, Report report, Leaf leaf, Rule rule) throws IOException {
    json.open('{').member("ruleId", rule.id()).key("ruleIndex").number(rule.index());
    json.member("level", leaf.node().failure() != null ? "error" : rule.cause() == null ? "warning" : "note");
    text(json, "message", message(leaf));
    json.key("locations").open('[');
    location(json, report.source1(), leaf.path1(), leaf.name1());
    json.close(']');
    json.key("relatedLocations").open('[');
    location(json, report.source2(), leaf.path2(), leaf.name2());
    json.close(']');
    json.key("partialFingerprints").open('{');
    json.member("member/v1", fingerprint(leaf.path1() + '\n' + leaf.path2() + '\n' + rule.id()));
    json.close('}').close('}');
  }

  private static String message(Leaf leaf) {
    List<String> lines = new ArrayList<>();
    lines.add(leaf.title() + ": " + JsonReport.word(leaf.node().change()));
    for (Cause cause : leaf.causes().values()) {
      lines.add(cause.detail().isEmpty() ? cause.id() : cause.id() + ": " + cause.detail());
    }
    lines.addAll(leaf.comments());
    lines.add(leaf.firstHunk(HUNK_LINES));
    return String.join("\n", lines).strip();
  }

  private static void location(JsonText json, String argument, String path, String name) throws IOException {
    json.open('{').key("physicalLocation").open('{').key("artifactLocation").open('{').member("uri", uri(argument));
    json.close('}').close('}');
    json.key("logicalLocations").open('[').open('{').member("name", Shown.text(name));
    json.member("fullyQualifiedName", Shown.text(path.isEmpty() ? name : path)).member("kind", "member");
    json.close('}').close(']').close('}');
  }

  private static void text(JsonText json, String key, String text) throws IOException {
    json.key(key).open('{').member("text", readable(text)).close('}');
  }

  /** Returns the text without characters that a viewer could take for commands; line feeds stay. */
  private static String readable(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      lines.add(Shown.text(line));
    }
    return String.join("\n", lines);
  }

  /** Returns a path as a URI reference. */
  static String uri(String path) {
    return (path.startsWith("/") ? "file://" : "") + Uris.encode(path);
  }

  private static String fingerprint(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      StringBuilder b = new StringBuilder();
      for (int i = 0; i < 16; i++) {
        b.append(Character.forDigit(digest[i] >> 4 & 15, 16)).append(Character.forDigit(digest[i] & 15, 16));
      }
      return b.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
