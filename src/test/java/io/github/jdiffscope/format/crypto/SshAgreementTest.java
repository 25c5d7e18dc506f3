package io.github.jdiffscope.format.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.RealTool;
import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks keys of SSH against what ssh-keygen prints of them, where it is installed. */
class SshAgreementTest {
  private static final Path FIXTURES = Path.of("testdata/crypto/openssh");
  private static final String TITLE = "ssh-keygen -l -f {}";

  /** Returns size, fingerprint and kind of each line: we write hosts behind them, ssh-keygen between. */
  private static List<String> keys(String text) {
    return text.lines().filter(line -> !line.startsWith(" ") && !line.isBlank())
        .map(line -> line.replaceAll("^(\\d+ \\S+) .*?(\\([A-Z0-9-]+\\)).*", "$1 $2")).toList();
  }

  @Test
  void fingerprintsAgree() throws IOException {
    for (String name : List.of("known-hosts/left.txt", "certificate/left.pub")) {
      Path file = FIXTURES.resolve(name);
      String theirs = RealTool.run("ssh-keygen", "-l", "-f", file.toString());
      assumeTrue(!theirs.isEmpty(), "ssh-keygen is not installed");
      assertThat(keys(Described.of(new SshListComparator(), file).sections().get(TITLE))).isEqualTo(keys(theirs));
    }
  }

  @Test
  void certificatesAgree() throws IOException {
    Path file = FIXTURES.resolve("certificate/right.pub");
    String theirs = RealTool.run("ssh-keygen", "-L", "-f", file.toString());
    assumeTrue(!theirs.isEmpty(), "ssh-keygen is not installed");
    String ours = Described.of(new SshListComparator(), file).sections().get(TITLE);
    for (String line : theirs.lines().skip(4).map(String::strip).filter(line -> !line.startsWith("Valid")).toList()) {
      assertThat(ours.lines().map(String::strip)).contains(line);
    }
  }
}
