package io.github.jdiffscope.cli;

import io.github.jdiffscope.cli.OptionDefinition.Group;
import io.github.jdiffscope.cli.OptionDefinition.Values;
import java.util.List;

/** All options, in the order of the help. */
final class Options {
  private static final Values FLAG = new Values.Flag();
  private static final Values FILE = new Values.File();
  private static final Values NUMBER = new Values.Number();
  private static final Values SIZE = new Values.Size();
  private static final Values TEXT = new Values.Text();

  private Options() {}

  static List<OptionDefinition> all() {
    return List.of(
        output("--text", FILE, "FILE", "- if no report is asked for", "write the text tree to FILE, - for standard output"),
        output("--text-color", new Values.Choice(List.of("never", "auto", "always")), "WHEN", "auto",
            "colour the text report: never, auto (on a terminal) or always"),
        output("--json", FILE, "FILE", null, "write the report as JSON that diffoscope reads too"),
        output("--html", FILE, "FILE", null, "write one self-contained HTML page"),
        output("--html-dir", new Values.Directory(), "DIR", null, "write a directory of HTML pages, one a subtree"),
        output("--markdown", FILE, "FILE", null, "write Markdown"),
        output("--restructured-text", FILE, "FILE", null, "write reStructuredText"),
        output("--junit", FILE, "FILE", null, "write JUnit XML: one test case a compared file"),
        output("--sarif", FILE, "FILE", null, "write SARIF 2.1.0: one result a difference"),
        output("--summary", FLAG, null, null, "write one line a differing file with its causes instead of the text tree"),
        output("--output-empty", FLAG, null, "off", "also write reports when there is no difference"),
        output("--css", TEXT, "URL", null, "accepted for diffoscope's sake: the HTML page carries its own style"),
        output("--jquery", TEXT, "URL", null, "accepted for diffoscope's sake: the HTML page needs no library"),
        output("--difftool", TEXT, "TOOL", null, "run TOOL with the two files for each differing pair of files"),
        output("--profile", new Values.OptionalFile(), "FILE", "standard error", "say where time went, a line a format"),
        output("--load-existing-diff", FILE, "FILE", null,
            "read a saved JSON report (- = standard input) and write other reports of it"),
        output("--status-fd", NUMBER, "FD", null, "write progress as JSON lines to file descriptor FD"),
        output("--progress", FLAG, null, "on a terminal", "show progress on standard error"),
        output("--no-progress", FLAG, null, null, "do not show progress"),
        limit("--max-report-size", SIZE, "BYTES", "40MiB", "size of an HTML, Markdown or reStructuredText report, 0 = none"),
        limit("--max-text-report-size", SIZE, "BYTES", "none", "size of the text report, 0 = none"),
        limit("--max-page-size", SIZE, "BYTES", "40MiB", "size of one HTML page"),
        limit("--max-diff-block-lines", NUMBER, "N", "1024", "changed lines of one block that are shown, 0 = all"),
        limit("--max-page-diff-block-lines", NUMBER, "N", "128", "the same on the first HTML page"),
        limit("--max-diff-block-lines-saved", NUMBER, "N", "none", "the same for what is kept of a block at all"),
        limit("--max-diff-input-lines", NUMBER, "N", "4194304", "lines of a text that are compared, 0 = all"),
        limit("--diff-context", NUMBER, "N", "7", "equal lines shown around each change"),
        limit("--max-container-depth", NUMBER, "N", "50", "containers that are opened inside one another"),
        limit("--no-default-limits", FLAG, null, null, "no limit but those given"),
        limit("--timeout", NUMBER, "SECONDS", "none", "end the whole run then; what is open is listed as not compared"),
        limit("--job-timeout", NUMBER, "SECONDS", "120", "end one comparison then and compare its bytes instead"),
        limit("--max-memory", SIZE, "SIZE", "512MiB", "heap of one worker process"),
        limit("--max-unpacked", SIZE, "SIZE", "8GiB", "bytes that unpacking one side may produce"),
        limit("--max-members", NUMBER, "N", "1000000", "members that one side may list"),
        limit("--jobs", NUMBER, "N", "processors", "worker processes at most, 0 = everything in this process"),
        scope("--new-file", FLAG, null, "off", "treat an absent side as empty"),
        scope("--exclude", TEXT, "GLOB", null, "leave out members whose path or name matches; may be repeated"),
        scope("--exclude-command", TEXT, "REGEX", null, "leave out sections whose title matches; may be repeated"),
        scope("--exclude-directory-metadata", new Values.Choice(List.of("auto", "yes", "no", "recursive")), "WHEN", "auto",
            "leave out mode, owner, times of files in directories; auto = no for two directories"),
        scope("--extended-filesystem-attributes", FLAG, null, "off", "compare extended attributes of files in directories"),
        scope("--no-extended-filesystem-attributes", FLAG, null, null, "the contrary"),
        scope("--diff-mask", TEXT, "REGEX", null, "replace each match by [masked] before comparing; may be repeated"),
        scope("--ignore", new Values.CauseId(), "CAUSE", null,
            "do not count differences with this cause; may be repeated; 'list' prints the names"),
        scope("--fuzzy-threshold", NUMBER, "N", "110", "TLSH distance up to which members count as renamed, 0 = never"),
        scope("--use-dbgsym", new Values.Choice(List.of("no", "auto", "yes")), "WHEN", "auto",
            "name functions and source lines by -dbgsym packages; auto = that a .changes lists, yes = also beside a package"),
        scope("--force-details", FLAG, null, "off", "describe even what is byte-identical"),
        scope("--decompile", FLAG, null, "off", "show changed classes as Java source too"),
        scope("--tool-prefix-binutils", TEXT, "PREFIX", null, "accepted for diffoscope's sake: no external tool is run"),
        information("--help", FLAG, null, "show this help"),
        information("--version", FLAG, null, "show the version"),
        information("--list-formats", FLAG, null, "list what can be compared; with --json - as JSON"),
        information("--list-tools", FLAG, null, "list optional external commands and what each adds"),
        information("--list-missing-tools", FLAG, null, "list those of them that are not installed"),
        information("--list-debian-substvars", FLAG, null,
            "print the packages to recommend and suggest as Debian substitution variables: none"),
        information("--explain", new Values.CauseId(), "CAUSE", "say what a cause means and how it is removed"),
        information("--debug", FLAG, null, "say on standard error what happens"),
        information("--pdb", FLAG, null, "accepted for diffoscope's sake: there is no Python debugger to open"));
  }

  private static OptionDefinition output(String name, Values values, String label, String fallback, String help) {
    return new OptionDefinition(name, Group.OUTPUT, values, label, fallback, help);
  }

  private static OptionDefinition limit(String name, Values values, String label, String fallback, String help) {
    return new OptionDefinition(name, Group.LIMITS, values, label, fallback, help);
  }

  private static OptionDefinition scope(String name, Values values, String label, String fallback, String help) {
    return new OptionDefinition(name, Group.SCOPE, values, label, fallback, help);
  }

  private static OptionDefinition information(String name, Values values, String label, String help) {
    return new OptionDefinition(name, Group.INFORMATION, values, label, null, help);
  }
}
