package io.github.jdiffscope.format.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.codec.json.JsonDocument;
import io.github.jdiffscope.format.Described;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonComparatorTest {
  private static final String AS_WRITTEN = "key order and strings as written";

  @TempDir
  private Path folder;

  private Described describe(String text) throws IOException {
    return Described.of(new JsonComparator(), Files.writeString(folder.resolve("file"), text));
  }

  private String canonical(String text) throws IOException {
    return describe(text).sections().get("");
  }

  @Test
  void keyOrderSpaceAndEscapesDoNotShowInTheCanonicalForm() throws IOException {
    assertThat(canonical("{\"b\": [1, {}], \"a\": \"\\u0041\\/\\n\", \"c\": []}"))
        .isEqualTo(canonical("{\"c\":[],\n\"a\":\"A/\\u000a\",\"b\":[1,{}]}"))
        .isEqualTo("{\n  \"a\": \"A/\\n\",\n  \"b\": [\n    1,\n    {}\n  ],\n  \"c\": []\n}\n");
  }

  @Test
  void whatTheCanonicalFormLeavesOutShowsBelow() throws IOException {
    Described described = describe("{\"b\":\"\\u0041\",\"a\":1}");
    assertThat(described.sections().get(AS_WRITTEN)).isEqualTo("{\n  \"b\": \"\\u0041\",\n  \"a\": 1\n}\n");
    assertThat(described.levels()).containsEntry("", 0).containsEntry(AS_WRITTEN, 1).containsEntry("source text", 2);
  }

  @Test
  void numbersKeepTheirTextAndRepeatedKeysStay() throws IOException {
    assertThat(canonical("{\"a\":1.0,\"a\":1.00,\"b\":123456789012345678901234567890e-5000}"))
        .isEqualTo("{\n  \"a\": 1.0,\n  \"a\": 1.00,\n  \"b\": 123456789012345678901234567890e-5000\n}\n");
  }

  @Test
  void linesOfJsonAreValuesInTurn() throws IOException {
    assertThat(canonical("{\"b\":1,\"a\":2}\n[3]\n")).isEqualTo("{\n  \"a\": 2,\n  \"b\": 1\n}\n[\n  3\n]\n");
  }

  @Test
  void deepNestingNeedsNeitherStackNorSquareSpace() throws IOException {
    int depth = 200_000;
    Described described = describe("[".repeat(depth) + "]".repeat(depth));
    assertThat(described.comments()).isEmpty();
    assertThat(described.sections().get("").length()).isLessThan(depth * 200);
    assertThat(describe("{\"a\":".repeat(depth)).comments()).singleElement().asString()
        .isEqualTo("not JSON: text ends inside an object at byte 1,000,000; from there on shown as it stands");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[NaN]", "{'a':1}", "[1,]", "{\"a\" 1}", "[01]", "[1.]", "{\"a\":1]", "[\"\u0001\"]",
      "[\"\\x\"]", "[1e]", "[-]", "[1 2]", "{\"a\":1 // why\n}", "]", "{\"a\":tru"})
  void malformedTextIsShownAsItStandsFromTheErrorOn(String text) throws IOException {
    Described described = describe(text);
    assertThat(described.comments()).singleElement().asString().startsWith("not JSON: ").contains(" at byte ");
    JsonDocument document = JsonDocument.parse(text.getBytes(StandardCharsets.UTF_8));
    assertThat(described.sections().get("")).endsWith(text.substring(document.errorOffset()));
  }

  @Test
  void recognisesByContent() throws IOException {
    assertThat(recognised("{\"a\": 1}")).isTrue();
    assertThat(recognised("\uFEFF  [\n1, 2]")).isTrue();
    assertThat(recognised("[" + "\"0123456789\",".repeat(1000))).isTrue();
    assertThat(recognised("{\"a\": 1}\n{\"b\": 2}\n")).isTrue();
    assertThat(recognised("[section]\nkey = value\n")).isFalse();
    assertThat(recognised("{ return; }")).isFalse();
    assertThat(recognised("\"a string\"")).isFalse();
    assertThat(recognised("{\"a\": 1")).isFalse();
    assertThat(recognised("")).isFalse();
  }

  private static boolean recognised(String text) throws IOException {
    Probe probe = new Probe(Blob.of(text.getBytes(StandardCharsets.UTF_8)), "file", "");
    return new JsonComparator().format().signatures().stream()
        .anyMatch(rule -> rule.weigh(probe) > Signature.NAME_WEIGHT);
  }

  @Test
  void mutationsNeverBreakIt() {
    String text = "{\"a\":[1,-2.5e+10,true,false,null,\"\\u00e9\\n\"],\"b\":{\"c\":{}}} [[]]";
    Random random = new Random(1);
    for (int i = 0; i < 5000; i++) {
      byte[] changed = text.getBytes(StandardCharsets.UTF_8);
      for (int k = 0; k <= random.nextInt(3); k++) {
        changed[random.nextInt(changed.length)] = (byte) "{}[]:,\"\\u0-e t".charAt(random.nextInt(14));
      }
      byte[] cut = java.util.Arrays.copyOf(changed, random.nextInt(changed.length));
      JsonDocument document = JsonDocument.parse(cut);
      assertThat(JsonPrinter.print(document, random.nextBoolean())).isNotNull();
      assertThat(document.errorOffset()).isBetween(0, cut.length);
    }
  }
}
