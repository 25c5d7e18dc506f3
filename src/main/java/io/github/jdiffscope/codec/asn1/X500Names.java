package io.github.jdiffscope.codec.asn1;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Locale;

/** Names of X.500 (RFC 5280, 4.1.2.4) as openssl writes them. */
public final class X500Names {
  private static final String QUOTED = ",+\"<>;";

  private X500Names() {}

  /** Returns {@code C = DE, O = Example, CN = a.example}. */
  public static String of(DerValue name) throws IOException {
    StringBuilder text = new StringBuilder();
    for (DerValue relative : name.children()) {
      String separator = text.isEmpty() ? "" : ", ";
      for (DerValue pair : relative.children()) {
        DerFields fields = pair.fields();
        String type = ObjectIdentifiers.shortName(fields.next(DerValue.OBJECT, "type of a name").oid());
        text.append(separator).append(type).append(" = ").append(value(fields.next("value of a name")));
        separator = " + ";
      }
    }
    return text.toString();
  }

  private static String value(DerValue value) throws IOException {
    String text = value.text();
    if (text == null) {
      return "#" + HexFormat.of().withUpperCase().formatHex(value.encoded());
    }
    boolean quoted = text.startsWith(" ") || text.startsWith("#") || text.endsWith(" ");
    for (int i = 0; i < text.length(); i++) {
      quoted |= QUOTED.indexOf(text.charAt(i)) >= 0;
    }
    String escaped = escaped(text.replace("\\", "\\\\").replace("\"", "\\\""));
    return quoted ? '"' + escaped + '"' : escaped;
  }

  /**
   * Returns the text on one line: control characters become {@code \0A}, so that nothing can pass for a line of its
   * own.
   */
  public static String escaped(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c >= 0x7F && c < 0xA0 || c == 0x2028 || c == 0x2029) {
        if (out == null) {
          out = new StringBuilder(text.substring(0, i));
        }
        out.append('\\').append(String.format(Locale.ROOT, c < 0x100 ? "%02X" : "U%04X", (int) c));
      } else if (out != null) {
        out.append(c);
      }
    }
    return out == null ? text : out.toString();
  }

  /** Returns the subject of a certificate (RFC 5280, 4.1.2.6). */
  public static String subjectOf(DerValue certificate) throws IOException {
    DerFields content = certificate.fields().next(DerValue.SEQUENCE, "content of the certificate").fields();
    content.nextIfContext(0);
    for (String field : new String[] {"serial number", "signature algorithm", "issuer", "validity"}) {
      content.next(field);
    }
    return of(content.next(DerValue.SEQUENCE, "subject"));
  }
}
