package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.format.SectionContent.Detail;
import java.util.List;
import java.util.Map;

/**
 * An inode as Unix file systems have them.
 *
 * @param id what the volume finds it by again
 * @param links how often it is named, or {@link #UNKNOWN}
 * @param device as Linux encodes it in 32 bits; 0 for what is no device
 * @param modified as the listing shows it
 * @param times those that the listing leaves out, by what happened then
 * @param target of a symbolic link, else null
 * @param details what the row leaves out
 * @param placement where it lies; null if there is nothing to say
 * @param contents of a regular file, else null
 */
record UnixNode(long id, int mode, long links, long uid, long gid, long size, long device, String modified,
    Map<String, String> times, String target, List<Detail> details, String placement, TreeEntry.Contents contents) {
  static final long UNKNOWN = -1;

  boolean isFolder() {
    return UnixMode.isDirectory(mode);
  }

  /** Returns the entry of a listing for one of its names. */
  TreeEntry entry(String name) {
    String size = isFolder() ? "" : UnixMode.isDevice(mode) ? UnixMode.major(device) + "," + UnixMode.minor(device)
        : Long.toString(this.size);
    String count = isFolder() || links == UNKNOWN ? "" : Long.toString(links);
    TreeEntry.Contents handed = target != null ? TreeEntry.link(target) : contents != null ? contents
        : TreeEntry.special(mode, UnixMode.major(device), UnixMode.minor(device));
    return new TreeEntry(name, ListRow.of(UnixMode.text(mode), count, uid, gid, size, modified,
        isFolder() && !name.endsWith("/") ? name + '/' : name, target), details, placement, handed);
  }
}
