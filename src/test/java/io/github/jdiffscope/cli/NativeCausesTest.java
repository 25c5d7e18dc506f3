package io.github.jdiffscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.cause.CauseAnnotator;
import io.github.jdiffscope.engine.Progress;
import io.github.jdiffscope.model.Cause;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.Limits;
import io.github.jdiffscope.model.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds programs twice with a real compiler and asks why they differ. */
class NativeCausesTest {
  @TempDir
  Path folder;

  @Test
  void aFolderNamedInDebugInformationIsTheBuildPath() throws Exception {
    for (String side : List.of("left", "right")) {
      Path top = Files.createDirectories(folder.resolve(side));
      Files.writeString(top.resolve("a.c"), "int twice(int x) { return 2 * x; }\n");
      run(top, "gcc -g -O2 -c a.c -o a.o");
    }
    assertThat(causes("a.o")).containsExactly("build-path");
  }

  @Test
  void objectsLinkedInAnotherOrderAreTheLinkOrder() throws Exception {
    for (String side : List.of("left", "right")) {
      Path top = Files.createDirectories(folder.resolve(side));
      Files.writeString(top.resolve("a.c"), "int twice(int x) { return 2 * x; }\n");
      Files.writeString(top.resolve("b.c"), "int part(int x) { return x / 7 + x % 9; }\n");
      String objects = side.equals("left") ? "a.o b.o" : "b.o a.o";
      run(top, "gcc -O2 -fPIC -c a.c b.c && gcc -shared -nostdlib -Wl,--build-id " + objects + " -o lib.so");
    }
    assertThat(causes("lib.so")).containsExactlyInAnyOrder("build-id", "link-order");
  }

  private static void run(Path top, String command) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")));
    Process process = new ProcessBuilder("sh", "-c", command).directory(top.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
  }

  private Set<String> causes(String name) throws Exception {
    Set<String> ids = new TreeSet<>();
    gather(CauseAnnotator.annotate(Comparison.run(new CompareRequest(folder.resolve("left").resolve(name).toString(),
        folder.resolve("right").resolve(name).toString(), Limits.DEFAULT, Scope.DEFAULT, 0, 512L << 20, 0, false, "auto"),
        Progress.NONE, null)).root(), ids);
    return ids;
  }

  private static void gather(Difference node, Set<String> ids) {
    node.causes().stream().map(Cause::id).forEach(ids::add);
    if (node.unifiedDiff() != null && node.causes().isEmpty()) {
      ids.add("unexplained: " + node.source1() + "\n" + node.unifiedDiff());
    }
    node.details().forEach(detail -> gather(detail, ids));
  }
}
