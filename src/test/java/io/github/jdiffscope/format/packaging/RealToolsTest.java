package io.github.jdiffscope.format.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.RealTool;
import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks what is shown against what the real tools say, where these are installed. */
class RealToolsTest {
  private static final Path RPM = Path.of("testdata/packaging/rpm/scripts-and-payload/left.rpm");
  private static final Path MSI = Path.of("testdata/packaging/msi/tables/left.msi");

  @Test
  void rpmAgreesOnEveryPlainTag() throws IOException {
    Described described = Described.of(new RpmComparator(), RPM);
    List<String> format = new ArrayList<>();
    List<String> ours = new ArrayList<>();
    for (String line : described.sections().get("rpm header").split("\n")) {
      if (line.matches("[A-Z0-9]+: .*") && !line.startsWith("BUILDTIME") && !line.startsWith("HEADERI18NTABLE")) {
        String tag = line.substring(0, line.indexOf(':'));
        format.add(tag + ": [%{" + tag + "}]\n");
        ours.add(line);
      }
    }
    assertThat(ours).hasSizeGreaterThan(15);
    assertThat(RealTool.run("rpm", "-qp", "--qf", String.join("", format), RPM.toString()).split("\n"))
        .containsExactlyElementsOf(ours);
  }

  @Test
  void rpmAgreesOnDependencies() throws IOException {
    String header = Described.of(new RpmComparator(), RPM).sections().get("rpm header");
    for (String line : RealTool.run("rpm", "-qp", "--requires", RPM.toString()).split("\n")) {
      assertThat(header).contains("\n  " + line);
    }
  }

  @Test
  void msiinfoAgreesOnTables() throws IOException {
    Described described = Described.of(new MsiComparator(), MSI);
    for (String table : List.of("Property", "File")) {
      List<String> theirs = new ArrayList<>(List.of(RealTool.run("msiinfo", "export", MSI.toString(), table).split("\r?\n")));
      // The third line names the table and its key; ours is in the title.
      theirs.remove(2);
      assertThat(described.sections().get("table " + table).split("\n")).containsExactlyElementsOf(theirs);
    }
  }

  @Test
  void damagedHeadersAreRefusedWithTheirPlace() throws IOException {
    byte[] bytes = Files.readAllBytes(RPM);
    bytes[96 + 8] = 0x7F;
    Path damaged = Files.createTempFile("damaged", ".rpm");
    try {
      Files.write(damaged, bytes);
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> Described.of(new RpmComparator(), damaged))
          .hasMessageContaining("signature header of ").hasMessageContaining("does not fit at byte 96");
    } finally {
      Files.delete(damaged);
    }
  }
}
