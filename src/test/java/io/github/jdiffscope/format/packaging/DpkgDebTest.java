package io.github.jdiffscope.format.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.Run;
import io.github.jdiffscope.format.Described;
import io.github.jdiffscope.model.Difference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shown of packages that dpkg-deb makes here; skipped where it is missing. */
class DpkgDebTest {
  private static final Map<String, String> CONTROL = Map.of(
      "control", "Package: demo\nVersion: 1.0\nArchitecture: all\nMaintainer: A B <a@example.org>\nInstalled-Size: 1\n"
          + "Depends: bash (>= 5), dash\nDescription: a demo\n Two\n lines.\n",
      "conffiles", "/etc/demo.conf\n", "postinst", "#!/bin/sh\necho configured\n",
      "triggers", "interest /usr/lib\n", "shlibs", "libdemo 1 demo (>= 1.0)\n",
      "symbols", "libdemo.so.1 demo #MINVER#\n f@Base 1.0\n");
  private static final String[] XZ = {"-Zxz", "--uniform-compression"};

  @TempDir
  static Path folder;
  private static Path plain;

  @BeforeAll
  static void build() throws Exception {
    plain = build("", "", "", XZ);
  }

  private static String run(String... command) throws Exception {
    Process process;
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().put("SOURCE_DATE_EPOCH", "1700000000");
      process = builder.start();
    } catch (IOException notInstalled) {
      assumeTrue(false, command[0] + " is not installed");
      return "";
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assumeTrue(process.waitFor() == 0, String.join(" ", command) + " failed");
    return out;
  }

  /** Returns the package with a text in one of its control files replaced. */
  private static Path build(String file, String from, String to, String... options) throws Exception {
    Path tree = Files.createTempDirectory(folder, "tree");
    Files.createDirectories(tree.resolve("DEBIAN"));
    Files.createDirectories(tree.resolve("etc"));
    Files.writeString(tree.resolve("etc/demo.conf"), "conf\n");
    for (Map.Entry<String, String> control : CONTROL.entrySet()) {
      String text = control.getKey().equals(file) ? control.getValue().replace(from, to) : control.getValue();
      Files.writeString(tree.resolve("DEBIAN").resolve(control.getKey()), text);
    }
    assertThat(tree.resolve("DEBIAN/postinst").toFile().setExecutable(true, false)).isTrue();
    Path out = tree.resolveSibling(tree.getFileName() + ".deb");
    List<String> command = new java.util.ArrayList<>(List.of("dpkg-deb", "--root-owner-group"));
    command.addAll(List.of(options));
    command.addAll(List.of("-b", tree.toString(), out.toString()));
    run(command.toArray(String[]::new));
    return out;
  }

  private static String text(Difference node) {
    StringBuilder all = new StringBuilder();
    all.append(String.join("\n", node.comments())).append('\n').append(node.unifiedDiff() == null ? ""
        : node.unifiedDiff());
    node.details().forEach(inner -> all.append(inner.source1()).append('\n').append(text(inner)));
    return all.toString();
  }

  @ParameterizedTest
  @CsvSource({"-Zgzip --uniform-compression", "-Zzstd --uniform-compression", "-Znone --uniform-compression",
      "-Zzstd --no-uniform-compression", "-Zgzip --deb-format=0.939000"})
  void otherWrappingsOfTheSameContentAreSaidToBeThat(String options) throws Exception {
    String report = text(Run.report(plain, build("", "", "", options.split(" "))).root());
    assertThat(report).contains("formats differ").contains("equal content").doesNotContain("compared as bytes")
        .doesNotContain("demo.conf").doesNotContain("conffiles");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "control | bash (>= 5) | bash (>= 6) | '+  bash (>= 6)'",
      "control | Installed-Size: 1 | Installed-Size: 2 | +Installed-Size: 2",
      "control | Two | Three | '+  Three'",
      "conffiles | /etc/demo.conf | remove-on-upgrade /etc/old.conf | +remove-on-upgrade /etc/old.conf",
      "postinst | configured | done | +echo done",
      "triggers | interest | interest-noawait | +interest-noawait /usr/lib",
      "shlibs | 1.0 | 1.1 | +libdemo 1 demo (>= 1.1)",
      "symbols | 1.0 | 1.1 | '+ f@Base 1.1'"})
  void everyControlFileIsShown(String file, String from, String to, String said) throws Exception {
    String report = text(Run.report(plain, build(file, from, to == null ? "" : to, XZ)).root());
    assertThat(report).contains(said).doesNotContain("no difference");
  }

  @Test
  void sizesOfMembersThatExplainThemselvesGoUnsaid() throws Exception {
    Difference root = Run.report(plain, build("control", "a demo", "a demonstration of something", XZ)).root();
    assertThat(root.details()).extracting(Difference::source1).containsExactly("control.tar.xz");
  }

  @Test
  void membersThatDpkgSkipsAreShown() throws Exception {
    Path signed = Files.copy(plain, folder.resolve("signed.deb"));
    Path signature = Files.writeString(folder.resolve("_gpgorigin"), "signature\n");
    run("ar", "q", signed.toString(), signature.toString());
    assertThat(text(Run.report(plain, signed).root())).contains("_gpgorigin").contains("only in right");
  }

  @Test
  void theOldFormatIsReadAsDpkgDebReadsIt() throws Exception {
    Path old = build("", "", "", "-Zgzip", "--deb-format=0.939000");
    Described ours = Described.of(new DebOldComparator(), old);
    assertThat(ours.members()).containsOnlyKeys("control.tar.gz", "data.tar.gz");
    assertThat(run("dpkg-deb", "-I", old.toString()))
        .contains("control archive=" + ours.members().get("control.tar.gz").length + ", main archive="
            + ours.members().get("data.tar.gz").length + ".");
  }
}
