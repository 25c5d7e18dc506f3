package io.github.jdiffscope.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.jdiffscope.model.Report;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Reads a saved JSON report: ours, diffoscope's, or one of another producer that leaves out the version or writes no
 * differences. Unknown keys are skipped; what cannot be understood is an error that says where.
 */
public final class JsonReportReader {
  /** Two levels of JSON per node: deeper than any nesting of containers that is ever reported. */
  private static final int MAX_NESTING = 1_000;

  private JsonReportReader() {}

  /**
   * Returns the report that was saved; {@code in} may be compressed with gzip, and is not closed.
   *
   * @throws IOException if it is not such a report; the message says why and where
   */
  public static Report read(InputStream in) throws IOException {
    try (JsonParser parser = factory().createParser(plain(in))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a saved report: it does not start with a JSON object");
      }
      SavedNode root = SavedNode.read(parser);
      if (parser.nextToken() != null) {
        throw new IOException("not a saved report: more follows after its end at " + where(parser));
      }
      return root.asReport();
    } catch (StreamConstraintsException e) {
      throw new IOException("the saved report is nested too deep or too large: " + e.getOriginalMessage(), e);
    } catch (JsonParseException e) {
      throw new IOException("not a saved report: " + e.getOriginalMessage() + " at line "
          + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr(), e);
    } catch (EOFException e) {
      throw new IOException("the saved report is cut off", e);
    }
  }

  static String where(JsonParser parser) {
    var location = parser.currentTokenLocation();
    return "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static JsonFactory factory() {
    return new JsonFactoryBuilder()
        .streamReadConstraints(StreamReadConstraints.builder()
            .maxNestingDepth(MAX_NESTING)
            .maxStringLength(Integer.MAX_VALUE) // a difference is one string
            .build())
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .disable(com.fasterxml.jackson.core.StreamReadFeature.AUTO_CLOSE_SOURCE)
        .build();
  }

  private static InputStream plain(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    return gzip ? new GZIPInputStream(buffered, 1 << 16) : buffered;
  }
}
