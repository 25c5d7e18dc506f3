package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.codec.asn1.DerFields;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.ObjectIdentifiers;
import io.github.jdiffscope.codec.asn1.X500Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Extensions of certificates, requests and revocation lists (RFC 5280, 4.2 and 5.2) as openssl prints them. */
final class ExtensionText {
  private static final String[] USAGES = {"Digital Signature", "Non Repudiation", "Key Encipherment",
      "Data Encipherment",
      "Key Agreement", "Certificate Sign", "CRL Sign", "Encipher Only", "Decipher Only"};
  private static final String[] NETSCAPE = {"SSL Client", "SSL Server", "S/MIME", "Object Signing", "Unused", "SSL CA",
      "S/MIME CA", "Object Signing CA"};
  private static final String[] REASONS = {"Unspecified", "Key Compromise", "CA Compromise", "Affiliation Changed",
      "Superseded",
      "Cessation Of Operation", "Certificate Hold", "unused", "Remove From CRL", "Privilege Withdrawn",
          "AA Compromise"};

  private final StringBuilder out;
  private final String indent;

  /** @param indent stands before the name of every extension */
  ExtensionText(StringBuilder out, String indent) {
    this.out = out;
    this.indent = indent;
  }

  /** Appends all extensions of a SEQUENCE OF Extension. */
  void appendAll(DerValue extensions) throws IOException {
    for (DerValue extension : extensions.children()) {
      append(extension);
    }
  }

  private void append(DerValue extension) throws IOException {
    DerFields fields = extension.fields();
    String oid = fields.next(DerValue.OBJECT, "name of an extension").oid();
    DerValue critical = fields.nextIf(DerValue.BOOLEAN);
    out.append(indent).append(ObjectIdentifiers.name(oid))
        .append(critical != null && critical.isTrue() ? ": critical\n" : ":\n");
    DerValue value = fields.next(DerValue.OCTET_STRING, "value of an extension");
    int before = out.length();
    try {
      DerValue held = DerValue.of(value.octets());
      if (held.end() != value.octets().length || !known(oid, held)) {
        out.setLength(before);
        raw(value);
      }
    } catch (IOException damaged) {
      out.setLength(before);
      raw(value);
    }
  }

  /** Appends a value of no known meaning: as a tree if it is one, else as bytes. */
  private void raw(DerValue value) throws IOException {
    byte[] bytes = value.octets();
    int before = out.length();
    try {
      DerValue held = DerValue.of(bytes);
      if (held.end() == bytes.length && DerShape.isSound(held)) {
        new Asn1Text(out, indent + "    ").append(held);
        return;
      }
    } catch (IOException not) {
      out.setLength(before);
    }
    Secrets.block(out, indent + "    ", bytes, 18);
  }

  private boolean known(String oid, DerValue value) throws IOException {
    switch (oid) {
      case "2.5.29.14" -> line(Secrets.colons(value.octets()));
      case "2.5.29.15" -> line(flags(value, USAGES));
      case "2.5.29.16" -> period(value);
      case "2.5.29.17", "2.5.29.18", "2.5.29.29" -> line(generals(value));
      case "2.5.29.19" -> basic(value);
      case "2.5.29.20", "2.5.29.27" -> line(value.integer().toString());
      case "2.5.29.21" -> line(value.small(99) < REASONS.length && value.small(-1) >= 0 ? REASONS[(int) value.small(0)]
          : value.integer().toString());
      case "2.5.29.24" -> line(value.time());
      case "2.5.29.28" -> issuing(value);
      case "2.5.29.30" -> nameConstraints(value);
      case "2.5.29.31", "2.5.29.46" -> distributionPoints(value);
      case "2.5.29.32" -> policies(value);
      case "2.5.29.33" -> mappings(value);
      case "2.5.29.35" -> authorityKey(value);
      case "2.5.29.36" -> policyConstraints(value);
      case "2.5.29.37" -> purposes(value);
      case "2.5.29.54" -> line(value.integer().toString());
      case "1.3.6.1.5.5.7.1.1", "1.3.6.1.5.5.7.1.11" -> access(value);
      case "1.3.6.1.5.5.7.1.24" -> features(value);
      case "1.3.6.1.4.1.11129.2.4.2", "1.3.6.1.4.1.11129.2.4.3", "1.3.6.1.4.1.11129.2.4.5" ->
          TransparencyText.append(out, indent + "    ", value.octets());
      case "2.16.840.1.113730.1.1" -> line(flags(value, NETSCAPE));
      default -> {
        String text = value.text();
        if (text == null) {
          return false;
        }
        line(X500Names.escaped(text));
      }
    }
    return true;
  }

  private void line(String text) {
    out.append(indent).append("    ").append(text).append('\n');
  }

  /** Returns the names of the bits that are set, the first bit the highest of the first byte. */
  static String flags(DerValue value, String[] names) throws IOException {
    byte[] bits = value.bits();
    List<String> set = new ArrayList<>();
    for (int i = 0; i < Math.min(bits.length * 8, 64); i++) {
      if ((bits[i / 8] & 0x80 >> i % 8) != 0) {
        set.add(i < names.length ? names[i] : "bit " + i);
      }
    }
    return String.join(", ", set);
  }

  private static String generals(DerValue names) throws IOException {
    List<String> all = new ArrayList<>();
    for (DerValue name : names.children()) {
      all.add(Names.general(name));
    }
    return all.isEmpty() ? "<EMPTY>" : String.join(", ", all);
  }

  private void basic(DerValue value) throws IOException {
    DerFields fields = value.fields();
    DerValue authority = fields.nextIf(DerValue.BOOLEAN);
    DerValue length = fields.nextIf(DerValue.INTEGER);
    line("CA:" + (authority != null && authority.isTrue() ? "TRUE" : "FALSE")
        + (length == null ? "" : ", pathlen:" + length.integer()));
  }

  private void period(DerValue value) throws IOException {
    List<String> all = new ArrayList<>();
    for (DerValue end : value.children()) {
      all.add((end.number() == 0 ? "Not Before: " : "Not After: ") + end.time());
    }
    line(String.join(", ", all));
  }

  private void authorityKey(DerValue value) throws IOException {
    DerFields fields = value.fields();
    DerValue key = fields.nextIfContext(0);
    DerValue issuer = fields.nextIfContext(1);
    DerValue serial = fields.nextIfContext(2);
    if (key != null) {
      line((issuer == null && serial == null ? "" : "keyid:") + Secrets.colons(key.octets()));
    }
    if (issuer != null) {
      line(generals(issuer));
    }
    if (serial != null) {
      line("serial:" + Secrets.colons(CertificateText.magnitude(new java.math.BigInteger(1, serial.content()))));
    }
  }

  private void purposes(DerValue value) throws IOException {
    List<String> all = new ArrayList<>();
    for (DerValue purpose : value.children()) {
      all.add(ObjectIdentifiers.name(purpose.oid()));
    }
    line(String.join(", ", all));
  }

  private void access(DerValue value) throws IOException {
    for (DerValue description : value.children()) {
      DerFields fields = description.fields();
      String method = ObjectIdentifiers.name(fields.next(DerValue.OBJECT, "access method").oid());
      line(method + " - " + Names.general(fields.next("access location")));
    }
  }

  private void features(DerValue value) throws IOException {
    List<String> all = new ArrayList<>();
    for (DerValue feature : value.children()) {
      long number = feature.small(-1);
      all.add(number == 5 ? "status_request" : number == 17 ? "status_request_v2" : Long.toString(number));
    }
    line(String.join(", ", all));
  }

  private void distributionPoints(DerValue value) throws IOException {
    for (DerValue point : value.children()) {
      DerFields fields = point.fields();
      distributionPoint(fields.nextIfContext(0));
      DerValue reasons = fields.nextIfContext(1);
      if (reasons != null) {
        line("Reasons:");
        line("  " + flags(reasons, REASONS));
      }
      DerValue issuer = fields.nextIfContext(2);
      if (issuer != null) {
        line("CRL Issuer:");
        list(issuer);
      }
    }
  }

  private void distributionPoint(DerValue wrapper) throws IOException {
    if (wrapper == null) {
      return;
    }
    DerValue name = Algorithms.first(wrapper);
    if (name.isContext(0)) {
      line("Full Name:");
      list(name);
    } else {
      line("Relative Name:");
      for (DerValue pair : name.children()) {
        DerFields fields = pair.fields();
        line("  " + ObjectIdentifiers.shortName(fields.next(DerValue.OBJECT, "type of a name").oid()) + " = "
            + X500Names.escaped(String.valueOf(fields.next("value of a name").text())));
      }
    }
  }

  private void list(DerValue names) throws IOException {
    for (DerValue name : names.children()) {
      line("  " + Names.general(name));
    }
  }

  /** IssuingDistributionPoint, RFC 5280, 5.2.5. */
  private void issuing(DerValue value) throws IOException {
    DerFields fields = value.fields();
    distributionPoint(fields.nextIfContext(0));
    String[] only = {"", "Only User Certificates", "Only CA Certificates", "", "Indirect CRL",
        "Only Attribute Certificates"};
    while (fields.hasNext()) {
      DerValue part = fields.next("scope");
      if (part.isContext(3)) {
        line("Only Some Reasons: " + flags(part, REASONS));
      } else if (part.number() < only.length) {
        line(only[part.number()] + (part.isTrue() ? "" : ": no"));
      }
    }
  }

  private void nameConstraints(DerValue value) throws IOException {
    for (DerValue trees : value.children()) {
      line(trees.number() == 0 ? "Permitted:" : "Excluded:");
      for (DerValue tree : trees.children()) {
        DerFields fields = tree.fields();
        line("  " + Names.general(fields.next("base")).replace("IP Address:", "IP:"));
        while (fields.hasNext()) {
          DerValue bound = fields.next("bound");
          line("    " + (bound.number() == 0 ? "minimum " : "maximum ") + bound.small(-1));
        }
      }
    }
  }

  private void policies(DerValue value) throws IOException {
    for (DerValue policy : value.children()) {
      DerFields fields = policy.fields();
      line("Policy: " + ObjectIdentifiers.name(fields.next(DerValue.OBJECT, "policy").oid()));
      DerValue qualifiers = fields.nextIf(DerValue.SEQUENCE);
      if (qualifiers != null) {
        for (DerValue qualifier : qualifiers.children()) {
          qualifier(qualifier.fields());
        }
      }
    }
  }

  private void qualifier(DerFields fields) throws IOException {
    String oid = fields.next(DerValue.OBJECT, "qualifier").oid();
    DerValue value = fields.next("value of a qualifier");
    if (!oid.equals("1.3.6.1.5.5.7.2.2")) {
      line("  " + (oid.equals("1.3.6.1.5.5.7.2.1") ? "CPS" : ObjectIdentifiers.name(oid)) + ": "
          + (value.text() == null ? value.hex() : X500Names.escaped(value.text())));
      return;
    }
    line("  User Notice:");
    for (DerValue part : value.children()) {
      if (!part.is(DerValue.SEQUENCE)) {
        line("    Explicit Text: " + X500Names.escaped(String.valueOf(part.text())));
        continue;
      }
      DerFields reference = part.fields();
      line("    Organization: " + X500Names.escaped(String.valueOf(reference.next("organization").text())));
      List<String> numbers = new ArrayList<>();
      for (DerValue number : reference.next(DerValue.SEQUENCE, "numbers").children()) {
        numbers.add(number.integer().toString());
      }
      line("    Number" + (numbers.size() > 1 ? "s" : "") + ": " + String.join(", ", numbers));
    }
  }

  private void mappings(DerValue value) throws IOException {
    List<String> all = new ArrayList<>();
    for (DerValue mapping : value.children()) {
      DerFields fields = mapping.fields();
      all.add(ObjectIdentifiers.name(fields.next("issuer's policy").oid()) + ":"
          + ObjectIdentifiers.name(fields.next("subject's policy").oid()));
    }
    line(String.join(", ", all));
  }

  private void policyConstraints(DerValue value) throws IOException {
    List<String> all = new ArrayList<>();
    for (DerValue part : value.children()) {
      all.add((part.number() == 0 ? "Require Explicit Policy:" : "Inhibit Policy Mapping:") + part.small(-1));
    }
    line(String.join(", ", all));
  }
}
