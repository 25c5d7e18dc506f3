package io.github.jdiffscope.report;

import io.github.jdiffscope.model.Cause;
import io.github.jdiffscope.model.ChangeKind;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Picture;
import io.github.jdiffscope.model.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/**
 * The report as JSON: diffoscope's version 1, and under {@code x-jdiffscope} what that has no key for. Keys keep one
 * order, and there is one line.
 */
public final class JsonReport implements ReportWriter {
  static final String EXTRA = "x-jdiffscope";

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    Utf8Output bytes = new Utf8Output(out, 0);
    JsonText json = new JsonText(bytes);
    json.open('{').key("diffoscope-json-version").number(1);
    if (report.isEmpty()) {
      json.member("source1", report.source1()).member("source2", report.source2()).member("unified_diff", null);
      json.key(EXTRA).open('{').key("identical").bool(true);
      runExtras(json, report);
      json.close('}');
    } else {
      body(json, report.root(), report);
    }
    json.close('}');
    bytes.put('\n');
    bytes.flush();
  }

  /** @param run the report at its root, else null */
  private static void body(JsonText json, Difference node, Report run) throws IOException {
    json.member("source1", node.source1()).member("source2", node.source2());
    if (!node.comments().isEmpty()) {
      json.key("comments").open('[');
      for (String comment : node.comments()) {
        json.string(comment);
      }
      json.close(']');
    }
    if (node.internalLineNumbers()) {
      json.key("has_internal_linenos").bool(true);
    }
    json.member("unified_diff", node.unifiedDiff());
    if (!node.details().isEmpty()) {
      json.key("details").open('[');
      for (Difference detail : node.details()) {
        json.open('{');
        body(json, detail, null);
        json.close('}');
      }
      json.close(']');
    }
    extras(json, node, run);
  }

  private static void extras(JsonText json, Difference node, Report run) throws IOException {
    boolean ofNode = node.format() != null || node.change() != ChangeKind.CHANGED || node.left() != null
        || node.right() != null || node.failure() != null || !node.causes().isEmpty()
        || !node.pictures().isEmpty();
    boolean ofRun = run != null && (run.incomplete() || !run.source1().equals(node.source1())
        || !run.source2().equals(node.source2()));
    if (!ofNode && !ofRun) {
      return;
    }
    json.key(EXTRA).open('{');
    if (node.format() != null) {
      json.member("format", node.format());
    }
    if (node.change() != ChangeKind.CHANGED) {
      json.member("change", word(node.change()));
    }
    content(json, "content1", node.left());
    content(json, "content2", node.right());
    if (node.failure() != null) {
      json.member("failure", word(node.failure()));
    }
    causes(json, node);
    pictures(json, node);
    if (ofRun) {
      argument(json, "argument1", run.source1(), node.source1());
      argument(json, "argument2", run.source2(), node.source2());
      runExtras(json, run);
    }
    json.close('}');
  }

  private static void content(JsonText json, String key, Difference.Content content) throws IOException {
    if (content == null) {
      return;
    }
    json.key(key).open('{').key("size").number(content.size());
    if (content.sha256() != null) {
      json.member("sha256", content.sha256());
    }
    json.close('}');
  }

  private static void causes(JsonText json, Difference node) throws IOException {
    if (node.causes().isEmpty()) {
      return;
    }
    json.key("causes").open('[');
    for (Cause cause : node.causes()) {
      json.open('{').member("id", cause.id());
      if (!cause.detail().isEmpty()) {
        json.member("detail", cause.detail());
      }
      if (!cause.remedy().isEmpty()) {
        json.member("remedy", cause.remedy());
      }
      json.close('}');
    }
    json.close(']');
  }

  private static void pictures(JsonText json, Difference node) throws IOException {
    if (node.pictures().isEmpty()) {
      return;
    }
    json.key("pictures").open('[');
    for (Picture picture : node.pictures()) {
      json.open('{').member("title", picture.title()).key("width").number(picture.width());
      json.key("height").number(picture.height()).member("png", picture.png()).close('}');
    }
    json.close(']');
  }

  private static void argument(JsonText json, String key, String argument, String source) throws IOException {
    if (!argument.equals(source)) {
      json.member(key, argument);
    }
  }

  private static void runExtras(JsonText json, Report run) throws IOException {
    if (run.incomplete()) {
      json.key("incomplete").bool(true);
    }
  }

  /** Returns a constant's name as the report spells it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
