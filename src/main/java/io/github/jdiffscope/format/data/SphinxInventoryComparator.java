package io.github.jdiffscope.format.data;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/** The inventory of a Sphinx documentation, {@code objects.inv}: four lines of text, then compressed lines. */
final class SphinxInventoryComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("data/sphinx-inventory", "Sphinx inventory",
      Signature.magic(0, "# Sphinx inventory version "));
  private static final int HEADER_LIMIT_BYTES = 4096;
  private static final int LIMIT_BYTES = 64 << 20;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    byte[] head = blob.head(HEADER_LIMIT_BYTES);
    int end = 0;
    for (int lines = 0; lines < 4; lines++) {
      while (end < head.length && head[end] != '\n') {
        end++;
      }
      if (end++ >= head.length) {
        throw FormatException.at(head.length, "header of four lines is cut off");
      }
    }
    sections.add(Section.text("header", new String(head, 0, end, StandardCharsets.UTF_8)));
    List<Row> rows = entries(blob, end).lines()
        .map(line -> new Row(line.replaceFirst(" -?[0-9]+ .*", ""), line)).toList();
    sections.add(Section.listing("entries", List.of(), rows));
  }

  private static String entries(Blob blob, int start) throws IOException {
    Inflater inflater = new Inflater();
    try (InputStream in = new InflaterInputStream(blob.stream(start, blob.size() - start), inflater)) {
      byte[] text = in.readNBytes(LIMIT_BYTES + 1);
      if (text.length > LIMIT_BYTES) {
        throw new FormatException("entries are larger than " + LIMIT_BYTES + " bytes");
      }
      return new String(text, StandardCharsets.UTF_8);
    } catch (ZipException | java.io.EOFException damaged) {
      throw new FormatException("compressed entries are damaged at byte " + (start + inflater.getBytesRead()), damaged);
    } finally {
      inflater.end();
    }
  }
}
