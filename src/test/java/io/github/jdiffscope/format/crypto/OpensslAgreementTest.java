package io.github.jdiffscope.format.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.RealTool;
import io.github.jdiffscope.format.Described;
import io.github.jdiffscope.format.FormatComparator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks what is shown against what openssl 3.0 prints, where it is installed; later ones write names without spaces.
 */
class OpensslAgreementTest {
  private static final Path FIXTURES = Path.of("testdata/crypto");

  /** Returns lines without what openssl leaves at their ends, and without those that we write otherwise on purpose. */
  private static String lines(String text) {
    StringBuilder kept = new StringBuilder();
    int unknown = Integer.MAX_VALUE;
    for (String line : text.lines().toList()) {
      int indent = line.length() - line.stripLeading().length();
      boolean inside = indent > unknown;
      boolean isUnknown = line.strip().matches("([0-9.]+|microsoft\\w+):( critical)?");
      unknown = inside ? unknown : isUnknown ? indent : Integer.MAX_VALUE;
      if (!inside && !isUnknown && !line.contains("DirName:") && !line.contains("Explicit Text:")) {
        kept.append(line.stripTrailing()).append('\n');
      }
    }
    return kept.toString();
  }

  private static void agrees(FormatComparator comparator, Path file, String... command) throws IOException {
    assumeTrue(RealTool.run("openssl", "version").startsWith("OpenSSL 3.0."), "openssl 3.0 is not installed");
    String[] all = Stream.concat(Stream.of(command), Stream.of("-in", file.toString())).toArray(String[]::new);
    String ours = Described.of(comparator, file).sections().values().iterator().next();
    assertThat(lines(ours)).as("%s", file).isEqualTo(lines(RealTool.run(all)));
  }

  private static void certificate(Path file) throws IOException {
    agrees(new CertificateComparator(), file, "openssl", "x509", "-noout", "-text", "-nameopt", "oneline,-esc_msb",
        "-certopt",
        "no_sigdump");
  }

  @Test
  void certificatesAgree() throws IOException {
    certificate(FIXTURES.resolve("certificate/renewed/left.pem"));
  }

  /** The authorities that the machine trusts: a few of them, as each takes a process. */
  @Test
  void installedCertificatesAgree() throws IOException {
    Path folder = Path.of("/etc/ssl/certs");
    assumeTrue(Files.isDirectory(folder), "no certificates are installed");
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      // openssl prints the bytes of an extension of ePKI's as they are, line feeds among them.
      files = all.filter(file -> file.toString().endsWith(".pem")
          && !file.toString().contains("ePKI")).sorted().toList();
    }
    int step = Integer.getInteger("certificates", 12);
    for (int i = 0; i < files.size(); i += Math.max(1, files.size() / step)) {
      certificate(files.get(i));
    }
  }

  @Test
  void requestsAgree() throws IOException {
    agrees(new RequestComparator(), FIXTURES.resolve("csr/request/left.csr"), "openssl", "req", "-noout", "-text",
        "-reqopt",
        "no_sigdump");
  }

  @Test
  void keysAgree() throws IOException {
    for (String name : List.of("pkcs8/elliptic/left.der", "pkcs8/elliptic/right.pem")) {
      Path file = FIXTURES.resolve(name);
      String theirs = RealTool.run("openssl", "pkey", "-noout", "-text", "-in", file.toString());
      assumeTrue(!theirs.isEmpty(), "openssl is not installed");
      String secret = theirs.substring(theirs.indexOf("priv:") + 5, theirs.indexOf("pub:")).replaceAll("[\\s:]", "");
      String ours = Described.of(new PrivateKeyComparator(), file).sections().values().iterator().next();
      assertThat(ours.replaceAll("priv: .*\n", "")).isEqualTo(theirs.replaceAll("priv:\n(    .*\n)+", ""));
      assertThat(ours.replaceAll("[\\s:]", "")).doesNotContain(secret.substring(secret.length() - 16));
    }
    Path file = FIXTURES.resolve("public-key/kinds/left.pub.pem");
    agrees(new PublicKeyComparator(), file, "openssl", "pkey", "-pubin", "-noout", "-text");
    agrees(new PublicKeyComparator(), FIXTURES.resolve("public-key/kinds/right.der"), "openssl", "rsa",
        "-RSAPublicKey_in", "-inform",
        "der", "-noout", "-text");
  }

  /** Every value that openssl finds in a signed message, in its order, is in our tree of it. */
  @Test
  void treesAgree() throws IOException {
    for (String name : List.of("asn1/tree/left.der", "pkcs7/timestamp/left.tst", "certificate/extensions/left.der")) {
      Path tree = FIXTURES.resolve(name);
      String theirs = RealTool.run("openssl", "asn1parse", "-inform", "der", "-in", tree.toString());
      assumeTrue(!theirs.isEmpty(), "openssl is not installed");
      List<String> types = theirs.lines().map(line ->
          line.replaceAll(".*(prim|cons): +", "").replaceAll(" *(:|\\[HEX DUMP\\]).*", "").strip())
          .toList();
      // What strings of bytes hold is more than openssl shows: ours has all of theirs, in order.
      List<String> ours = Described.of(new Asn1Comparator(),
          tree).sections().get("ASN.1").lines().map(String::strip).toList();
      int at = 0;
      for (String type : types) {
        while (at < ours.size() && !ours.get(at).startsWith(type)) {
          at++;
        }
        assertThat(at++).as("%s in %s", type, tree).isLessThan(ours.size());
      }
    }
  }

  @Test
  void timestampsAgree() throws IOException {
    Path file = FIXTURES.resolve("pkcs7/timestamp/left.tst");
    String theirs = RealTool.run("openssl", "ts", "-reply", "-token_in", "-in", file.toString(), "-text");
    assumeTrue(!theirs.isEmpty(), "openssl is not installed");
    String ours = Described.of(new SignedMessageComparator(), file).sections().get("timestamp");
    for (String name
        : List.of("Version: ", "Hash Algorithm: ", "Serial number: ", "Time stamp: ", "Ordering: ", "Nonce: ")) {
      assertThat(ours.lines().filter(line -> line.startsWith(name)).toList())
          .isEqualTo(theirs.lines().filter(line -> line.startsWith(name)).toList());
    }
  }

  @Test
  void signersAgree() throws IOException {
    Path file = FIXTURES.resolve("pkcs7/signed/left.p7s");
    String theirs = RealTool.run("openssl", "cms", "-cmsout", "-print", "-inform", "der", "-in", file.toString());
    assumeTrue(!theirs.isEmpty(), "openssl is not installed");
    Described ours = Described.of(new SignedMessageComparator(), file);
    String time = theirs.lines().filter(line ->
        line.contains("UTCTIME:")).findFirst().orElseThrow().strip().substring(8);
    assertThat(ours.sections().get("message")).contains("    signingTime: " + time + "\n");
    assertThat(new String(ours.members().get("content"))).isEqualTo("one\n");
    assertThat(ours.members()).containsKey("certificate CN = signer");
  }
}
