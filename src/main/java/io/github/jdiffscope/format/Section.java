package io.github.jdiffscope.format;

import java.util.List;

/**
 * A titled part of a description. Equal-titled sections of both sides are compared.
 *
 * @param title unique in the description; where it shows what a well-known command shows, that command with {@code {}}
 *     for the path: {@code zipinfo {}}. Empty for the one section of an artifact that is itself a text: its
 *     difference then stands at the artifact's own node
 * @param level 0 = a fact of its own, always compared; higher = nearer to the bytes, compared only if no section of a
 *     lower level about the same facts (see {@code facts}) and, for facts "", no member differs
 * @param facts which facts it shows; "" = about the whole artifact. A section of level n is left out when a section of
 *     lower level with the same facts, or for "" any section of lower level, differs
 * @param content what is compared
 */
public record Section(String title, int level, String facts, SectionContent content) {

  /** Returns a level-0 section of lines of text, made only if needed; each line ends in a line feed. */
  public static Section text(String title, SectionContent.TextSource text) {
    return new Section(title, 0, "", new SectionContent.Text(text));
  }

  /** Returns a level-0 section of lines of text. */
  public static Section text(String title, CharSequence text) {
    return text(title, () -> text);
  }

  /** Returns a level-0 section of the lines of a blob, read as it is; the blob stays open until after the comparison. */
  public static Section lines(String title, io.github.jdiffscope.bytes.Blob blob) {
    return new Section(title, 0, "", new SectionContent.Lines(blob));
  }

  /** Returns a level-0 section of bytes, shown in hexadecimal. */
  public static Section binary(String title, io.github.jdiffscope.bytes.Blob blob) {
    return new Section(title, 0, "", new SectionContent.Binary(blob));
  }

  /** Returns a level-0 section of a picture, decoded only if needed and compared pixel by pixel. */
  public static Section picture(String title, SectionContent.PixelSource pixels) {
    return new Section(title, 0, "", new SectionContent.Picture(pixels));
  }

  /**
   * Returns a level-0 section of rows that each have a key, such as a listing of members by name: rows are paired by
   * key, so that a change of order is said once instead of as a change of every row.
   *
   * @param header lines above the rows
   */
  public static Section listing(String title, List<String> header, List<SectionContent.Row> rows) {
    return new Section(title, 0, "", new SectionContent.Listing(header, rows));
  }

  /** Returns a level-0 section of rows that say all there is to say: those around a changed one are not shown. */
  public static Section separate(String title, List<SectionContent.Row> rows) {
    return new Section(title, 0, "", new SectionContent.Listing(List.of(), List.of(), rows, true));
  }

  /** Returns the same section at another level. */
  public Section atLevel(int newLevel) {
    return new Section(title, newLevel, facts, content);
  }

  /** Returns the same section, about named facts. */
  public Section about(String newFacts) {
    return new Section(title, level, newFacts, content);
  }
}
