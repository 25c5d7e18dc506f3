package io.github.jdiffscope.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.jdiffscope.model.Cause;
import io.github.jdiffscope.model.ChangeKind;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.FailureKind;
import io.github.jdiffscope.model.Picture;
import io.github.jdiffscope.model.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A node of a saved report while it is read: keys may come in any order. */
final class SavedNode {
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]++={0,2}");

  private String source1;
  private String source2;
  private final List<String> comments = new ArrayList<>();
  private boolean internalLineNumbers;
  private String unifiedDiff;
  private final List<Difference> details = new ArrayList<>();
  private String format;
  private ChangeKind change = ChangeKind.CHANGED;
  private Difference.Content left;
  private Difference.Content right;
  private FailureKind failure;
  private final List<Cause> causes = new ArrayList<>();
  private final List<Picture> pictures = new ArrayList<>();
  private String argument1;
  private String argument2;
  private boolean incomplete;
  private boolean identical;

  private SavedNode() {}

  /** Returns the node whose opening brace was read last. */
  static SavedNode read(JsonParser in) throws IOException {
    SavedNode node = new SavedNode();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      in.nextToken();
      node.member(key, in);
    }
    if (node.source1 == null && node.source2 == null) {
      throw new IOException("not a saved report: the node that ends at " + JsonReportReader.where(in)
          + " has neither source1 nor source2");
    }
    return node;
  }

  private void member(String key, JsonParser in) throws IOException {
    switch (key) {
      case "diffoscope-json-version" -> version(in);
      case "source1" -> source1 = in.getValueAsString();
      case "source2" -> source2 = in.getValueAsString();
      case "comment", "comments" -> strings(in);
      case "has_internal_linenos" -> internalLineNumbers = in.getValueAsBoolean();
      case "unified_diff" -> unifiedDiff = diff(in);
      case "details", "differences" -> details(in); // the second in documents of 2017
      case JsonReport.EXTRA -> extras(in);
      default -> in.skipChildren();
    }
  }

  private static void version(JsonParser in) throws IOException {
    if (in.getValueAsInt(1) != 1) {
      throw new IOException("the saved report is of version " + in.getValueAsString() + "; known is version 1");
    }
  }

  private static String diff(JsonParser in) throws IOException {
    String text = in.getValueAsString();
    if (text == null || text.isEmpty()) {
      in.skipChildren();
      return null;
    }
    return text.charAt(text.length() - 1) == '\n' ? text : text + '\n';
  }

  private void strings(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      if (in.getValueAsString() != null) {
        comments.add(in.getValueAsString());
      }
      return;
    }
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken().isScalarValue() && in.currentToken() != JsonToken.VALUE_NULL) {
        comments.add(in.getValueAsString());
      }
      in.skipChildren();
    }
  }

  private void details(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      in.skipChildren();
      return;
    }
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a saved report: a detail is no object at " + JsonReportReader.where(in));
      }
      details.add(read(in).asDifference());
    }
  }

  private void extras(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      return;
    }
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      in.nextToken();
      extra(key, in);
    }
  }

  private void extra(String key, JsonParser in) throws IOException {
    switch (key) {
      case "format" -> format = in.getValueAsString();
      case "change" -> change = constant(ChangeKind.class, in, ChangeKind.CHANGED);
      case "content1" -> left = content(in);
      case "content2" -> right = content(in);
      case "failure" -> failure = constant(FailureKind.class, in, FailureKind.INTERNAL);
      case "causes" -> causes(in);
      case "pictures" -> pictures(in);
      case "argument1" -> argument1 = in.getValueAsString();
      case "argument2" -> argument2 = in.getValueAsString();
      case "incomplete" -> incomplete = in.getValueAsBoolean();
      case "identical" -> identical = in.getValueAsBoolean();
      default -> in.skipChildren();
    }
  }

  /** Returns the constant of that name; {@code otherwise} for the name of a later version. */
  private static <E extends Enum<E>> E constant(Class<E> type, JsonParser in, E otherwise) throws IOException {
    String word = in.getValueAsString("").toUpperCase(Locale.ROOT).replace('-', '_');
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(word)) {
        return constant;
      }
    }
    return otherwise;
  }

  private static Difference.Content content(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      in.skipChildren();
      return null;
    }
    long size = 0;
    String sha256 = null;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      in.nextToken();
      switch (key) {
        case "size" -> size = in.getValueAsLong();
        case "sha256" -> sha256 = in.getValueAsString();
        default -> in.skipChildren();
      }
    }
    return new Difference.Content(size, sha256);
  }

  private void causes(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      in.skipChildren();
      return;
    }
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() == JsonToken.START_OBJECT) {
        causes.add(cause(in));
      }
    }
  }

  private static Cause cause(JsonParser in) throws IOException {
    String id = "";
    String detail = "";
    String remedy = "";
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      in.nextToken();
      switch (key) {
        case "id" -> id = in.getValueAsString("");
        case "detail" -> detail = in.getValueAsString("");
        case "remedy" -> remedy = in.getValueAsString("");
        default -> in.skipChildren();
      }
    }
    return new Cause(id, detail, remedy);
  }

  private void pictures(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      in.skipChildren();
      return;
    }
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (in.currentToken() == JsonToken.START_OBJECT) {
        picture(in);
      }
    }
  }

  /** Adds a picture, if it is one: it comes to stand in a page, so nothing but Base64 is let through. */
  private void picture(JsonParser in) throws IOException {
    String title = "";
    String png = "";
    int width = 0;
    int height = 0;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      in.nextToken();
      switch (key) {
        case "title" -> title = in.getValueAsString("");
        case "width" -> width = in.getValueAsInt();
        case "height" -> height = in.getValueAsInt();
        case "png" -> png = in.getValueAsString("");
        default -> in.skipChildren();
      }
    }
    if (BASE64.matcher(png).matches()) {
      pictures.add(new Picture(title, width, height, png));
    }
  }

  private Difference asDifference() {
    String one = source1 != null ? source1 : source2;
    String two = source2 != null ? source2 : source1;
    return new Difference(one, two, format, change, comments, unifiedDiff, internalLineNumbers, left, right, failure,
        causes, pictures, details);
  }

  /** Returns the report whose root this is. */
  Report asReport() {
    Difference root = asDifference();
    boolean nothing = identical || unifiedDiff == null && details.isEmpty() && comments.isEmpty() && failure == null
        && format == null;
    return new Report(argument1 != null ? argument1 : root.source1(), argument2 != null ? argument2 : root.source2(),
        nothing ? null : root, incomplete);
  }
}
