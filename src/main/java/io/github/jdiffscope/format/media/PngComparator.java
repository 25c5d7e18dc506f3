package io.github.jdiffscope.format.media;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * PNG: what its chunks say, then its pixels. How the pixels are packed is shown only where nothing else differs.
 * Metadata of other formats (EXIF, an ICC profile) and what follows the end are members.
 */
final class PngComparator implements FormatComparator {
  private static final Format FORMAT =
      Format.of("media/png", "PNG picture", Signature.hex(0, PngChunk.SIGNATURE));
  private static final int PALETTE = 3 * 256;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob file = artifact.blob();
    List<PngChunk> found = PngChunk.none();
    try {
      PngChunk.All all = PngChunk.read(file, found);
      if (all.end() < file.size()) {
        sections.comment(String.format(Locale.ROOT, "%,d bytes follow the end of the picture", file.size() - all.end()));
      }
    } finally {
      describe(file, found, sections);
    }
    members(file, found, members);
  }

  private static void describe(Blob file, List<PngChunk> chunks, Sections sections) throws IOException {
    PngChunkText text = new PngChunkText(file);
    List<Row> rows = new ArrayList<>();
    List<PngChunk> data = new ArrayList<>();
    for (PngChunk chunk : chunks) {
      if (chunk.type().equals("IDAT")) {
        data.add(chunk);
      } else {
        rows.addAll(text.rows(chunk));
      }
      if (!chunk.intact()) {
        sections.comment(String.format(Locale.ROOT, "PNG: chunk %s at byte %,d: its checksum is wrong", chunk.type(),
            chunk.position() - 8));
      }
    }
    sections.add(Section.listing("chunks", List.of(), rows));
    PngChunk header = first(chunks, "IHDR");
    if (header != null && !data.isEmpty()) {
      PngHeader known = PngHeader.of(header.data(file, PALETTE));
      byte[] palette = data(file, first(chunks, "PLTE"));
      byte[] transparency = data(file, first(chunks, "tRNS"));
      sections.add(Section.picture("pixels", () -> PngPixels.decode(known, palette, transparency, stream(file, data))));
    }
    sections.add(Section.text("how the pixels are packed", () -> PngPacking.text(file, data)).atLevel(1));
    sections.add(Section.listing("layout of the file", List.of(), layout(chunks)).atLevel(2));
  }

  private static PngChunk first(List<PngChunk> chunks, String type) {
    return new PngChunk.All(chunks, 0).first(type);
  }

  private static byte[] data(Blob file, PngChunk chunk) throws IOException {
    return chunk == null ? new byte[0] : chunk.data(file, PALETTE);
  }

  static InputStream stream(Blob file, List<PngChunk> chunks) {
    List<InputStream> parts = new ArrayList<>();
    chunks.forEach(chunk -> parts.add(file.stream(chunk.position(), chunk.length())));
    return new SequenceInputStream(Collections.enumeration(parts));
  }

  private static List<Row> layout(List<PngChunk> chunks) {
    List<Row> rows = new ArrayList<>();
    for (PngChunk chunk : chunks) {
      rows.add(new Row(chunk.type(), String.format(Locale.ROOT, "%s %,12d bytes%s", chunk.type(), chunk.length(),
          chunk.intact() ? "" : ", checksum wrong")));
    }
    return rows;
  }

  private static void members(Blob file, List<PngChunk> chunks, MemberSink members) throws IOException {
    BlobLocation location = file.location();
    for (PngChunk chunk : chunks) {
      if (chunk.type().equals("eXIf")) {
        members.file("EXIF", location.slice(chunk.position(), chunk.length()));
      } else if (chunk.type().equals("iCCP")) {
        PngChunkText.unpackProfile(file, chunk, members);
      }
    }
    PngChunk last = chunks.get(chunks.size() - 1);
    long end = last.position() + last.length() + 4;
    if (last.type().equals("IEND") && end < file.size()) {
      members.file("after the picture", location.slice(end, file.size() - end));
    }
  }
}
