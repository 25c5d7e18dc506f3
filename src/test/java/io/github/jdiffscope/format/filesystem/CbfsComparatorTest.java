package io.github.jdiffscope.format.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.RealTool;
import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes an image with cbfstool, where it is installed: the list is the same, and every file opens. */
class CbfsComparatorTest {
  @TempDir
  Path folder;

  @Test
  void listsWhatTheToolLists() throws Exception {
    run("dd if=/dev/zero of=boot bs=4096 count=1; seq 1 900 > text; head -c 3000 /dev/zero > zeros;"
        + " cbfstool a.rom create -s 131072 -m x86 -B boot -b 0x1f000 -o 0; cbfstool a.rom add -f text -n dir/text -t raw;"
        + " cbfstool a.rom add -f text -n packed -t raw -c lzma; cbfstool a.rom add -f zeros -n zeros -t microcode -c lz4");
    List<String> listed = new ArrayList<>();
    for (String line : run("cbfstool a.rom print").split("\n")) {
      String[] words = line.trim().split(" +");
      if (words.length > 4 && words[1].startsWith("0x")) {
        // name, type, size, compression; all but the place
        listed.add(words[0] + " " + String.join(" ", Arrays.copyOfRange(words, 2, words.length)));
      }
    }
    Described image = Described.of(new CbfsComparator(), folder.resolve("a.rom"));
    assertThat(image.sections().get("files").lines().map(line -> line.trim().replaceAll(" +", " "))).containsExactlyElementsOf(listed);
    assertThat(listed).hasSize(4);
    byte[] text = Files.readAllBytes(folder.resolve("text"));
    assertThat(image.members().get("dir/text")).isEqualTo(text);
    assertThat(image.members().get("packed")).isEqualTo(text);
    assertThat(image.members().get("zeros")).isEqualTo(Files.readAllBytes(folder.resolve("zeros")));
  }

  private String run(String script) throws IOException {
    return RealTool.script(folder, Map.of(), script);
  }
}
