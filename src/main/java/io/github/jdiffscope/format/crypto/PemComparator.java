package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.asn1.DerFields;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.X500Names;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Files of several objects in PEM, as chains and bundles of certificates: each object is a member, named by its
 * subject.
 */
final class PemComparator implements FormatComparator {
  private static final int LARGEST = 1 << 26;
  private static final Format FORMAT = Format.of("crypto/pem", "PEM bundle", PemRule.any()).refining("text/plain");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    byte[] bytes = artifact.blob().all(LARGEST);
    if (bytes.length > 0 && bytes[0] == DerHead.SEQUENCE) {
      members.file(name("", bytes), artifact.blob().location());
      return;
    }
    Pem pem;
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    try {
      pem = Pem.read(text);
    } catch (FormatException damaged) {
      if (!text.contains("PRIVATE")) {
        sections.add(Section.lines("", artifact.blob()));
      }
      throw damaged;
    }
    sections.add(Pem.around("text between the objects", pem.text()));
    List<Row> order = new ArrayList<>();
    StringBuilder layout = new StringBuilder();
    Map<String, Integer> names = new HashMap<>();
    pem.objects().forEach(item -> names.merge(name(item.label(), item.content()), 1, Integer::sum));
    for (Pem.Item item : pem.objects()) {
      String name = item(item, names, members);
      order.add(new Row(name, name));
      layout.append(X500Names.escaped(item.label())).append(": ").append(item.layout()).append('\n');
    }
    sections.add(Section.listing("objects", List.of(), order));
    sections.add(Section.text("encoding", layout).atLevel(1));
  }

  /** Hands over an object and returns what it is called; one that is encrypted has only a digest. */
  private static String item(Pem.Item item, Map<String, Integer> names, MemberSink members) throws IOException {
    if (!item.headers().isEmpty()) {
      return X500Names.escaped(item.label() + ", " + String.join(", ", item.headers())) + ", "
          + Secrets.digest(item.content());
    }
    String name = name(item.label(), item.content());
    name += names.get(name) > 1 ? serial(item.content()) : "";
    members.knownFormat(KeyFormats.ofLabel(item.label()));
    members.unpack(name, new ByteArrayInputStream(item.content()));
    members.knownFormat(null);
    return name;
  }

  /** Returns the serial number, which tells certificates of one subject apart; nothing for what has none. */
  private static String serial(byte[] content) {
    try {
      DerFields fields = DerValue.of(content).fields().next(DerValue.SEQUENCE, "content of the certificate").fields();
      fields.nextIfContext(0);
      return ", serial number " + fields.next(DerValue.INTEGER, "serial number").hex();
    } catch (IOException other) {
      return "";
    }
  }

  private static String name(String label, byte[] content) {
    String what = label.isEmpty() ? "object" : X500Names.escaped(label).toLowerCase(Locale.ROOT);
    try {
      DerValue value = DerValue.of(content);
      return switch (label) {
        case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE", "" -> "certificate "
            + X500Names.subjectOf(value);
        case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST" -> "certificate request "
            + RequestComparator.subject(value);
        case "X509 CRL" -> "revocation list " + RevocationComparator.issuer(value);
        default -> what;
      };
    } catch (IOException damaged) {
      return what;
    }
  }
}
