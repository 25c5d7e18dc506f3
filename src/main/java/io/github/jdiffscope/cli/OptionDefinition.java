package io.github.jdiffscope.cli;

import java.util.List;

/**
 * An option: what parsing, help, manual page and completions all know about it.
 *
 * @param name long name with its dashes
 * @param group heading it stands under
 * @param values what may follow it
 * @param label of its value in help, null for a flag
 * @param fallback what holds if it is not given, as help says it; null if there is nothing to say
 * @param help what it does, a phrase without a full stop
 */
record OptionDefinition(String name, Group group, Values values, String label, String fallback, String help) {

  /** Headings of the help, in order. */
  enum Group {
    OUTPUT("Output"), LIMITS("Limits"), SCOPE("What is compared"), INFORMATION("Information");

    private final String heading;

    Group(String heading) {
      this.heading = heading;
    }

    String heading() {
      return heading;
    }
  }

  /** What may follow an option; completions offer it. */
  sealed interface Values {
    /** Nothing. */
    record Flag() implements Values {}

    /** A file, or {@code -}. */
    record File() implements Values {}

    record Directory() implements Values {}

    /** A whole number, not negative. */
    record Number() implements Values {}

    /** A number of bytes, with an optional unit. */
    record Size() implements Values {}

    /** Anything. */
    record Text() implements Values {}

    /** One of a few words. */
    record Choice(List<String> words) implements Values {}

    /** The id of a cause. */
    record CauseId() implements Values {}

    /** A file that may be left out. */
    record OptionalFile() implements Values {}
  }

  boolean isFlag() {
    return values instanceof Values.Flag;
  }

  /** Returns whether the value may be left out. */
  boolean isOptional() {
    return values instanceof Values.OptionalFile;
  }

  /** Returns the name with the label, as help shows it. */
  String usage() {
    return isFlag() ? name : isOptional() ? name + "[=" + label + "]" : name + " " + label;
  }
}
