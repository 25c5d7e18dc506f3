package io.github.jdiffscope.format.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.RealTool;
import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks what is shown against what the real tools say, where these are installed. */
class RealToolsTest {

  @Test
  void msgunfmtAgrees() throws IOException {
    Path file = Path.of("testdata/data/gettext/messages/left.mo");
    assertThat(Described.of(new GettextComparator(), file).sections().get("msgunfmt --no-wrap {}"))
        .isEqualTo(RealTool.run("msgunfmt", "--no-wrap", file.toString()));
  }

  /** Trees of three levels, overflow pages, freed pages, numbers of every width. */
  @Test
  void sqliteAgreesOnEveryRow(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("big.db");
    RealTool.run("sqlite3", file.toString(), "pragma page_size=512; create table t(id integer primary key, a, b);"
        + "with recursive c(i) as (select 1 union all select i + 1 from c where i < 20000)"
        + " insert into t select i, (i * 7919) * (i * 7919) * (case i % 2 when 0 then -1 else 1 end),"
        + " case i % 50 when 0 then printf('%.*c', i % 3000, 'x') else i % 3 = 0 end from c;"
        + "delete from t where id % 7 = 0; create table k(a, b, primary key(b, a)) without rowid;"
        + "insert into k select a, id from t where id < 3000;");
    String dump = RealTool.run("sqlite3", file.toString(), ".dump");
    Described described = Described.of(new SqliteComparator(), file);
    for (String table : new String[] {"t"}) {
      String theirs = dump.lines().filter(line -> line.startsWith("INSERT INTO " + table))
          .collect(Collectors.joining("\n", "", "\n"));
      assertThat(described.sections().get("table " + table).equals(theirs)).as(table).isTrue();
    }
    assertThat(described.sections().get("table k").lines().count()).isEqualTo(
        Long.parseLong(RealTool.run("sqlite3", file.toString(), "select count(*) from k").strip()));
  }

  @Test
  void gitAgreesOnWhatIsStaged() throws IOException {
    Path file = Path.of("testdata/data/git-index/entries/right.index");
    assertThat(Described.of(new GitIndexComparator(), file).sections().get("git ls-files --stage"))
        .isEqualTo("""
            100644 5ea2ed416fbd4a4cbe227b75fe255dd7fa6bd4d6 0\tone
            100644 2bdf67abb163a4ffb2d7f3f0880c9fe5068ce782 0\tsub/three
            100755 f719efd430d52bcfc8566a43b2eb655688d38871 0\tsub/two
            """);
  }
}
