package io.github.jdiffscope.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Splits a command line into options and paths: abbreviations, {@code @file}, {@code --}. */
final class CommandLineParser {
  private static final String DASH = "\u0001dash";

  private CommandLineParser() {}

  /**
   * What was given.
   *
   * @param options values by name; a flag, or an optional value left out, is an empty text
   * @param paths what is no option
   */
  record Parsed(Map<String, List<String>> options, List<String> paths) {
    boolean has(String name) {
      return options.containsKey(name);
    }

    /** Returns the last value given, or null. */
    String last(String name) {
      List<String> values = options.get(name);
      return values == null ? null : values.get(values.size() - 1);
    }

    List<String> all(String name) {
      return options.getOrDefault(name, List.of());
    }
  }

  /**
   * Returns what was given.
   *
   * @throws TroubleException if something is no option, or an option lacks its value
   */
  static Parsed parse(String... arguments) throws TroubleException {
    checkArgumentFiles(arguments);
    CommandLine line = new CommandLine(spec());
    line.setAbbreviatedOptionsAllowed(true);
    line.setUseSimplifiedAtFiles(true);
    line.setOverwrittenOptionsAllowed(true);
    try {
      return parsed(line.parseArgs(hidden(arguments)));
    } catch (UnmatchedArgumentException e) {
      String word = e.getUnmatched().get(0);
      List<String> near = e.getSuggestions();
      throw new TroubleException(word + ": no such option" + (near.isEmpty() ? "" : "; did you mean "
          + String.join(" or ", near.subList(0, Math.min(2, near.size()))) + "?") + "; --help lists all");
    } catch (ParameterException e) {
      throw new TroubleException(sentence(e.getMessage()) + "; --help lists all options");
    }
  }

  /** A file of arguments that is not there would else be taken for one of the paths. */
  private static void checkArgumentFiles(String... arguments) throws TroubleException {
    for (String argument : arguments) {
      if (argument.equals("--")) {
        return;
      }
      if (argument.length() > 1 && argument.startsWith("@") && !argument.startsWith("@@")
          && !Files.isReadable(Path.of(argument.substring(1)))) {
        throw new TroubleException(argument + ": arguments are read from the file " + argument.substring(1)
            + ", which cannot be read; write ./" + argument + " for a path");
      }
    }
  }

  /** Returns the arguments with each lone dash, which the parser takes for the start of an option, as another word. */
  private static String[] hidden(String[] arguments) {
    String[] result = arguments.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] = result[i].equals("-") ? DASH : result[i];
    }
    return result;
  }

  private static List<String> shown(List<String> words) {
    List<String> result = new ArrayList<>(words);
    result.replaceAll(word -> word.equals(DASH) ? "-" : word);
    // An option whose value may be left out, and was.
    return result.isEmpty() ? List.of("") : result;
  }

  /** Returns a message of the parser's, begun in lower case as all of ours are. */
  private static String sentence(String message) {
    message = message.replaceFirst("^[Ee]rror: ", "");
    return message.isEmpty() || message.startsWith("--") ? message
        : Character.toLowerCase(message.charAt(0)) + message.substring(1).replace("'", "");
  }

  private static CommandSpec spec() {
    CommandSpec spec = CommandSpec.create().name("jdiffscope");
    for (OptionDefinition option : Options.all()) {
      OptionSpec.Builder builder = OptionSpec.builder(option.name());
      if (option.name().equals("--help")) {
        builder.names("--help", "-h");
      }
      if (option.isFlag()) {
        builder.arity("0").type(boolean.class);
      } else {
        builder.arity(option.isOptional() ? "0..1" : "1").type(List.class).auxiliaryTypes(String.class)
            .paramLabel(option.label()).fallbackValue("");
      }
      spec.addOption(builder.build());
    }
    return spec.addPositional(
        PositionalParamSpec.builder().arity("0..*").type(List.class).auxiliaryTypes(String.class).build());
  }

  private static Parsed parsed(ParseResult result) {
    Map<String, List<String>> options = new LinkedHashMap<>();
    for (OptionDefinition option : Options.all()) {
      if (result.hasMatchedOption(option.name())) {
        options.put(option.name(), option.isFlag() ? List.of("")
            : shown(result.<List<String>>matchedOptionValue(option.name(), List.of(""))));
      }
    }
    List<String> paths = new ArrayList<>();
    if (result.hasMatchedPositional(0)) {
      paths.addAll(shown(result.<List<String>>matchedPositionalValue(0, List.of())));
    }
    return new Parsed(options, paths);
  }
}
