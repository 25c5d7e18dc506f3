package io.github.jdiffscope.job;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.Coding;
import io.github.jdiffscope.bytes.Extent;
import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.ArtifactKind;
import io.github.jdiffscope.model.ArtifactPair;
import io.github.jdiffscope.model.FailureKind;
import io.github.jdiffscope.model.Limits;
import io.github.jdiffscope.model.Scope;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Jobs and outcomes as JSON and back; {@code read(write(x))} equals {@code x}. */
public final class JobJson {
  private JobJson() {}

  @FunctionalInterface
  interface Writer {
    void write(JsonGenerator out) throws IOException;
  }

  static byte[] write(Writer writer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JsonFields.factory().createGenerator(bytes, JsonEncoding.UTF8)) {
      // Lone surrogates, which stand for bytes of names, have no UTF-8: all but ASCII is escaped.
      out.enable(JsonGenerator.Feature.ESCAPE_NON_ASCII);
      writer.write(out);
    }
    return bytes.toByteArray();
  }

  /** Returns a job as JSON. */
  public static byte[] write(ComparisonJob job) throws IOException {
    return write(out -> {
      out.writeStartObject();
      out.writeNumberField("number", job.number());
      out.writeStringField("position", job.position());
      pair(out, job.pair());
      limits(out, job.limits());
      scope(out, job.scope());
      out.writeStringField("scratch", job.scratch());
      out.writeStringField("parentFormat", job.parentFormat());
      out.writeEndObject();
    });
  }

  /**
   * Returns the job that {@link #write(ComparisonJob)} wrote.
   *
   * @throws IOException if it is not one; the message names the field
   */
  public static ComparisonJob readJob(byte[] json) throws IOException {
    JsonFields in = JsonFields.parse(json);
    return new ComparisonJob(in.number("number"), in.text("position"), pair(in.object("pair")),
        limits(in.object("limits")), scope(in.object("scope")), in.text("scratch"), in.text("parentFormat"));
  }

  /** Returns an outcome as JSON. */
  public static byte[] write(JobOutcome outcome) throws IOException {
    return write(out -> {
      out.writeStartObject();
      out.writeNumberField("number", outcome.number());
      if (outcome instanceof JobOutcome.Failed failed) {
        out.writeStringField("failed", failed.kind().name());
        out.writeStringField("message", failed.message());
      } else {
        compared(out, (JobOutcome.Compared) outcome);
      }
      out.writeEndObject();
    });
  }

  private static void compared(JsonGenerator out, JobOutcome.Compared compared) throws IOException {
    if (compared.node() != null) {
      out.writeFieldName("node");
      DifferenceJson.write(out, compared.node());
    }
    out.writeStringField("silence", compared.silence().name());
    out.writeArrayFieldStart("children");
    for (ChildPair child : compared.children()) {
      out.writeStartObject();
      pair(out, child.pair());
      limits(out, child.limits());
      out.writeNumberField("sameAs", child.sameAs());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /**
   * Returns the outcome that {@link #write(JobOutcome)} wrote.
   *
   * @throws IOException if it is not one; the message names the field
   */
  public static JobOutcome readOutcome(byte[] json) throws IOException {
    JsonFields in = JsonFields.parse(json);
    if (in.has("failed")) {
      return new JobOutcome.Failed(in.number("number"), constant(FailureKind.class, in.text("failed")),
          in.text("message"));
    }
    List<ChildPair> children = new ArrayList<>();
    for (JsonFields child : in.objects("children")) {
      children.add(new ChildPair(pair(child.object("pair")), limits(child.object("limits")),
          (int) child.number("sameAs")));
    }
    return new JobOutcome.Compared(in.number("number"),
        in.has("node") ? DifferenceJson.read(in.object("node")) : null, constant(JobOutcome.Silence.class, in.text("silence")), children);
  }

  static <E extends Enum<E>> E constant(Class<E> type, String name) throws IOException {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException unknown) {
      throw new IOException("answered garbage: " + name + " is no " + type.getSimpleName(), unknown);
    }
  }

  private static void pair(JsonGenerator out, ArtifactPair pair) throws IOException {
    out.writeObjectFieldStart("pair");
    artifact(out, "left", pair.left());
    artifact(out, "right", pair.right());
    out.writeNumberField("similarity", pair.similarity());
    out.writeEndObject();
  }

  private static ArtifactPair pair(JsonFields in) throws IOException {
    return new ArtifactPair(in.has("left") ? artifact(in.object("left")) : null,
        in.has("right") ? artifact(in.object("right")) : null, (int) in.number("similarity"));
  }

  private static void artifact(JsonGenerator out, String field, Artifact artifact) throws IOException {
    if (artifact == null) {
      return;
    }
    out.writeObjectFieldStart(field);
    out.writeStringField("name", artifact.name());
    out.writeStringField("kind", artifact.kind().name());
    out.writeStringField("format", artifact.format());
    if (artifact.location() != null) {
      location(out, artifact.location());
    }
    if (artifact.target() != null) {
      out.writeStringField("target", artifact.target());
    }
    out.writeEndObject();
  }

  private static Artifact artifact(JsonFields in) throws IOException {
    return new Artifact(in.text("name"), constant(ArtifactKind.class, in.text("kind")), in.text("format"),
        in.has("location") ? location(in.object("location")) : null, in.textOrNull("target"));
  }

  private static void location(JsonGenerator out, BlobLocation location) throws IOException {
    out.writeObjectFieldStart("location");
    out.writeStringField("file", location.file());
    out.writeArrayFieldStart("extents");
    for (Extent extent : location.extents()) {
      out.writeNumber(extent.offset());
      out.writeNumber(extent.length());
    }
    out.writeEndArray();
    out.writeStringField("coding", location.coding().name());
    out.writeNumberField("size", location.size());
    out.writeEndObject();
  }

  private static BlobLocation location(JsonFields in) throws IOException {
    List<Long> numbers = in.numbers("extents");
    List<Extent> extents = new ArrayList<>(numbers.size() / 2);
    for (int i = 0; i + 1 < numbers.size(); i += 2) {
      extents.add(new Extent(numbers.get(i), numbers.get(i + 1)));
    }
    return new BlobLocation(in.text("file"), extents, constant(Coding.class, in.text("coding")), in.number("size"));
  }

  private static void limits(JsonGenerator out, Limits limits) throws IOException {
    out.writeObjectFieldStart("limits");
    out.writeNumberField("jobMillis", limits.jobMillis());
    out.writeNumberField("unpackedBytes", limits.unpackedBytes());
    out.writeNumberField("members", limits.members());
    out.writeNumberField("depth", limits.depth());
    out.writeNumberField("context", limits.context());
    out.writeNumberField("maxInputLines", limits.maxInputLines());
    out.writeNumberField("maxBlockLines", limits.maxBlockLines());
    out.writeNumberField("maxLineBytes", limits.maxLineBytes());
    out.writeEndObject();
  }

  private static Limits limits(JsonFields in) throws IOException {
    return Limits.of(in.number("jobMillis"), in.number("unpackedBytes"), in.number("members"),
        (int) in.number("depth"), (int) in.number("context"), in.number("maxInputLines"), in.number("maxBlockLines"),
        (int) in.number("maxLineBytes"));
  }

  private static void scope(JsonGenerator out, Scope scope) throws IOException {
    out.writeObjectFieldStart("scope");
    out.writeBooleanField("newFile", scope.newFile());
    out.writeBooleanField("forceDetails", scope.forceDetails());
    out.writeBooleanField("directoryMetadata", scope.directoryMetadata());
    out.writeBooleanField("extendedAttributes", scope.extendedAttributes());
    out.writeNumberField("fuzzyThreshold", scope.fuzzyThreshold());
    texts(out, "excludes", scope.excludes());
    texts(out, "excludedSections", scope.excludedSections());
    texts(out, "masks", scope.masks());
    out.writeBooleanField("decompile", scope.decompile());
    out.writeBooleanField("digests", scope.digests());
    out.writeBooleanField("memberMetadata", scope.memberMetadata());
    out.writeBooleanField("pictures", scope.pictures());
    out.writeStringField("debugFolder", scope.debugFolder());
    out.writeEndObject();
  }

  private static Scope scope(JsonFields in) throws IOException {
    return new Scope(in.flag("newFile"), in.flag("forceDetails"), in.flag("directoryMetadata"),
        in.flag("extendedAttributes"), (int) in.number("fuzzyThreshold"), in.texts("excludes"),
        in.texts("excludedSections"), in.texts("masks"), in.flag("decompile"), in.flag("digests"),
        in.flag("memberMetadata"), in.flag("pictures"), in.text("debugFolder"));
  }

  static void texts(JsonGenerator out, String field, List<String> texts) throws IOException {
    out.writeArrayFieldStart(field);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }
}
