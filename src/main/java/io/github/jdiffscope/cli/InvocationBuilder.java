package io.github.jdiffscope.cli;

import io.github.jdiffscope.cause.Causes;
import io.github.jdiffscope.cli.CommandLineParser.Parsed;
import io.github.jdiffscope.cli.Invocation.OutputStyle;
import io.github.jdiffscope.model.Limits;
import io.github.jdiffscope.model.Scope;
import io.github.jdiffscope.textdiff.DiffLimits;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Turns what was given into an {@link Invocation}; every usage error ends here. */
final class InvocationBuilder {
  private static final List<String> SHOWING_PICTURES = List.of("html", "html-dir", "json");
  private static final List<String> REPORTS =
      List.of("text", "json", "html", "html-dir", "markdown", "restructured-text", "junit", "sarif");
  private static final int MANY_JOBS = 1024;

  private final Parsed parsed;
  private final boolean limited;

  private InvocationBuilder(Parsed parsed) {
    this.parsed = parsed;
    this.limited = !parsed.has("--no-default-limits");
  }

  static Invocation build(Parsed parsed) throws TroubleException {
    return new InvocationBuilder(parsed).build();
  }

  private Invocation build() throws TroubleException {
    for (OptionDefinition option : Options.all()) {
      checkChoice(option);
    }
    String saved = parsed.last("--load-existing-diff");
    if (saved == null && parsed.paths().size() != 2) {
      throw new TroubleException("two paths are compared, " + parsed.paths().size()
          + (parsed.paths().size() == 1 ? " was" : " were") + " given; usage: jdiffscope [options] LEFT RIGHT");
    }
    if (saved == null && isStandardInput(parsed.paths().get(0)) && isStandardInput(parsed.paths().get(1))) {
      throw new TroubleException("standard input can be read once only: give one of the sides as a file");
    }
    if (saved != null && !parsed.paths().isEmpty()) {
      throw new TroubleException("--load-existing-diff reads a saved report: no paths are compared with it");
    }
    for (String id : parsed.all("--ignore")) {
      if (Causes.explain(id) == null) {
        throw new TroubleException("--ignore: " + id + ": no cause is called so; --ignore list prints the names");
      }
    }
    List<OutputRequest> outputs = outputs();
    return new Invocation(saved == null ? request(outputs) : null, saved, outputs, style(),
        parsed.all("--ignore"), parsed.has("--output-empty"), progress(),
        parsed.has("--status-fd") ? (int) number("--status-fd", 0, Integer.MAX_VALUE) : -1, profile(),
        parsed.last("--difftool"));
  }

  private static boolean isStandardInput(String path) {
    return path.equals("-") || path.equals("/dev/stdin");
  }

  private void checkChoice(OptionDefinition option) throws TroubleException {
    if (option.values() instanceof OptionDefinition.Values.Choice choice && parsed.has(option.name())
        && !choice.words().contains(parsed.last(option.name()))) {
      throw new TroubleException(option.name() + ": " + parsed.last(option.name()) + ": not one of "
          + String.join(", ", choice.words()));
    }
  }

  private String profile() {
    String profile = parsed.last("--profile");
    return profile == null ? null : profile.isEmpty() ? "-" : profile;
  }

  private Boolean progress() {
    return parsed.has("--progress") ? Boolean.TRUE : parsed.has("--no-progress") ? Boolean.FALSE : null;
  }

  private List<OutputRequest> outputs() throws TroubleException {
    List<OutputRequest> result = new ArrayList<>();
    for (String report : REPORTS) {
      for (String target : parsed.all("--" + report)) {
        result.add(new OutputRequest(report, target));
      }
    }
    if (parsed.has("--summary")) {
      result.add(new OutputRequest("summary", "-"));
    }
    if (result.isEmpty()) {
      result.add(new OutputRequest("text", "-"));
    }
    if (result.stream().filter(OutputRequest::isStandardOutput).count() > 1) {
      throw new TroubleException("only one report can go to standard output; give the others a file");
    }
    return result;
  }

  private OutputStyle style() throws TroubleException {
    OutputStyle base = OutputStyle.DEFAULT;
    String color = parsed.last("--text-color");
    return new OutputStyle(color == null ? base.color() : color,
        size("--max-report-size", limited ? base.maxReportBytes() : 0), size("--max-text-report-size", 0),
        size("--max-page-size", limited ? base.maxPageBytes() : 0),
        (int) number("--max-page-diff-block-lines", limited ? base.maxPageBlockLines() : 0, Integer.MAX_VALUE));
  }

  private CompareRequest request(List<OutputRequest> outputs) throws TroubleException {
    long memory = size("--max-memory", CompareRequest.DEFAULT_MAX_MEMORY);
    return new CompareRequest(parsed.paths().get(0), parsed.paths().get(1), limits(), scope(outputs),
        (int) number("--jobs", Runtime.getRuntime().availableProcessors(), MANY_JOBS), memory,
        number("--timeout", 0, Integer.MAX_VALUE) * 1000, parsed.has("--debug"),
        parsed.last("--use-dbgsym") == null ? "auto" : parsed.last("--use-dbgsym"));
  }

  private Limits limits() throws TroubleException {
    Limits base = Limits.DEFAULT;
    DiffLimits diff = base.diff();
    long block = number("--max-diff-block-lines", limited ? diff.maxBlockLines() : 0, Long.MAX_VALUE);
    long saved = number("--max-diff-block-lines-saved", block, Long.MAX_VALUE);
    return Limits.of(Math.max(1, number("--job-timeout", base.jobMillis() / 1000, Integer.MAX_VALUE)) * 1000,
        size("--max-unpacked", limited ? base.unpackedBytes() : Long.MAX_VALUE / 4),
        number("--max-members", limited ? base.members() : Long.MAX_VALUE / 4, Long.MAX_VALUE / 4),
        (int) number("--max-container-depth", base.depth(), 10_000),
        (int) number("--diff-context", diff.context(), Integer.MAX_VALUE / 4),
        number("--max-diff-input-lines", limited ? diff.maxInputLines() : 0, Long.MAX_VALUE),
        saved == 0 ? block : block == 0 ? saved : Math.min(block, saved), limited ? diff.maxLineBytes() : 0);
  }

  private Scope scope(List<OutputRequest> outputs) throws TroubleException {
    for (String glob : parsed.all("--exclude")) {
      checkPattern("--exclude", () -> FileSystems.getDefault().getPathMatcher("glob:" + glob));
    }
    for (String option : List.of("--exclude-command", "--diff-mask")) {
      for (String regex : parsed.all(option)) {
        checkPattern(option, () -> Pattern.compile(regex));
      }
    }
    boolean digests = outputs.stream().anyMatch(output -> output.format().equals("json"));
    boolean attributes = parsed.has("--extended-filesystem-attributes")
        && !parsed.has("--no-extended-filesystem-attributes");
    Scope scope = new Scope(parsed.has("--new-file"), parsed.has("--force-details"), directoryMetadata(), attributes,
        (int) number("--fuzzy-threshold", Scope.DEFAULT.fuzzyThreshold(), 400), parsed.all("--exclude"),
        parsed.all("--exclude-command"), parsed.all("--diff-mask"), parsed.has("--decompile"), digests);
    if (outputs.stream().anyMatch(output -> SHOWING_PICTURES.contains(output.format()))) {
      scope = scope.withPictures();
    }
    return "recursive".equals(parsed.last("--exclude-directory-metadata")) ? scope.withoutMemberMetadata() : scope;
  }

  /** Returns whether metadata of directories counts; {@code auto} is yes for two directories only. */
  private boolean directoryMetadata() {
    String when = parsed.last("--exclude-directory-metadata");
    if (when == null || when.equals("auto")) {
      return Files.isDirectory(Path.of(parsed.paths().get(0))) && Files.isDirectory(Path.of(parsed.paths().get(1)));
    }
    return when.equals("no");
  }

  private static void checkPattern(String option, Runnable compile) throws TroubleException {
    try {
      compile.run();
    } catch (PatternSyntaxException e) {
      throw new TroubleException(option + ": " + e.getPattern() + ": " + e.getDescription());
    }
  }

  private long number(String option, long fallback, long largest) throws TroubleException {
    return parsed.has(option) ? Quantities.number(option, parsed.last(option), largest) : fallback;
  }

  private long size(String option, long fallback) throws TroubleException {
    return parsed.has(option) ? Quantities.size(option, parsed.last(option)) : fallback;
  }
}
