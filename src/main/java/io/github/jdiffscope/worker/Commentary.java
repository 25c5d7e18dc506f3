package io.github.jdiffscope.worker;

import io.github.jdiffscope.model.ArtifactPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sentences of one node. */
final class Commentary {
  private static final int NAMED_RENAMES = 10;

  private final List<String> first = new ArrayList<>();
  private final List<String> sentences = new ArrayList<>();

  void add(String sentence) {
    if (!sentences.contains(sentence)) {
      sentences.add(sentence);
    }
  }

  void addAll(List<String> all) {
    for (String sentence : all) {
      add(sentence);
    }
  }

  /** Adds a sentence about one side. */
  void say(boolean left, String sentence) {
    add((left ? "left: " : "right: ") + sentence);
  }

  /** Adds what two descriptions say: once if they say the same. */
  void addAll(Description left, Description right) {
    for (String sentence : left.comments()) {
      if (right.comments().contains(sentence)) {
        add(sentence);
      } else {
        say(true, sentence);
      }
    }
    for (String sentence : right.comments()) {
      if (!left.comments().contains(sentence)) {
        say(false, sentence);
      }
    }
  }

  void addAllEqual(int members, int recoded) {
    String all = members == 1 ? "the member has equal contents" : String.format(Locale.ROOT,
        "all %,d members have equal contents", members);
    first.add(all + (recoded == 0 ? "" : recoded == members ? ", compressed to other bytes"
        : String.format(Locale.ROOT, ", %,d of them compressed to other bytes", recoded)));
  }

  void addRecoded(int members) {
    add(members == 1 ? "a member has equal contents, compressed to other bytes"
        : String.format(Locale.ROOT, "%,d members have equal contents, compressed to other bytes", members));
  }

  void addRenamed(List<ArtifactPair> pairs) {
    if (pairs.size() > NAMED_RENAMES) {
      ArtifactPair example = pairs.get(0);
      add(String.format(Locale.ROOT, "%,d members are renamed, contents equal; the first: %s -> %s", pairs.size(),
          example.left().name(), example.right().name()));
      return;
    }
    for (ArtifactPair pair : pairs) {
      add("renamed, contents equal: " + pair.left().name() + " -> " + pair.right().name());
    }
  }

  List<String> inOrder(ArtifactPair pair) {
    List<String> result = new ArrayList<>(first);
    if (pair.similarity() != ArtifactPair.BY_NAME) {
      result.add("paired by likeness of contents: " + pair.similarity() + " %");
    }
    result.addAll(sentences);
    return result;
  }
}
