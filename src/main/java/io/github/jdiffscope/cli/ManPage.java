package io.github.jdiffscope.cli;

/** The manual page, in roff with the man macros, from the option definitions. */
final class ManPage {
  private ManPage() {}

  static String text() {
    StringBuilder out = new StringBuilder(16_384);
    out.append(".\\\" Generated from the option definitions; a test fails when it is stale.\n");
    out.append(".TH JDIFFSCOPE 1 \"\" jdiffscope \"User Commands\"\n");
    out.append(".SH NAME\njdiffscope \\- say why two artifacts differ\n");
    out.append(".SH SYNOPSIS\n.B jdiffscope\n.RI [ options ] \" LEFT RIGHT\"\n");
    out.append(".SH DESCRIPTION\n").append(escaped(
        "Unpacks both sides recursively, shows each difference at the highest level at which it can be seen, and says "
            + "what caused it. LEFT and RIGHT are files, directories, pipes, or - for standard input. Symbolic links on "
            + "the command line are followed.")).append('\n');
    out.append(".PP\n").append(escaped(
        "Options may be abbreviated while unambiguous; @FILE reads arguments from FILE, one a line; -- ends options. "
            + "Sizes are written 4096, 64M or 2GiB.")).append('\n');
    for (OptionDefinition.Group group : OptionDefinition.Group.values()) {
      out.append(".SH ").append('"').append(group.heading().toUpperCase(java.util.Locale.ROOT)).append("\"\n");
      for (OptionDefinition option : Options.all()) {
        if (option.group() == group) {
          append(out, option);
        }
      }
    }
    out.append(".SH EXIT STATUS\n.TP\n.B 0\nno difference\n.TP\n.B 1\ndifferent\n.TP\n.B 2\n").append(escaped(
        "trouble: usage, missing or unreadable input, a report that could not be written, interrupted")).append('\n');
    out.append(".SH ENVIRONMENT\n").append(variable("JAVA_HOME", "the Java that runs it, 17 or newer"))
        .append(variable("JDIFFSCOPE_OPTS", "further options for the JVM, such as -Xmx4g"))
        .append(variable("JDIFFSCOPE_CDS", "0: neither use nor make the class-data archive that makes starts faster"))
        .append(variable("JDIFFSCOPE_FORMATS", "class path of third parties' formats"))
        .append(variable("NO_COLOR", "if set, no colour unless asked for"));
    out.append(".SH EXAMPLES\n.nf\njdiffscope app-1.jar app-2.jar\n").append(escaped(
        "jdiffscope --json report.json --html report.html old.deb new.deb\njdiffscope --ignore archive-timestamps "
            + "built.jar released.jar\njdiffscope --load-existing-diff report.json --markdown -")).append("\n.fi\n");
    return out.toString();
  }

  private static void append(StringBuilder out, OptionDefinition option) {
    out.append(".TP\n.BR ").append(escaped(option.name()));
    if (option.isOptional()) {
      out.append(" [\\fB=\\fI").append(option.label()).append("\\fR]");
    } else if (!option.isFlag()) {
      out.append(" \" \\fI").append(option.label()).append("\\fR\"");
    }
    out.append('\n').append(escaped(option.help()));
    if (option.values() instanceof OptionDefinition.Values.Choice choice) {
      out.append("; one of ").append(escaped(String.join(", ", choice.words())));
    }
    if (option.fallback() != null) {
      out.append(" [").append(escaped(option.fallback())).append(']');
    }
    out.append('\n');
  }

  private static String variable(String name, String help) {
    return ".TP\n.B " + name + "\n" + escaped(help) + "\n";
  }

  /** Returns text that roff shows as it is: dashes that can be copied, no line that begins as a request. */
  private static String escaped(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    boolean lineStart = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (lineStart && (c == '.' || c == '\'')) {
        out.append("\\&");
      }
      out.append(c == '-' ? "\\-" : c == '\\' ? "\\e" : c == '\'' ? "\\(aq" : String.valueOf(c));
      lineStart = c == '\n';
    }
    return out.toString();
  }
}
