package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.codec.asn1.DerFields;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.ObjectIdentifiers;
import io.github.jdiffscope.codec.asn1.X500Names;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** What is signed where it is no file: timestamps, digests of programs, lists of what is trusted. */
final class SignedContent {
  private static final String TIMESTAMP = "1.2.840.113549.1.9.16.1.4";
  private static final String INDIRECT = "1.3.6.1.4.1.311.2.1.4";
  private static final String PROGRAM = "1.3.6.1.4.1.311.2.1.15";
  private static final String[] PARTS = {"include resources", "include debug information",
      "include import address table"};
  private static final String TRUST_LIST = "1.3.6.1.4.1.311.10.1";

  private SignedContent() {}

  /** Adds a section for content of a known type; returns false for any other. */
  static boolean append(List<Section> sections, String type, DerValue content) throws IOException {
    StringBuilder out = new StringBuilder();
    switch (type) {
      case TIMESTAMP -> {
        timestamp(out, content.fields());
        sections.add(Section.text("timestamp", out));
      }
      case INDIRECT -> {
        indirect(out, content.fields());
        sections.add(Section.text("Authenticode", out));
      }
      case TRUST_LIST -> {
        List<Row> rows = new ArrayList<>();
        trustList(out, content.fields(), rows);
        sections.add(Section.text("list of trust", out));
        sections.add(Section.listing("trusted subjects", List.of(), rows));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** TSTInfo, RFC 3161, 2.4.2. */
  private static void timestamp(StringBuilder out, DerFields fields) throws IOException {
    line(out, "Version: " + fields.next(DerValue.INTEGER, "version").integer());
    line(out, "Policy OID: " + ObjectIdentifiers.name(fields.next(DerValue.OBJECT, "policy").oid()));
    DerFields imprint = fields.next(DerValue.SEQUENCE, "imprint").fields();
    line(out, "Hash Algorithm: " + Algorithms.of(imprint.next(DerValue.SEQUENCE, "digest algorithm")));
    line(out, "Message data: " + imprint.next(DerValue.OCTET_STRING, "digest").hex());
    line(out, "Serial number: 0x" + fields.next(DerValue.INTEGER, "serial number").hex().toUpperCase(Locale.ROOT));
    line(out, "Time stamp: " + fields.next("time").time());
    DerValue accuracy = fields.nextIf(DerValue.SEQUENCE);
    if (accuracy != null) {
      String[] units = {"milliseconds", "microseconds"};
      for (DerValue part : accuracy.children()) {
        boolean seconds = part.is(DerValue.INTEGER);
        line(out, "Accuracy: " + part.small(-1) + " " + (seconds ? "seconds" : units[part.number() & 1]));
      }
    }
    DerValue ordering = fields.nextIf(DerValue.BOOLEAN);
    line(out, "Ordering: " + (ordering != null && ordering.isTrue() ? "yes" : "no"));
    DerValue nonce = fields.nextIf(DerValue.INTEGER);
    line(out, "Nonce: " + (nonce == null ? "unspecified" : "0x" + nonce.hex().toUpperCase(Locale.ROOT)));
    DerValue authority = fields.nextIfContext(0);
    line(out, "TSA: " + (authority == null ? "unspecified" : Names.general(Algorithms.first(authority))));
    DerValue extensions = fields.nextIfContext(1);
    if (extensions != null) {
      line(out, "Extensions:");
      for (DerValue extension : extensions.children()) {
        new Asn1Text(out, "  ").append(extension);
      }
    }
  }

  /** SpcIndirectDataContent (Windows Authenticode Portable Executable Signature Format): the digest of a program. */
  private static void indirect(StringBuilder out, DerFields fields) throws IOException {
    DerFields data = fields.next(DerValue.SEQUENCE, "data").fields();
    String type = data.next(DerValue.OBJECT, "type of data").oid();
    line(out, "type: " + ObjectIdentifiers.name(type));
    DerValue value = data.peek();
    if (value != null && type.equals(PROGRAM)) {
      image(out, value.fields());
    } else if (value != null) {
      line(out, "data:");
      new Asn1Text(out, "  ").append(value);
    }
    DerFields digest = fields.next(DerValue.SEQUENCE, "digest").fields();
    line(out, "digest algorithm: " + Algorithms.of(digest.next(DerValue.SEQUENCE, "digest algorithm")));
    line(out, "digest of the program: " + digest.next(DerValue.OCTET_STRING, "digest").hex());
  }

  /** SpcPeImageData: parts that are signed, and a link, of which nobody makes use but to hold digests of pages. */
  private static void image(StringBuilder out, DerFields fields) throws IOException {
    DerValue flags = fields.nextIf(DerValue.BIT_STRING);
    String parts = flags == null ? "" : ExtensionText.flags(flags, PARTS);
    line(out, "flags: " + (parts.isEmpty() ? "none" : parts));
    DerValue file = fields.nextIfContext(0);
    if (file != null && Algorithms.first(file).isContext(1)) {
      line(out, "object:");
      new Asn1Text(out, "  ").append(file);
    } else if (file != null) {
      line(out, ("link: " + link(Algorithms.first(file))).strip());
    }
  }

  /** CertificateTrustList ([MS-CAESO], wincrypt.h): catalogues of drivers are of it. */
  private static void trustList(StringBuilder out, DerFields fields, List<Row> rows) throws IOException {
    DerValue version = fields.nextIf(DerValue.INTEGER);
    if (version != null) {
      line(out, "version: " + version.integer());
    }
    StringBuilder usage = new StringBuilder();
    for (DerValue purpose : fields.next(DerValue.SEQUENCE, "usage").children()) {
      usage.append(usage.isEmpty() ? "" : ", ").append(ObjectIdentifiers.name(purpose.oid()));
    }
    line(out, "usage: " + usage);
    DerValue identifier = fields.nextIf(DerValue.OCTET_STRING);
    if (identifier != null) {
      line(out, "identifier: " + identifier.hex());
    }
    DerValue number = fields.nextIf(DerValue.INTEGER);
    if (number != null) {
      line(out, "sequence number: " + number.integer());
    }
    line(out, "this update: " + fields.next("date").time());
    DerValue next = fields.peek();
    if (next != null && (next.is(DerValue.UTC_TIME) || next.is(DerValue.GENERALIZED_TIME))) {
      line(out, "next update: " + fields.next("date").time());
    }
    line(out, "algorithm: " + Algorithms.of(fields.next(DerValue.SEQUENCE, "algorithm")));
    DerValue subjects = fields.nextIf(DerValue.SEQUENCE);
    if (subjects != null) {
      for (DerValue subject : subjects.children()) {
        rows.add(subject(subject.fields()));
      }
    }
    if (fields.hasNext()) {
      line(out, "extensions:");
      new Asn1Text(out, "  ").append(fields.next("extensions"));
    }
  }

  private static Row subject(DerFields fields) throws IOException {
    byte[] key = fields.next(DerValue.OCTET_STRING, "identifier of a subject").octets();
    StringBuilder lines = new StringBuilder();
    DerValue attributes = fields.nextIf(DerValue.SET);
    if (attributes != null) {
      for (DerValue attribute : attributes.children()) {
        new Asn1Text(lines, "").append(attribute);
      }
    }
    // Identifiers are digests, or digests in digits of UTF-16.
    String name = key.length > 32 && key.length % 2 == 0 ? new String(key, StandardCharsets.UTF_16LE)
        : HexFormat.of().formatHex(key);
    return new Row(name, X500Names.escaped(name) + " " + lines.toString().strip().replaceAll("\\s*\n\\s*", ", "));
  }

  /** Returns an SpcString, BMP or ASCII. */
  static String spcString(DerValue string) throws IOException {
    return X500Names.escaped(new String(string.octets(),
        string.isContext(0) ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1));
  }

  /** Returns an SpcLink: an address, a moniker or a file. */
  static String link(DerValue link) throws IOException {
    return switch (link.number()) {
      case 0 -> X500Names.escaped(new String(link.octets(), StandardCharsets.ISO_8859_1));
      case 2 -> "file " + spcString(Algorithms.first(link));
      default -> link.hex();
    };
  }

  private static void line(StringBuilder out, String text) {
    out.append(text).append('\n');
  }
}
