package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.format.Sections;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Sentences of one kind, of which only the first are said and the others counted. */
final class Counted {
  private static final int SAID = 3;

  private final List<String> said = new ArrayList<>(0);
  private int more;

  void add(String sentence) {
    if (said.size() < SAID) {
      said.add(sentence);
    } else {
      more++;
    }
  }

  void comment(Sections sections) {
    for (int i = 0; i < said.size(); i++) {
      boolean last = i == said.size() - 1;
      sections.comment(last && more > 0
          ? said.get(i) + String.format(Locale.ROOT, "; the same for %,d more members", more) : said.get(i));
    }
  }
}
