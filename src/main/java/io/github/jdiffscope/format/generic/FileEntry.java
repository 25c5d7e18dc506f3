package io.github.jdiffscope.format.generic;

import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.model.ArtifactKind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * What the file system says of one name.
 *
 * @param file the whole path, as text that loses nothing
 * @param name path below the compared directory
 * @param target of a link, numbers of a device, word for a special file, else null
 * @param mode file type and permission bits as {@code stat} has them, or -1 where the platform has none
 */
record FileEntry(Path path, String file, String name, ArtifactKind kind, long size, FileTime modified, String target, int mode,
    int links, String owner, String group, int uid, int gid) {
  static final int TYPE_MASK = 0xF000;
  static final int BLOCK_DEVICE = 0x6000;
  static final int CHARACTER_DEVICE = 0x2000;
  static final int PIPE = 0x1000;
  static final int SOCKET = 0xC000;
  private static final String ALL = "unix:mode,nlink,uid,gid,size,lastModifiedTime,rdev";
  private static final boolean UNIX =
      java.nio.file.FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

  /**
   * @param folder path of the folder below the compared directory, ending in a slash, or empty
   */
  static FileEntry of(Path path, String folder, OwnerNames names) throws IOException {
    String file = FileNames.of(path);
    return UNIX ? unix(path, file, folder + file.substring(file.lastIndexOf('/') + 1), names)
        : basic(path, file, folder + FileNames.of(path.getFileName()));
  }

  private static FileEntry unix(Path path, String file, String name, OwnerNames names) throws IOException {
    Map<String, Object> all = Files.readAttributes(path, ALL, LinkOption.NOFOLLOW_LINKS);
    int mode = (Integer) all.get("mode");
    ArtifactKind kind = switch (mode & TYPE_MASK) {
      case 0x4000 -> ArtifactKind.DIRECTORY;
      case 0xA000 -> ArtifactKind.SYMLINK;
      case BLOCK_DEVICE, CHARACTER_DEVICE -> ArtifactKind.DEVICE;
      case 0x8000 -> ArtifactKind.FILE;
      default -> ArtifactKind.SPECIAL;
    };
    int uid = (Integer) all.get("uid");
    int gid = (Integer) all.get("gid");
    return new FileEntry(path, file, name, kind, (Long) all.get("size"), (FileTime) all.get("lastModifiedTime"),
        target(path, kind, mode, (Long) all.get("rdev")), mode, (Integer) all.get("nlink"), names.owner(uid, path),
        names.group(gid, path), uid, gid);
  }

  private static FileEntry basic(Path path, String file, String name) throws IOException {
    BasicFileAttributes all = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    ArtifactKind kind = all.isDirectory() ? ArtifactKind.DIRECTORY : all.isSymbolicLink() ? ArtifactKind.SYMLINK
        : all.isRegularFile() ? ArtifactKind.FILE : ArtifactKind.SPECIAL;
    return new FileEntry(path, file, name, kind, all.size(), all.lastModifiedTime(), target(path, kind, 0, 0), -1, 1, "", "",
        0, 0);
  }

  private static String target(Path path, ArtifactKind kind, int mode, long device) throws IOException {
    return switch (kind) {
      case SYMLINK -> FileNames.of(Files.readSymbolicLink(path));
      case DEVICE -> ((mode & TYPE_MASK) == BLOCK_DEVICE ? "b " : "c ") + major(device) + ':' + minor(device);
      case SPECIAL -> (mode & TYPE_MASK) == PIPE ? "named pipe" : (mode & TYPE_MASK) == SOCKET ? "socket" : "special";
      default -> null;
    };
  }

  /** Returns the major number; Linux keeps 12 bits of it low and the rest high, see makedev(3). */
  private static long major(long device) {
    return device >>> 8 & 0xFFF | device >>> 32 & ~0xFFFL;
  }

  private static long minor(long device) {
    return device & 0xFF | device >>> 12 & ~0xFFL;
  }

  /** Returns why a file could not be read, in a few words. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    return e instanceof NoSuchFileException ? "it vanished" : String.valueOf(e.getMessage());
  }
}
