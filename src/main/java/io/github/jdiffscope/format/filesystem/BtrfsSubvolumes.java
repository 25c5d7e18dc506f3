package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Detail;
import io.github.jdiffscope.format.SectionContent.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the tree of tree roots tells: where each tree starts, which subvolumes there are, which one is the default. */
final class BtrfsSubvolumes {
  static final long TOP = 5;
  private static final long FIRST = 256;
  private static final long LAST = -256;
  private static final int SHORT_ITEM = 239;
  private static final int LONG_ITEM = 439;
  private static final int DEFAULT = 84;
  private static final long DEFAULT_FOLDER = 6;
  private static final int DEEPEST = 512;
  private static final long READ_ONLY = 1;

  /** A tree with files. */
  record Subvolume(long id, BtrfsTrees.Root root, long folder, Struct item) {
    boolean isReadOnly() throws FormatException {
      return (item.i64(208) & READ_ONLY) != 0;
    }

    private String uuid(int at) throws FormatException {
      return item.length() < LONG_ITEM || item.isZero(at, 16) ? "" : item.uuid(at);
    }
  }

  /** Where a subvolume is named. */
  record Parent(long tree, long folder, String name) {}

  private final BtrfsTrees trees;
  private final Map<Long, Subvolume> subvolumes = new TreeMap<>(Long::compareUnsigned);
  private final Map<Long, Parent> parents = new TreeMap<>(Long::compareUnsigned);
  private final List<BtrfsTrees.Root> roots = new ArrayList<>();
  private final StringBuilder places = new StringBuilder();
  private long byDefault = TOP;

  BtrfsSubvolumes(BtrfsTrees trees) {
    this.trees = trees;
  }

  void read(BtrfsTrees.Root root) throws IOException {
    roots.add(root);
    trees.scan(root, BtrfsKey.first(0, 0), BtrfsKey.last(-1, BtrfsKey.LAST_TYPE), item -> {
      long id = item.key().object();
      Struct raw = item.data();
      if (item.key().type() == BtrfsKey.ROOT && raw.length() >= SHORT_ITEM) {
        root(id, item.key().offset(), raw);
      } else if (item.key().type() == BtrfsKey.ROOT_BACKREF) {
        parents.put(id, new Parent(item.key().offset(), raw.i64(0), FileNames.decode(raw.bytes(18, raw.u16(16)))));
      } else if (item.key().type() == DEFAULT && id == DEFAULT_FOLDER) {
        BtrfsInode.names(raw, (name, entry, at) -> byDefault = name.equals("default") ? entry.i64(at) : byDefault);
      }
    });
  }

  private void root(long id, long offset, Struct raw) throws FormatException {
    BtrfsTrees.Root root = new BtrfsTrees.Root(raw.i64(176), raw.u8(238));
    roots.add(root);
    places.append("tree ").append(id).append(' ').append(offset).append(": generation ").append(raw.i64(160))
        .append(" at ").append(root.logical()).append(" level ").append(root.level()).append(" of ")
        .append(raw.i64(192)).append(" bytes\n");
    if (id == TOP || Long.compareUnsigned(id, FIRST) >= 0 && Long.compareUnsigned(id, LAST) < 0) {
      subvolumes.put(id, new Subvolume(id, root, raw.i64(168), raw));
    }
  }

  /** Returns the tops of all trees that the root tree names, and its own. */
  List<BtrfsTrees.Root> roots() {
    return roots;
  }

  /** Returns where the trees lie, for a section near to the bytes. */
  String places() {
    return places.toString();
  }

  Subvolume get(long id) throws FormatException {
    Subvolume found = subvolumes.get(id);
    if (found == null) {
      throw new FormatException("subvolume " + Long.toUnsignedString(id) + " is missing");
    }
    return found;
  }

  /** Returns whether a subvolume is named here: a snapshot has the names of subvolumes, but not these. */
  boolean isNamedIn(long id, long tree) {
    Parent parent = parents.get(id);
    return parent != null && parent.tree == tree;
  }

  /** Returns the subvolumes as {@code btrfs subvolume list} knows them, by their paths. */
  Section section() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (Subvolume one : subvolumes.values()) {
      if (one.id != TOP && parents.containsKey(one.id)) {
        rows.add(row(one));
      }
    }
    List<String> header = byDefault == TOP ? List.of() : List.of("default: " + path(byDefault));
    return Section.listing("btrfs subvolume list {}", header, rows);
  }

  private Row row(Subvolume one) throws IOException {
    String origin = one.uuid(263);
    String source = "";
    for (Subvolume other : subvolumes.values()) {
      source = !origin.isEmpty() && origin.equals(other.uuid(247)) ? path(other.id) : source;
    }
    String path = path(one.id);
    List<Detail> details = new ArrayList<>();
    details.add(new Detail("", "ID " + Long.toUnsignedString(one.id)));
    detail(details, "uuid ", one.uuid(247));
    detail(details, "parent uuid ", origin);
    detail(details, "received uuid ", one.uuid(279));
    if (one.item.length() >= LONG_ITEM) {
      details.add(new Detail("", "created " + Times.nanos(one.item.i64(339), one.item.u32(347))));
    }
    return new Row(path, path + (one.isReadOnly() ? " readonly" : "")
        + (origin.isEmpty() ? "" : " snapshot of " + (source.isEmpty() ? "another volume's" : source)), details);
  }

  private static void detail(List<Detail> details, String word, String value) {
    if (!value.isEmpty()) {
      details.add(new Detail("", word + value));
    }
  }

  /** Returns the path of a subvolume from the top one on; only its own name where the way up is damaged. */
  String path(long id) throws IOException {
    String path = "";
    Parent parent = parents.get(id);
    for (int depth = 0; parent != null && depth < DEEPEST; depth++) {
      path = parent.name + (path.isEmpty() ? "" : "/" + path);
      long folder = parent.folder;
      Subvolume tree = subvolumes.get(parent.tree);
      while (tree != null && folder != tree.folder && depth++ < DEEPEST) {
        Step step = new Step();
        trees.scan(tree.root, BtrfsKey.first(folder, BtrfsKey.INODE_REF), BtrfsKey.last(folder, BtrfsKey.INODE_REF),
            step);
        path = step.name + "/" + path;
        folder = step.folder;
      }
      parent = parents.get(parent.tree);
    }
    return path.isEmpty() ? "/" : path;
  }

  /** Keeps the name of a folder and what it is in. */
  private static final class Step implements BtrfsTrees.Visitor {
    private String name = "?";
    private long folder;

    @Override
    public void item(BtrfsItem item) throws IOException {
      folder = item.key().offset();
      name = FileNames.decode(item.data().bytes(10, item.data().u16(8)));
    }
  }
}
