package io.github.jdiffscope.format.media;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.Tag;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** What a library knows to read of a picture besides its pixels. Apart, so that the library is loaded only for it. */
final class ImageMetadata {
  /** Says when and how the library was given the file, nothing about the picture. */
  private static final List<String> OF_THE_READER = List.of("File", "File Type");

  private ImageMetadata() {}

  /** Adds a section for each directory of metadata. */
  static void describe(Blob file, String title, Sections sections) throws IOException {
    Metadata metadata;
    try (InputStream in = file.stream()) {
      metadata = ImageMetadataReader.readMetadata(in, file.size());
    } catch (ImageProcessingException | RuntimeException e) {
      throw new FormatException(title + ": metadata: " + e.getMessage());
    }
    List<String> names = new ArrayList<>();
    for (Directory directory : metadata.getDirectories()) {
      for (String error : directory.getErrors()) {
        sections.comment(directory.getName() + ": " + error);
      }
      if (!OF_THE_READER.contains(directory.getName())) {
        String name = directory.getName();
        for (int n = 2; names.contains(name); n++) {
          name = directory.getName() + " " + n;
        }
        names.add(name);
        sections.add(Section.listing(name, List.of(), rows(directory)));
      }
    }
  }

  private static List<Row> rows(Directory directory) {
    List<Row> rows = new ArrayList<>();
    for (Tag tag : directory.getTags()) {
      String value = tag.getDescription() == null ? "" : tag.getDescription();
      Object raw = directory.getObject(tag.getTagType());
      // Long values are described by their length only.
      String exact = raw instanceof byte[] bytes && bytes.length > 16 ? ", " + Digest.of(bytes) : "";
      rows.add(new Row(tag.getTagName(), tag.getTagName() + ": " + value.replace("\r", "\\r").replace("\n", "\\n") + exact));
    }
    return rows;
  }
}
