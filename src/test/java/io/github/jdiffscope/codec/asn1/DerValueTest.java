package io.github.jdiffscope.codec.asn1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DerValueTest {
  private static DerValue value(String hex) throws IOException {
    return DerValue.of(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  @Test
  void readsNumbersNamesAndDates() throws IOException {
    assertThat(value("0202 0080").integer()).isEqualTo(128);
    assertThat(value("0201 FF").integer()).isEqualTo(-1);
    assertThat(value("0609 2A864886F70D010702").oid()).isEqualTo("1.2.840.113549.1.7.2");
    assertThat(value("0603 883703").oid()).as("X.690, 8.19.5").isEqualTo("2.999.3");
    assertThat(value("170D 3439313233313233353935395A").time()).isEqualTo("Dec 31 23:59:59 2049 GMT");
    assertThat(value("170D 3530303130313030303030305A").time()).isEqualTo("Jan  1 00:00:00 1950 GMT");
    assertThat(value("180F 32303530303130313030303030305A").time()).isEqualTo("Jan  1 00:00:00 2050 GMT");
    assertThat(value("1705 6162636465").time()).as("none").isEqualTo("abcde");
    assertThat(value("1E04 00E42026").text()).isEqualTo("\u00e4\u2026");
  }

  @Test
  void namesAreThoseOfOpenssl() {
    assertThat(ObjectIdentifiers.name("1.2.840.113549.1.1.11")).isEqualTo("sha256WithRSAEncryption");
    assertThat(ObjectIdentifiers.shortName("2.5.4.3")).isEqualTo("CN");
    assertThat(ObjectIdentifiers.name("2.5.29.15")).isEqualTo("X509v3 Key Usage");
    for (int i = 0; i < 300; i++) {
      assertThat(ObjectIdentifiers.name("1.2.3.4." + i)).isEqualTo("1.2.3.4." + i);
    }
    assertThat(ObjectIdentifiers.name("2.5.29.17")).as("asked after many").isEqualTo("X509v3 Subject Alternative Name");
  }

  @Test
  void findsTheEndOfIndefiniteLengthsWithinOthers() throws IOException {
    DerValue outer = value("3080 2480 0402 0102 0401 03 0000 0201 05 0000 FF");
    assertThat(outer.end()).isEqualTo(18);
    DerFields fields = outer.fields();
    assertThat(fields.next("string").octets()).containsExactly(1, 2, 3);
    assertThat(fields.next(DerValue.INTEGER, "number").small(0)).isEqualTo(5);
    assertThat(fields.hasNext()).isFalse();
  }

  @Test
  void refusesWhatReachesPastItsEnd() {
    assertThatThrownBy(() -> value("3005 0201")).isInstanceOf(FormatException.class).hasMessageContaining("at byte 0");
    assertThatThrownBy(() -> value("3003 0202 01").children()).isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> value("30847FFFFFFF00")).isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> value("3088FFFFFFFFFFFFFFFF")).isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> value("3080 0201 01")).isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> value("1F FFFFFFFFFFFF7F 00")).isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> value("0602 8080").oid()).isInstanceOf(FormatException.class);
  }

  @Test
  void refusesWhatIsNestedTooDeep() {
    byte[] bomb = new byte[1 << 20];
    for (int i = 0; i < bomb.length; i += 2) {
      bomb[i] = 0x30;
      bomb[i + 1] = (byte) 0x80;
    }
    assertThatThrownBy(() -> DerValue.of(bomb)).isInstanceOf(LimitException.class);
    byte[] closed = Arrays.copyOf(bomb, 2 * bomb.length);
    assertThatThrownBy(() -> DerValue.of(closed)).isInstanceOf(LimitException.class);
  }

  @Test
  void noiseEndsInAnException() {
    Random random = new Random(7);
    byte[] noise = new byte[64];
    int values = 0;
    for (int i = 0; i < 20_000; i++) {
      random.nextBytes(noise);
      noise[0] = 0x30;
      noise[1] = (byte) (random.nextBoolean() ? 62 : 0x80);
      try {
        values += DerValue.of(noise).children().size();
      } catch (FormatException | LimitException expected) {
        assertThat(expected).hasMessageContaining(" at byte ");
      } catch (IOException other) {
        throw new AssertionError(other);
      }
    }
    assertThat(values).isPositive();
  }
}
