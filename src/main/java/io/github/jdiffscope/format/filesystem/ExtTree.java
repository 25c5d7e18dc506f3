package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent.Detail;
import io.github.jdiffscope.format.Sections;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Everything below the root of an ext volume. Each folder is entered once, so loops end. */
final class ExtTree {
  private static final long ROOT = 2;
  private static final int LARGEST_FOLDER = 1 << 28;
  private static final String INLINE = "system.data";
  private static final int INLINE_PARENT = 4;

  private record Folder(long inode, boolean encrypted, String prefix) {}

  private final ExtVolume volume;
  private final Sections sections;
  private final Map<String, Extents> files = new TreeMap<>();
  private final Map<String, Extents> folderBlocks = new TreeMap<>();
  private final InodeTimes times = new InodeTimes();
  private long encryptedNames;
  private long encryptedFiles;
  private final Set<Long> entered = new HashSet<>();
  private final Deque<Folder> folders = new ArrayDeque<>();

  ExtTree(ExtVolume volume, Sections sections) {
    this.volume = volume;
    this.sections = sections;
  }

  void into(FileTree tree) throws IOException {
    try {
      walk(tree);
    } finally {
      if (encryptedNames + encryptedFiles > 0) {
        sections.comment(encryptedNames + " names and the contents of " + encryptedFiles
            + " files are encrypted: they are compared as they are stored");
      }
    }
  }

  private void walk(FileTree tree) throws IOException {
    entry("./", ROOT, tree);
    while (!folders.isEmpty()) {
      Folder folder = folders.pop();
      try {
        list(folder, tree);
      } catch (FormatException damaged) {
        sections.comment("cannot list /" + folder.prefix + ": " + damaged.getMessage());
      }
    }
  }

  private void list(Folder folder, FileTree tree) throws IOException {
    ExtInode inode = volume.inode(folder.inode);
    if (inode.isInline()) {
      byte[] content = inlined(inode, ExtAttributes.of(volume, inode));
      names(Struct.little(Arrays.copyOfRange(content, INLINE_PARENT, Math.min(60, content.length)), "folder"),
          folder, tree);
      names(Struct.little(Arrays.copyOfRange(content, Math.min(60, content.length), content.length), "folder"),
          folder, tree);
      return;
    }
    if (inode.size() > LARGEST_FOLDER) {
      throw new FormatException("folder of " + inode.size() + " bytes is too large");
    }
    Extents blocks = volume.blocks(inode);
    for (long at = 0; at < inode.size(); at += volume.blockSize()) {
      names(Struct.little(blocks.bytes(at, (int) Math.min(volume.blockSize(), inode.size() - at)), "folder block"),
          folder, tree);
    }
  }

  private void names(Struct block, Folder folder, FileTree tree) throws IOException {
    int at = 0;
    while (at + 8 <= block.length()) {
      long inode = block.u32(at);
      int length = block.u16(at + 4);
      int nameLength = block.u8(at + 6);
      if (length < 8 || at + length > block.length() || nameLength + 8 > length) {
        if (block.isZero(at, block.length() - at)) {
          return;
        }
        throw new FormatException("folder entry of impossible length " + length);
      }
      String name = inode == 0 ? "" : name(block.bytes(at + 8, nameLength), folder.encrypted);
      if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
        try {
          entry(folder.prefix + name, inode, tree);
        } catch (FormatException damaged) {
          sections.comment("cannot read /" + folder.prefix + name + ": " + damaged.getMessage());
        }
      }
      at += length;
    }
  }

  /** Returns a name; one that is encrypted has no letters, and what it stands for only its key tells. */
  private String name(byte[] bytes, boolean encrypted) {
    String name = FileNames.decode(bytes);
    if (!encrypted || name.equals(".") || name.equals("..")) {
      return name;
    }
    encryptedNames++;
    return encrypted(bytes);
  }

  private static String encrypted(byte[] bytes) {
    return "[encrypted " + HexFormat.of().formatHex(bytes) + ']';
  }

  private void entry(String name, long number, FileTree tree) throws IOException {
    ExtInode inode = volume.inode(number);
    int mode = inode.mode();
    boolean folder = UnixMode.isDirectory(mode);
    if (folder && entered.add(number)) {
      folders.push(new Folder(number, inode.isEncrypted(), number == ROOT ? "" : name + '/'));
    }
    Map<String, byte[]> attributes = ExtAttributes.of(volume, inode);
    String target = (mode & UnixMode.TYPE) == UnixMode.LINK ? target(inode, attributes) : null;
    boolean file = (mode & UnixMode.TYPE) == UnixMode.FILE;
    boolean mapped = (file || folder) && !inode.isInline();
    Extents blocks = mapped ? blocks(inode, name) : null;
    encryptedFiles += file && inode.isEncrypted() ? 1 : 0;
    TreeEntry.Contents contents = target != null ? TreeEntry.link(target)
        : !file ? TreeEntry.special(mode, UnixMode.major(inode.device()), UnixMode.minor(inode.device()))
        : mapped ? blocks == null ? null : TreeEntry.at(blocks)
        : TreeEntry.unpacked(() -> new ByteArrayInputStream(inlined(inode, attributes)));
    String placement = inode.storage() + (blocks != null ? " blocks " + blocks.runs(volume.blockSize()) : "");
    times.add(name, times(inode));
    if (file && blocks != null) {
      files.put(name, blocks);
    } else if (blocks != null) {
      folderBlocks.put(name.endsWith("/") ? name : name + '/', blocks);
    }
    tree.add(new TreeEntry(name, row(inode, folder && number != ROOT ? name + '/' : name, target),
        details(inode, attributes, file ? blocks : null), placement, contents));
  }

  /** Returns where a file lies, or null if that cannot be read: the rest of what its inode says is told all the same. */
  private Extents blocks(ExtInode inode, String name) throws IOException {
    try {
      return volume.blocks(inode);
    } catch (FormatException damaged) {
      sections.comment("cannot find the contents of /" + name + ": " + damaged.getMessage());
      return null;
    }
  }

  private static String row(ExtInode inode, String name, String target) throws FormatException {
    int mode = inode.mode();
    String size = UnixMode.isDirectory(mode) ? ""
        : UnixMode.isDevice(mode) ? UnixMode.major(inode.device()) + "," + UnixMode.minor(inode.device())
        : Long.toString(inode.size());
    return ListRow.of(UnixMode.text(mode), UnixMode.isDirectory(mode) ? "" : Integer.toString(inode.links()),
        inode.uid(), inode.gid(), size, inode.modified(), name, target);
  }

  /** Returns where the files lie, by name. */
  Map<String, Extents> files() {
    return files;
  }

  /** Returns where the folders lie, by name with a slash behind it. */
  Map<String, Extents> folderBlocks() {
    return folderBlocks;
  }

  /** Returns the times that are told apart from the listing. */
  InodeTimes times() {
    return times;
  }

  private static Map<String, String> times(ExtInode inode) throws FormatException {
    Map<String, String> all = new TreeMap<>();
    all.put("accessed", inode.accessed());
    all.put("changed", inode.changed());
    if (inode.created() != null) {
      all.put("created", inode.created());
    }
    return all;
  }

  private static List<Detail> details(ExtInode inode, Map<String, byte[]> attributes, Extents blocks)
      throws FormatException {
    List<Detail> details = new ArrayList<>();
    details.add(new Detail("", "flags " + inode.flags()));
    details.add(new Detail("", "project " + inode.project()));
    attributes.forEach((name, value) -> {
      if (!name.equals(INLINE)) {
        Attributes.addTo(details, Map.of(name, value));
      }
    });
    if (blocks != null) {
      String holes = blocks.holeRanges();
      details.add(new Detail("", holes.isEmpty() ? "no holes" : "holes " + holes));
    }
    return details;
  }

  private String target(ExtInode inode, Map<String, byte[]> attributes) throws IOException {
    if (inode.isInline()) {
      return target(inode, inlined(inode, attributes));
    }
    if (inode.size() < ExtInode.BLOCK_AREA_SIZE && !inode.hasExtents()) {
      return target(inode, inode.raw().bytes(ExtInode.BLOCK_AREA, (int) inode.size()));
    }
    if (inode.size() > volume.blockSize()) {
      throw new FormatException("link target of " + inode.size() + " bytes is too long");
    }
    return target(inode, volume.blocks(inode).bytes(0, (int) inode.size()));
  }

  private static String target(ExtInode inode, byte[] bytes) throws FormatException {
    return inode.isEncrypted() ? encrypted(bytes) : Struct.little(bytes, "link target").text(0, bytes.length);
  }

  /** Returns contents kept inside the inode: the first 60 bytes in the block map, the rest in an attribute. */
  private static byte[] inlined(ExtInode inode, Map<String, byte[]> attributes) throws IOException {
    byte[] rest = attributes.getOrDefault(INLINE, new byte[0]);
    int size = (int) Math.min(inode.size(), ExtInode.BLOCK_AREA_SIZE + rest.length);
    byte[] all = Arrays.copyOf(inode.raw().bytes(ExtInode.BLOCK_AREA, ExtInode.BLOCK_AREA_SIZE),
        Math.max(size, ExtInode.BLOCK_AREA_SIZE));
    System.arraycopy(rest, 0, all, ExtInode.BLOCK_AREA_SIZE, Math.max(0, size - ExtInode.BLOCK_AREA_SIZE));
    return Arrays.copyOf(all, size);
  }
}
