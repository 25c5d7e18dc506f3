package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The names of a file system as they are found: told as one listing, in stored order, and handed over as members. */
final class FileTree {
  /** Fills a tree; what it found before it failed is kept. */
  @FunctionalInterface
  interface Walk {
    void into(FileTree tree) throws IOException;
  }

  private final List<TreeEntry> entries = new ArrayList<>();

  void add(TreeEntry entry) {
    entries.add(entry);
  }

  List<TreeEntry> entries() {
    return entries;
  }

  /** Walks, then tells what was found, then throws what stopped the walk. */
  static void tell(String title, Walk walk, Sections sections, MemberSink members) throws IOException {
    FileTree tree = new FileTree();
    IOException failure = null;
    try {
      walk.into(tree);
    } catch (IOException e) {
      failure = e;
    }
    tree.list(title, sections);
    tree.hand(sections, members);
    if (failure != null) {
      throw failure;
    }
  }

  private void list(String title, Sections sections) {
    List<Row> rows = new ArrayList<>(entries.size());
    boolean placed = false;
    for (TreeEntry entry : entries) {
      rows.add(new Row(entry.name(), entry.row(), entry.details()));
      placed |= entry.placement() != null;
    }
    sections.add(Section.listing(title, List.of(), rows));
    if (placed) {
      sections.add(Section.text("placement", this::placement).atLevel(1));
    }
  }

  private CharSequence placement() {
    StringBuilder text = new StringBuilder();
    entries.stream().filter(entry -> entry.placement() != null).sorted(Comparator.comparing(TreeEntry::name))
        .forEach(entry -> text.append(entry.name()).append(": ").append(entry.placement()).append('\n'));
    return text;
  }

  private void hand(Sections sections, MemberSink members) throws IOException {
    for (TreeEntry entry : entries) {
      if (entry.contents() == null) {
        continue;
      }
      if (entry.contents().remark() != null) {
        sections.comment(entry.name() + ": " + entry.contents().remark());
      }
      try {
        entry.contents().hand(entry.name(), members);
      } catch (FormatException damaged) {
        sections.comment("cannot unpack " + entry.name() + ": " + damaged.getMessage());
        members.unreadable(entry.name());
      }
    }
  }
}
