package io.github.jdiffscope.format.executable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElfComparatorTest {
  private static final Path LEFT = Path.of("testdata/executable/elf/function/left.so");
  private static final Path RIGHT = Path.of("testdata/executable/elf/function/right.so");
  private static final String CODE = "objdump --disassemble --disassembler-options=intel {}";

  @Test
  void aShiftedFunctionReadsTheSame() throws IOException {
    Map<String, String> left = functions(LEFT);
    Map<String, String> right = functions(RIGHT);
    assertThat(left.get("half")).isEqualTo(right.get("half")).contains("mulsd").contains(".rodata:000000000000e03f");
    assertThat(left.get("main")).isEqualTo(right.get("main")).contains("\"answer %d %f\\n\"");
    assertThat(left.get("answer")).isNotEqualTo(right.get("answer"));
    assertThat(right.get("answer")).contains("\"negative: %d\\n\"");
  }

  private static Map<String, String> functions(Path file) throws IOException {
    Map<String, String> result = new java.util.TreeMap<>();
    String name = "";
    for (String line : Described.of(new ElfComparator(), file).sections().get(CODE).split("\n")) {
      if (!line.startsWith(" ")) {
        name = line.substring(0, line.indexOf(" in "));
      }
      result.merge(name, line + "\n", String::concat);
    }
    return result;
  }

  @Test
  void headersAgreeWithReadelf() throws Exception {
    List<String> theirs = readelf("--file-header", LEFT);
    String ours = Described.of(new ElfComparator(), LEFT).sections().get("readelf --wide --file-header {}");
    assertThat(theirs).containsAll(ours.lines().toList());
  }

  @Test
  void everySymbolReadelfListsIsListed() throws Exception {
    List<String> names = readelf("--symbols", LEFT).stream().filter(line -> line.matches(" *\\d+: .*[^ ] *"))
        .map(line -> line.trim().split(" +")).filter(words -> words.length == 8).map(words -> words[7]).toList();
    Described described = Described.of(new ElfComparator(), LEFT);
    String ours = described.sections().get("readelf --wide --symbols {}")
        + described.sections().get("readelf --wide --dyn-syms {}");
    assertThat(names).isNotEmpty().allMatch(name -> ours.contains(name.replaceAll("\\.\\d+$", ".")));
  }

  private static List<String> readelf(String option, Path file) throws Exception {
    Path command = Path.of("/usr/bin/readelf");
    assumeTrue(Files.isExecutable(command));
    Process process = new ProcessBuilder(command.toString(), "--wide", option, file.toString()).start();
    List<String> lines = new String(process.getInputStream().readAllBytes()).lines().toList();
    assertThat(process.waitFor()).isZero();
    return lines;
  }

  @Test
  void damagedFilesAreDescribedAsFarAsTheyGo(@TempDir Path folder) throws IOException {
    byte[] sound = Files.readAllBytes(RIGHT);
    Random random = new Random(6);
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      byte[] damaged = sound.clone();
      for (int j = 0; j < 1 + i % 8; j++) {
        boolean headers = random.nextBoolean();
        damaged[headers ? random.nextInt(1024) + 16 : random.nextInt(damaged.length - 16) + 16] = (byte) random.nextInt();
      }
      Path file = Files.write(folder.resolve("damaged.so"), damaged);
      seen.addAll(Described.of(new ElfComparator(), file).sections().keySet());
    }
    assertThat(seen).contains(CODE);
  }
}
