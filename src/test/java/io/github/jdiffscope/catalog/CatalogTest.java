package io.github.jdiffscope.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.sniff.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Checks that a new format's line, id and fixture are not forgotten. */
class CatalogTest {
  private final Catalog catalog = Catalog.of(Catalog.builtIn());

  @Test
  void everyComparatorHasItsLineInItsFamily() {
    Set<String> listed = new HashSet<>();
    Catalog.builtIn().forEach(comparator -> listed.add(comparator.getClass().getName()));
    Set<String> forgotten = new TreeSet<>();
    for (JavaClass type : new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("io.github.jdiffscope.format")) {
      boolean comparator = type.isAssignableTo(FormatComparator.class) && !type.isInterface()
          && !type.getModifiers().contains(JavaModifier.ABSTRACT);
      if (comparator && !listed.contains(type.getName())) {
        forgotten.add(type.getName());
      }
    }
    assertThat(forgotten).isEmpty();
  }

  @Test
  void everyFormatHasAFixture() {
    Set<String> missing = new TreeSet<>();
    for (Format format : catalog.formats()) {
      if (!Files.isDirectory(Path.of("testdata", format.id().split("/")))) {
        missing.add(format.id());
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void idsLieInTheirFamilysPackage() {
    for (FormatComparator comparator : Catalog.builtIn()) {
      assertThat(comparator.getClass().getPackageName()).as(comparator.format().id())
          .matches("io\\.github\\.jdiffscope\\.format\\." + comparator.format().family() + "(\\..*)?");
    }
  }

  @Test
  void whatAFormatRefinesIsKnownAndNeverItself() {
    for (Format format : catalog.formats()) {
      for (String general : format.refines()) {
        assertThat(catalog.format(general)).as(format.id() + " refines " + general).isNotNull();
        assertThat(catalog.sniffer().refines(general, format.id())).isFalse();
      }
      if (format.base() != null) {
        assertThat(format.refines()).as(format.id()).contains(format.base());
      }
    }
  }

  @Test
  void anUnknownIdIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> catalog.comparator("archive/nope")).isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("unknown format id archive/nope").hasMessageContaining("generic/binary");
  }

  @Test
  void twoComparatorsCannotShareAnId() {
    FormatComparator one = Catalog.builtIn().get(0);
    assertThatThrownBy(() -> Catalog.of(List.of(one, one))).hasMessageContaining(one.format().id());
  }
}
