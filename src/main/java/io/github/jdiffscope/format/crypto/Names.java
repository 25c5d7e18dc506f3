package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.codec.asn1.DerFields;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.ObjectIdentifiers;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;

/** Names of X.500 and what else can name somebody (RFC 5280, 4.1.2.4 and 4.2.1.6), as openssl writes them. */
final class Names {
  private static final String QUOTED = ",+\"<>;";

  private Names() {}

  /** Returns {@code C = DE, O = Example, CN = a.example}. */
  static String distinguished(DerValue name) throws IOException {
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
      return "#" + java.util.HexFormat.of().withUpperCase().formatHex(value.encoded());
    }
    boolean quoted = text.startsWith(" ") || text.startsWith("#") || text.endsWith(" ");
    for (int i = 0; i < text.length(); i++) {
      quoted |= QUOTED.indexOf(text.charAt(i)) >= 0;
    }
    String escaped = escaped(text.replace("\\", "\\\\").replace("\"", "\\\""));
    return quoted ? '"' + escaped + '"' : escaped;
  }

  /** Returns the text on one line: control characters become {@code \0A}, so that nothing can pass for a line of its own. */
  static String escaped(String text) {
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

  /** Returns a GeneralName, as {@code DNS:a.example}. */
  static String general(DerValue name) throws IOException {
    if (name.tagClass() != 2) {
      return "unknown name " + name.hex();
    }
    return switch (name.number()) {
      case 0 -> "othername: " + other(name);
      case 1 -> "email:" + latin1(name);
      case 2 -> "DNS:" + latin1(name);
      case 4 -> "DirName:" + distinguished(name.fields().next("directory name"));
      case 6 -> "URI:" + latin1(name);
      case 7 -> "IP Address:" + address(name.content());
      case 8 -> "Registered ID:" + ObjectIdentifiers.name(name.oid());
      default -> "name [" + name.number() + "] " + name.hex();
    };
  }

  private static String other(DerValue name) throws IOException {
    DerFields fields = name.fields();
    String type = ObjectIdentifiers.name(fields.next(DerValue.OBJECT, "type of a name").oid());
    DerValue value = fields.next("other name").fields().next("value of a name");
    String text = value.text();
    return type + "::" + (text == null ? value.hex() : escaped(text));
  }

  private static String latin1(DerValue value) throws IOException {
    return escaped(new String(value.octets(), java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  /** Returns an address, or with twice the bytes an address and its mask. */
  static String address(byte[] bytes) throws IOException {
    if (bytes.length == 8 || bytes.length == 32) {
      int half = bytes.length / 2;
      return address(java.util.Arrays.copyOf(bytes, half)) + "/" + address(java.util.Arrays.copyOfRange(bytes, half, bytes.length));
    }
    if (bytes.length == 4) {
      return InetAddress.getByAddress(bytes).getHostAddress();
    }
    if (bytes.length != 16) {
      return "<invalid> " + java.util.HexFormat.of().formatHex(bytes);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 16; i += 2) {
      text.append(i == 0 ? "" : ":").append(Integer.toHexString((bytes[i] & 0xFF) << 8 | bytes[i + 1] & 0xFF).toUpperCase(Locale.ROOT));
    }
    return text.toString();
  }
}
