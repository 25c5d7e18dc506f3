package io.github.jdiffscope.format.executable;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.RealTool;
import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the index of a library with what {@code nm --print-armap} says, where a compiler and binutils are installed. */
class StaticLibraryAgreementTest {

  @Test
  void indexInItsOrder(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("one.c"), "int first(void) { return 1; }\nint shared = 3;\n");
    Files.writeString(folder.resolve("a_member_with_a_long_name.c"), "extern int shared;\nint second(void) { return shared; }\n");
    RealTool.script(folder, Map.of(), "gcc -c one.c a_member_with_a_long_name.c; ar rcs lib.a one.o a_member_with_a_long_name.o");
    String theirs = RealTool.script(folder, Map.of(), "nm --print-armap lib.a");
    Described ours = Described.of(StaticLibraryComparator.staticLibrary(), folder.resolve("lib.a"));
    assertThat(ours.sections().get("nm --print-armap {}").lines().map(String::strip).filter(line -> line.contains(" in ")))
        .hasSize(3).containsExactlyElementsOf(theirs.lines().filter(line -> line.contains(" in ")).toList());
  }
}
