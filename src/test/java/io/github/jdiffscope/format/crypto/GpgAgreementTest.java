package io.github.jdiffscope.format.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.RealTool;
import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks packets against what gpg prints of them, where it is installed. */
class GpgAgreementTest {
  private static final Path FIXTURES = Path.of("testdata/crypto").toAbsolutePath();

  /** Returns the lines that both have: not where packets lie, numbers, secrets, and what only we show. */
  private static List<String> common(String text) {
    return text.lines().map(line ->
        line.replaceAll(", begin of digest .*", "").replaceAll("mode b \\(62\\)(.*),$", "mode b$1"))
        .filter(line -> !line.matches("#.*|\\t(data:|skey|checksum:|fingerprint:|iter.salt|protect |raw data:).*|:encrypted.*|:user ID.*example.com.*"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"openpgp/detached/left.asc", "openpgp/keys/left.gpg", "openpgp/keys/right.gpg",
      "openpgp/secret/left.gpg", "openpgp/secret/right.gpg"})
  void packetsAgree(String name, @TempDir Path home) throws IOException {
    Path file = FIXTURES.resolve(name);
    String theirs = RealTool.run(home, Map.of("GNUPGHOME", home.toString()), "gpg", "--batch", "--list-packets",
        file.toString());
    assumeTrue(!theirs.isEmpty(), "gpg is not installed");
    String ours = Described.of(new OpenPgpComparator(), file).sections().get("gpg --list-packets {}");
    assertThat(common(ours)).isEqualTo(common(theirs));
  }

  @Test
  void fingerprintsAgree(@TempDir Path home) throws IOException {
    Path file = FIXTURES.resolve("openpgp/keys/right.gpg");
    String theirs = RealTool.run(home, Map.of("GNUPGHOME", home.toString()), "gpg", "--batch", "--with-colons",
        "--show-keys",
        file.toString());
    assumeTrue(!theirs.isEmpty(), "gpg is not installed");
    List<String> fingerprints = theirs.lines().filter(line -> line.startsWith("fpr:")).map(line ->
        line.split(":")[9]).toList();
    String ours = Described.of(new OpenPgpComparator(), file).sections().get("gpg --list-packets {}");
    assertThat(ours.lines().filter(line -> line.startsWith("\tfingerprint: ")).map(line -> line.substring(14)).toList())
        .isEqualTo(fingerprints).hasSizeGreaterThan(2);
  }
}
