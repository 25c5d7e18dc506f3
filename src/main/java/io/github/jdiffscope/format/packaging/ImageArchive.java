package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.codec.tar.TarEntry;
import io.github.jdiffscope.codec.tar.TarReader;
import io.github.jdiffscope.format.SectionContent.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds the files of a container image in the tar archive it was saved as. */
final class ImageArchive implements ImageFiles {
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

  @Override
  public String container() {
    return "tar archive";
  }

  @Override
  public Set<String> names() {
    return entries.keySet();
  }

  @Override
  public String resolved(String name) {
    String wanted = name;
    for (int i = 0; i < MAX_LINKS; i++) {
      TarEntry entry = entries.get(wanted);
      if (entry == null || entry.isFile()) {
        return entry == null ? null : wanted;
      }
      if (!entry.isHardLink() && !entry.isSymlink()) {
        return null;
      }
      wanted = entry.isHardLink() ? normal(entry.link()) : linked(wanted, entry.link());
    }
    return null;
  }

  /** Returns where a relative link leads: {@code ../other/layer.tar} from {@code one/layer.tar}. */
  private static String linked(String from, String link) {
    String folder = from.contains("/") ? from.substring(0, from.lastIndexOf('/')) : "";
    String target = link;
    while (target.startsWith("../")) {
      target = target.substring(3);
      folder = folder.contains("/") ? folder.substring(0, folder.lastIndexOf('/')) : "";
    }
    return folder.isEmpty() ? target : folder + "/" + target;
  }

  @Override
  public BlobLocation location(String resolved) {
    TarEntry entry = entries.get(resolved);
    return blob.location().slice(entry.dataOffset(), entry.stored());
  }

  @Override
  public byte[] head(String resolved, int length) throws IOException {
    TarEntry entry = entries.get(resolved);
    return blob.bytes(entry.dataOffset(), (int) Math.min(entry.stored(), length));
  }

  @Override
  public byte[] bytes(String name, int limit) throws IOException {
    String resolved = resolved(name);
    if (resolved == null) {
      return null;
    }
    TarEntry entry = entries.get(resolved);
    return blob.slice(entry.dataOffset(), entry.stored()).all(limit);
  }

  @Override
  public List<Row> listing() {
    List<Row> rows = new ArrayList<>();
    for (TarEntry entry : entries.values()) {
      rows.add(new Row(entry.name(), String.format(Locale.ROOT, "%c %04o %d:%d %10d %s %s%s", entry.type(),
          entry.mode(), entry.uid(), entry.gid(), entry.size(), entry.modified(), entry.name(),
          entry.link().isEmpty() ? "" : " -> " + entry.link())));
    }
    return rows;
  }
}
