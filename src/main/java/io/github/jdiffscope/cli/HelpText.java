package io.github.jdiffscope.cli;

import java.util.ArrayList;
import java.util.List;

/** The help: 80 columns, grouped, with defaults. */
final class HelpText {
  private static final int WIDTH = 79;
  private static final int INDENT = 30;

  private HelpText() {}

  static String text() {
    StringBuilder out = new StringBuilder(8192);
    out.append("usage: jdiffscope [options] LEFT RIGHT\n\n");
    out.append("Says why two artifacts differ: files, archives, packages, images, directories.\n");
    for (OptionDefinition.Group group : OptionDefinition.Group.values()) {
      out.append('\n').append(group.heading()).append('\n');
      for (OptionDefinition option : Options.all()) {
        if (option.group() == group) {
          append(out, option);
        }
      }
    }
    out.append("\nLEFT and RIGHT are files, directories, pipes, or - for standard input. Options\n");
    out.append("may be abbreviated; @FILE reads arguments from FILE, one a line; -- ends them.\n");
    out.append("Sizes are written 4096, 64M or 2GiB.\n");
    out.append("\nExit status: 0 no difference, 1 different, 2 trouble.\n");
    return out.toString();
  }

  private static void append(StringBuilder out, OptionDefinition option) {
    String usage = "  " + option.usage();
    out.append(usage);
    int column = usage.length();
    String text = option.help() + (option.fallback() == null ? "" : " [" + option.fallback() + "]");
    if (column > INDENT - 2) {
      out.append('\n');
      column = 0;
    }
    for (String line : wrapped(text, WIDTH - INDENT)) {
      out.append(" ".repeat(INDENT - column)).append(line).append('\n');
      column = 0;
    }
  }

  static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
