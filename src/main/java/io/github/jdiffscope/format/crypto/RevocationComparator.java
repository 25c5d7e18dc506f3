package io.github.jdiffscope.format.crypto;

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
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lists of revoked certificates (RFC 5280, 5). */
final class RevocationComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("crypto/crl", "X.509 certificate revocation list",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          DerHead head = new DerHead(probe);
          return head.enter(DerHead.SEQUENCE) && head.enter(DerHead.SEQUENCE) && head.optional(DerHead.INTEGER)
              && head.skip(DerHead.SEQUENCE) && head.skip(DerHead.SEQUENCE) && head.time();
        }
      }), PemRule.single("X509 CRL")).refining("crypto/asn1", "crypto/pem");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    DerInput input = DerInput.of(artifact, sections);
    DerValue list = input.value();
    StringBuilder head = new StringBuilder("Certificate Revocation List (CRL):\n");
    List<Row> rows = new ArrayList<>();
    try {
      list(list.fields().next(DerValue.SEQUENCE, "content of the list").fields(), head, rows);
    } finally {
      sections.add(Section.text("openssl crl -noout -text -in {}", head));
      sections.add(Section.listing("revoked certificates", List.of(), rows));
    }
    sections.add(CertificateComparator.signature(list));
    input.around(sections, list);
  }

  private static void list(DerFields content, StringBuilder head, List<Row> rows) throws IOException {
    DerValue version = content.nextIf(DerValue.INTEGER);
    long number = version == null ? 0 : version.small(99);
    head.append("        Version ").append(number + 1).append(" (0x").append(Long.toHexString(number)).append(")\n");
    head.append("        Signature Algorithm: ")
        .append(Algorithms.of(content.next(DerValue.SEQUENCE, "signature algorithm")))
        .append('\n');
    head.append("        Issuer: ").append(X500Names.of(content.next(DerValue.SEQUENCE, "issuer"))).append('\n');
    head.append("        Last Update: ").append(content.next("date of the list").time()).append('\n');
    DerValue next = content.peek();
    if (next != null && (next.is(DerValue.UTC_TIME) || next.is(DerValue.GENERALIZED_TIME))) {
      head.append("        Next Update: ").append(content.next("date of the next list").time()).append('\n');
    }
    DerValue revoked = content.nextIf(DerValue.SEQUENCE);
    DerValue extensions = content.nextIfContext(0);
    if (extensions != null) {
      head.append("        CRL extensions:\n");
      new ExtensionText(head, "            ").appendAll(Algorithms.first(extensions));
    }
    if (revoked != null) {
      DerFields entries = revoked.fields();
      while (entries.hasNext()) {
        rows.add(row(entries.next(DerValue.SEQUENCE, "revoked certificate").fields()));
      }
    }
  }

  /** Returns serial number, date and extensions of a revoked certificate on one line. */
  private static Row row(DerFields entry) throws IOException {
    String serial = entry.next(DerValue.INTEGER, "serial number").hex().toUpperCase(java.util.Locale.ROOT);
    StringBuilder text = new StringBuilder("Serial Number: ").append(serial).append(", Revocation Date: ")
        .append(entry.next("date of revocation").time());
    DerValue extensions = entry.nextIf(DerValue.SEQUENCE);
    if (extensions != null) {
      StringBuilder lines = new StringBuilder();
      new ExtensionText(lines, "").appendAll(extensions);
      for (String line : lines.toString().split("\n")) {
        text.append(line.startsWith(" ") ? " " : ", ").append(line.strip());
      }
    }
    return new Row(serial, text.toString());
  }

  /** Returns who issued a list, on one line. */
  static String issuer(DerValue list) throws IOException {
    DerFields content = list.fields().next(DerValue.SEQUENCE, "content of the list").fields();
    content.nextIf(DerValue.INTEGER);
    content.next("signature algorithm");
    return X500Names.of(content.next(DerValue.SEQUENCE, "issuer"));
  }
}
