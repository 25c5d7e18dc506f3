package io.github.jdiffscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.catalog.Catalog;
import java.nio.charset.StandardCharsets;
import java.io.ByteArrayOutputStream;
import io.github.jdiffscope.report.TextReport;
import io.github.jdiffscope.report.TextOptions;
import io.github.jdiffscope.model.Report;
import io.github.jdiffscope.cause.CauseAnnotator;
import io.github.jdiffscope.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    files.put("src/site/markdown/diffoscope.md", DropInTest.page());
    files.put("README.md", readme());
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = Path.of(file.getKey());
      if (Boolean.getBoolean("generated.update")) {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(path, file.getValue());
      }
      assertThat(Files.readString(path)).as(file.getKey() + ": run with -Dgenerated.update=true").isEqualTo(file.getValue());
    }
  }

  /** Returns the README with its list of formats renewed. */
  private static String readme() throws Exception {
    String text = Files.readString(Path.of("README.md"));
    String begin = "<!-- formats: generated, a test fails when it is stale -->\n";
    return text.substring(0, text.indexOf(begin) + begin.length()) + FormatList.brief(Catalog.of(Catalog.builtIn()))
        + text.substring(text.indexOf("<!-- /formats -->"));
  }

  @Test
  void theReportInTheReadmeIsWhatTheProgramWrites() throws Exception {
    Path pair = Path.of("testdata/jvm/jar/rebuild");
    Report report = CauseAnnotator.annotate(Run.report(pair.resolve("left.jar"), pair.resolve("right.jar")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TextReport(TextOptions.PLAIN).write(report, out);
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(Files.readString(Path.of("README.md"))).contains(text.substring(text.indexOf("├──")));
  }

  @Test
  void everyBundledLibraryIsNamedInTheNotice() throws Exception {
    String notice = Files.readString(Path.of("NOTICE"));
    String pom = Files.readString(Path.of("pom.xml"));
    String declared = pom.substring(pom.indexOf("</dependencyManagement>"), pom.indexOf("<build>"));
    Matcher dependency = Pattern.compile("<dependency>.*?<artifactId>([^<]+)</artifactId>.*?</dependency>", Pattern.DOTALL)
        .matcher(declared);
    while (dependency.find()) {
      if (!dependency.group().contains("<scope>test</scope>")) {
        assertThat(notice).containsPattern("(?m)^" + Pattern.quote(dependency.group(1)) + " ");
      }
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
