package io.github.jdiffscope.format.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.RealTool;
import io.github.jdiffscope.format.Described;
import io.github.jdiffscope.format.FormatComparator;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists the volumes of fixtures as the tools of their makers do, where installed. */
class VolumeToolsTest {
  private static final Pattern XFS_NAME = Pattern.compile("\\d+\\s+(\\d+)\\s+(\\w+)\\s+0x\\w+\\s+\\d+ (.+) \\(good\\)");
  private static final String XFS_PRINT = "print core.mode core.nlinkv2 core.uid core.gid core.size";
  private static final Pattern NTFS_ROW = Pattern.compile(" *(\\d+) \\w{3} [ \\d]\\d \\d\\d:\\d\\d \\d{4} (.*)");
  private static final Pattern HFS_FIELD = Pattern.compile("(\\w[\\w ]*) = ?(.*)");

  @TempDir
  Path folder;

  private Path image(String fixture) throws Exception {
    Path image = folder.resolve("volume");
    Path stored = Path.of("testdata", "filesystem").resolve(fixture);
    try (InputStream stream = new GZIPInputStream(Files.newInputStream(stored))) {
      Files.copy(stream, image);
    }
    return image;
  }

  /** Returns the rows of our listing, runs of blanks as one, the row of the root left out. */
  private static Stream<String> rows(FormatComparator comparator, Path image) throws Exception {
    Described ours = Described.of(comparator, image);
    assertThat(ours.comments()).isEmpty();
    return ours.sections().get("file list").lines().filter(row -> !row.endsWith(" ./"))
        .map(row -> row.trim().replaceAll(" +", " "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xfs/metadata/right.xfs.gz", "xfs/version-4/left.xfs.gz"})
  void listsWhatXfsDbLists(String fixture) throws Exception {
    Path image = image(fixture);
    List<String> theirs = new ArrayList<>();
    List<String> folders = new ArrayList<>(List.of(""));
    for (int i = 0; i < folders.size(); i++) {
      String parent = folders.get(i);
      String printed = RealTool.run("xfs_db", "-r", "-c", "ls /" + parent, image.toString());
      for (Matcher name : (Iterable<Matcher>) printed.lines().map(XFS_NAME::matcher).filter(Matcher::matches)
          .filter(row -> !row.group(3).matches("\\.\\.?"))::iterator) {
        boolean isFolder = name.group(2).equals("directory");
        theirs.add(name.group(1) + ' ' + parent + name.group(3) + (isFolder ? "/" : ""));
        if (isFolder) {
          folders.add(parent + name.group(3) + '/');
        }
      }
    }
    assertThat(theirs).hasSizeGreaterThan(7);
    List<String> command = new ArrayList<>(List.of("xfs_db", "-r"));
    theirs.forEach(row -> command.addAll(List.of("-c", "inode " + row.split(" ")[0], "-c", XFS_PRINT)));
    command.add(image.toString());
    List<String> fields = RealTool.run(command.toArray(String[]::new)).lines().toList();
    List<String> full = new ArrayList<>();
    for (int i = 0; i < theirs.size(); i++) {
      full.add(xfsRow(fields.subList(5 * i, 5 * i + 5), theirs.get(i).replaceFirst("\\d+ ", "")));
    }

    assertThat(rows(new XfsComparator(), image)
        .map(row -> row.replaceFirst(" -> .*", "").replaceFirst(" (\\d+,\\d+)? ?\\d{4}-\\d\\d-\\d\\d \\S+ ", " ")))
        .containsExactlyElementsOf(full);
  }

  private static String xfsRow(List<String> lines, String name) {
    Map<String, Long> fields = new HashMap<>();
    for (String line : lines) {
      String[] field = line.split(" = ");
      fields.put(field[0], Long.parseLong(field[1], field[0].equals("core.mode") ? 8 : 10));
    }
    int mode = fields.get("core.mode").intValue();
    boolean isFolder = UnixMode.isDirectory(mode);
    return UnixMode.text(mode) + ' ' + (isFolder ? "" : fields.get("core.nlinkv2") + " ") + fields.get("core.uid") + ' '
        + fields.get("core.gid") + ' ' + (isFolder || UnixMode.isDevice(mode) ? "" : fields.get("core.size") + " ")
        + name;
  }

  @Test
  void listsWhatNtfslsLists() throws Exception {
    Path image = image("ntfs/files-changed/left.ntfs.gz");
    List<String> theirs = new ArrayList<>();
    String parent = "";
    for (String line : RealTool.run("ntfsls", "-l", "-R", image.toString()).lines().toList()) {
      Matcher row = NTFS_ROW.matcher(line);
      if (line.startsWith("/")) {
        parent = line.substring(1, line.length() - 1).replaceFirst("(.)$", "$1/");
      } else if (row.matches() && !row.group(2).matches("\\.\\.?")) {
        theirs.add(row.group(1) + ' ' + parent + row.group(2));
      }
    }

    assertThat(theirs).hasSizeGreaterThan(7);
    // Theirs leaves streams out, and has a size of 0 for folders; its times are copies that folders keep.
    assertThat(rows(new NtfsComparator(), image).filter(row -> !row.startsWith("stream "))
        .map(VolumeToolsTest::ntfsRow))
        .containsExactlyInAnyOrderElementsOf(theirs);
  }

  private static String ntfsRow(String row) {
    String[] words = row.replaceFirst(" -> .*", "").replaceFirst("/$", "").split(" ");
    return (words.length == 5 ? words[1] : "0") + ' ' + words[words.length - 1];
  }

  @ParameterizedTest
  @ValueSource(strings = {"file-changed", "compressed"})
  void listsWhatSevenZipListsOfHfsPlus(String fixture) throws Exception {
    Path image = image("hfsplus/" + fixture + "/left.hfsplus.gz");
    List<String> theirs = new ArrayList<>();
    Map<String, String> entry = new HashMap<>();
    String printed = RealTool.run("7z", "l", "-slt", image.toString());
    for (String line : (printed.substring(Math.max(0, printed.indexOf("----------\n"))) + "\n").lines().toList()) {
      Matcher field = HFS_FIELD.matcher(line);
      if (field.matches()) {
        entry.put(field.group(1), field.group(2));
      } else if (entry.getOrDefault("Path", "").contains("/")) {
        boolean isFolder = entry.get("Folder").equals("+");
        boolean sized = entry.get("Mode").startsWith("-");
        theirs.add(entry.get("Mode") + ' ' + (sized ? entry.get("Size") + ' ' : "") + entry.get("Modified")
            + ' ' + entry.get("Path").replaceFirst("[^/]*/", "") + (isFolder ? "/" : ""));
        entry.clear();
      } else {
        entry.clear();
      }
    }

    assertThat(theirs).hasSizeGreaterThan(6);
    // Theirs has no counts of links, owners nor targets; ours leaves the sizes of targets out.
    assertThat(rows(new HfsPlusComparator(), image).map(row -> row.replaceFirst(" -> .*", "")
        .replaceFirst("^(d\\S+) \\d+ \\d+ ", "$1 ").replaceFirst("^([^d]\\S+) \\d+ \\d+ \\d+ ", "$1 ")))
        .containsExactlyInAnyOrderElementsOf(theirs);
  }
}
