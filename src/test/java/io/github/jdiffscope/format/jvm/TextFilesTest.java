package io.github.jdiffscope.format.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TextFilesTest {
  @Test
  void propertiesAreReadAsJavaReadsThem() throws IOException {
    String alphabet = "ab=: \t\\\n\r#!tn";
    Random random = new Random(7);
    for (int i = 0; i < 3000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(24); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      // An end of input right behind a continuation makes an empty key there.
      text.append("\nz=1");
      Properties theirs = new Properties();
      theirs.load(new StringReader(text.toString()));
      TreeMap<String, String> ours = new TreeMap<>();
      PropertiesFile.parse(text.toString()).entries.forEach(entry -> ours.put(entry.key(), entry.value()));
      assertThat(ours).as(text.toString().replace("\n", "<n>").replace("\r", "<r>"))
          .isEqualTo(new TreeMap<Object, Object>(theirs));
    }
  }

  @Test
  void aManifestLineFoldedInsideACharacterIsWhole() {
    byte[] folded = "Manifest-Version: 1.0\r\nTitle: caf\u00e9 x\r\n".getBytes(StandardCharsets.UTF_8);
    int cut = new String(folded, StandardCharsets.ISO_8859_1).indexOf('\u00c3') + 1;
    byte[] bytes = new byte[folded.length + 3];
    System.arraycopy(folded, 0, bytes, 0, cut);
    System.arraycopy("\r\n ".getBytes(StandardCharsets.UTF_8), 0, bytes, cut, 3);
    System.arraycopy(folded, cut, bytes, cut + 3, folded.length - cut);
    assertThat(ManifestText.of(ManifestFile.parse(bytes)).toString())
        .isEqualTo("Manifest-Version: 1.0\nTitle: caf\u00e9 x\n");
  }

  @Test
  void clausesAreSplitOutsideQuotesOnly() {
    String text = "Manifest-Version: 1.0\nImport-Package: b;version=\"[1,2)\",a\n";
    assertThat(ManifestText.of(ManifestFile.parse(text.getBytes(StandardCharsets.UTF_8))).toString())
        .isEqualTo("Manifest-Version: 1.0\nImport-Package:\n  a\n  b\n    version=\"[1,2)\"\n");
  }
}
