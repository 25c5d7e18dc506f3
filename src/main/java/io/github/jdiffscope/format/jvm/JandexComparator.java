package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.ByteOrder;

/** Jandex indexes, {@code META-INF/jandex.idx}: the annotations of a jar's classes, as their library reads them. */
final class JandexComparator implements FormatComparator {
  private static final Format FORMAT =
      Format.of("jvm/jandex", "Jandex annotation index", Signature.hex(0, "babe1f15")).inWorker();

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob file = artifact.blob();
    int version = new BinaryReader(file, ByteOrder.BIG_ENDIAN).skip(4).u8("version");
    sections.add(Section.text("version of the index", version + "\n"));
    JandexText.describe(file, sections);
  }
}
