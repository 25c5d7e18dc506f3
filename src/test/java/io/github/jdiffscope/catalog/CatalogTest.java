package io.github.jdiffscope.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.sniff.Format;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

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
  void startingLinksNoLambda() throws Exception {
    Set<String> linking = new TreeSet<>();
    for (FormatComparator comparator : Catalog.builtIn()) {
      try (InputStream in = comparator.getClass().getResourceAsStream(comparator.getClass().getSimpleName() + ".class")) {
        new ClassReader(in).accept(new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
            return !name.equals("<clinit>") ? null : new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitInvokeDynamicInsn(String what, String descriptor, Handle bootstrap, Object... arguments) {
                linking.add(comparator.getClass().getSimpleName());
              }
            };
          }
        }, ClassReader.SKIP_DEBUG);
      }
    }
    assertThat(linking).as("write the check of a signature as an anonymous class").isEmpty();
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
