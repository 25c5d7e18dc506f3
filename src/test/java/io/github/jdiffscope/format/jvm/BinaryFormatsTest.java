package io.github.jdiffscope.format.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Described;
import io.github.jdiffscope.format.FormatComparator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryFormatsTest {
  private static final Path FIXTURES = Path.of("testdata", "jvm");

  @TempDir
  private Path folder;

  /** Describes 1,000 damaged copies; anything but a complaint about the input fails. */
  private void damage(FormatComparator comparator, String fixture) throws IOException {
    byte[] whole = Files.readAllBytes(FIXTURES.resolve(fixture));
    Path file = folder.resolve("damaged");
    Random random = new Random(20_261_123);
    int refused = 0;
    for (int i = 0; i < 1000; i++) {
      byte[] damaged = i % 10 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0 && damaged.length > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xFF);
      }
      Files.write(file, damaged);
      try {
        Described described = Described.of(comparator, file);
        refused += described.comments().isEmpty() ? 0 : 1;
      } catch (FormatException expected) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1, 999);
  }

  @Test
  void damagedDexFilesAreRefusedOrDescribed() throws IOException {
    damage(new DexComparator(), "dex/code/left.dex");
  }

  @Test
  void damagedImagesAreRefusedOrDescribed() throws IOException {
    damage(new JimageComparator(), "jimage/plain/left.image");
  }

  @Test
  void damagedKotlinClassesAreRefusedOrDescribed() throws IOException {
    damage(new ClassComparator(), "class/kotlin/left.class");
  }

  @Test
  void kotlinMetadataIsReadAsKotlin() throws IOException {
    Described described = Described.of(new ClassComparator(), FIXTURES.resolve("class/kotlin/left.class"));
    assertThat(described.sections().get("Kotlin declarations"))
        .contains("public final class demo/Shop<T : kotlin/Comparable<T>>")
        .contains("public final suspend fun find(name: kotlin/String, default: T? = ...): demo/Item?")
        .contains("inline fun <reified R> all(of: kotlin/Function1<demo/Item, R>): kotlin/collections/List<R>");
    assertThat(described.sections().get("declarations")).doesNotContain("kotlin.Metadata");
  }

  @Test
  void scalaSymbolsAreReadFromTheirPickle() throws IOException {
    // Names A and demo, a reference to package demo, class A in it, its type.
    byte[] pickle = {5, 2, 5, 2, 1, 'A', 2, 4, 'd', 'e', 'm', 'o', 10, 1, 1, 6, 4, 0, 2, 0, 4, 19, 1, 3};
    assertThat(new PickledSymbols(pickle).lines())
        .containsExactly("signature version 5.2", "  class demo.A: class-info(demo.A), flags 0x0");
  }

  @Test
  void damagedAndroidXmlIsRefusedOrDescribed() throws IOException {
    damage(new AndroidXmlComparator(), "android-xml/manifest/left.xml");
  }

  @Test
  void damagedResourceTablesAreRefusedOrDescribed() throws IOException {
    damage(new ResourceTableComparator(), "arsc/values/left.arsc");
  }

  @Test
  void resourcesAreNamedWithTheirConfiguration() throws IOException {
    Described described = Described.of(new ResourceTableComparator(), FIXTURES.resolve("arsc/values/left.arsc"));
    assertThat(described.sections().get("resources of demo.app")).contains("string/app_name = \"Demo\"",
        "string/app_name [fr] = \"D\u00e9mo\"", "dimen/gap = 16.0dip", "color/main [v21] = #ff102030");
    assertThat(described.sections().get("resource numbers of demo.app")).contains("0x7f010000 string/app_name");
  }

  @Test
  void anImageHasItsMembersInPlace() throws IOException {
    Described described =
        Described.of(new JimageComparator(), FIXTURES.resolve("jimage/compressed/left.image"));
    assertThat(described.members()).containsOnlyKeys("/demo.base/demo/Account.class",
        "/demo.base/META-INF/notes.txt", "/demo.base/demo/gone.properties");
    assertThat(described.members().get("/demo.base/META-INF/notes.txt")).asString().isEqualTo("one line");
  }

  @Test
  void dexInstructionsReferToWhatTheyUse() throws IOException {
    Described described = Described.of(new DexComparator(), FIXTURES.resolve("dex/code/right.dex"));
    assertThat(described.sections().get("demo.Account: void clear()"))
        .contains("invoke-custom {v1}, call_site(invoke-static Ljava/lang/invoke/LambdaMetafactory;->metafactory(");
    assertThat(described.sections().get("class demo.Account")).contains("private final java.util.List log");
  }
}
