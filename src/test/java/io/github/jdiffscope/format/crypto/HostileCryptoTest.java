package io.github.jdiffscope.format.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.format.Described;
import io.github.jdiffscope.format.FormatComparator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Input that lies about sizes or is nested without end: each ends soon, with what could be read and a reason. */
@Timeout(20)
class HostileCryptoTest {
  @TempDir
  Path folder;

  /** Describes the bytes; an exception must be one that says what is wrong with them. */
  private String describe(FormatComparator comparator, byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("hostile"), content);
    try {
      return String.join("\n", Described.of(comparator, file).sections().values());
    } catch (FormatException | LimitException reason) {
      return reason.getMessage();
    }
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }

  /** Wraps bytes in a value of definite length. */
  private static byte[] wrap(int tag, byte[]... contents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int length = Arrays.stream(contents).mapToInt(each -> each.length).sum();
    out.write(tag);
    out.write(0x84);
    out.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
    Arrays.stream(contents).forEach(out::writeBytes);
    return out.toByteArray();
  }

  @Test
  void aTreeOfManySmallValuesIsBounded() throws IOException {
    byte[] nulls = new byte[1 << 22];
    for (int i = 0; i < nulls.length; i += 2) {
      nulls[i] = 5;
    }
    byte[] value = nulls;
    for (int i = 0; i < 90; i++) {
      value = wrap(0x30, value);
    }
    assertThat(describe(new Asn1Comparator(), value)).contains("more than 67108864 characters");
  }

  @Test
  void countersignersOfCountersignersEnd() throws IOException {
    byte[] signer = hex("3000");
    byte[] fixed = hex("020101 8001AA 3003 060129 3003 060129 040155");
    for (int i = 0; i < 60; i++) {
      signer = wrap(0x30, fixed, wrap(0xA1, wrap(0x30, hex("06092A864886F70D010906"), wrap(0x31, signer))));
    }
    byte[] message = wrap(0x30, hex("06092A864886F70D010702"),
        wrap(0xA0, wrap(0x30, hex("020101 3100 300B06092A864886F70D010701"), wrap(0x31, signer))));
    assertThat(describe(new SignedMessageComparator(), message)).contains("ASN.1 values are nested more than 100 deep");
  }

  @Test
  void safesInSafesEnd() throws IOException {
    byte[] bag = hex("3000");
    for (int i = 0; i < 22; i++) {
      bag = wrap(0x30, wrap(0x30, hex("060B2A864886F70D010C0A0106"), wrap(0xA0, bag)));
    }
    byte[] safe = wrap(0x30, hex("06092A864886F70D010701"), wrap(0xA0, wrap(0x04, bag)));
    byte[] store = wrap(0x30, hex("020103"), wrap(0x30, hex("06092A864886F70D010701"),
        wrap(0xA0, wrap(0x04, wrap(0x30, safe)))));
    assertThat(describe(new KeyBagComparator(), store).lines().filter(line -> line.equals("safe"))).hasSizeBetween(10,
        20);
  }

  @Test
  void countsOfAKeyStoreAreNotTrusted() throws IOException {
    byte[] head = hex("FEEDFEED 00000002 FFFFFFFF");
    assertThat(describe(new JavaKeyStoreComparator(), head)).contains("type of an entry is cut off");
    byte[] key = hex("FEEDFEED 00000002 00000001 00000001 0001 61 0000000000000000 FFFFFFFF");
    assertThat(describe(new JavaKeyStoreComparator(), key)).contains("encrypted key of 4,294,967,295 bytes is cut off");
    byte[] chain = hex("FEEDFEED 00000002 00000001 00000001 0001 61 0000000000000000 00000000 FFFFFFFF 0005 582E353039 7FFFFFFF");
    assertThat(describe(new JavaKeyStoreComparator(), chain)).contains("certificate of 2,147,483,647 bytes is cut off");
    byte[] sealed = new byte[1 << 16];
    Arrays.fill(sealed, (byte) 0x73);
    ByteBuffer.wrap(sealed).put(hex("CECECECE 00000002 00000001 00000003 0001 61 0000000000000000 ACED0005"));
    assertThat(describe(new JavaKeyStoreComparator(), sealed)).contains(" at byte ");
  }

  @Test
  void partsOfPacketsAreBounded() throws IOException {
    byte[] parts = new byte[1 << 18];
    Arrays.fill(parts, (byte) 0xE0); // a part of one byte, as often as it goes
    parts[0] = (byte) 0xCB;
    assertThat(describe(new OpenPgpComparator(), parts)).contains("packet of more than 65536 parts");
    assertThat(describe(new OpenPgpComparator(), hex("C2 FF FFFFFFFF 04"))).contains("cut off");
    assertThat(describe(new OpenPgpComparator(), hex("8B"))).isNotNull();
  }

  @Test
  void signaturesInSignaturesEnd() throws IOException {
    byte[] signature = hex("0400 0108 0000 0000 0000");
    for (int i = 0; i < 40; i++) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      int size = signature.length + 1;
      out.writeBytes(hex("04000108"));
      out.writeBytes(ByteBuffer.allocate(2).putShort((short) (size + 5)).array());
      out.write(0xFF);
      out.writeBytes(ByteBuffer.allocate(4).putInt(size).array());
      out.write(32);
      out.writeBytes(signature);
      out.writeBytes(hex("0000 0000"));
      signature = out.toByteArray();
    }
    byte[] packet = new byte[signature.length + 6];
    ByteBuffer.wrap(packet).put((byte) 0xC2).put((byte) 0xFF).putInt(signature.length).put(signature);
    assertThat(describe(new OpenPgpComparator(), packet)).contains("(signature packet: algo 1, keyid");
  }

  @Test
  void noByteOfADamagedSecretIsShown() throws IOException {
    byte[] key = Files.readAllBytes(Path.of("testdata/crypto/pkcs8/elliptic/left.der"));
    String secret = HexFormat.of().formatHex(key, 40, 56);
    for (int cut = 1; cut < key.length; cut++) {
      String shown = describe(new PrivateKeyComparator(), Arrays.copyOf(key, cut)).replaceAll("[\\s:]",
          "").toLowerCase(java.util.Locale.ROOT);
      assertThat(shown).as("cut at %d",
          cut).doesNotContain(secret.substring(0, 16)).doesNotContain(secret.substring(16));
    }
    byte[] ssh = "-----BEGIN OPENSSH PRIVATE KEY-----\nc2VjcmV0c2VjcmV0\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(describe(new SshArmorComparator(), ssh)).doesNotContain("c2Vjcm");
  }
}
