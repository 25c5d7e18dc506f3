package io.github.jdiffscope.cli;

import io.github.jdiffscope.catalog.Catalog;
import io.github.jdiffscope.cli.CommandLineParser.Parsed;

/** Command lines with options: what only informs is answered here, the rest is run. */
final class Commands {
  private Commands() {}

  /** Returns the exit status. */
  static int run(String... arguments) throws TroubleException, InterruptedException {
    Parsed parsed = CommandLineParser.parse(arguments);
    if (parsed.has("--help")) {
      return say(HelpText.text());
    } else if (parsed.has("--version")) {
      return say(Version.text() + '\n');
    } else if (parsed.has("--list-formats")) {
      return say(parsed.has("--json") ? FormatList.json(Catalog.load()) : FormatList.text(Catalog.load()));
    } else if (parsed.has("--list-tools") || parsed.has("--list-missing-tools")) {
      return say("No external command is needed or used: every format is read by this program itself.\n");
    } else if (parsed.all("--ignore").contains("list")) {
      return say(CauseList.names());
    } else if (parsed.has("--explain")) {
      return say(CauseList.explain(parsed.last("--explain")));
    }
    return Program.run(InvocationBuilder.build(parsed));
  }

  private static int say(String text) {
    System.out.print(text);
    System.out.flush();
    return Main.SAME;
  }
}
