package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.codec.asn1.DerFields;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.ObjectIdentifiers;
import io.github.jdiffscope.codec.asn1.X500Names;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;

/** Requests for certificates (PKCS #10, RFC 2986). */
final class RequestComparator implements FormatComparator {
  private static final String EXTENSIONS = "1.2.840.113549.1.9.14";
  private static final String MICROSOFT_EXTENSIONS = "1.3.6.1.4.1.311.2.1.14";
  private static final String PASSWORD = "1.2.840.113549.1.9.7";
  private static final Format FORMAT = Format.of("crypto/csr", "X.509 certificate request",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          DerHead head = new DerHead(probe);
          return head.enter(DerHead.SEQUENCE) && head.enter(DerHead.SEQUENCE) && head.skip(DerHead.INTEGER)
              && head.skip(DerHead.SEQUENCE) && head.enter(DerHead.SEQUENCE) && head.skip(DerHead.SEQUENCE)
              && head.skip(DerHead.BITS);
        }
      }), PemRule.single("CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST")).refining("crypto/asn1", "crypto/pem");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    DerInput input = DerInput.of(artifact, sections);
    DerValue request = input.value();
    sections.add(Section.text("openssl req -noout -text -in {}", () -> text(request)));
    sections.add(CertificateComparator.signature(request));
    input.around(sections, request);
  }

  private static String text(DerValue request) {
    StringBuilder out = new StringBuilder("Certificate Request:\n    Data:\n");
    try {
      DerFields content = request.fields().next(DerValue.SEQUENCE, "content of the request").fields();
      long version = content.next(DerValue.INTEGER, "version").small(99);
      out.append("        Version: ").append(version + 1).append(" (0x").append(Long.toHexString(version))
          .append(")\n");
      out.append("        Subject: ").append(X500Names.of(content.next(DerValue.SEQUENCE, "subject"))).append('\n');
      CertificateText.key(out, "        ", content.next(DerValue.SEQUENCE, "public key"));
      out.append("        Attributes:\n");
      DerValue attributes = content.nextIfContext(0);
      if (attributes == null || attributes.length() == 0) {
        out.append("            (none)\n");
      } else {
        for (DerValue attribute : attributes.children()) {
          attribute(out, attribute.fields());
        }
      }
    } catch (IOException damaged) {
      out.append("damaged: ").append(damaged.getMessage()).append('\n');
    }
    return out.toString();
  }

  private static void attribute(StringBuilder out, DerFields fields) throws IOException {
    String oid = fields.next(DerValue.OBJECT, "name of an attribute").oid();
    DerValue values = fields.next(DerValue.SET, "values of an attribute");
    if (oid.equals(EXTENSIONS) || oid.equals(MICROSOFT_EXTENSIONS)) {
      out.append("            Requested Extensions:\n");
      new ExtensionText(out, "                ").appendAll(Algorithms.first(values));
      return;
    }
    for (DerValue value : values.children()) {
      out.append("            ").append(ObjectIdentifiers.name(oid)).append(":");
      String text = oid.equals(PASSWORD) ? Secrets.digest(value.octets()) : value.text();
      if (text == null) {
        out.append('\n');
        new Asn1Text(out, "                ").append(value);
      } else {
        out.append(X500Names.escaped(text)).append('\n');
      }
    }
  }

  /** Returns the subject of a request on one line. */
  static String subject(DerValue request) throws IOException {
    DerFields content = request.fields().next(DerValue.SEQUENCE, "content of the request").fields();
    content.next("version");
    return X500Names.of(content.next(DerValue.SEQUENCE, "subject"));
  }
}
