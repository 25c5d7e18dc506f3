package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.codec.asn1.DerFields;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.ObjectIdentifiers;
import io.github.jdiffscope.codec.asn1.X500Names;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;

/** What can name somebody in a certificate (RFC 5280, 4.2.1.6), as openssl writes it. */
final class Names {
  private Names() {}

  /** Returns a GeneralName, as {@code DNS:a.example}. */
  static String general(DerValue name) throws IOException {
    if (name.tagClass() != 2) {
      return "unknown name " + name.hex();
    }
    return switch (name.number()) {
      case 0 -> "othername: " + other(name);
      case 1 -> "email:" + latin1(name);
      case 2 -> "DNS:" + latin1(name);
      case 4 -> "DirName:" + X500Names.of(name.fields().next("directory name"));
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
    return type + "::" + (text == null ? value.hex() : X500Names.escaped(text));
  }

  private static String latin1(DerValue value) throws IOException {
    return X500Names.escaped(new String(value.octets(), java.nio.charset.StandardCharsets.ISO_8859_1));
  }

  /** Returns an address, or with twice the bytes an address and its mask. */
  static String address(byte[] bytes) throws IOException {
    if (bytes.length == 8 || bytes.length == 32) {
      int half = bytes.length / 2;
      return address(java.util.Arrays.copyOf(bytes, half)) + "/"
          + address(java.util.Arrays.copyOfRange(bytes, half, bytes.length));
    }
    if (bytes.length == 4) {
      return InetAddress.getByAddress(bytes).getHostAddress();
    }
    if (bytes.length != 16) {
      return "<invalid> " + java.util.HexFormat.of().formatHex(bytes);
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 16; i += 2) {
      text.append(i == 0 ? "" : ":")
          .append(Integer.toHexString((bytes[i] & 0xFF) << 8 | bytes[i + 1] & 0xFF).toUpperCase(Locale.ROOT));
    }
    return text.toString();
  }
}
