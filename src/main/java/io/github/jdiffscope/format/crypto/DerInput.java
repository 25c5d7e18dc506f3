package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.X500Names;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The one object of a file, be it DER as it is or in a PEM. */
final class DerInput {
  static final int LARGEST = 1 << 26;

  private final Blob blob;
  private final byte[] bytes;
  private final Pem.Item item;
  private final String text;

  private DerInput(Blob blob, byte[] bytes, Pem.Item item, String text) {
    this.blob = blob;
    this.bytes = bytes;
    this.item = item;
    this.text = text;
  }

  /** Returns the object of a file; lines of a PEM that cannot be read are shown as they are, but for secrets. */
  static DerInput of(OpenArtifact artifact, Sections sections) throws IOException {
    Blob blob = artifact.blob();
    byte[] bytes = blob.all(LARGEST);
    if (bytes.length == 0 || bytes[0] == DerHead.SEQUENCE || bytes[0] == DerHead.OBJECT) {
      return new DerInput(blob, bytes, null, "");
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    try {
      Pem pem = Pem.read(text);
      if (!pem.objects().isEmpty()) {
        return new DerInput(blob, pem.objects().get(0).content(), pem.objects().get(0), pem.text());
      }
    } catch (FormatException damaged) {
      if (!text.contains("PRIVATE")) {
        sections.add(Section.lines("", blob));
      }
      throw damaged;
    }
    throw FormatException.at(0, "neither DER nor PEM");
  }

  /** Returns the bytes of the object. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns the value that the object is. */
  DerValue value() throws IOException {
    return DerValue.of(bytes);
  }

  /** Returns the label of the PEM, empty if it is none. */
  String label() {
    return item == null ? "" : item.label();
  }

  /** Returns the object of the PEM, null if it is none. */
  Pem.Item item() {
    return item;
  }

  /** Hands over a part as a member, where it lies if the file is DER. */
  void member(MemberSink members, String name, DerValue part) throws IOException {
    if (item == null && part.standsIn(bytes)) {
      members.file(name, blob.location().slice(part.start(), part.end() - part.start()));
    } else {
      members.unpack(name, new ByteArrayInputStream(part.encoded()));
    }
  }

  /** Hands over the content of a string as a member, where it lies if it lies in one piece. */
  void content(MemberSink members, String name, DerValue string) throws IOException {
    if (item == null && string.standsIn(bytes) && !string.isConstructed()) {
      members.file(name, blob.location().slice(string.contentStart(), string.length()));
    } else {
      members.unpack(name, new ByteArrayInputStream(string.octets()));
    }
  }

  /** Adds what stands around the object, and as what it is written. */
  void around(Sections sections, DerValue value) throws IOException {
    if (!text.isEmpty()) {
      sections.add(Pem.around("text around the object", text));
    }
    if (item != null && !item.headers().isEmpty()) {
      StringBuilder headers = new StringBuilder();
      item.headers().forEach(header -> headers.append(header).append('\n'));
      sections.add(Section.text("headers of the PEM", headers));
    }
    if (item == null && value.end() < bytes.length) {
      sections.add(Section.binary("bytes behind the object", blob.slice(value.end(), bytes.length - value.end())));
    }
    sections.add(Section.text("encoding", encoding()).atLevel(1));
  }

  private String encoding() {
    return item == null ? "DER\n" : "PEM, label " + X500Names.escaped(item.label()) + ", " + item.layout() + "\n";
  }
}
