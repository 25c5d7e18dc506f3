package io.github.jdiffscope.format.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown of the messages in app bundles against what aapt2 dumps of them; skipped where it is missing. */
class AndroidBundleTest {
  private static final Path MANIFEST = Path.of("testdata/jvm/android-proto-xml/manifest/left.xml");
  private static final Path TABLE = Path.of("testdata/jvm/android-proto-resources/values/left.pb");

  @TempDir
  Path folder;

  private List<String> dumped(String... arguments) throws Exception {
    Path apk = folder.resolve("proto.apk");
    try (OutputStream file = Files.newOutputStream(apk); ZipOutputStream zip = new ZipOutputStream(file)) {
      zip.putNextEntry(new ZipEntry("AndroidManifest.xml"));
      Files.copy(MANIFEST, zip);
      zip.putNextEntry(new ZipEntry("resources.pb"));
      Files.copy(TABLE, zip);
    }
    List<String> command = new ArrayList<>(List.of("aapt2", "dump"));
    command.addAll(List.of(arguments));
    command.add(apk.toString());
    try {
      Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assumeTrue(process.waitFor() == 0, "aapt2 failed");
      return out.lines().map(String::strip).toList();
    } catch (IOException notInstalled) {
      assumeTrue(false, "aapt2 is not installed");
      return List.of();
    }
  }

  @Test
  void aapt2AgreesOnTheManifest() throws Exception {
    List<String> theirs = new ArrayList<>();
    for (String line : dumped("xmltree", "--file", "AndroidManifest.xml")) {
      String name = line.replaceFirst("^[EA]: (http://schemas.android.com/apk/res/android:)?", "").replaceFirst("[ (=].*", "");
      String value = line.startsWith("A: ") ? line.replaceFirst("^[^=]*=", "").replaceFirst(" \\(Raw: .*", "") : "";
      theirs.add(line.startsWith("E: ") ? "<" + name : line.startsWith("A: ") ? name + "=" + value : "");
    }
    theirs.removeIf(String::isEmpty);
    List<String> ours = Described.of(AndroidBundleComparator.xml(), MANIFEST).sections().get("").lines()
        .map(line -> line.strip().replaceFirst("^android:", "").replaceFirst(">$", ""))
        .filter(line -> !line.startsWith("</") && !line.startsWith("xmlns:")).toList();
    assertThat(ours).hasSizeGreaterThan(20).hasSameSizeAs(theirs);
    for (int i = 0; i < ours.size(); i++) {
      // Numbers are dumped in hexadecimal or as words, references by number.
      String name = ours.get(i).replaceFirst("=.*", "");
      assertThat(theirs.get(i).replaceFirst("=.*", "")).isEqualTo(name);
      if (ours.get(i).contains("=\"")) {
        assertThat(theirs.get(i)).isEqualTo(ours.get(i));
      }
    }
  }

  @Test
  void aapt2AgreesOnTheResources() throws Exception {
    Described table = Described.of(AndroidBundleComparator.resources(), TABLE);
    List<String> theirs = dumped("resources").stream().filter(line -> line.startsWith("resource "))
        .map(line -> line.replaceFirst("resource (0x[0-9a-f]{8}) ([^ ]*).*", "$1 $2")).sorted().toList();
    // Styleables have no number.
    List<String> ours = table.sections().get("numbers of org.example.demo").lines().sorted().toList();
    assertThat(ours).hasSize(17).containsAll(theirs);
    assertThat(theirs).hasSizeGreaterThan(15);
    assertThat(table.sections().get("resources of org.example.demo")).contains("color/main = #ffff3366\n",
        "plurals/files = {one=\"a file\", other=\"%d files\"}\n", "string/app [de] = \"Vorf\u00fchrung\"\n");
  }
}
