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

    /** Returns true only if the text is known to be that of another source, without making either. */
    default boolean isSameAs(TextSource other) throws IOException {
      return false;
    }
  }

  /** Lines of text. */
  record Text(TextSource source) implements SectionContent {}

  /** Lines of a blob, as they are. */
  record Lines(Blob blob) implements SectionContent {}

  /** Bytes, shown in hexadecimal. */
  record Binary(Blob blob) implements SectionContent {}

  /** A picture, compared pixel by pixel. */
  record Picture(PixelSource source) implements SectionContent {}

  /** Pixels that are decoded when they are needed. */
  @FunctionalInterface
  interface PixelSource {
    Pixels pixels() throws IOException;
  }

  /**
   * Rows with keys.
   *
   * @param caption lines above all, such as totals that follow from the rows: shown with them, alone no difference
   * @param header lines above the rows
   * @param alone whether a row says all there is to say, so that the rows around a changed one need not be shown
   */
  record Listing(List<String> caption, List<String> header, List<Row> rows, boolean alone) implements SectionContent {
    public Listing {
      caption = List.copyOf(caption);
      header = List.copyOf(header);
      rows = List.copyOf(rows);
    }

    public Listing(List<String> caption, List<String> header, List<Row> rows) {
      this(caption, header, rows, false);
    }

    public Listing(List<String> header, List<Row> rows) {
      this(List.of(), header, rows);
    }
  }

  /**
   * A row of a listing.
   *
   * @param key what the row is about; may occur several times
   * @param text the row as shown, without line feed
   * @param details what the text leaves out; a detail is shown behind the text only where the partner lacks it
   * @param own what of the text does not follow from a member that was handed over, as its size does: rows that agree in
   *     it count as equal, for the member's own difference shows the rest; null if all of the text counts
   */
  record Row(String key, String text, List<Detail> details, String own) {
    public Row(String key, String text) {
      this(key, text, List.of());
    }

    public Row(String key, String text, List<Detail> details) {
      this(key, text, details, null);
    }

    /** Returns the same row, of which only this counts. */
    public Row counting(String newOwn) {
      return new Row(key, text, details, newOwn);
    }
  }

  /**
   * A fact that a row's text leaves out.
   *
   * @param refines the part of the row that it makes more exact: where that differs itself the detail goes unsaid, as it
   *     would say the same again; empty for a fact of its own
   * @param text the fact in a few words
   */
  record Detail(String refines, String text) {}

  /**
   * Parts of a text that would be long to make, such as the functions of a program: each has a key and a digest, and
   * the text is made only of those whose partner has another digest.
   *
   * @param leftOut what the texts leave out though the digests count it, in a few words; another section of a higher level
   *     shows it. Empty if nothing
   */
  record Blocks(List<Block> blocks, String leftOut) implements SectionContent {
    public Blocks {
      blocks = List.copyOf(blocks);
    }

    public Blocks(List<Block> blocks) {
      this(blocks, "");
    }
  }

  /**
   * A part of a long text.
   *
   * @param key what it is about, such as a function's name; may occur several times
   * @param digest equal for two blocks only if their texts are equal
   * @param places where the lines of the text come from, as {@code file.c:123}, null for those nobody knows; asked after the
   *     text; may be shorter than it
   */
  record Block(String key, String digest, TextSource text, Places places) {
    public Block(String key, String digest, TextSource text) {
      this(key, digest, text, List::of);
    }
  }

  /** Says where the lines of a text come from. */
  @FunctionalInterface
  interface Places {
    List<String> of() throws IOException;
  }
}
