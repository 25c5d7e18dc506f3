package io.github.jdiffscope.codec.ar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArReaderTest {
  private static String header(String name, int size) {
    return String.format("%-16s%-12s%-6s%-6s%-8s%-10d`\n", name, "1700000000", "1000", "100", "100644", size);
  }

  private static List<ArEntry> read(String archive) throws IOException {
    ArReader reader = new ArReader(Blob.of(archive.getBytes(StandardCharsets.ISO_8859_1)));
    List<ArEntry> entries = new ArrayList<>();
    for (ArEntry entry; (entry = reader.next()) != null; ) {
      entries.add(entry);
    }
    return entries;
  }

  @Test
  void gnuNamesAreLookedUpInTheTable() throws IOException {
    String names = "a-name-longer-than-sixteen/\nanother-name-that-is-long/\n";
    List<ArEntry> entries = read(ArReader.MAGIC + header("//", names.length()) + names + (names.length() % 2 == 1 ? "\n" : "")
        + header("/28", 3) + "abc\n" + header("short.o/", 2) + "de");
    assertThat(entries).extracting(ArEntry::name).containsExactly("//", "another-name-that-is-long", "short.o");
    ArEntry member = entries.get(1);
    assertThat(member.size()).isEqualTo(3);
    assertThat(member.mode()).isEqualTo(0100644);
    assertThat(member.uid()).isEqualTo(1000);
    assertThat(member.modified()).isEqualTo(1_700_000_000L);
  }

  @Test
  void bsdNamesStandBeforeTheData() throws IOException {
    ArEntry member = read(ArReader.MAGIC + header("#1/20", 23) + "a name with blanks\0\0abc\n").get(0);
    assertThat(member.name()).isEqualTo("a name with blanks");
    assertThat(member.size()).isEqualTo(3);
  }

  @Test
  void thinArchivesHaveNoData() throws IOException {
    List<ArEntry> entries = read(ArReader.THIN_MAGIC + header("a.o/", 500_000) + header("b.o/", 7));
    assertThat(entries).hasSize(2).allMatch(ArEntry::external);
  }

  @Test
  void damageIsSaidWithItsPlace() {
    assertThatThrownBy(() -> read(ArReader.MAGIC + header("a/", 100) + "short")).isInstanceOf(FormatException.class)
        .hasMessageContaining("ar member a/ of 100 bytes is cut off at byte 68");
    assertThatThrownBy(() -> read(ArReader.MAGIC + "x".repeat(60))).hasMessageContaining("no ar header at byte 8");
    assertThatThrownBy(() -> read("!<arch>?")).hasMessageContaining("no ar signature");
  }
}
