package io.github.jdiffscope.cli;

import io.github.jdiffscope.catalog.Catalog;
import io.github.jdiffscope.cli.CommandLineParser.Parsed;
import java.util.ArrayList;
import java.util.List;

/** Command lines with options: what only informs is answered here, the rest is run. */
final class Commands {
  private Commands() {}

  /** Returns the exit status. */
  static int run(String... arguments) throws TroubleException, InterruptedException {
    Parsed parsed = CommandLineParser.parse(withBareJson(arguments));
    if (parsed.has("--help")) {
      return say(HelpText.text());
    } else if (parsed.has("--version")) {
      return say(Version.text() + '\n');
    } else if (parsed.has("--list-formats")) {
      return say(parsed.has("--json") ? FormatList.json(Catalog.load()) : FormatList.text(Catalog.load()));
    } else if (parsed.has("--list-tools") || parsed.has("--list-missing-tools")) {
      return say("No external command is needed or used: every format is read by this program itself.\n");
    } else if (parsed.has("--list-debian-substvars")) {
      return say("diffoscope:Recommends=\ndiffoscope:Suggests=\n");
    } else if (parsed.all("--ignore").contains("list")) {
      return say(CauseList.names());
    } else if (parsed.has("--explain")) {
      return say(CauseList.explain(parsed.last("--explain")));
    }
    return Program.run(InvocationBuilder.build(parsed));
  }

  /** Returns the arguments with {@code --json} complete: beside {@code --list-formats} it stands alone. */
  private static String[] withBareJson(String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    if (words.contains("--list-formats")) {
      words.replaceAll(word -> word.equals("--json") ? "--json=-" : word);
    }
    return words.toArray(new String[0]);
  }

  private static int say(String text) {
    System.out.print(text);
    System.out.flush();
    return Main.SAME;
  }
}
