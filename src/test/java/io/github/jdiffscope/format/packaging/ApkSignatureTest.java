package io.github.jdiffscope.format.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Signatures that apksigner made, against what it says of them where it is installed. */
class ApkSignatureTest {
  private static final Path APP = Path.of("testdata/packaging/android-apk/apksigner/left.apk");
  private static final Path BLOCK = Path.of("testdata/packaging/apk-signing-block/app/left.block");
  private static final Path SEPARATE = Path.of("testdata/packaging/apk-idsig/app/left.apk.idsig");

  private static String apksigner() throws Exception {
    try {
      Process process = new ProcessBuilder("apksigner", "verify", "--verbose", "--print-certs", APP.toString())
          .redirectErrorStream(true).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assumeTrue(process.waitFor() == 0, "apksigner failed");
      return out;
    } catch (IOException notInstalled) {
      assumeTrue(false, "apksigner is not installed");
      return "";
    }
  }

  @Test
  void apksignerAgreesOnSchemesCertificateAndKey() throws Exception {
    String theirs = apksigner();
    String ours = Described.of(ApkSignatureComparator.block(), BLOCK).sections()
        .get("apksigner verify --verbose --print-certs {}");
    String certificate = theirs.replaceAll("(?s).*certificate SHA-256 digest: ([0-9a-f]+)\n.*", "$1");
    String key = theirs.replaceAll("(?s).*public key SHA-256 digest: ([0-9a-f]+)\n.*", "$1");
    for (String scheme : new String[] {"v2", "v3"}) {
      assertThat(theirs).contains("Verified using " + scheme + " scheme (APK Signature Scheme " + scheme + "): true");
      assertThat(ours).contains("scheme " + scheme + " signer 1: certificate O = Example, CN = Demo, SHA-256 " + certificate
          + "\n", "scheme " + scheme + " signer 1: public key, SHA-256 " + key + "\n");
    }
    assertThat(ours).doesNotContain("signer 2").contains("signature ECDSA with SHA-256\n");
  }

  @Test
  void theSeparateSignatureNamesTheSameAppAndCertificate() throws Exception {
    Described block = Described.of(ApkSignatureComparator.block(), BLOCK);
    Described separate = Described.of(ApkSignatureComparator.separate(), SEPARATE);
    String digest = separate.sections().get("signatures").replaceAll("(?s).*digest of the app: ([0-9a-f]+)\n.*", "$1");
    assertThat(block.sections().get("signatures")).contains("scheme v3 signer 1: content digest ECDSA with SHA-256: " + digest);
    String certificate = HexFormat.of().formatHex(
        MessageDigest.getInstance("SHA-256").digest(separate.members().get("certificate")));
    assertThat(block.sections().get("apksigner verify --verbose --print-certs {}")).contains(certificate);
    assertThat(separate.sections().get("signature")).contains("hash: SHA-256, blocks of 4096 bytes\n", "salt: none\n",
        "algorithm: ECDSA with SHA-256\n");
  }
}
