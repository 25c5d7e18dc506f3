package io.github.jdiffscope.cli;

import io.github.jdiffscope.cause.Causes;
import io.github.jdiffscope.cli.OptionDefinition.Values;
import java.util.List;
import java.util.StringJoiner;

/** Completions for bash, zsh and fish, from the option definitions. */
final class Completions {
  private static final String NOTE = "# Generated from the option definitions; a test fails when it is stale.\n";

  private Completions() {}

  private static List<String> words(OptionDefinition option) {
    if (option.values() instanceof Values.Choice choice) {
      return choice.words();
    } else if (option.values() instanceof Values.CauseId) {
      List<String> ids = new java.util.ArrayList<>(Causes.list().stream().map(Causes.Entry::id).sorted().toList());
      if (option.name().equals("--ignore")) {
        ids.add("list");
      }
      return ids;
    }
    return List.of();
  }

  private static boolean isFile(OptionDefinition option) {
    return option.values() instanceof Values.File || option.values() instanceof Values.OptionalFile
        || option.name().equals("--difftool");
  }

  static String bash() {
    StringBuilder out = new StringBuilder("# bash completion for jdiffscope\n" + NOTE);
    out.append("_jdiffscope() {\n  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n");
    // Bash splits --option=value into three words.
    out.append("  if [[ $cur == = ]]; then\n    cur=\n")
        .append("  elif [[ $prev == = ]]; then\n    prev=${COMP_WORDS[COMP_CWORD-2]}\n  fi\n");
    out.append("  COMPREPLY=()\n  case $prev in\n");
    for (OptionDefinition option : Options.all()) {
      String reply = bashReply(option);
      if (reply != null) {
        out.append("    ").append(option.name()).append(") ").append(reply).append(" return ;;\n");
      }
    }
    StringJoiner names = new StringJoiner(" ");
    Options.all().forEach(option -> names.add(option.name()));
    out.append("  esac\n  if [[ $cur == -* ]]; then\n    COMPREPLY=($(compgen -W \"").append(names)
        .append("\" -- \"$cur\"))\n  else\n    compopt -o filenames 2>/dev/null\n")
        .append("    COMPREPLY=($(compgen -f -- \"$cur\"))\n  fi\n}\n")
        .append("complete -F _jdiffscope jdiffscope\n");
    return out.toString();
  }

  /** Returns what completes an option's value in bash, null for a flag. */
  private static String bashReply(OptionDefinition option) {
    if (option.isFlag() || option.isOptional()) {
      return null;
    } else if (!words(option).isEmpty()) {
      return "COMPREPLY=($(compgen -W \"" + String.join(" ", words(option)) + "\" -- \"$cur\"));";
    } else if (isFile(option)) {
      return "compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -f -- \"$cur\"));";
    } else if (option.values() instanceof Values.Directory) {
      return "compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen -d -- \"$cur\"));";
    }
    return "";
  }

  static String zsh() {
    StringBuilder out = new StringBuilder("#compdef jdiffscope diffoscope\n" + NOTE + "_jdiffscope() {\n  _arguments -s -S \\\n");
    for (OptionDefinition option : Options.all()) {
      String help = option.help().replace("[", "\\[").replace("]", "\\]").replace(":", "\\:").replace("'", "'\\''");
      out.append("    '*").append(option.name()).append(option.isOptional() ? "=-" : option.isFlag() ? "" : "=")
          .append('[').append(help).append(']').append(zshValue(option)).append("' \\\n");
    }
    return out.append("    '*:file:_files'\n}\n_jdiffscope \"$@\"\n").toString();
  }

  private static String zshValue(OptionDefinition option) {
    if (option.isFlag()) {
      return "";
    }
    String label = (option.isOptional() ? "::" : ":") + option.label() + ":";
    if (!words(option).isEmpty()) {
      return label + "(" + String.join(" ", words(option)) + ")";
    } else if (option.values() instanceof Values.Directory) {
      return label + "_files -/";
    }
    return label + (isFile(option) ? "_files" : " ");
  }

  static String fish() {
    StringBuilder out = new StringBuilder("# fish completion for jdiffscope\n" + NOTE);
    for (OptionDefinition option : Options.all()) {
      out.append("complete -c jdiffscope -l ").append(option.name().substring(2));
      if (!words(option).isEmpty()) {
        out.append(" -x -a '").append(String.join(" ", words(option))).append('\'');
      } else if (option.values() instanceof Values.Directory) {
        out.append(" -x -a '(__fish_complete_directories)'");
      } else if (isFile(option) && !option.isOptional()) {
        out.append(" -r -F");
      } else if (!option.isFlag() && !option.isOptional()) {
        out.append(" -x");
      }
      out.append(" -d '").append(option.help().replace("\\", "\\\\").replace("'", "\\'")).append("'\n");
    }
    return out.toString();
  }
}
