package io.github.jdiffscope.format.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.format.Described;
import io.github.jdiffscope.format.FormatComparator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings say what the real tools' listings say of the same archive. */
class ListingsTest {
  private static final Pattern ROW = Pattern.compile(
      "(\\S{10})\\s+(\\d+) \\S+ \\((-?\\d+)\\) \\S+ \\((-?\\d+)\\)\\s+(\\S+) (\\S+ \\d\\d:\\d\\d:\\d\\d)\\.\\d+ (.*)");

  @TempDir
  static Path folder;

  @BeforeAll
  static void tree() throws Exception {
    Tree.make(folder.resolve("tree"), false);
    Files.createSymbolicLink(folder.resolve("tree/dangling"), Path.of("nowhere"));
  }

  private static Path made(String tool, String name, String command) throws Exception {
    assumeTrue(Shell.has(tool), tool + " is not installed");
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    Shell.run(folder.resolve("tree"), "O=" + file + "; " + command);
    assertThat(file).exists();
    return file;
  }

  /** Returns the rows of a listing, each as its pattern's groups put together. */
  private static List<String> ours(FormatComparator comparator, Path file, String section, String shape)
      throws Exception {
    return Described.of(comparator, file).sections().get(section).lines().map(row -> {
      Matcher matcher = ROW.matcher(row);
      assertThat(matcher.matches()).as(row).isTrue();
      return matcher.replaceFirst(shape);
    }).toList();
  }

  private static Stream<String> theirs(String command) throws Exception {
    return Shell.run(folder, command).lines();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--format=gnu", "--format=pax", "--format=ustar", "--format=v7", "--format=gnu -S",
      "--format=pax -S"})
  void tar(String options) throws Exception {
    Path file = made("tar", "made.tar", "tar --sort=name " + options + " -cf $O .");
    List<String> theirs = theirs("tar --full-time --numeric-owner -tvf " + file)
        .map(line -> line.replaceFirst("^(\\S+) (\\S+)\\s+(\\S+) (\\S+ [^ .]+)\\S*\\s+", "$1 $2 $3 $4 ")).toList();
    assertThat(ours(new TarComparator(), file, "file list", "$1 $3/$4 $5 $6 $7")).containsExactlyElementsOf(theirs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"newc", "crc", "odc"})
  void cpio(String layout) throws Exception {
    Path file = made("cpio", "made.cpio", "find . | sort | cpio --quiet -o -H " + layout + " > $O");
    List<String> theirs = theirs("cpio --quiet -itv --numeric-uid-gid < " + file)
        .map(line -> line.replaceFirst("^(\\S+)\\s+(\\d+) (\\d+)\\s+(\\d+)\\s+(\\d+) .{12} ", "$1 $2 $3 $4 $5 "))
        .toList();
    assertThat(ours(new CpioComparator(), file, "file list", "$1 $2 $3 $4 $5 $7")).containsExactlyElementsOf(theirs);
  }

  @Test
  void ar() throws Exception {
    Path file = made("ar", "made.a", "ar qcU $O data.txt program a-name-longer-than-sixteen.txt");
    List<String> theirs = theirs("ar tv " + file)
        .map(line -> line.replaceFirst("^(\\S+) (\\S+)\\s+(\\d+) .{17} ", "-$1 $2 $3 ")).toList();
    assertThat(ours(new ArComparator(), file, "file list", "$1 $3/$4 $5 $7")).containsExactlyElementsOf(theirs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-y", "-0", "-fz", "-Z bzip2", "-X", "-P secret", "-ll"})
  void zip(String options) throws Exception {
    assumeTrue(Shell.has("zipinfo"), "zipinfo is not installed");
    Path file = made("zip", "made.zip", "zip -qr " + options + " $O . -x sparse");
    List<String> theirs = theirs("zipinfo " + file).filter(line -> line.matches("[-dl?].*:.*")).toList();
    assertThat(Described.of(new ZipComparator(), file).sections().get("zipinfo {}").lines().toList())
        .isNotEmpty().containsExactlyElementsOf(theirs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-ms=off", "-m0=ppmd", "-mf=BCJ2"})
  void sevenZip(String options) throws Exception {
    Path file = made("7z", "made.7z", "7z a -snl " + options + " $O . >/dev/null");
    String all = Shell.run(folder, "7z l -slt -ba " + file);
    List<String> theirs = Stream.of(all.split("\n\n")).filter(block -> block.contains("Path = ")).map(block ->
        field(block, "Attributes").replaceFirst(".* ", "") + ' ' + field(block, "Size") + ' ' + field(block, "Modified") + ' ' + field(block, "Path")).toList();
    assertThat(Described.of(new SevenZipComparator(), file).sections().get("file list").lines()
        .map(line -> line.replaceAll(" +", " ").replaceFirst("(:\\d\\d:\\d\\d)\\.\\d+ ", "$1 ")))
        .containsExactlyElementsOf(theirs);
  }

  private static String field(String block, String name) {
    Matcher matcher = Pattern.compile("(?m)^" + name + " = ([^.\n]*(?:\\.[^.\n]{1,5}$)?)").matcher(block);
    return matcher.find() ? matcher.group(1) : "";
  }

  @ParameterizedTest
  @ValueSource(strings = {"-c", "-c -z"})
  void cabinet(String options) throws Exception {
    assumeTrue(Shell.has("cabextract"), "cabextract is not installed");
    Path file = made("gcab", "made.cab", "gcab " + options + " $O data.txt program dir/other.bin");
    List<String> theirs = theirs("cabextract -l " + file).filter(line -> line.matches(" *\\d+ \\| .*")).toList();
    assertThat(Described.of(new CabComparator(), file).sections().get("cabextract --list {}").lines().skip(2).toList())
        .containsExactlyElementsOf(theirs);
  }

  @Test
  void lha() throws Exception {
    assumeTrue(Shell.has("lha"), "lha is not installed");
    Path file = made("jlha", "made.lzh", "jlha c $O data.txt program empty >/dev/null");
    List<String> theirs = theirs("lha l " + file).filter(line -> line.matches("\\[.*\\d%.*|\\[.*\\*\\*.*"))
        .map(line -> line.replaceFirst("^\\[generic\\]\\s+(\\d+) .* (\\S+)$", "$1 $2")).toList();
    List<String> ours = Described.of(new LzhComparator(), file).sections().get("file list").lines()
        .map(line -> line.replaceFirst("^ *\\[generic\\]\\s+(\\d+) .* (\\S+)$", "$1 $2")).toList();
    assertThat(ours).hasSize(3).containsExactlyElementsOf(theirs);
  }

  @Test
  void windowsImage() throws Exception {
    Path file = made("wimlib-imagex", "made.wim", "wimlib-imagex capture . $O >/dev/null");
    List<String> theirs = theirs("wimlib-imagex dir " + file + " 1").filter(line -> line.length() > 1)
        .map(line -> line.substring(1)).sorted().toList();
    List<String> ours = Described.of(new WimComparator(), file).sections().get("file list of image 1").lines()
        .map(line -> line.replaceFirst("^\\S+ +\\d+ \\S+ \\S+ ", "")).sorted().toList();
    assertThat(ours).containsExactlyElementsOf(theirs);
  }
}
