package io.github.jdiffscope.format.media;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * A picture format that libraries read: its metadata, directory by directory, then its pixels where the Java platform
 * decodes them. Runs in a worker: both libraries are large, and one is native.
 */
final class ImageComparator implements FormatComparator {
  /** A file of more bytes is not given to a library. */
  private static final long MOST = 256L << 20;
  private static final int MOST_FRAMES = 100;

  private final Format format;
  private final String decoder;

  /**
   * Makes a comparator.
   *
   * @param decoder the platform's name for the format, empty if it does not decode it
   */
  ImageComparator(Format format, String decoder) {
    this.format = format.inWorker();
    this.decoder = decoder;
  }

  @Override
  public Format format() {
    return format;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob file = artifact.blob();
    if (file.size() > MOST) {
      throw new LimitException(String.format(Locale.ROOT, "%s: %,d bytes are too many for its libraries; compared as bytes",
          format.id(), file.size()));
    }
    if (!decoder.isEmpty()) {
      pixels(file, sections);
    }
    if (format.id().equals("media/jpeg")) {
      sections.add(Section.listing("segments", List.of(), JpegSegments.rows(file)).atLevel(1));
    }
    ImageMetadata.describe(file, format.title(), sections);
  }

  private void pixels(Blob file, Sections sections) throws IOException {
    int count = switch (decoder) {
      case "gif" -> DecodedPixels.count(file, decoder, format.title());
      case "tiff" -> TiffDirectories.count(file, MOST_FRAMES + 1);
      default -> 1;
    };
    for (int i = 0; i < Math.min(count, MOST_FRAMES); i++) {
      int index = i;
      sections.add(Section.picture(i == 0 ? "pixels" : "pixels of picture " + (i + 1),
          () -> DecodedPixels.of(file, decoder, format.title(), index)));
    }
    if (count > MOST_FRAMES) {
      sections.comment(String.format(Locale.ROOT, "only the first %d pictures are decoded", MOST_FRAMES));
    }
  }
}
