package io.github.jdiffscope.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Checks the digest against values that other implementations publish. */
class TlshTest {

  @Test
  void digestsAreThePublishedOnes() {
    String fox = "The quick brown fox jumps over the lazy dog.".repeat(5)
        + "The quick brown fox jumps over the lazy dog";
    assertThat(digest(fox)).isEqualTo("T1F7D0024A251C5294648A1888438D98B292C8C51161211421643460022908221DCD8551");
    assertThat(digest("A minimum string length must be 256 bytes! "
        + "That's so much text this means it's not super useful for finding short text!"))
        .isEqualTo("T1DFB092A1724AC2C0D3CA48452291EA04A5B75EB903A6E7577A54118FFA8148E98F9426");
  }

  @Test
  void distanceIsThePublishedOne() {
    Tlsh one = Tlsh.parse("T1A12500088C838B0A0F0EC3C0ACAB82F3B8228B0308CFA302338C0F0AE2C24F28000008");
    Tlsh other = Tlsh.parse("T129251210F4C18D0A5F0661C4F64D905B585253A3024F022323E5074CC5601904886D1C");
    assertThat(one.distance(other)).isEqualTo(138);
    assertThat(other.distance(one)).isEqualTo(138);
    assertThat(one.distance(one)).isZero();
  }

  @Test
  void shortAndUniformContentsHaveNone() {
    assertThat(Tlsh.of(new byte[49])).isNull();
    assertThat(Tlsh.of(new byte[5000])).isNull();
  }

  private static String digest(String text) {
    return Tlsh.of(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
