package io.github.jdiffscope.format;

import io.github.jdiffscope.bytes.Blob;
import java.io.IOException;
import java.util.List;

/** What a section is made of. */
public sealed interface SectionContent {

  /** Text that is made when it is needed. */
  @FunctionalInterface
  interface TextSource {
    CharSequence text() throws IOException;
  }

  /** Lines of text. */
  record Text(TextSource source) implements SectionContent {}

  /** Lines of a blob, as they are. */
  record Lines(Blob blob) implements SectionContent {}

  /** Bytes, shown in hexadecimal. */
  record Binary(Blob blob) implements SectionContent {}

  /** Rows with keys. */
  record Listing(List<String> header, List<Row> rows) implements SectionContent {
    public Listing {
      header = List.copyOf(header);
      rows = List.copyOf(rows);
    }
  }

  /**
   * A row of a listing.
   *
   * @param key what the row is about; may occur several times
   * @param text the row as shown, without line feed
   */
  record Row(String key, String text) {}
}
