package io.github.jdiffscope.format.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.format.Described;
import io.github.jdiffscope.format.FormatComparator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks what is shown against what openssl 3.0 prints, where it is installed; later ones write names without spaces. */
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
    assumeTrue(Tool.run("openssl", "version").startsWith("OpenSSL 3.0."), "openssl 3.0 is not installed");
    String[] all = Stream.concat(Stream.of(command), Stream.of("-in", file.toString())).toArray(String[]::new);
    String ours = Described.of(comparator, file).sections().values().iterator().next();
    assertThat(lines(ours)).as("%s", file).isEqualTo(lines(Tool.run(all)));
  }

  private static void certificate(Path file) throws IOException {
    agrees(new CertificateComparator(), file, "openssl", "x509", "-noout", "-text", "-nameopt", "oneline,-esc_msb", "-certopt",
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
      files = all.filter(file -> file.toString().endsWith(".pem") && !file.toString().contains("ePKI")).sorted().toList();
    }
    int step = Integer.getInteger("certificates", 12);
    for (int i = 0; i < files.size(); i += Math.max(1, files.size() / step)) {
      certificate(files.get(i));
    }
  }

  @Test
  void requestsAgree() throws IOException {
    agrees(new RequestComparator(), FIXTURES.resolve("csr/request/left.csr"), "openssl", "req", "-noout", "-text", "-reqopt",
        "no_sigdump");
  }
}
