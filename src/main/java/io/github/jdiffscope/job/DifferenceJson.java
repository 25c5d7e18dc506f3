package io.github.jdiffscope.job;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.jdiffscope.model.Cause;
import io.github.jdiffscope.model.ChangeKind;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.FailureKind;
import io.github.jdiffscope.model.Picture;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A difference as it travels in an outcome. Not the report's JSON, whose form others have fixed. */
final class DifferenceJson {
  private DifferenceJson() {}

  static void write(JsonGenerator out, Difference node) throws IOException {
    out.writeStartObject();
    out.writeStringField("source1", node.source1());
    out.writeStringField("source2", node.source2());
    optional(out, "format", node.format());
    out.writeStringField("change", node.change().name());
    JobJson.texts(out, "comments", node.comments());
    optional(out, "unifiedDiff", node.unifiedDiff());
    out.writeBooleanField("internalLineNumbers", node.internalLineNumbers());
    content(out, "left", node.left());
    content(out, "right", node.right());
    optional(out, "failure", node.failure() == null ? null : node.failure().name());
    out.writeArrayFieldStart("causes");
    for (Cause cause : node.causes()) {
      out.writeStartObject();
      out.writeStringField("id", cause.id());
      out.writeStringField("detail", cause.detail());
      out.writeStringField("remedy", cause.remedy());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("pictures");
    for (Picture picture : node.pictures()) {
      out.writeStartObject();
      out.writeStringField("title", picture.title());
      out.writeNumberField("width", picture.width());
      out.writeNumberField("height", picture.height());
      out.writeStringField("png", picture.png());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("details");
    for (Difference detail : node.details()) {
      write(out, detail);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void optional(JsonGenerator out, String field, String text) throws IOException {
    if (text != null) {
      out.writeStringField(field, text);
    }
  }

  private static void content(JsonGenerator out, String field, Difference.Content content) throws IOException {
    if (content != null) {
      out.writeObjectFieldStart(field);
      out.writeNumberField("size", content.size());
      optional(out, "sha256", content.sha256());
      out.writeEndObject();
    }
  }

  static Difference read(JsonFields in) throws IOException {
    List<Cause> causes = new ArrayList<>();
    for (JsonFields cause : in.objects("causes")) {
      causes.add(new Cause(cause.text("id"), cause.text("detail"), cause.text("remedy")));
    }
    List<Picture> pictures = new ArrayList<>();
    for (JsonFields picture : in.objects("pictures")) {
      pictures.add(new Picture(picture.text("title"), (int) picture.number("width"), (int) picture.number("height"),
          picture.text("png")));
    }
    List<Difference> details = new ArrayList<>();
    for (JsonFields detail : in.objects("details")) {
      details.add(read(detail));
    }
    return new Difference(in.text("source1"), in.text("source2"), in.textOrNull("format"),
        JobJson.constant(ChangeKind.class, in.text("change")), in.texts("comments"), in.textOrNull("unifiedDiff"),
        in.flag("internalLineNumbers"), content(in, "left"), content(in, "right"),
        in.has("failure") ? JobJson.constant(FailureKind.class, in.text("failure")) : null, causes,
        pictures, details);
  }

  private static Difference.Content content(JsonFields in, String field) throws IOException {
    if (!in.has(field)) {
      return null;
    }
    JsonFields content = in.object(field);
    return new Difference.Content(content.number("size"), content.textOrNull("sha256"));
  }
}
