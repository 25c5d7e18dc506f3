package io.github.jdiffscope.cli;

import io.github.jdiffscope.cause.Causes;

/** What is known about causes, as text. */
final class CauseList {
  private CauseList() {}

  /** Returns the ids, one a line. */
  static String names() {
    StringBuilder out = new StringBuilder();
    Causes.list().forEach(cause -> out.append(cause.id()).append('\n'));
    return out.toString();
  }

  /** Returns what a cause means and how it is removed; of all causes for {@code list}. */
  static String explain(String id) throws TroubleException {
    if (id.equals("list") || id.equals("all")) {
      StringBuilder out = new StringBuilder();
      Causes.list().forEach(cause -> out.append(text(cause)));
      return out.toString();
    }
    Causes.Entry cause = Causes.explain(id);
    if (cause == null) {
      throw new TroubleException("--explain: " + id + ": no cause is called so; --ignore list prints the names");
    }
    return text(cause);
  }

  private static String text(Causes.Entry cause) {
    return cause.id() + "\n  " + cause.meaning() + '\n'
        + (cause.remedy().isEmpty() ? "" : "  To remove it: " + cause.remedy() + '\n');
  }
}
