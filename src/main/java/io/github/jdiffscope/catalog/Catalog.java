package io.github.jdiffscope.catalog;

import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.archive.ArchiveFormats;
import io.github.jdiffscope.format.crypto.CryptoFormats;
import io.github.jdiffscope.format.data.DataFormats;
import io.github.jdiffscope.format.document.DocumentFormats;
import io.github.jdiffscope.format.executable.ExecutableFormats;
import io.github.jdiffscope.format.filesystem.FilesystemFormats;
import io.github.jdiffscope.format.generic.GenericFormats;
import io.github.jdiffscope.format.jvm.JvmFormats;
import io.github.jdiffscope.format.media.MediaFormats;
import io.github.jdiffscope.format.packaging.PackagingFormats;
import io.github.jdiffscope.format.text.TextFormats;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Sniffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The formats this program knows: ours, listed here, and third parties', found by {@link ServiceLoader}. */
public final class Catalog {
  /** System property that says whether there may be third parties' formats on the class path. */
  public static final String THIRD_PARTIES = "jdiffscope.thirdparties";

  private final TreeMap<String, FormatComparator> byId = new TreeMap<>();
  private final Sniffer sniffer;

  private Catalog(Collection<FormatComparator> comparators) {
    for (FormatComparator comparator : comparators) {
      FormatComparator other = byId.put(comparator.format().id(), comparator);
      if (other != null) {
        throw new IllegalStateException("two comparators claim the format id " + comparator.format().id() + ": "
            + other.getClass().getName() + " and " + comparator.getClass().getName());
      }
    }
    this.sniffer = new Sniffer(formats());
  }

  /** Returns the catalogue of this program and its class path. */
  public static Catalog load() {
    List<FormatComparator> all = new ArrayList<>(builtIn());
    // Looking for services opens every jar of the class path, which takes longer than a small comparison.
    if (Boolean.getBoolean(THIRD_PARTIES)) {
      ServiceLoader.load(FormatComparator.class).forEach(all::add);
    }
    return new Catalog(all);
  }

  /** Returns a catalogue of exactly these comparators. */
  public static Catalog of(Collection<FormatComparator> comparators) {
    return new Catalog(comparators);
  }

  /** Returns the comparators that come with this program, family by family. */
  public static List<FormatComparator> builtIn() {
    List<FormatComparator> all = new ArrayList<>();
    all.addAll(GenericFormats.all());
    all.addAll(TextFormats.all());
    all.addAll(ArchiveFormats.all());
    all.addAll(FilesystemFormats.all());
    all.addAll(PackagingFormats.all());
    all.addAll(JvmFormats.all());
    all.addAll(ExecutableFormats.all());
    all.addAll(DocumentFormats.all());
    all.addAll(MediaFormats.all());
    all.addAll(DataFormats.all());
    all.addAll(CryptoFormats.all());
    return all;
  }

  /**
   * Returns the comparator of a format.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ids
   */
  public FormatComparator comparator(String id) {
    FormatComparator comparator = byId.get(id);
    if (comparator == null) {
      throw new IllegalArgumentException(
          "unknown format id " + id + "; known are " + String.join(", ", byId.keySet()));
    }
    return comparator;
  }

  /** Returns the format with this id; see {@link #comparator}. */
  public Format format(String id) {
    return comparator(id).format();
  }

  /** Returns the id of the first format, by id, that a folder is of; {@code otherwise} if it is of none. */
  public String folderFormat(Path folder, String otherwise) {
    for (Map.Entry<String, FormatComparator> entry : byId.entrySet()) {
      if (entry.getValue().recognisesFolder(folder)) {
        return entry.getKey();
      }
    }
    return otherwise;
  }

  /** Returns all formats, ordered by id. */
  public List<Format> formats() {
    List<Format> formats = new ArrayList<>(byId.size());
    for (FormatComparator comparator : byId.values()) {
      formats.add(comparator.format());
    }
    return formats;
  }

  public Sniffer sniffer() {
    return sniffer;
  }

  /** Returns a digest of all ids and their order of refinement: two processes with the same one understand each other. */
  public String fingerprint() {
    StringBuilder text = new StringBuilder();
    for (Format format : formats()) {
      text.append(format.id()).append('<').append(String.join(",", format.refines())).append(';');
    }
    return Integer.toHexString(text.toString().hashCode()) + "-" + byId.size();
  }
}
