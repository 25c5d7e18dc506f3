package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.codec.asn1.DerFields;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.X500Names;
import io.github.jdiffscope.format.MemberSink;
import java.io.IOException;

/** A SignerInfo (RFC 5652, 5.3): who signed, by what, and what is said beside. */
final class SignerText {
  private static final int MAX_DEPTH = 8;
  private static final String COUNTERSIGNATURE = "1.2.840.113549.1.9.6";

  private final DerInput input;
  private final MemberSink members;
  private final StringBuilder out;
  private final StringBuilder signatures;
  private final AttributeText attributes;

  /** @param signatures receives the bytes of the signatures, which follow from the rest */
  SignerText(DerInput input, MemberSink members, StringBuilder out, StringBuilder signatures) {
    this.input = input;
    this.members = members;
    this.out = out;
    this.signatures = signatures;
    this.attributes = new AttributeText(out);
  }

  /** Appends a signer; tokens that others signed are handed over as members. */
  void append(DerValue signer) throws IOException {
    append(signer, "signer", "", 0);
  }

  private void append(DerValue signer, String what, String indent, int depth) throws IOException {
    out.append(indent).append(what).append(":\n");
    DerFields fields = signer.fields();
    String inner = indent + "  ";
    line(inner, "version: " + fields.next(DerValue.INTEGER, "version of the signer").integer());
    identity(out, inner, fields.next("identity of the signer"));
    line(inner, "digest algorithm: " + Algorithms.of(fields.next(DerValue.SEQUENCE, "digest algorithm")));
    DerValue signed = fields.nextIfContext(0);
    if (signed != null) {
      line(inner, "signed attributes:");
      for (DerValue attribute : signed.children()) {
        attributes.append(attribute, inner + "  ");
      }
    }
    line(inner, "signature algorithm: " + Algorithms.of(fields.next(DerValue.SEQUENCE, "signature algorithm")));
    signatures.append(indent).append(what).append(":\n");
    Secrets.block(signatures, indent + "    ", fields.next(DerValue.OCTET_STRING, "signature").octets(), 18);
    DerValue unsigned = fields.nextIfContext(1);
    if (unsigned != null) {
      line(inner, "unsigned attributes:");
      for (DerValue attribute : unsigned.children()) {
        unsigned(attribute, inner + "  ", depth);
      }
    }
  }

  /** Appends issuer and serial number, or the identifier of the key. */
  static void identity(StringBuilder out, String indent, DerValue identity) throws IOException {
    if (identity.isContext(0)) {
      out.append(indent).append("subject key identifier: ").append(Secrets.colons(identity.octets())).append('\n');
      return;
    }
    DerFields fields = identity.fields();
    out.append(indent).append("issuer: ").append(X500Names.of(fields.next(DerValue.SEQUENCE, "issuer"))).append('\n');
    String serial = Secrets.colons(fields.next(DerValue.INTEGER, "serial number").content());
    out.append(indent).append("serial number: ").append(serial).append('\n');
  }

  private void unsigned(DerValue attribute, String indent, int depth) throws IOException {
    DerFields fields = attribute.fields();
    String oid = fields.next(DerValue.OBJECT, "type of an attribute").oid();
    String member = switch (oid) {
      case "1.2.840.113549.1.9.16.2.14", "1.3.6.1.4.1.311.3.3.1" -> "timestamp token";
      case "1.3.6.1.4.1.311.2.4.1" -> "nested signature";
      default -> null;
    };
    if (member == null && !(oid.equals(COUNTERSIGNATURE) && depth < MAX_DEPTH)) {
      attributes.append(attribute, indent);
      return;
    }
    for (DerValue value : fields.next(DerValue.SET, "values of an attribute").children()) {
      if (member == null) {
        append(value, "countersigner", indent, depth + 1);
      } else {
        line(indent, member);
        input.member(members, member, value);
      }
    }
  }

  private void line(String indent, String text) {
    out.append(indent).append(text).append('\n');
  }
}
