package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.codec.tar.TarEntry;
import io.github.jdiffscope.codec.tar.TarReader;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds the files of a container image in the tar archive it was saved as. */
final class ImageArchive {
  private static final int MAX_LINKS = 10;

  private final Blob blob;
  private final Map<String, TarEntry> entries = new LinkedHashMap<>();

  private ImageArchive(Blob blob) {
    this.blob = blob;
  }

  /** Returns the files of the first {@code limit} entries. */
  static ImageArchive read(Blob blob, int limit) throws IOException {
    ImageArchive archive = new ImageArchive(blob);
    TarReader reader = new TarReader(blob);
    TarEntry entry;
    for (int i = 0; i < limit && (entry = reader.next()) != null; i++) {
      archive.entries.put(normal(entry.name()), entry);
    }
    return archive;
  }

  private static String normal(String name) {
    return name.startsWith("./") ? name.substring(2) : name;
  }

  Map<String, TarEntry> entries() {
    return entries;
  }

  /** Returns the file of a name, at the end of symbolic links, or null. */
  TarEntry get(String name) {
    String wanted = name;
    for (int i = 0; i < MAX_LINKS; i++) {
      TarEntry entry = entries.get(wanted);
      if (entry == null || !entry.isHardLink() && !entry.isSymlink()) {
        return entry;
      }
      wanted = entry.isHardLink() ? normal(entry.link()) : resolve(wanted, entry.link());
    }
    return null;
  }

  /** Returns where a relative link leads: {@code ../other/layer.tar} from {@code one/layer.tar}. */
  private static String resolve(String from, String link) {
    String folder = from.contains("/") ? from.substring(0, from.lastIndexOf('/')) : "";
    String target = link;
    while (target.startsWith("../")) {
      target = target.substring(3);
      folder = folder.contains("/") ? folder.substring(0, folder.lastIndexOf('/')) : "";
    }
    return folder.isEmpty() ? target : folder + "/" + target;
  }

  /** Returns the bytes of a file, or null if it is not there. */
  byte[] bytes(String name, int limit) throws IOException {
    TarEntry entry = get(name);
    if (entry == null) {
      return null;
    }
    return blob.slice(entry.dataOffset(), entry.stored()).all(limit);
  }
}
