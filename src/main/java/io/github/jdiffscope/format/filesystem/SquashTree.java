package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent.Detail;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Everything below the root of a SquashFS image. Each folder is entered once, so loops end. */
final class SquashTree {
  private static final int OWNER_COLUMNS = 25;

  private record Folder(SquashInode inode, String prefix) {}

  private final SquashImage image;
  private final Sections sections;
  private final Set<Long> entered = new HashSet<>();
  private final Deque<Folder> folders = new ArrayDeque<>();

  SquashTree(SquashImage image, Sections sections) {
    this.image = image;
    this.sections = sections;
  }

  void into(FileTree tree) throws IOException {
    entry("", image.superblock().i64(32), tree);
    while (!folders.isEmpty()) {
      Folder folder = folders.pop();
      try {
        list(folder, tree);
      } catch (FormatException damaged) {
        sections.comment("cannot list " + folder.prefix + "/: " + damaged.getMessage());
      }
    }
  }

  private void list(Folder folder, FileTree tree) throws IOException {
    // Three bytes are counted for the entries . and .. that are not stored.
    long size = folder.inode.size() - 3;
    if (size <= 0) {
      return;
    }
    if (size > 1 << 28) {
      throw new FormatException("folder of " + size + " bytes is too large");
    }
    Struct all = image.metadata(folder.inode.folderBlock(), folder.inode.folderOffset(), (int) size, "folder");
    int at = 0;
    while (at + 12 <= size) {
      long count = all.u32(at) + 1;
      long block = all.u32(at + 4);
      at += 12;
      if (count > 256) {
        throw new FormatException("folder header of " + count + " entries");
      }
      for (int i = 0; i < count; i++) {
        int nameSize = all.u16(at + 6) + 1;
        String name = folder.prefix + '/' + all.text(at + 8, nameSize);
        try {
          entry(name, block << 16 | all.u16(at), tree);
        } catch (FormatException damaged) {
          sections.comment("cannot read " + name + ": " + damaged.getMessage());
        }
        at += 8 + nameSize;
      }
    }
  }

  private void entry(String name, long reference, FileTree tree) throws IOException {
    SquashInode inode = new SquashInode(image, reference);
    String target = null;
    TreeEntry.Contents contents = null;
    List<Detail> details = new ArrayList<>();
    String placement = "inode " + inode.number();
    switch (inode.kind()) {
      case SquashInode.DIRECTORY -> {
        if (entered.add(reference)) {
          folders.push(new Folder(inode, name));
        }
      }
      case SquashInode.FILE -> {
        SquashFile file = new SquashFile(image, inode);
        contents = file.contents();
        placement += file.placement();
        details.add(new Detail("", "holes " + file.holes()));
      }
      case SquashInode.LINK -> {
        target = inode.target();
        contents = TreeEntry.link(target);
      }
      default -> contents = TreeEntry.special(inode.mode(), UnixMode.major(inode.device()),
          UnixMode.minor(inode.device()));
    }
    String time = Times.seconds(inode.modified());
    int seconds = time.lastIndexOf(':');
    if (seconds > 0) {
      details.add(new Detail(time.substring(0, seconds), "second " + time.substring(seconds + 1)));
    }
    if (inode.kind() != SquashInode.DIRECTORY) {
      details.add(new Detail("", "links " + inode.links()));
    }
    Attributes.addTo(details, inode.attributes());
    String row = row(inode, seconds > 0 ? time.substring(0, seconds) : time, name, target);
    tree.add(new TreeEntry(name.isEmpty() ? "/" : name.substring(1), row, details, placement, contents));
  }

  /** Returns the row as {@code unsquashfs -lln} lays it out. */
  private static String row(SquashInode inode, String time, String name, String target) throws IOException {
    String owner = inode.uid() + "/" + inode.gid();
    String size = inode.kind() == SquashInode.DIRECTORY ? ""
        : UnixMode.isDevice(inode.mode())
            ? Times.format("%3d,%3d", UnixMode.major(inode.device()), UnixMode.minor(inode.device()))
        : Long.toString(inode.size());
    int width = Math.max(1, OWNER_COLUMNS + 1 - owner.length());
    return UnixMode.text(inode.mode()) + ' ' + owner + ' ' + Times.format("%" + width + "s", size) + ' ' + time + ' '
        + (name.isEmpty() ? "/" : name) + (target == null ? "" : " -> " + target);
  }
}
