package io.github.jdiffscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks that what is generated and checked in is not stale; {@code -Dgenerated.update=true} writes it anew. */
class GeneratedFilesTest {

  @Test
  void whatIsCheckedInIsWhatWouldBeGenerated() throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("man/jdiffscope.1", ManPage.text());
    files.put("completions/jdiffscope.bash", Completions.bash());
    files.put("completions/_jdiffscope", Completions.zsh());
    files.put("completions/jdiffscope.fish", Completions.fish());
    files.put("src/site/markdown/formats.md", formats());
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = Path.of(file.getKey());
      if (Boolean.getBoolean("generated.update")) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      assertThat(Files.readString(path)).as(file.getKey() + ": run with -Dgenerated.update=true").isEqualTo(file.getValue());
    }
  }

  private static String formats() {
    return "# Formats\n\nGenerated from the catalogue, as `jdiffscope --list-formats` has it.\n"
        + FormatList.markdown(Catalog.of(Catalog.builtIn()));
  }

  @Test
  void helpFitsEightyColumnsAndNamesEveryOption() {
    String help = HelpText.text();
    assertThat(help.lines().mapToInt(String::length).max().getAsInt()).isLessThanOrEqualTo(80);
    for (OptionDefinition option : Options.all()) {
      assertThat(help).contains("  " + option.name());
    }
  }
}
