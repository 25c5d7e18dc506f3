package io.github.jdiffscope.format.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.RealTool;
import io.github.jdiffscope.Run;
import io.github.jdiffscope.format.Described;
import io.github.jdiffscope.report.TextOptions;
import io.github.jdiffscope.report.TextReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Makes ISO 9660 images with their makers, where installed: listings agree with readers', changes are named. */
class IsoToolsTest {
  private static final String TREE = """
      mkdir -p d/e boot 1/2/3/4/5/6/7/8/9/10; printf 'hello\\n' > hello.txt; seq 1 400 > d/numbers; printf same > d/e/same
      printf deep > 1/2/3/4/5/6/7/8/9/10/deep.txt; printf x > d/$(printf 'x%.0s' $(seq 200)); : > 'UPPER name (1).txt'
      ln -s ../hello.txt d/link; mkfifo pipe; mknod null c 1 3; ln hello.txt d/hard; chmod 4751 d/numbers; chown 3:5 d/e
      seq 1 1500 > boot/bios.img; seq 2 1300 > boot/efi.img; head -c 300000 /dev/zero > zeros
      find . -exec touch -h -d '2022-01-01 00:00:00 UTC' {} +
      """;
  private static final String GENISOIMAGE = "genisoimage -quiet -R -J -joliet-long -V ONE -b boot/bios.img -no-emul-boot "
      + "-boot-load-size 4 -boot-info-table -eltorito-alt-boot -e boot/efi.img -no-emul-boot -o IMAGE TREE";
  private static final String XORRISO = "xorriso -as mkisofs -quiet -R -J -V ONE -b boot/bios.img -no-emul-boot "
      + "-boot-load-size 4 -boot-info-table -eltorito-alt-boot -e boot/efi.img -no-emul-boot -isohybrid-gpt-basdat "
      + "-o IMAGE TREE";
  private static final Pattern ISOINFO = Pattern.compile("(\\S{10})\\s+(\\d+)\\s+(\\d+)\\s+(\\d+)\\s+(\\d+) "
      + "(.{11,12}) \\[\\s*(\\d+) \\S\\S\\]\\s+(.*?) ?");
  private static final Pattern OURS = Pattern.compile("(\\S{10}) (.{4}) (.{5}) (.{5}) (.{10}) (\\S+ \\S+) \\S+ (.*)");

  @TempDir
  Path folder;

  private String run(String script) throws IOException {
    return new String(RealTool.bytes(folder, Map.of("SOURCE_DATE_EPOCH", "1640995200"), script), StandardCharsets.ISO_8859_1);
  }

  private Path image(String name, String maker, String change) throws Exception {
    run("rm -rf tree; mkdir tree; cd tree; " + TREE + "\n" + change);
    run(maker.replace("IMAGE", name).replace("TREE", "tree"));
    return folder.resolve(name);
  }

  private static String maker(String name) {
    return name.equals("xorriso") ? XORRISO : GENISOIMAGE;
  }

  @ParameterizedTest
  @CsvSource({"genisoimage,-R", "genisoimage,-J", "genisoimage,''", "xorriso,-R", "xorriso,-J", "xorriso,''"})
  void listsWhatIsoinfoLists(String maker, String names) throws Exception {
    Path image = image("a.iso", maker(maker), "");
    Described ours = Described.of(new Iso9660Comparator(), image);
    String option = names.isEmpty() ? "" : names + " ";

    assertThat(ours.comments()).isEmpty();
    List<String> theirs = rows(run("isoinfo -l " + option + "-i a.iso"), names.equals("-R"));
    assertThat(theirs).hasSizeGreaterThan(20);
    assertThat(ours.sections().get("isoinfo -l " + option + "-i {}").lines().map(IsoToolsTest::own)
        .filter(row -> !row.endsWith(" ./")).distinct().sorted().toList())
        .isEqualTo(theirs.stream().distinct().sorted().toList());
  }

  /**
   * Returns the rows of isoinfo with the last part of each name: moved folders it lists where
   * they lie; it shows no set-user bit.
   */
  private static List<String> rows(String listing, boolean rockRidge) {
    List<String> rows = new ArrayList<>();
    for (String line : listing.lines().toList()) {
      Matcher row = ISOINFO.matcher(line);
      if (row.matches() && !row.group(8).equals(".") && !row.group(8).equals("..")) {
        boolean isFolder = row.group(1).startsWith("d");
        String kind = row.group(1).replaceFirst("^f", "p").replace("rwxr-x--x", "rwsr-x--x");
        rows.add(String.join(" ", kind, isFolder ? "" : rockRidge ? row.group(2) : "", row.group(3), row.group(4),
            isFolder || kind.startsWith("c") ? "" : row.group(5), row.group(8) + (isFolder ? "/" : "")));
      }
    }
    return rows;
  }

  private static String own(String line) {
    Matcher row = OURS.matcher(line);
    assertThat(row.matches()).as(line).isTrue();
    return Stream.of(row.group(1), row.group(2).strip(), row.group(3).strip(), row.group(4).strip(),
        row.group(5).replaceFirst(".*,.*", "").strip(),
        row.group(7).replaceFirst("^([^>]*)/(?=.)", "")).reduce((a, b) -> a + " " + b).get();
  }

  @ParameterizedTest
  @CsvSource({"genisoimage", "xorriso"})
  void findsTheNamesThatXorrisoFinds(String maker) throws Exception {
    Described ours = Described.of(new Iso9660Comparator(), image("a.iso", maker(maker), ""));

    List<String> theirs = run("xorriso -indev a.iso -find / -exec echo 2>/dev/null").lines()
        .map(name -> name.replaceFirst("^'/(.*)'$", "$1")).filter(name -> !name.isEmpty()).sorted().toList();
    assertThat(ours.sections().get("isoinfo -l -R -i {}").lines().map(row -> row.substring(65)
        .replaceFirst(" -> .*", "").replaceFirst("/$", "")).filter(name -> !name.equals(".")).sorted().toList())
        .isEqualTo(theirs);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      genisoimage | chmod 600 hello.txt        | -rw-r--r-- | -rw-------
      genisoimage | chown 7:8 hello.txt        | 2     0     0          6 | 2     7     8          6
      genisoimage | printf hellp > zeros; touch -d 2022-01-01T00:00:00Z zeros      | 300000 2022 | 5 2022
      genisoimage | ln -sfn ../zeros d/link    | d/link -> ../hello.txt | d/link -> ../zeros
      genisoimage | rm null; mknod null c 1 5  | 1,3 | 1,5
      genisoimage | touch -d 2022-01-02T03:04:05Z d/numbers | 2022-01-01 00:00:00 +0000 d/numbers | 03:04:05 +0000 d/numbers
      genisoimage | sed -i s/1500/1501/ boot/bios.img; touch -d 2022-01-01T00:00:00Z boot/bios.img | 1500 | 1501
      xorriso     | chmod 600 hello.txt        | -rw-r--r-- | -rw-------
      xorriso     | mv 1/2/3/4/5/6/7/8/9/10/deep.txt 1/2/3/4/5/6/7/8/9/10/deer.txt | 10/deep.txt | 10/deer.txt
      """)
  void aChangedFileIsNamed(String maker, String change, String left, String right) throws Exception {
    String report = text(image("a.iso", maker(maker), ""), image("b.iso", maker(maker), change));

    assertThat(report).contains(left, right).doesNotContain("cannot", "[BOOT]");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      -V ONE        | -V TWO               | -Volume id: ONE                      | +Volume id: TWO
      -V ONE        | -V ONE -publisher P  | -Publisher id:                       | +Publisher id: P
      -V ONE        | -V ONE -p P          | -Data preparer id:                   | +Data preparer id: P
      -V ONE        | -V ONE -A P          | -Application id:                     | +Application id: P
      -V ONE        | -V ONE -volset P     | -Volume set id:                      | +Volume set id: P
      -load-size 4  | -load-size 8         | segment 0x0000, system 0x00, 4 sectors of boot/bios.img | 8 sectors
      -e boot/efi.img | -e hello.txt       | of boot/efi.img                      | of hello.txt
      -boot-info-table | -r                | +dr-xr-xr-x                          | boot/bios.img
      -V ONE        | -V ONE -no-pad       | -Volume size is:                     | +Volume size is:
      -V ONE        | -V ONE -sort order   | image at block                       | image at block
      -V ONE        | -V ONE -G boot       | boot code                            | master boot record
      """)
  void aChangedOptionIsNamed(String option, String other, String left, String right) throws Exception {
    run("printf 'tree/zeros 100\\n' > order; { head -c 510 /dev/zero; printf '\\125\\252'; head -c 32256 /dev/zero; } > boot");
    Path one = image("a.iso", GENISOIMAGE, "");
    String report = text(one, image("b.iso", GENISOIMAGE.replace(option, other), ""));

    assertThat(report).contains(left, right).doesNotContain("cannot");
  }

  @Test
  void zisofsIsDecompressed() throws Exception {
    run("mkdir tree; cd tree; seq 1 90000 > numbers; head -c 500000 /dev/zero > zeros; : > empty; echo small > small");
    run("xorriso -outdev a.iso -zisofs default -map tree / -set_filter_r --zisofs / -- -commit 2>/dev/null");
    Described ours = Described.of(new Iso9660Comparator(), folder.resolve("a.iso"));

    for (String name : List.of("numbers", "zeros", "empty", "small")) {
      assertThat(ours.members().get(name)).isEqualTo(Files.readAllBytes(folder.resolve("tree/" + name)));
    }
    assertThat(Files.size(folder.resolve("a.iso"))).isLessThan(700_000);
  }

  @Test
  void sectionsOfAFileAreJoined() throws Exception {
    byte[] image = Files.readAllBytes(Path.of("testdata/filesystem/iso9660/plain-file-changed/left.iso"));
    int root = (image[16 * 2048 + 158] & 0xFF) * 2048;
    int at = root;
    while (image[at + 25] != 0 || image[at] == 0) {
      at += image[at];
    }
    int length = image[at];
    int free = at;
    while (image[free] != 0) {
      free += image[free];
    }
    // A second record of the same file behind the first, which then says that it goes on.
    System.arraycopy(image, at, image, at + length, free - at);
    image[at + 25] = (byte) 0x80;
    int size = image[at + 10];
    image[at + 11] = 8;
    image[at + 10] = 0;
    Path file = Files.write(folder.resolve("sections.iso"), image);
    Described ours = Described.of(new Iso9660Comparator(), file);

    byte[] member = ours.members().values().iterator().next();
    byte[] block = Arrays.copyOf("hello\n".getBytes(StandardCharsets.UTF_8), 2048 + size);
    System.arraycopy("hello\n".getBytes(StandardCharsets.UTF_8), 0, block, 2048, size);
    assertThat(member).isEqualTo(block);
  }

  private static String text(Path left, Path right) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TextReport(TextOptions.PLAIN).write(Run.report(left, right), out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
