import io.github.jdiffscope.textdiff.ByteSource;
import io.github.jdiffscope.textdiff.DiffLimits;
import io.github.jdiffscope.textdiff.TextDifference;
import io.github.jdiffscope.textdiff.TextDiffer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts removed and added lines: reads pairs of files, tab between, from standard input; prints count, tab, pair. */
public final class DiffCount {
  private DiffCount() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader pairs = new BufferedReader(new InputStreamReader(System.in));
    for (String pair = pairs.readLine(); pair != null; pair = pairs.readLine()) {
      String[] files = pair.split("\t");
      TextDifference difference = new TextDiffer(DiffLimits.NONE).compare(
          ByteSource.of(Files.readAllBytes(Path.of(files[0]))), ByteSource.of(Files.readAllBytes(Path.of(files[1]))));
      long changed = difference.isEqual() ? 0 : difference.unifiedDiff().lines()
          .filter(line -> line.startsWith("-") || line.startsWith("+")).count();
      System.out.println(changed + "\t" + pair);
    }
  }
}
