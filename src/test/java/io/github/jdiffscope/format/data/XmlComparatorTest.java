package io.github.jdiffscope.format.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.Described;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlComparatorTest {
  private static final String AS_WRITTEN = "tags and references as written";

  @TempDir
  private Path folder;

  private Described describe(String text, Charset charset) throws IOException {
    return Described.of(new XmlComparator(), Files.write(folder.resolve("file"), text.getBytes(charset)));
  }

  private String canonical(String text) throws IOException {
    return describe(text, StandardCharsets.UTF_8).sections().get("");
  }

  @Test
  void attributeOrderQuotesReferencesAndDeclarationDoNotShowInTheCanonicalForm() throws IOException {
    assertThat(canonical("<?xml version='1.0'?>\n<r b='2' a=\"1\"><x></x>&#65;&gt;</r>"))
        .isEqualTo(canonical("<r  a='&#x31;' b='2'>\n<x/>A></r>"))
        .isEqualTo("<r a=\"1\" b=\"2\">\n  <x/>\n  A>\n</r>\n");
  }

  @Test
  void whatTheCanonicalFormLeavesOutShowsBelow() throws IOException {
    Described left = describe("<?xml version='1.0'?><r b='2' a='1'/>", StandardCharsets.UTF_8);
    assertThat(left.sections().get(AS_WRITTEN)).isEqualTo("<?xml version='1.0'?>\n<r b='2' a='1'/>\n");
    assertThat(left.levels()).containsEntry("", 0).containsEntry(AS_WRITTEN, 1).containsEntry("source text", 2);
  }

  @Test
  void commentsInstructionsAndCdataAreKept() throws IOException {
    assertThat(canonical("<!--c--><r><?pi d?><![CDATA[<&]]></r><!--e-->"))
        .isEqualTo("<!--c-->\n<r>\n  <?pi d?>\n  <![CDATA[<&]]>\n</r>\n<!--e-->\n");
  }

  @Test
  void entitiesAreShownNotExpanded() throws IOException {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE lolz [<!ENTITY a0 \"lol\">");
    for (int i = 1; i < 30; i++) {
      laughs.append("<!ENTITY a").append(i).append(" \"").append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
    }
    laughs.append("<!ENTITY x SYSTEM \"file:///etc/passwd\">]><lolz>&a29;&x;</lolz>");
    String shown = canonical(laughs.toString());
    assertThat(shown).endsWith("<lolz>&a29;&x;</lolz>\n").hasSizeLessThan(laughs.length() + 100);
  }

  @Test
  void deepNestingNeedsNeitherStackNorSquareSpace() throws IOException {
    int depth = 100_000;
    String deep = "<a>".repeat(depth) + "x" + "</a>".repeat(depth);
    Described described = describe(deep, StandardCharsets.UTF_8);
    assertThat(described.comments()).isEmpty();
    assertThat(described.sections().get("").length()).isLessThan(deep.length() * 24);
    assertThat(describe("<a>".repeat(depth), StandardCharsets.UTF_8).comments()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<a><b></a>", "<a", "<a/><b/>", "<a x='1' x='2'/>", "<a>&</a>", "<a x=1/>", "<!DOCTYPE a [",
      "<a>&b</a>", "<a/>text", "<a><!-- </a>", "<a><![CDATA[ </a>", "<a x='<'/>", "< a/>", "</a>",
      "<?xml version='1.0'?>"})
  void malformedTextIsShownAsItStandsFromTheErrorOn(String text) throws IOException {
    Described described = describe(text, StandardCharsets.UTF_8);
    assertThat(described.comments()).singleElement().asString().startsWith("not well-formed XML: ").contains("line 1");
    assertThat(described.sections().get("").replaceAll("[\n ]", "")).contains(
        text.startsWith("<?xml") ? "" : text.replace(" ", "").substring(text.length() / 2 + 1));
  }

  @Test
  void encodingIsThatOfTheMarkThenThatOfTheDeclaration() throws IOException {
    String plain = "<r>\u00e9</r>";
    assertThat(describe("\uFEFF" + plain, StandardCharsets.UTF_16LE).sections().get("")).isEqualTo(plain + "\n");
    assertThat(describe("<?xml version='1.0' encoding='ISO-8859-1'?>" + plain, StandardCharsets.ISO_8859_1)
        .sections().get("")).isEqualTo(plain + "\n");
    assertThat(describe("<?xml version='1.0' encoding='klingon'?>" + plain, StandardCharsets.ISO_8859_1).comments())
        .containsExactly("encoding klingon is not known; read as ISO-8859-1");
  }

  @Test
  void recognisesByContent() throws IOException {
    assertThat(recognised("<project xmlns=\"http://maven.apache.org/POM/4.0.0\">" + "<a/>".repeat(2000))).isTrue();
    assertThat(recognised("<!-- licence -->\n<a/>")).isTrue();
    assertThat(recognised("<?xml version='1.0'?><a>")).isTrue();
    assertThat(recognised("<!DOCTYPE html><html></html>")).isFalse();
    assertThat(recognised("<html><body></body></html>")).isFalse();
    assertThat(recognised("<a> but no end")).isFalse();
    assertThat(recognised("<stdin>: a message")).isFalse();
    assertThat(recognised("<% template %>")).isFalse();
  }

  private static boolean recognised(String text) throws IOException {
    Probe probe = new Probe(Blob.of(text.getBytes(StandardCharsets.UTF_8)), "file", "");
    return new XmlComparator().format().signatures().stream()
        .anyMatch(rule -> rule.weigh(probe) > Signature.NAME_WEIGHT);
  }

  @Test
  void mutationsNeverBreakIt() throws IOException {
    String text = "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY e 'v'>]>"
        + "<r a='1' b=\"&e;\"><!-- c --><x>t&#10;</x><![CDATA[]]></r>";
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      StringBuilder changed = new StringBuilder(text);
      for (int k = 0; k <= random.nextInt(3); k++) {
        changed.setCharAt(random.nextInt(text.length()), (char) (" <>&;'\"/!?[]-a".charAt(random.nextInt(14))));
      }
      changed.setLength(random.nextInt(text.length()));
      assertThat(XmlPrinter.print(changed.toString(), random.nextBoolean()).text()).isNotNull();
    }
  }
}
