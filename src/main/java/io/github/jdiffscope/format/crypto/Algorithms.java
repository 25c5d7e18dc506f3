package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.codec.asn1.DerFields;
import io.github.jdiffscope.codec.asn1.DerValue;
import io.github.jdiffscope.codec.asn1.ObjectIdentifiers;
import java.io.IOException;
import java.util.List;

/** AlgorithmIdentifiers (RFC 5280, 4.1.1.2) with their parameters, on one line. */
final class Algorithms {
  private static final String PBES2 = "1.2.840.113549.1.5.13";
  private static final String PBKDF2 = "1.2.840.113549.1.5.12";
  private static final String SCRYPT = "1.3.6.1.4.1.11591.4.11";
  private static final String PSS = "1.2.840.113549.1.1.10";
  private static final String MGF1 = "1.2.840.113549.1.1.8";

  private Algorithms() {}

  /** Returns the long name and the parameters that matter, as {@code PBES2, PBKDF2 with ...}. */
  static String of(DerValue identifier) throws IOException {
    return of(identifier, 0);
  }

  private static String of(DerValue identifier, int depth) throws IOException {
    DerFields fields = identifier.fields();
    String oid = fields.next(DerValue.OBJECT, "algorithm").oid();
    String name = ObjectIdentifiers.name(oid);
    DerValue parameters = fields.peek();
    if (parameters == null || parameters.is(DerValue.NULL) || depth > 4) {
      return name;
    }
    if (oid.equals(PBES2)) {
      DerFields both = parameters.fields();
      return name + ", " + of(both.next("key derivation"), depth + 1) + ", " + of(both.next("encryption"), depth + 1);
    } else if (oid.equals(PBKDF2)) {
      return name + " with " + pbkdf2(parameters, depth);
    } else if (oid.equals(SCRYPT)) {
      DerFields parts = parameters.fields();
      return name + " with salt " + Secrets.brief(parts.next("salt").octets()) + ", " + parts.next("cost").integer()
          + ", block size " + parts.next("block size").integer() + ", parallel " + parts.next("parallelism").integer();
    } else if (oid.equals(PSS)) {
      return name + " with " + pss(parameters, depth);
    } else if (oid.equals(MGF1)) {
      return "mgf1 with " + of(parameters, depth + 1);
    }
    return name + " with " + (parameters.is(DerValue.SEQUENCE) ? several(parameters) : parameter(parameters));
  }

  /** PBEParameter (RFC 8018, A.3) and the like are a salt and a number; others have no known meaning. */
  private static String several(DerValue parameters) throws IOException {
    List<DerValue> parts = parameters.children();
    if (parts.size() == 2 && parts.get(0).is(DerValue.OCTET_STRING) && parts.get(1).is(DerValue.INTEGER)) {
      return "salt " + Secrets.brief(parts.get(0).octets()) + ", iterations " + parts.get(1).integer();
    }
    return Secrets.brief(parameters.encoded());
  }

  private static String pbkdf2(DerValue parameters, int depth) throws IOException {
    DerFields parts = parameters.fields();
    DerValue salt = parts.next("salt");
    StringBuilder text = new StringBuilder("salt ")
        .append(salt.isConstructed() ? of(salt, depth + 1) : Secrets.brief(salt.octets()))
        .append(", iterations ").append(parts.next("iterations").integer());
    DerValue length = parts.nextIf(DerValue.INTEGER);
    if (length != null) {
      text.append(", key of ").append(length.integer()).append(" bytes");
    }
    DerValue function = parts.nextIf(DerValue.SEQUENCE);
    return text.append(", ").append(function == null ? "hmacWithSHA1" : of(function, depth + 1)).toString();
  }

  /** RSASSA-PSS-params, RFC 4055, 3.1. */
  private static String pss(DerValue parameters, int depth) throws IOException {
    DerFields parts = parameters.fields();
    DerValue hash = parts.nextIfContext(0);
    DerValue mask = parts.nextIfContext(1);
    DerValue salt = parts.nextIfContext(2);
    DerValue trailer = parts.nextIfContext(3);
    return (hash == null ? "sha1" : of(first(hash), depth + 1)) + ", "
        + (mask == null ? "mgf1 with sha1" : of(first(mask), depth + 1))
        + ", salt of " + (salt == null ? 20 : first(salt).integer()) + " bytes"
        + (trailer == null ? "" : ", trailer " + first(trailer).integer());
  }

  static DerValue first(DerValue wrapper) throws IOException {
    return wrapper.fields().next("value");
  }

  /**
   * Returns a parameter of no known meaning: an object's name, a number, a string of bytes, or all as hexadecimal
   * digits.
   */
  static String parameter(DerValue value) throws IOException {
    if (value.is(DerValue.OBJECT)) {
      return ObjectIdentifiers.name(value.oid());
    } else if (value.is(DerValue.INTEGER)) {
      return value.integer().toString();
    }
    return Secrets.brief(value.is(DerValue.OCTET_STRING) ? value.octets() : value.encoded());
  }
}
