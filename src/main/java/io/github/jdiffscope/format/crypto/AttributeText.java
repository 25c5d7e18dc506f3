package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.codec.asn1.DerFields;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.ObjectIdentifiers;
import io.github.jdiffscope.codec.asn1.X500Names;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Attributes of signers and of what is kept in stores (RFC 5652, 11; RFC 2985), a line each where they are simple. */
final class AttributeText {
  private final StringBuilder out;

  AttributeText(StringBuilder out) {
    this.out = out;
  }

  /** Appends an attribute with its values. */
  void append(DerValue attribute, String indent) throws IOException {
    DerFields fields = attribute.fields();
    String oid = fields.next(DerValue.OBJECT, "type of an attribute").oid();
    String name = ObjectIdentifiers.name(oid);
    List<DerValue> values = fields.next(DerValue.SET, "values of an attribute").children();
    if (values.isEmpty()) {
      out.append(indent).append(name).append(": no value\n");
    }
    for (DerValue value : values) {
      String text = text(oid, value);
      out.append(indent).append(name).append(':');
      if (text != null) {
        out.append(text.isEmpty() ? "" : " ").append(text).append('\n');
      } else {
        out.append('\n');
        new Asn1Text(out, indent + "  ").append(value);
      }
    }
  }

  /** Returns a value on one line, null if it takes more. */
  private static String text(String oid, DerValue value) throws IOException {
    try {
      return switch (oid) {
        case "1.2.840.113549.1.9.15" -> capabilities(value);
        case "1.2.840.113549.1.9.16.2.12", "1.2.840.113549.1.9.16.2.47" -> signingCertificate(value);
        case "1.3.6.1.4.1.311.2.1.11" -> objects(value);
        case "1.3.6.1.4.1.311.2.1.12" -> program(value);
        case "1.2.840.113635.100.9.1" -> plist(value);
        default -> simple(value);
      };
    } catch (IOException other) {
      return null;
    }
  }

  private static String simple(DerValue value) throws IOException {
    if (value.is(DerValue.OBJECT)) {
      return ObjectIdentifiers.name(value.oid());
    } else if (value.is(DerValue.UTC_TIME) || value.is(DerValue.GENERALIZED_TIME)) {
      return value.time();
    } else if (value.is(DerValue.OCTET_STRING)) {
      return Secrets.brief(value.octets());
    } else if (value.is(DerValue.INTEGER)) {
      return value.integer().toString();
    }
    String text = value.text();
    return text == null ? null : X500Names.escaped(text);
  }

  private static String capabilities(DerValue value) throws IOException {
    List<String> all = new ArrayList<>();
    for (DerValue capability : value.children()) {
      all.add(Algorithms.of(capability));
    }
    return String.join("; ", all);
  }

  /** ESSCertID and ESSCertIDv2, RFC 5035, 4 and 5: a digest of the certificate, SHA-1 or as it says. */
  private static String signingCertificate(DerValue value) throws IOException {
    List<String> all = new ArrayList<>();
    for (DerValue identifier : Algorithms.first(value).children()) {
      DerFields fields = identifier.fields();
      DerValue algorithm = fields.nextIf(DerValue.SEQUENCE);
      DerValue digest = fields.next(DerValue.OCTET_STRING, "digest of a certificate");
      all.add((algorithm == null ? "" : Algorithms.of(algorithm) + " ") + HexFormat.of().formatHex(digest.octets()));
    }
    return String.join(", ", all);
  }

  private static String objects(DerValue value) throws IOException {
    List<String> all = new ArrayList<>();
    for (DerValue object : value.children()) {
      all.add(ObjectIdentifiers.name(object.oid()));
    }
    return String.join(", ", all);
  }

  /** SpcSpOpusInfo (Windows Authenticode Portable Executable Signature Format): name and address of a program. */
  private static String program(DerValue value) throws IOException {
    List<String> all = new ArrayList<>();
    DerFields fields = value.fields();
    DerValue name = fields.nextIfContext(0);
    if (name != null) {
      all.add("program name " + SignedContent.spcString(Algorithms.first(name)));
    }
    DerValue more = fields.nextIfContext(1);
    if (more != null) {
      all.add("more at " + SignedContent.link(Algorithms.first(more)));
    }
    return String.join(", ", all);
  }

  private static String plist(DerValue value) throws IOException {
    String text = new String(value.octets(), StandardCharsets.UTF_8);
    List<String> lines = text.lines().map(String::strip).toList();
    return X500Names.escaped(String.join(" ", lines));
  }
}
