package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.format.SectionContent.Detail;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One name of a file of an NTFS volume, and a name for each of its alternate streams of data. */
record NtfsEntry(String path, NtfsFile file, String alias, NtfsSecurity security) {
  private static final String NO_TIME = " ".repeat(27);

  /** @param first whether this is the first name of the file: streams are told there only */
  void into(FileTree tree, boolean first) throws IOException {
    Map<String, NtfsStream> streams = file.streams();
    NtfsStream own = streams.get("");
    String target = file.target();
    boolean folder = file.record().isFolder();
    List<Detail> details = file.details(security);
    if (alias != null) {
      details.add(new Detail("", "short name " + alias));
    }
    String name = folder && !path.endsWith("/") ? path + '/' : path;
    String row = ListRow.plain(file.mode(), own == null ? "" : Long.toString(own.size()), file.modified(),
        name + (target == null ? "" : " -> " + target));
    TreeEntry.Contents contents = target != null ? TreeEntry.link(target) : own != null ? own.contents() : null;
    tree.add(new TreeEntry(path, row, storage(own, details), "record " + file.record().number()
        + " sequence " + file.record().sequence() + (own == null ? "" : ", " + own.placement()), contents));
    for (Map.Entry<String, NtfsStream> stream : streams.entrySet()) {
      if (first && !stream.getKey().isEmpty()) {
        stream(tree, path + ':' + stream.getKey(), stream.getValue());
      }
    }
  }

  private void stream(FileTree tree, String name, NtfsStream stream) throws IOException {
    tree.add(new TreeEntry(name, ListRow.plain("stream" + " ".repeat(file.mode().length() - 6),
        Long.toString(stream.size()), NO_TIME, name), storage(stream, new ArrayList<>()), stream.placement(),
        stream.contents()));
  }

  /** Adds what a reader of the file may see of how it is stored: holes, compression and encryption. */
  private static List<Detail> storage(NtfsStream stream, List<Detail> details) throws IOException {
    if (stream != null && !stream.isResident()) {
      int flags = stream.flags();
      String words = ((flags & NtfsAttribute.COMPRESSED) != 0 ? "compressed" : "")
          + ((flags & NtfsAttribute.ENCRYPTED) != 0 ? " encrypted" : "");
      if (!words.isEmpty()) {
        details.add(new Detail("", words.strip()));
      } else {
        String holes = stream.extents().holeRanges();
        details.add(new Detail("", holes.isEmpty() ? "no holes" : "holes " + holes));
      }
    }
    return details;
  }
}
