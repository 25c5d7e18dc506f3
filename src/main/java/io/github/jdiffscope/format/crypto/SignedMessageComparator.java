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
import java.util.ArrayList;
import java.util.List;

/**
 * Signed and encrypted messages (PKCS #7, RFC 2315; CMS, RFC 5652): who signed, when and by what; certificates and what is
 * signed are members.
 */
final class SignedMessageComparator implements FormatComparator {
  static final String SIGNED = "1.2.840.113549.1.7.2";
  private static final String ENVELOPED = "1.2.840.113549.1.7.3";
  private static final String DATA = "1.2.840.113549.1.7.1";
  private static final String AUTH_ENVELOPED = "1.2.840.113549.1.9.16.1.23";
  private static final byte[] PKCS7 = {6, 9, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 7};
  private static final byte[] SMIME = {6, 11, 0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 1, 9, 16, 1};
  private static final Format FORMAT = Format.of("crypto/pkcs7", "PKCS #7 and CMS message",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          DerHead head = new DerHead(probe);
          return head.enter(DerHead.SEQUENCE) && (head.has(PKCS7) || head.has(SMIME)) && head.skip(DerHead.OBJECT)
              && head.is(0xA0);
        }
      }), PemRule.single("PKCS7", "CMS", "PKCS #7 SIGNED DATA")).refining("crypto/asn1", "crypto/pem");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    DerInput input = DerInput.of(artifact, sections);
    new Message(input, sections, members).describe(input.value());
    input.around(sections, input.value());
  }

  /** One message while it is described. */
  private static final class Message {
    private final DerInput input;
    private final Sections sections;
    private final MemberSink members;
    /** Sections that follow the message's own. */
    private final List<Section> others = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder signatures = new StringBuilder();

    Message(DerInput input, Sections sections, MemberSink members) {
      this.input = input;
      this.sections = sections;
      this.members = members;
    }

    void describe(DerValue message) throws IOException {
      DerFields fields = message.fields();
      String type = fields.next(DerValue.OBJECT, "content type").oid();
      DerValue wrapper = fields.nextIfContext(0);
      line("content type: " + ObjectIdentifiers.name(type));
      try {
        if (wrapper == null) {
          line("no content");
        } else if (type.equals(SIGNED)) {
          signed(Algorithms.first(wrapper).fields());
        } else if (type.equals(ENVELOPED) || type.equals(AUTH_ENVELOPED)) {
          enveloped(Algorithms.first(wrapper).fields());
        } else if (type.equals(DATA)) {
          content(Algorithms.first(wrapper));
        } else {
          new Asn1Text(text, "").append(Algorithms.first(wrapper));
        }
      } finally {
        sections.add(Section.text("message", text));
        others.forEach(sections::add);
        if (signatures.length() > 0) {
          sections.add(Section.text("signature value", signatures).atLevel(1));
        }
      }
    }

    /** SignedData, RFC 5652, 5.1. */
    private void signed(DerFields fields) throws IOException {
      line("version: " + fields.next(DerValue.INTEGER, "version").integer());
      line("digest algorithms: " + algorithms(fields.next(DerValue.SET, "digest algorithms")));
      encapsulated(fields.next(DerValue.SEQUENCE, "signed content").fields());
      DerValue certificates = fields.nextIfContext(0);
      if (certificates != null) {
        certificates(certificates);
      }
      DerValue lists = fields.nextIfContext(1);
      if (lists != null) {
        for (DerValue list : lists.children()) {
          input.member(members, list.is(DerValue.SEQUENCE) ? "revocation list " + RevocationComparator.issuer(list)
              : "other revocation", list);
        }
      }
      SignerText signers = new SignerText(input, members, text, signatures);
      for (DerValue signer : fields.next(DerValue.SET, "signers").children()) {
        signers.append(signer);
      }
    }

    private static String algorithms(DerValue set) throws IOException {
      StringBuilder names = new StringBuilder();
      for (DerValue algorithm : set.children()) {
        names.append(names.isEmpty() ? "" : ", ").append(Algorithms.of(algorithm));
      }
      return names.isEmpty() ? "none" : names.toString();
    }

    private void encapsulated(DerFields fields) throws IOException {
      String type = fields.next(DerValue.OBJECT, "type of the signed content").oid();
      DerValue wrapper = fields.nextIfContext(0);
      line("signed content: " + ObjectIdentifiers.name(type) + (wrapper == null ? ", detached" : ""));
      if (wrapper == null) {
        return;
      }
      DerValue content = Algorithms.first(wrapper);
      DerValue inner = content.is(DerValue.OCTET_STRING) ? null : content;
      if (!type.equals(DATA)) {
        inner = inner != null ? inner : DerValue.of(content.octets());
        if (SignedContent.append(others, type, inner)) {
          return;
        }
      }
      content(content);
    }

    private void content(DerValue content) throws IOException {
      if (content.is(DerValue.OCTET_STRING)) {
        input.content(members, "content", content);
      } else {
        input.member(members, "content", content);
      }
    }

    private void certificates(DerValue certificates) throws IOException {
      StringBuilder order = new StringBuilder();
      for (DerValue certificate : certificates.children()) {
        String name = "certificate";
        try {
          name = "certificate " + X500Names.subjectOf(certificate);
        } catch (IOException other) {
          name = "other certificate";
        }
        order.append(name).append('\n');
        input.member(members, name, certificate);
      }
      others.add(Section.text("certificates in order", order).atLevel(1));
    }

    /** EnvelopedData, RFC 5652, 6.1. */
    private void enveloped(DerFields fields) throws IOException {
      line("version: " + fields.next(DerValue.INTEGER, "version").integer());
      DerValue originator = fields.nextIfContext(0);
      if (originator != null) {
        line("originator:");
        new Asn1Text(text, "  ").append(originator);
      }
      for (DerValue recipient : fields.next(DerValue.SET, "recipients").children()) {
        line("recipient:");
        recipient(recipient);
      }
      DerFields content = fields.next(DerValue.SEQUENCE, "encrypted content").fields();
      line("content: " + ObjectIdentifiers.name(content.next(DerValue.OBJECT, "type of the content").oid()));
      line("encrypted by: " + Algorithms.of(content.next(DerValue.SEQUENCE, "encryption")));
      DerValue encrypted = content.nextIfContext(0);
      line("encrypted content: " + (encrypted == null ? "elsewhere" : Secrets.digest(encrypted.octets())));
      while (fields.hasNext()) {
        new Asn1Text(text, "").append(fields.next("attributes"));
      }
    }

    /** KeyTransRecipientInfo, RFC 5652, 6.2.1; other kinds as a tree. */
    private void recipient(DerValue recipient) throws IOException {
      if (!recipient.is(DerValue.SEQUENCE)) {
        new Asn1Text(text, "  ").append(recipient);
        return;
      }
      DerFields fields = recipient.fields();
      line("  version: " + fields.next(DerValue.INTEGER, "version").integer());
      SignerText.identity(text, "  ", fields.next("identity of the recipient"));
      line("  key encrypted by: " + Algorithms.of(fields.next(DerValue.SEQUENCE, "encryption of the key")));
      line("  encrypted key: " + Secrets.digest(fields.next(DerValue.OCTET_STRING, "encrypted key").octets()));
    }

    private void line(String line) {
      text.append(line).append('\n');
    }
  }
}
