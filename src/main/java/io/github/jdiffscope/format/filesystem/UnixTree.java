package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Everything below the root of a volume with inodes. Each folder is entered once, so loops end. */
final class UnixTree {
  private static final int LONGEST_PATH = 1 << 14;
  private static final int MOST_NAMES = 4 << 20;

  /** A volume whose inodes are found by number. */
  interface Volume {
    long root() throws IOException;

    UnixNode node(long id) throws IOException;

    /** Hands over the names in a folder in stored order, those of the folder itself and its parent left out. */
    void names(UnixNode folder, Names names) throws IOException;
  }

  /** Receives names. */
  @FunctionalInterface
  interface Names {
    void name(String name, long id) throws IOException;
  }

  private record Folder(UnixNode node, String prefix) {}

  private final Volume volume;
  private final Sections sections;
  private final InodeTimes times = new InodeTimes();
  private final Set<Long> entered = new HashSet<>();
  private final Deque<Folder> folders = new ArrayDeque<>();

  private UnixTree(Volume volume, Sections sections) {
    this.volume = volume;
    this.sections = sections;
  }

  /** Tells the {@code file list} of a volume and hands over its files. */
  static void tell(Volume volume, Sections sections, MemberSink members) throws IOException {
    UnixTree whole = new UnixTree(volume, sections);
    try {
      FileTree.tell("file list", whole::into, sections, members);
    } finally {
      whole.times.tell(sections);
    }
  }

  private void into(FileTree tree) throws IOException {
    entry("./", volume.root(), tree);
    while (!folders.isEmpty()) {
      Folder folder = folders.poll();
      try {
        volume.names(folder.node, (name, id) -> {
          if (!name.equals(".") && !name.equals("..")) {
            guarded(folder.prefix + name, id, tree);
          }
        });
      } catch (FormatException damaged) {
        sections.comment("cannot list /" + folder.prefix + ": " + damaged.getMessage());
      }
    }
  }

  private void guarded(String name, long id, FileTree tree) throws IOException {
    if (tree.entries().size() >= MOST_NAMES) {
      throw new LimitException("more than " + MOST_NAMES + " names");
    }
    if (name.length() > LONGEST_PATH) {
      throw new FormatException("a path is longer than " + LONGEST_PATH + " characters");
    }
    try {
      entry(name, id, tree);
    } catch (FormatException damaged) {
      sections.comment("cannot read /" + name + ": " + damaged.getMessage());
    }
  }

  private void entry(String name, long id, FileTree tree) throws IOException {
    UnixNode node = volume.node(id);
    tree.add(node.entry(name));
    times.add(name, node.times());
    if (node.isFolder() && entered.add(id)) {
      folders.add(new Folder(node, name.equals("./") ? "" : name + '/'));
    }
  }
}
