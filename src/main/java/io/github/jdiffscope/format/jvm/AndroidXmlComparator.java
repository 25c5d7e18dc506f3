package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Compiled XML of Android, such as the manifest of an app: the XML, then lines and numbers of attributes. */
final class AndroidXmlComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("jvm/android-xml", "Android binary XML",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return probe.u32le(0) == 0x0008_0003L && probe.u32le(4) <= probe.size() && probe.u32le(8) == 0x001C_0001L;
        }
      }));
  private static final int LARGEST = 1 << 27;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    AndroidXmlText text = new AndroidXmlText(artifact.blob().all(LARGEST));
    FormatException damage = null;
    try {
      text.read();
    } catch (FormatException e) {
      damage = e;
    }
    sections.add(Section.text("", text.text()));
    sections.add(Section.text("lines and attribute numbers", text::nearerToTheBytes).atLevel(1));
    if (damage != null) {
      throw damage;
    }
  }
}
