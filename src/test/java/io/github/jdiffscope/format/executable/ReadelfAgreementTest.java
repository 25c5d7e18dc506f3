package io.github.jdiffscope.format.executable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Compares what is said of a real program with what readelf says of it, field by field. */
class ReadelfAgreementTest {
  private static final Path PROGRAM = Path.of("/bin/bash");
  private static final Path COMMAND = Path.of("/usr/bin/readelf");
  private static Map<String, String> ours;

  @BeforeAll
  static void describe() throws IOException {
    assumeTrue(Files.exists(PROGRAM) && Files.isExecutable(COMMAND));
    ours = Described.of(new ElfComparator(), PROGRAM).sections();
  }

  private static List<String> readelf(String... options) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of(COMMAND.toString(), "--wide"));
    command.addAll(List.of(options));
    command.add(PROGRAM.toString());
    Process process = new ProcessBuilder(command).start();
    List<String> lines = new String(process.getInputStream().readAllBytes()).lines().toList();
    assertThat(process.waitFor()).isZero();
    return lines;
  }

  private static String addresses() {
    return ours.get("addresses: readelf --wide --file-header --program-headers --sections --dynamic {}");
  }

  @Test
  void headerFields() throws Exception {
    List<String> theirs = readelf("--file-header").stream().map(String::strip).toList();
    List<String> fields = addresses().lines().takeWhile(line -> !line.startsWith("Program")).map(String::strip).toList();
    assertThat(fields).hasSizeGreaterThan(10);
    assertThat(theirs).containsAll(fields);
  }

  @Test
  void sections() throws Exception {
    List<String> theirs = readelf("--sections").stream().filter(line -> line.matches("  \\[ *[1-9]\\d*\\] .*"))
        .map(line -> line.substring(7)).map(line -> String.join(" ", List.of(line.strip().split(" +")).subList(0, 5))).toList();
    List<String> rows = addresses().lines().dropWhile(line -> !line.startsWith("Section Headers")).skip(1)
        .takeWhile(line -> line.startsWith("  "))
        .map(line -> String.join(" ", List.of(line.strip().split(" +")).subList(0, 5))).toList();
    assertThat(rows).isNotEmpty().containsExactlyElementsOf(theirs);
  }

  @Test
  void programHeaders() throws Exception {
    List<String> theirs = readelf("--program-headers").stream().filter(line -> line.matches("  [A-Z]\\w+ +0x.*"))
        .map(line -> line.strip().replaceAll("(?<! )0x(?=\\w{6,})| 0x(?=[0-9a-f]{6,})", " ").replaceAll(" +", " ")).toList();
    assertThat(addresses().lines().dropWhile(line -> !line.startsWith("Program Headers")).skip(1)
        .takeWhile(line -> line.startsWith("  ")).map(line -> line.strip().replaceAll(" +", " ")))
        .isNotEmpty().containsExactlyElementsOf(theirs);
  }

  @Test
  void relocations() throws Exception {
    List<String> theirs = readelf("--relocs").stream().filter(line -> line.matches("[0-9a-f]{16} .*")).map(line -> {
      String[] words = line.split(" +");
      return words[0] + ' ' + words[2] + ' ' + (words.length == 4 ? words[3] : words[4].replaceFirst("@.*", "") + ' ' + words[words.length - 1]);
    }).sorted().toList();
    List<String> rows = ours.get("addresses: readelf --wide --relocs {}").lines().filter(line -> line.matches("[0-9a-f]{13,16} .*"))
        .map(line -> {
          String[] words = ("000" + line).replaceFirst("^0*([0-9a-f]{16} )", "$1").split(" +");
          return words[0] + ' ' + words[1] + ' ' + (words[2].equals("+") ? words[3] : words[2].replaceFirst("@.*", "") + " 0");
        }).sorted().toList();
    assertThat(rows).hasSizeGreaterThan(1000).isEqualTo(theirs);
  }

  @Test
  void dynamicTags() throws Exception {
    List<String> theirs = readelf("--dynamic").stream().filter(line -> line.startsWith(" 0x0"))
        .map(line -> line.replaceFirst("^ 0x[0-9a-f]+ +\\((\\w+)\\).*", "$1")).filter(tag -> !tag.equals("NULL")).toList();
    List<String> tags = ours.get("readelf --wide --dynamic {}").lines()
        .map(line -> line.replaceFirst("^ \\((\\w+)\\).*", "$1")).toList();
    assertThat(tags).containsExactlyElementsOf(theirs);
    List<String> libraries = readelf("--dynamic").stream().filter(line -> line.contains("Shared library"))
        .map(line -> line.substring(line.indexOf("Shared"))).toList();
    assertThat(ours.get("readelf --wide --dynamic {}")).contains(libraries);
  }

  @Test
  void dynamicSymbolsWithVersions() throws Exception {
    TreeSet<String> theirs = new TreeSet<>();
    for (String line : readelf("--dyn-syms")) {
      String[] words = line.strip().split(" +");
      if (words.length >= 8 && words[0].matches("[1-9]\\d*:")) {
        theirs.add(words[1] + " " + words[3] + " " + words[4] + " " + words[7]);
      }
    }
    TreeSet<String> symbols = new TreeSet<>();
    ours.get("addresses: readelf --wide --dyn-syms {}").lines().skip(1).map(line -> line.strip().split(" +"))
        .forEach(words -> symbols.add(words[0] + " " + words[2] + " " + words[3] + " " + words[6]));
    assertThat(symbols).hasSizeGreaterThan(100).isEqualTo(theirs);
  }

  @Test
  void notesAndVersions() throws Exception {
    String id = readelf("--notes").stream().filter(line -> line.contains("Build ID")).findFirst().orElseThrow();
    assertThat(ours.get("build-id").strip()).isEqualTo(id.substring(id.indexOf("Build ID")).strip());
    String system = readelf("--notes").stream().filter(line -> line.contains("OS: Linux")).findFirst().orElseThrow().strip();
    assertThat(ours.get("readelf --wide --notes {}")).contains(system.substring(system.indexOf("OS:")));
    for (String line : readelf("--version-info")) {
      if (line.contains("Name: GLIBC")) {
        assertThat(ours.get("readelf --wide --version-info {}")).contains(line.replaceFirst(".*(Name: \\S+).*", "$1"));
      }
    }
  }
}
