package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Keys, signatures and messages of OpenPGP (RFC 4880, RFC 9580), armored or not. */
final class OpenPgpComparator implements FormatComparator {
  private static final int LARGEST_ARMOR = 1 << 26;
  private static final Format FORMAT = Format.of("crypto/openpgp", "OpenPGP keys, signatures and messages",
      PgpRule.packets(),
      PgpArmor.rule()).refining("text/plain");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    StringBuilder text = new StringBuilder();
    StringBuilder values = new StringBuilder();
    boolean armored = blob.size() > 0 && blob.bytes(0, 1)[0] >= 0;
    try {
      if (armored) {
        armored(blob, sections, members, text, values);
      } else {
        new PgpText(blob, true, members, text, values).append();
      }
    } finally {
      sections.add(Section.text("gpg --list-packets {}", text));
      sections.add(Section.text("signature value", values).atLevel(1));
    }
  }

  private static void armored(Blob blob, Sections sections, MemberSink members, StringBuilder text,
      StringBuilder values)
      throws IOException {
    String armor = new String(blob.all(LARGEST_ARMOR), StandardCharsets.ISO_8859_1);
    boolean secret = armor.contains("PRIVATE");
    PgpArmor parts;
    try {
      parts = PgpArmor.read(armor);
    } catch (FormatException damaged) {
      sections.add(secret ? Section.text("digest of the file", Secrets.digest(blob.all(LARGEST_ARMOR)) + "\n")
          : Section.lines("", blob));
      throw damaged;
    }
    StringBuilder headers = new StringBuilder(parts.between());
    for (PgpArmor.Item item : parts.items()) {
      headers.append(item.kind()).append('\n');
      item.headers().forEach(header -> headers.append(header).append('\n'));
    }
    sections.add(Section.text("armor", headers));
    for (PgpArmor.Item item : parts.items()) {
      if (item.text() != null) {
        members.unpack("signed text", new ByteArrayInputStream(item.text().getBytes(StandardCharsets.ISO_8859_1)));
      } else {
        new PgpText(Blob.of(item.packets()), false, members, text, values).append();
      }
    }
    if (!secret) {
      sections.add(Section.lines("lines of the armor", blob).atLevel(2));
    }
  }
}
