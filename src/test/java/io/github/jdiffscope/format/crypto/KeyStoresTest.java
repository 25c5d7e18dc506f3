package io.github.jdiffscope.format.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.format.Described;
import io.github.jdiffscope.format.FormatComparator;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks what is shown of key stores against what Java reads in them. */
class KeyStoresTest {
  private static final Path FIXTURES = Path.of("testdata/crypto");
  private static final char[] PASSWORD = "changeit".toCharArray();

  private static void agrees(FormatComparator comparator, String type, Path file) throws Exception {
    KeyStore store = KeyStore.getInstance(type);
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    Described described = Described.of(comparator, file);
    String text = String.join("", described.sections().values());
    List<byte[]> theirs = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      assertThat(text).contains(alias);
      assertThat(text).contains(KeyStoreDates.of(store.getCreationDate(alias).getTime()));
      if (store.isCertificateEntry(alias)) {
        theirs.add(store.getCertificate(alias).getEncoded());
      } else if (store.getCertificateChain(alias) != null) {
        for (Certificate certificate : store.getCertificateChain(alias)) {
          theirs.add(certificate.getEncoded());
        }
      }
    }
    List<byte[]> ours = described.members().entrySet().stream().filter(member ->
        member.getKey().contains("certificate"))
        .map(java.util.Map.Entry::getValue).toList();
    assertThat(ours).containsExactlyInAnyOrderElementsOf(theirs);
    assertThat(described.comments()).isEmpty();
  }

  @Test
  void storesOfOldJavaAgree() throws Exception {
    for (String side : List.of("left", "right")) {
      agrees(new JavaKeyStoreComparator(), "JKS", FIXTURES.resolve("jks/entries/" + side + ".jks"));
      agrees(new JavaKeyStoreComparator(), "JCEKS", FIXTURES.resolve("jks/jceks/" + side + ".jceks"));
    }
  }

  /** Java gives entries without a date the time of loading: only the certificates are compared. */
  @Test
  void certificatesThatAreNotEncryptedAgree() throws Exception {
    Path file = FIXTURES.resolve("pkcs12/java/right.p12");
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, null);
    }
    assertThat(Described.of(new KeyBagComparator(), file).members().get("certificate CN = one"))
        .isEqualTo(store.getCertificate("two").getEncoded());
  }
}
