package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.codec.asn1.DerFields;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.ObjectIdentifiers;
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

/** Stores of keys and certificates (PKCS #12, RFC 7292): what is not encrypted, and digests of what is. */
final class KeyBagComparator implements FormatComparator {
  private static final String DATA = "1.2.840.113549.1.7.1";
  private static final String ENCRYPTED = "1.2.840.113549.1.7.6";
  private static final String BAG = "1.2.840.113549.1.12.10.1.";
  private static final byte[] VERSION = {2, 1, 3};
  private static final byte[] PKCS7 = {6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 7};
  private static final int MAX_DEPTH = 16;
  private static final Format FORMAT = Format.of("crypto/pkcs12", "PKCS #12 key store",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          DerHead head = new DerHead(probe);
          return head.enter(DerHead.SEQUENCE) && head.has(VERSION) && head.skip(DerHead.INTEGER)
              && head.enter(DerHead.SEQUENCE)
              && head.has(PKCS7);
        }
      })).refining("crypto/asn1");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    DerInput input = DerInput.of(artifact, sections);
    DerValue store = input.value();
    new Store(input, members).describe(store.fields(), sections);
    input.around(sections, store);
  }

  /** One store while it is described. */
  private static final class Store {
    private final DerInput input;
    private final MemberSink members;
    private final StringBuilder text = new StringBuilder();
    private final List<Row> rows = new ArrayList<>();

    Store(DerInput input, MemberSink members) {
      this.input = input;
      this.members = members;
    }

    void describe(DerFields fields, Sections sections) throws IOException {
      String mac = "";
      try {
        line("version: " + fields.next(DerValue.INTEGER, "version").integer());
        DerValue safes = fields.next(DerValue.SEQUENCE, "safes");
        DerValue data = fields.peek();
        if (data != null) {
          mac = mac(data.fields());
        }
        safes(safes.fields(), 0);
      } finally {
        sections.add(Section.text("store", text));
        sections.add(Section.listing("keys and certificates", List.of(), rows));
        sections.add(Section.text("authentication code", mac).atLevel(1));
      }
    }

    private String mac(DerFields fields) throws IOException {
      DerFields digest = fields.next(DerValue.SEQUENCE, "authentication code").fields();
      String algorithm = Algorithms.of(digest.next(DerValue.SEQUENCE, "digest algorithm"));
      String value = digest.next(DerValue.OCTET_STRING, "digest").hex();
      String salt = Secrets.brief(fields.next(DerValue.OCTET_STRING, "salt").octets());
      DerValue iterations = fields.nextIf(DerValue.INTEGER);
      line("authentication: " + algorithm + " with salt " + salt + ", iterations "
          + (iterations == null ? 1 : iterations.integer()));
      return value + "\n";
    }

    /** AuthenticatedSafe, RFC 7292, 4.1. */
    private void safes(DerFields fields, int depth) throws IOException {
      String type = fields.next(DerValue.OBJECT, "content type").oid();
      DerValue wrapper = fields.nextIfContext(0);
      if (wrapper == null || !type.equals(DATA)) {
        line("safes: " + ObjectIdentifiers.name(type));
        if (wrapper != null) {
          new Asn1Text(text, "  ").append(wrapper);
        }
        return;
      }
      for (DerValue safe : Algorithms.first(wrapper).held().children()) {
        DerFields parts = safe.fields();
        String kind = parts.next(DerValue.OBJECT, "content type").oid();
        DerValue content = Algorithms.first(parts.next("content of a safe"));
        if (kind.equals(DATA)) {
          bags(content.held(), depth);
        } else if (kind.equals(ENCRYPTED)) {
          encrypted(content.fields());
        } else {
          line("safe: " + ObjectIdentifiers.name(kind) + ", " + Secrets.digest(content.encoded()));
        }
      }
    }

    private void encrypted(DerFields fields) throws IOException {
      fields.next(DerValue.INTEGER, "version");
      DerFields content = fields.next(DerValue.SEQUENCE, "encrypted content").fields();
      content.next(DerValue.OBJECT, "type of the content");
      String algorithm = Algorithms.of(content.next(DerValue.SEQUENCE, "encryption"));
      DerValue bytes = content.nextIfContext(0);
      line("encrypted safe: " + algorithm + ", " + (bytes == null ? "empty" : Secrets.digest(bytes.octets())));
    }

    private void bags(DerValue bags, int depth) throws IOException {
      for (DerValue bag : bags.children()) {
        bag(bag.fields(), depth);
      }
    }

    /** SafeBag, RFC 7292, 4.2. */
    private void bag(DerFields fields, int depth) throws IOException {
      String oid = fields.next(DerValue.OBJECT, "type of a bag").oid();
      DerValue value = Algorithms.first(fields.next("value of a bag"));
      StringBuilder attributes = new StringBuilder();
      String alias = "";
      DerValue set = fields.nextIf(DerValue.SET);
      if (set != null) {
        for (DerValue attribute : set.children()) {
          String named = attribute(attribute);
          attributes.append(", ").append(named);
          alias = named.startsWith("friendlyName ") ? named : alias;
        }
      }
      String kind = oid.startsWith(BAG) ? oid.substring(BAG.length()) : oid;
      String text = switch (kind) {
        case "1" -> "private key, " + Secrets.digest(value.encoded());
        case "2" -> shrouded(value.fields());
        case "3" -> held(value.fields(), "certificate");
        case "4" -> held(value.fields(), "revocation list");
        case "5" -> "secret, " + Secrets.digest(value.encoded());
        case "6" -> "safe";
        default -> ObjectIdentifiers.name(oid) + ", " + Secrets.digest(value.encoded());
      };
      String row = text + attributes;
      rows.add(new Row(kind + " " + (alias.isEmpty() ? text : alias), row));
      if (kind.equals("6") && depth < MAX_DEPTH) {
        bags(value, depth + 1);
      }
    }

    private static String shrouded(DerFields fields) throws IOException {
      return "encrypted private key, " + Algorithms.of(fields.next(DerValue.SEQUENCE, "encryption")) + ", "
          + Secrets.digest(fields.next(DerValue.OCTET_STRING, "encrypted key").octets());
    }

    /** CertBag and CRLBag: what they hold is a member. */
    private String held(DerFields fields, String what) throws IOException {
      fields.next(DerValue.OBJECT, "type");
      DerValue string = Algorithms.first(fields.next("value"));
      String name = what;
      try {
        DerValue held = string.held();
        name += " " + (what.equals("certificate") ? X500Names.subjectOf(held) : RevocationComparator.issuer(held));
      } catch (IOException other) {
        name += " that is not of X.509";
      }
      input.content(members, name, string);
      return name;
    }

    private static String attribute(DerValue attribute) throws IOException {
      DerFields fields = attribute.fields();
      String name = ObjectIdentifiers.name(fields.next(DerValue.OBJECT, "type of an attribute").oid());
      List<String> values = new ArrayList<>();
      for (DerValue value : fields.next(DerValue.SET, "values of an attribute").children()) {
        String text = value.text();
        values.add(text != null ? X500Names.escaped(text) : value.is(DerValue.OBJECT)
            ? ObjectIdentifiers.name(value.oid())
            : value.is(DerValue.OCTET_STRING) ? KeyStoreDates.identifier(value.octets()) : value.hex());
      }
      return name + " " + String.join(", ", values);
    }

    private void line(String line) {
      text.append(line).append('\n');
    }
  }
}
