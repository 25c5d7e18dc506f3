package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.ObjectIdentifiers;
import io.github.jdiffscope.codec.asn1.X500Names;
import java.io.IOException;

/**
 * A value of ASN.1 as a tree, a line a value, named as {@code openssl asn1parse -i} does; no offsets, which all shift.
 */
final class Asn1Text {
  private static final String[] TYPES = {"EOC", "BOOLEAN", "INTEGER", "BIT STRING", "OCTET STRING", "NULL", "OBJECT",
      "OBJECT DESCRIPTOR", "EXTERNAL", "REAL", "ENUMERATED", "EMBEDDED PDV", "UTF8STRING", "RELATIVE OID", "TIME",
          "RESERVED",
      "SEQUENCE", "SET", "NUMERICSTRING", "PRINTABLESTRING", "T61STRING", "VIDEOTEXSTRING", "IA5STRING", "UTCTIME",
      "GENERALIZEDTIME", "GRAPHICSTRING", "VISIBLESTRING", "GENERALSTRING", "UNIVERSALSTRING", "CHARACTER STRING",
          "BMPSTRING"};
  private static final String[] CLASSES = {"univ", "appl", "cont", "priv"};
  private static final int MAX_DEPTH = 120;
  private static final int LONGEST = 1 << 26;
  private static final int LONGEST_HEX = 256;
  private static final int HEX_BYTES_A_LINE = 32;

  private final StringBuilder out;
  private final String indent;

  /** @param indent stands before every line */
  Asn1Text(StringBuilder out, String indent) {
    this.out = out;
    this.indent = indent;
  }

  /** Appends a value and all inside. */
  void append(DerValue value) throws IOException {
    append(value, 0);
  }

  private void append(DerValue value, int depth) throws IOException {
    if (out.length() > LONGEST) {
      throw new LimitException("ASN.1 values take more than " + LONGEST + " characters");
    }
    if (depth > MAX_DEPTH) {
      throw new LimitException("ASN.1 values are nested more than " + MAX_DEPTH + " deep at byte " + value.start());
    }
    out.append(indent).append("  ".repeat(depth)).append(type(value));
    if (value.isIndefinite()) {
      out.append(" of indefinite length");
    }
    if (value.isConstructed()) {
      out.append('\n');
      for (DerValue child : value.children()) {
        append(child, depth + 1);
      }
    } else if (value.isUniversal()) {
      universal(value, depth);
    } else {
      octets(value, depth);
    }
  }

  private static String type(DerValue value) {
    if (!value.isUniversal()) {
      return CLASSES[value.tagClass()] + " [ " + value.number() + " ]";
    }
    return value.number() < TYPES.length ? TYPES[value.number()] : "univ [ " + value.number() + " ]";
  }

  private void universal(DerValue value, int depth) throws IOException {
    switch (value.number()) {
      case DerValue.BOOLEAN -> line(value.length() != 1 ? value.hex() : value.isTrue() ? "TRUE" : "FALSE");
      case DerValue.INTEGER, DerValue.ENUMERATED -> integer(value, depth);
      case DerValue.NULL -> line(value.length() == 0 ? "" : value.hex());
      case DerValue.OBJECT -> object(value);
      case DerValue.UTC_TIME, DerValue.GENERALIZED_TIME -> line(value.time());
      case DerValue.BIT_STRING -> bits(value, depth);
      default -> {
        String text = value.text();
        if (text == null) {
          octets(value, depth);
        } else {
          line(X500Names.escaped(text));
        }
      }
    }
  }

  private void integer(DerValue value, int depth) throws IOException {
    if (value.length() > 0 && value.length() <= 20) {
      line(value.integer().toString());
    } else {
      hex(value.content(), depth);
    }
  }

  private void object(DerValue value) throws IOException {
    String oid;
    try {
      oid = value.oid();
    } catch (FormatException bad) {
      line("not valid: " + value.hex());
      return;
    }
    line(ObjectIdentifiers.isKnown(oid) ? ObjectIdentifiers.name(oid) + " (" + oid + ")" : oid);
  }

  private void bits(DerValue value, int depth) throws IOException {
    int unused = value.length() == 0 ? 0 : value.firstByte();
    if (unused != 0) {
      out.append(", ").append(unused).append(" bits unused");
    }
    DerValue inner = unused == 0 ? held(value, 1) : null;
    if (inner != null) {
      out.append(" holds\n");
      append(inner, depth + 1);
    } else {
      hex(value.bits(), depth);
    }
  }

  private void octets(DerValue value, int depth) throws IOException {
    DerValue inner = value.is(DerValue.OCTET_STRING) ? held(value, 0) : null;
    if (inner != null) {
      out.append(" holds\n");
      append(inner, depth + 1);
    } else {
      hex(value.content(), depth);
    }
  }

  /**
   * Returns the one value that fills the bytes, null if they hold something else: strings of bytes often hold ASN.1.
   */
  static DerValue held(DerValue string, int skip) {
    if (string.length() < 4 + skip) {
      return null;
    }
    try {
      DerValue value = string.held(skip);
      boolean likely = value.isUniversal()
          && (value.isConstructed() || value.is(DerValue.OCTET_STRING) || value.is(DerValue.OBJECT));
      return likely && value.end() == string.contentEnd() && !value.isIndefinite() && DerShape.isSound(value) ? value
          : null;
    } catch (IOException not) {
      return null;
    }
  }

  private void line(String text) {
    out.append(text.isEmpty() ? "\n" : " " + text + "\n");
  }

  private void hex(byte[] bytes, int depth) {
    if (bytes.length <= HEX_BYTES_A_LINE) {
      line(Secrets.brief(bytes));
    } else if (bytes.length > LONGEST_HEX) {
      line(Secrets.digest(bytes));
    } else {
      out.append(" ").append(bytes.length).append(" bytes\n");
      Secrets.block(out, indent + "  ".repeat(depth + 1), bytes, HEX_BYTES_A_LINE);
    }
  }
}
