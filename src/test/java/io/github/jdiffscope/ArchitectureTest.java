package io.github.jdiffscope;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.jdiffscope.format.FormatComparator;
import java.io.ObjectInputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Who may import whom, exactly as the architecture says. */
class ArchitectureTest {
  private static final String BASE = "io.github.jdiffscope.";
  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.github.jdiffscope");

  /** What each package may import of ours, itself aside. {@code format} stands for the contract only. */
  private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
      Map.entry("bytes", Set.of()),
      Map.entry("textdiff", Set.of()),
      Map.entry("model", Set.of("textdiff", "bytes")),
      Map.entry("codec", Set.of("bytes")),
      Map.entry("sniff", Set.of("model", "bytes")),
      Map.entry("format", Set.of("model", "sniff", "bytes")),
      Map.entry("format.*", Set.of("format", "model", "sniff", "bytes", "codec")),
      Map.entry("catalog", Set.of("format.*", "format", "sniff", "model")),
      Map.entry("match", Set.of("model", "bytes")),
      Map.entry("job", Set.of("model", "bytes")),
      Map.entry("worker",
          Set.of("job", "catalog", "format", "sniff", "match", "textdiff", "model", "bytes")),
      Map.entry("engine", Set.of("job", "model")),
      Map.entry("pool", Set.of("engine", "job", "model")),
      Map.entry("cause", Set.of("model")),
      Map.entry("report", Set.of("model", "textdiff")),
      Map.entry("cli", Set.of("bytes", "textdiff", "model", "sniff", "format", "catalog", "match", "job", "worker",
          "engine", "pool", "cause", "report")));

  @Test
  void everyPackageImportsOnlyWhatTheTableAllows() {
    Set<String> broken = new TreeSet<>();
    for (JavaClass from : CLASSES) {
      String room = room(from);
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        JavaClass to = dependency.getTargetClass().getBaseComponentType();
        if (to.getPackageName().startsWith(BASE) && !mayImport(from, room, to)) {
          broken.add(from.getName() + " imports " + to.getName());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean mayImport(JavaClass from, String room, JavaClass to) {
    String target = room(to);
    if (room.equals("format.*") && target.equals("format.*")) {
      return family(from).equals(family(to));
    }
    return room.equals(target) || MAY_IMPORT.getOrDefault(room, Set.of()).contains(target);
  }

  /** Returns the row of the table a class belongs to; every format family shares one. */
  private static String room(JavaClass type) {
    String name = type.getPackageName().substring(BASE.length());
    if (name.equals("format") || !name.startsWith("format.")) {
      int dot = name.indexOf('.');
      return dot < 0 ? name : name.substring(0, dot);
    }
    return "format.*";
  }

  private static String family(JavaClass type) {
    return type.getPackageName().substring(BASE.length() + "format.".length()).split("\\.")[0];
  }

  @Test
  void thePackagesHaveNoCycle() {
    slices().matching("io.github.jdiffscope.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void bytesAndTextdiffNeedTheJdkOnly() {
    noClasses().that().resideInAPackage(BASE + "bytes..").should()
        .dependOnClassesThat().resideOutsideOfPackages("java..", BASE + "bytes..").check(CLASSES);
    noClasses().that().resideInAPackage(BASE + "textdiff..").should().dependOnClassesThat()
        .resideOutsideOfPackages("java..", "jdk..", BASE + "textdiff..", "com.github.difflib..").check(CLASSES);
  }

  @Test
  void processesAreStartedByThePoolOnly() {
    noClasses().that().resideOutsideOfPackages(BASE + "pool..", BASE + "tool..").should()
        .dependOnClassesThat().belongToAnyOf(ProcessBuilder.class).check(CLASSES);
  }

  @Test
  void theProcessEndsInTheTwoMainsOnly() {
    for (JavaClass type : CLASSES) {
      type.getMethodCallsFromSelf().forEach(call -> {
        String target = call.getTargetOwner().getName() + "." + call.getName();
        boolean ends = Set.of("java.lang.System.exit", "java.lang.Runtime.halt", "java.lang.Runtime.exit")
            .contains(target);
        assertThat(ends && !List.of(BASE + "cli.Main", BASE + "worker.WorkerMain").contains(type.getName()))
            .as(call.getDescription()).isFalse();
      });
    }
  }

  @Test
  void nothingIsEverUnmarshalledIntoObjects() {
    noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class).check(CLASSES);
  }

  @Test
  void staticFieldsAreFinal() {
    fields().that().areStatic().and().doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC)
        .should().beFinal().check(CLASSES);
  }

  @Test
  void comparatorsArePackagePrivateAndFinal() {
    classes().that().implement(FormatComparator.class).and().areNotInterfaces().should().notBePublic().check(CLASSES);
  }
}
