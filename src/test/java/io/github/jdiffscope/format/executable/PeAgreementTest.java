package io.github.jdiffscope.format.executable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.RealTool;
import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares what is said of Windows programs with what {@code objdump --private-headers} says, where it is installed. */
class PeAgreementTest {
  private static final Pattern IMPORT = Pattern.compile("\\t[0-9a-f]+\\t *(?:\\d+|<none>) +(\\S+).*");
  private static final Pattern EXPORT = Pattern.compile("\\t\\[ *\\d+\\] (\\S+)");

  @ParameterizedTest
  @ValueSource(strings = {"testdata/executable/pe/library/left.dll", "testdata/executable/pe/function/left.efi",
      "/usr/lib/gcc/x86_64-w64-mingw32/12-win32/libssp-0.dll"})
  void headersImportsAndExports(String name) throws IOException {
    Path file = Path.of(name);
    assumeTrue(Files.exists(file));
    List<String> theirs = RealTool.run("objdump", "--private-headers", name).lines().toList();
    assumeTrue(theirs.size() > 20, "objdump knows no Windows programs");
    Map<String, String> ours = Described.of(new PeComparator(), file).sections();
    assertThat(headers(ours.get("headers"))).isEqualTo(headers(theirs));
    assertThat(ours.getOrDefault("imports", "").lines()).containsExactlyInAnyOrderElementsOf(imports(theirs));
    assertThat(ours.getOrDefault("exports", "").lines().filter(line -> line.contains(" @"))
        .map(line -> line.substring(0, line.indexOf(" @")))).containsExactlyInAnyOrderElementsOf(exports(theirs));
  }

  private static Map<String, String> headers(String ours) {
    Map<String, String> fields = new TreeMap<>();
    for (String line : ours.lines().toList()) {
      String value = line.substring(line.indexOf(": ") + 2);
      switch (line.substring(0, line.indexOf(':'))) {
        case "Format" -> fields.put("Magic", value);
        case "Linker" -> fields.put("Linker", value);
        case "Subsystem" -> fields.put("Subsystem", value.replaceFirst(".*\\((.*)\\)", "$1"));
        case "Subsystem version" -> fields.put("SubsystemVersion", value);
        case "Operating system" -> fields.put("OSystemVersion", value);
        case "Image version" -> fields.put("ImageVersion", value);
        case "Image base" -> fields.put("ImageBase", value.substring(2));
        case "Alignment" -> fields.put("Alignment", value.replaceAll("\\w+ 0x|,", ""));
        case "Stack" -> fields.put("Stack", value.replaceAll("0x| \\w+(,|$)", ""));
        case "Heap" -> fields.put("Heap", value.replaceAll("0x| \\w+(,|$)", ""));
        case "Characteristics" -> fields.put("Characteristics", words(value));
        case "DLL characteristics" -> fields.put("DllCharacteristics", words(value));
        default -> { }
      }
    }
    return fields;
  }

  private static String words(String value) {
    return value.contains("(") ? value.replaceFirst(".*\\((.*)\\)", "$1") : "";
  }

  private static Map<String, String> headers(List<String> theirs) {
    Map<String, String> raw = new TreeMap<>();
    String last = "";
    for (String line : theirs) {
      String[] words = line.split("[\\t ]+", 2);
      if (line.startsWith("\t") && (last.endsWith("Characteristics"))) {
        raw.merge(last, line.strip(), (a, b) -> a.isEmpty() ? b : a + ", " + b);
      } else if (line.matches("[A-Z]\\w+[\\t ].*")) {
        last = words[0];
        raw.put(last, last.endsWith("Characteristics") ? "" : words[1].strip());
      }
      if (line.startsWith("The Data Directory")) {
        break;
      }
    }
    Map<String, String> fields = new TreeMap<>();
    fields.put("Magic", raw.get("Magic").replaceFirst(".*\\((.*)\\)", "$1"));
    fields.put("Subsystem", raw.get("Subsystem").replaceFirst(".*\\((.*)\\)", "$1"));
    fields.put("Linker", raw.get("MajorLinkerVersion") + "." + raw.get("MinorLinkerVersion"));
    for (String version : List.of("SubsystemVersion", "OSystemVersion", "ImageVersion")) {
      fields.put(version, raw.get("Major" + version) + "." + raw.get("Minor" + version));
    }
    fields.put("ImageBase", bare(raw.get("ImageBase")));
    fields.put("Alignment", bare(raw.get("SectionAlignment")) + " " + bare(raw.get("FileAlignment")));
    fields.put("Stack", bare(raw.get("SizeOfStackReserve")) + " " + bare(raw.get("SizeOfStackCommit")));
    fields.put("Heap", bare(raw.get("SizeOfHeapReserve")) + " " + bare(raw.get("SizeOfHeapCommit")));
    fields.put("Characteristics", raw.get("Characteristics"));
    fields.put("DllCharacteristics", raw.get("DllCharacteristics"));
    return fields;
  }

  private static String bare(String hex) {
    return Long.toHexString(Long.parseUnsignedLong(hex, 16)).toLowerCase(Locale.ROOT);
  }

  private static List<String> imports(List<String> theirs) {
    List<String> lines = new ArrayList<>();
    String library = null;
    for (String line : theirs) {
      Matcher matcher = IMPORT.matcher(line);
      if (line.startsWith("\tDLL Name: ")) {
        library = line.substring(11);
      } else if (line.startsWith("There is an export table") || line.startsWith("The Export Tables")) {
        break;
      } else if (library != null && matcher.matches()) {
        lines.add(library + " " + matcher.group(1));
      }
    }
    return lines;
  }

  private static List<String> exports(List<String> theirs) {
    return theirs.stream().dropWhile(line -> !line.startsWith("[Ordinal/Name Pointer] Table")).skip(1)
        .takeWhile(line -> !line.isBlank()).map(EXPORT::matcher).filter(Matcher::matches).map(found -> found.group(1)).toList();
  }
}
