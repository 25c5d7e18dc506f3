package io.github.jdiffscope.format.crypto;

import io.github.jdiffscope.format.FormatComparator;
import java.util.List;

/** The formats of the family {@code crypto}. */
public final class CryptoFormats {
  private CryptoFormats() {}

  /** Returns a comparator for each format of the family. */
  public static List<FormatComparator> all() {
    return List.of(
        new Asn1Comparator(),
        new CertificateComparator(),
        new RequestComparator(),
        new RevocationComparator(),
        new PemComparator(),
        new SignedMessageComparator(),
        new PrivateKeyComparator(),
        new PublicKeyComparator(),
        new ParametersComparator(),
        new KeyBagComparator(),
        new JavaKeyStoreComparator(),
        new BouncyKeyStoreComparator(),
        new OpenPgpComparator(),
        new KeyboxComparator(),
        new SshListComparator(),
        new SshArmorComparator(),
        new TokenComparator());
  }
}
