package io.github.jdiffscope.format.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.BlobOpener;
import io.github.jdiffscope.bytes.Scratch;
import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images, module files and module declarations are read as the JDK reads them. */
class JdkToolsTest {
  private static final Path IMAGE = Path.of(System.getProperty("java.home"), "lib", "modules");
  private static final Path MODULES = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");

  @TempDir
  private Path folder;

  private static String run(String tool, String... arguments) {
    ToolProvider found = ToolProvider.findFirst(tool).orElse(null);
    assumeTrue(found != null, "this JDK has no " + tool);
    StringWriter out = new StringWriter();
    assertThat(found.run(new PrintWriter(out), new PrintWriter(out), arguments)).as(out.toString()).isZero();
    return out.toString();
  }

  @Test
  void theImageOfTheJdkHasTheFilesThatItsOwnReaderFinds() throws IOException {
    assumeTrue(Files.exists(IMAGE), "this JDK has no image");
    Map<String, Long> ours = new TreeMap<>();
    try (Blob blob = new BlobOpener(new Scratch(folder, 0)).open(BlobLocation.wholeFile(IMAGE, Files.size(IMAGE)))) {
      JimageFile image = new JimageFile(blob);
      for (JimageLocation location : image.locations()) {
        if (!JimageTree.isPartOf(location)) {
          ours.put(location.name(), location.size());
        }
        if (location.name().endsWith("/module-info.class") && !location.compressed()) {
          assertThat(blob.bytes(location.offset(), (int) location.size())).as(location.name())
              .isEqualTo(Files.readAllBytes(MODULES.resolve(location.name().substring(1))));
        }
      }
    }
    Set<String> names = new TreeSet<>();
    try (var all = Files.walk(MODULES)) {
      all.filter(file -> !Files.isDirectory(file)).forEach(file -> names.add(file.toString().substring(8)));
    }
    assertThat(ours.keySet()).isEqualTo(names);
    for (String name : List.of("/java.base/java/lang/Object.class", "/java.base/java/util/HashMap.class")) {
      assertThat(ours.get(name)).isEqualTo(Files.size(MODULES.resolve(name.substring(1))));
    }
  }

  @Test
  void modulesDeclareWhatTheJdkReadsOfThem() throws IOException {
    try (var modules = Files.list(MODULES)) {
      for (Path module : modules.toList()) {
        byte[] bytes = Files.readAllBytes(module.resolve("module-info.class"));
        check(bytes, ModuleDescriptor.read(ByteBuffer.wrap(bytes)));
      }
    }
  }

  private void check(byte[] bytes, ModuleDescriptor module) throws IOException {
    String text = Described.of(new ClassComparator(), Files.write(folder.resolve("module-info.class"), bytes))
        .sections().get("declarations");
    Set<String> expected = new TreeSet<>();
    for (Requires requires : module.requires()) {
      expected.add("requires " + words(requires.modifiers()) + requires.name()
          + requires.rawCompiledVersion().map(version -> "@" + version).orElse(""));
    }
    module.exports().forEach(exports ->
        expected.add("exports " + words(exports.modifiers()) + exports.source() + to(exports.targets())));
    module.opens().forEach(opens ->
        expected.add("opens " + words(opens.modifiers()) + opens.source() + to(opens.targets())));
    module.uses().forEach(service -> expected.add("uses " + service));
    module.provides().forEach(provides ->
        expected.add("provides " + provides.service() + " with " + String.join(", ", provides.providers())));
    module.mainClass().ifPresent(name -> expected.add("main class " + name.replace('.', '/')));
    Set<String> packages = text.lines().map(String::strip).filter(line -> line.startsWith("package "))
        .map(line -> line.substring(8).replace('/', '.')).collect(Collectors.toCollection(TreeSet::new));
    assertThat(text.lines().map(String::strip)
        .filter(line -> line.matches("(?:requires|exports|opens|uses|provides|main class) .*")))
        .as(module.name()).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(text).contains("  module " + words(module.modifiers()) + module.name()
        + module.rawVersion().map(version -> "@" + version).orElse("") + '\n');
    assertThat(packages).as(module.name()).isIn(Set.of(), new TreeSet<>(module.packages()));
  }

  private static String words(Collection<? extends Enum<?>> modifiers) {
    // In the order of their bits.
    return Arrays.stream(new String[] {"open", "transitive", "static", "synthetic", "mandated"})
        .filter(word -> modifiers.stream().anyMatch(modifier -> modifier.name().toLowerCase(Locale.ROOT).equals(word)))
        .map(word -> word + ' ').collect(Collectors.joining());
  }

  private static String to(Set<String> targets) {
    return targets.isEmpty() ? "" : " to " + String.join(", ", new TreeSet<>(targets));
  }

  @Test
  void moduleFilesHoldWhatTheToolLists() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("source/demo/api"));
    Files.writeString(folder.resolve("source/module-info.java"),
        "open module demo { requires transitive java.logging; requires static java.xml; exports demo.api to java.xml;"
            + " uses java.lang.Runnable; provides java.lang.Runnable with demo.api.Task; }");
    Files.writeString(sources.resolve("Task.java"),
        "package demo.api; public class Task implements Runnable { public void run() { } }");
    Path classes = folder.resolve("classes");
    run("javac", "-Xlint:-module", "-d", classes.toString(), folder.resolve("source/module-info.java").toString(),
        sources.resolve("Task.java").toString());
    Path configuration = Files.createDirectories(folder.resolve("conf"));
    Files.writeString(configuration.resolve("demo.conf"), "a=1\n");
    Path jmod = folder.resolve("demo.jmod");
    run("jmod", "create", "--class-path", classes.toString(), "--config", configuration.toString(), "--module-version",
        "1.2", "--main-class", "demo.api.Task", jmod.toString());
    Map<String, byte[]> members = Described.of(io.github.jdiffscope.catalog.Catalog.builtIn().stream()
        .filter(comparator -> comparator.format().id().equals("archive/zip")).findFirst().orElseThrow(), jmod).members();
    // The four bytes of the header of the module file.
    members.remove("data before the archive");
    assertThat(members.keySet()).containsExactlyInAnyOrderElementsOf(run("jmod", "list", jmod.toString()).lines().toList());
    byte[] declaration = members.get("classes/module-info.class");
    check(declaration, ModuleDescriptor.read(ByteBuffer.wrap(declaration)));
    assertThat(run("jmod", "describe", jmod.toString())).contains("demo@1.2 open", "uses java.lang.Runnable",
        "main-class demo.api.Task");
  }
}
