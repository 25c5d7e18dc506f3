package io.github.jdiffscope.format.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.RealTool;
import io.github.jdiffscope.format.Described;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Makes F2FS volumes with f2fs-tools, where installed: contents are those given, attributes dump.f2fs's. */
class F2fsToolsTest {
  private static final String TREE = """
      mkdir -p tree/d/e tree/many; cd tree; printf 'hello\\n' > hello.txt; seq 1 5000 > d/numbers; : > empty
      ln -s hello.txt link; ln -s $(printf 'y%.0s' $(seq 300)) slow; ln hello.txt again; chmod 4711 d/numbers
      seq -f many/file-number-%g 1200 | xargs touch; seq 1 2300000 > large; seq 1 600 > d/inside; chown 12:34 empty
      find . -exec touch -h -d '2022-01-01 00:00:00 UTC' {} +; touch -d '2020-02-03 04:05:06 UTC' d/numbers
      """;
  private static final Pattern FIELD = Pattern.compile("(i_\\w+)\\s+\\[0x\\s*[0-9a-f]+ : (\\d+)\\]");
  private static final Pattern PLACED = Pattern.compile("(.*): inode (\\d+) generation .*");

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "-O extra_attr,inode_crtime,sb_checksum"})
  void readsWhatWasLoaded(String options) throws Exception {
    Path image = folder.resolve("volume");
    RealTool.script(folder, Map.of(), "command -v sload.f2fs; (" + TREE + "); truncate -s 160M volume; mkfs.f2fs -q -f "
        + options + " volume; sload.f2fs -P -f tree volume");

    Described ours = Described.of(new F2fsComparator(), image);

    assertThat(ours.comments()).isEmpty();
    try (Stream<Path> files = Files.walk(folder.resolve("tree"))) {
      for (Path file : files.filter(Files::isRegularFile).filter(one -> !Files.isSymbolicLink(one)).toList()) {
        String name = folder.resolve("tree").relativize(file).toString();
        assertThat(ours.members().get(name)).as(name).isEqualTo(Files.readAllBytes(file));
      }
    }
    assertThat(ours.members()).hasSize(1200 + 8);
    for (String line : ours.sections().get("placement").lines().filter(one -> !one.startsWith("many/f")).toList()) {
      Matcher placed = PLACED.matcher(line);
      assertThat(placed.matches()).as(line).isTrue();
      String row = ours.sections().get("file list").lines()
          .filter(one -> one.matches(".* \\Q" + placed.group(1) + "\\E/?( ->.*)?")).findFirst().orElseThrow();
      assertThat(row.replaceFirst(" [^ ]*( -> .*)?$", "").replaceAll(" +", " ")).as(line)
          .isEqualTo(theirs(RealTool.run("dump.f2fs", "-i", placed.group(2), image.toString())));
    }
  }

  private static String theirs(String dump) {
    Map<String, Long> fields = new HashMap<>();
    FIELD.matcher(dump).results().forEach(found -> fields.put(found.group(1), Long.parseLong(found.group(2))));
    int mode = fields.get("i_mode").intValue();
    boolean folder = UnixMode.isDirectory(mode);
    return UnixMode.text(mode) + ' ' + (folder ? "" : fields.get("i_links") + " ") + fields.get("i_uid") + ' '
        + fields.get("i_gid") + ' ' + (folder ? "" : fields.get("i_size") + " ")
        + Times.nanos(fields.get("i_mtime"), fields.get("i_mtime_nsec"));
  }
}
