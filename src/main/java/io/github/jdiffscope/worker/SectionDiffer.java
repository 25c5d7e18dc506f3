package io.github.jdiffscope.worker;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.textdiff.BinaryDiffer;
import io.github.jdiffscope.textdiff.ByteSource;
import io.github.jdiffscope.textdiff.DiffLimits;
import io.github.jdiffscope.textdiff.Equality;
import io.github.jdiffscope.textdiff.TextDifference;
import io.github.jdiffscope.textdiff.TextDiffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Compares two sections of one title. */
final class SectionDiffer {
  private static final int MASKED_LIMIT = 256 << 20;
  private static final long LISTING_ROWS = 100_000;

  private final DiffLimits limits;
  private final Exclusion exclusion;
  private final boolean pictures;

  /**
   * Makes a differ.
   *
   * @param pictures whether pictures are kept for the report
   */
  SectionDiffer(DiffLimits limits, Exclusion exclusion, boolean pictures) {
    this.pictures = pictures;
    this.limits = limits;
    this.exclusion = exclusion;
  }

  DiffLimits limits() {
    return limits;
  }

  /**
   * Returns the difference of two sections, or null if they are equal; one of them may be missing, which is an empty
   * one.
   */
  Difference compare(String title, Section left, Section right) throws IOException {
    SectionContent a = left == null ? null : left.content();
    SectionContent b = right == null ? null : right.content();
    if (a instanceof SectionContent.Listing || b instanceof SectionContent.Listing) {
      if (isListingOrAbsent(a) && isListingOrAbsent(b)) {
        return new ListingDiffer(withWholeListings(), exclusion, (limits.maxBlockLines() + 3) / 4).compare(title, listing(a), listing(b));
      }
    }
    if (a instanceof SectionContent.Blocks before && b instanceof SectionContent.Blocks after) {
      return new BlockDiffer(this).compare(title, before, after);
    }
    if (a instanceof SectionContent.Text before && b instanceof SectionContent.Text after) {
      return texts(title, before.source(), after.source());
    }
    if (isPictureOrAbsent(a) && isPictureOrAbsent(b)) {
      return new PictureDiffer(pictures).compare(title, (SectionContent.Picture) a, (SectionContent.Picture) b);
    }
    if (a instanceof SectionContent.Binary || b instanceof SectionContent.Binary) {
      return node(title, new BinaryDiffer(limits).compare(bytes(a), bytes(b)));
    }
    return node(title, text(bytes(a), bytes(b)));
  }

  /** Compares texts as they are before they are encoded: most are equal. */
  private Difference texts(String title, SectionContent.TextSource left, SectionContent.TextSource right)
      throws IOException {
    if (left.isSameAs(right)) {
      return null;
    }
    CharSequence a = left.text();
    CharSequence b = right.text();
    return isSame(a, b) ? null : node(title, text(ByteSource.of(utf8(a.toString())), ByteSource.of(utf8(b.toString()))));
  }

  private static boolean isSame(CharSequence a, CharSequence b) {
    return a instanceof StringBuilder one && b instanceof StringBuilder other
        ? one.length() == other.length() && one.compareTo(other) == 0
        : a.length() == b.length() && a.toString().contentEquals(b);
  }

  /**
   * Returns a differ that keeps long runs of rows: why rows differ can only be told of rows that are there. They are cut
   * where they are shown.
   */
  private SectionDiffer withWholeListings() {
    long block = limits.maxBlockLines() == 0 ? 0 : Math.max(limits.maxBlockLines(), LISTING_ROWS);
    return new SectionDiffer(new DiffLimits(limits.context(), limits.maxInputLines(), block,
        limits.maxLineBytes()), exclusion, pictures);
  }

  /** Returns a differ that compares so many lines of a side at most, if lines are limited at all. */
  SectionDiffer ofLines(long most) {
    if (limits.maxInputLines() == 0 || limits.maxBlockLines() == 0 || limits.maxInputLines() <= most) {
      return this;
    }
    return new SectionDiffer(new DiffLimits(limits.context(), most, limits.maxBlockLines(), limits.maxLineBytes()),
        exclusion, pictures);
  }

  private static boolean isListingOrAbsent(SectionContent content) {
    return content == null || content instanceof SectionContent.Listing;
  }

  private static boolean isPictureOrAbsent(SectionContent content) {
    return content == null || content instanceof SectionContent.Picture;
  }

  private static SectionContent.Listing listing(SectionContent content) {
    return content == null ? new SectionContent.Listing(List.of(), List.of()) : (SectionContent.Listing) content;
  }

  /** Returns the difference of two texts after masking; texts too large to be masked in memory are compared as they are. */
  TextDifference text(ByteSource left, ByteSource right) throws IOException {
    TextDiffer differ = new TextDiffer(limits);
    if (!exclusion.hasMasks() || Equality.equal(left, right)) {
      return differ.compare(left, right);
    }
    if (Math.max(left.size(), right.size()) > MASKED_LIMIT) {
      TextDifference unmasked = differ.compare(left, right);
      List<String> comments = new ArrayList<>(unmasked.comments());
      comments.add("not masked: longer than 256 MiB (--diff-mask)");
      return unmasked.withComments(comments);
    }
    TextDifference masked = differ.compare(masked(left), masked(right));
    if (masked.isEqual()) {
      exclusion.hidesDifference();
    }
    return masked;
  }

  private ByteSource masked(ByteSource source) throws IOException {
    byte[] all = new byte[(int) source.size()];
    int count = source.read(0, all, 0, all.length);
    String text = new String(all, 0, count, StandardCharsets.ISO_8859_1);
    return ByteSource.of(exclusion.masked(text).getBytes(StandardCharsets.ISO_8859_1));
  }

  static Difference node(String title, TextDifference difference) {
    return difference.isEqual() ? null
        : Difference.section(title, difference.unifiedDiff(), difference.internalLineNumbers(), difference.comments());
  }

  private static ByteSource bytes(SectionContent content) throws IOException {
    if (content == null) {
      return ByteSource.of(new byte[0]);
    } else if (content instanceof SectionContent.Text text) {
      return ByteSource.of(utf8(text.source().text().toString()));
    } else if (content instanceof SectionContent.Lines lines) {
      return source(lines.blob());
    } else if (content instanceof SectionContent.Binary binary) {
      return source(binary.blob());
    }
    if (content instanceof SectionContent.Blocks blocks) {
      return BlockDiffer.whole(blocks.blocks());
    } else if (content instanceof SectionContent.Picture picture) {
      return ByteSource.of(utf8(PictureDiffer.facts(picture.source().pixels())));
    }
    SectionContent.Listing listing = (SectionContent.Listing) content;
    StringBuilder all = new StringBuilder();
    listing.header().forEach(line -> all.append(line).append('\n'));
    listing.rows().forEach(row -> all.append(row.text()).append('\n'));
    return ByteSource.of(utf8(all.toString()));
  }

  private static ByteSource source(Blob blob) {
    return new BlobSource(blob);
  }

  /** Returns text as UTF-8; lone surrogates that stand for bytes become those bytes again. */
  static byte[] utf8(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    // Nearly always it is plain; a lone surrogate, which is no character, has become a question mark.
    if (text.equals(new String(bytes, StandardCharsets.ISO_8859_1))) {
      return bytes;
    }
    for (int i = 0; i < text.length(); i++) {
      if (FileNames.isEscapedByte(text.charAt(i))) {
        return FileNames.bytes(text);
      }
    }
    return bytes;
  }
}
