package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.codec.compress.Compression;
import io.github.jdiffscope.codec.json.JsonDocument;
import io.github.jdiffscope.codec.tar.TarEntry;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Container images in a tar archive: OCI image layouts and what {@code docker save} writes. Layers are paired by
 * position; digests, which follow from their content, are shown only where nothing else differs.
 */
final class OciImageComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("packaging/oci-image", "container image",
      Signature.all(Signature.magic(257, "ustar"), Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isImage(probe);
        }
      })))
      .refining("archive/tar");
  private static final String CONTENT = ".*/layer\\.tar|[0-9a-f]{64}\\.json|blobs/sha256/[0-9a-f]{64}";
  private static final int HEAD_SIZE = 64;
  private static final int PROBED_ENTRIES = 256;
  private static final Set<String> INDEX_FILES = Set.of("manifest.json", "index.json", "oci-layout", "repositories");

  @Override
  public Format format() {
    return FORMAT;
  }

  private static boolean isImage(Probe probe) {
    String first = probe.headText();
    String name = first.substring(0, Math.min(100, Math.max(0, first.indexOf(0)))).replaceFirst("^\\./", "");
    if (!name.matches("(blobs/.*|[0-9a-f]{64}.*|manifest\\.json|index\\.json|oci-layout|repositories|)")) {
      return false;
    }
    try {
      Set<String> names = ImageArchive.read(probe.blob(), PROBED_ENTRIES).entries().keySet();
      return names.contains("oci-layout") || names.contains("index.json") && names.contains("blobs/")
          || names.contains("manifest.json") && names.stream().anyMatch(entry -> entry.matches(CONTENT));
    } catch (IOException damaged) {
      return false;
    }
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    ImageArchive archive = ImageArchive.read(blob, Integer.MAX_VALUE);
    List<ContainerImage> images = ContainerImage.all(archive);
    Set<String> used = new HashSet<>(INDEX_FILES);
    StringBuilder facts = new StringBuilder();
    for (int i = 0; i < images.size(); i++) {
      facts.append(images.size() == 1 ? "" : "image " + (i + 1) + "\n").append(images.get(i).facts())
          .append("layers: ").append(images.get(i).layers().size()).append('\n');
    }
    sections.add(Section.text("images", facts));
    for (int i = 0; i < images.size(); i++) {
      image(archive, images.get(i), prefix(images, i), blob, sections, members, used);
    }
    indexes(archive, images, sections);
    rest(archive, blob, used, members);
    sections.add(Section.listing("archive entries", List.of(), listing(archive)).atLevel(1));
  }

  private static String prefix(List<ContainerImage> images, int i) {
    if (images.size() == 1) {
      return "";
    }
    String label = images.get(i).label();
    boolean unique = !label.isEmpty() && images.stream().filter(image -> image.label().equals(label)).count() == 1;
    return (unique ? label : "image " + (i + 1)) + " ";
  }

  private static void image(ImageArchive archive, ContainerImage image, String prefix, Blob blob, Sections sections,
      MemberSink members, Set<String> used) throws IOException {
    JsonDocument config = image.config() == null ? null : ContainerImage.json(archive, image.config());
    used.add(image.config());
    used.add(image.manifest());
    if (config == null || config.size() == 0) {
      sections.comment(prefix + "configuration " + image.config() + " is not in the archive");
    } else {
      sections.add(Section.text(prefix + "config",
          JsonLines.of(config, 0, path -> !path.startsWith("rootfs.diff_ids"))));
      sections.add(Section.text(prefix + "digests of layers",
          JsonLines.of(config, 0, path -> path.isEmpty() || path.startsWith("rootfs"))).atLevel(1));
    }
    for (int i = 0; i < image.layers().size(); i++) {
      String name = image.layers().get(i);
      TarEntry layer = archive.get(name);
      used.add(name);
      if (layer == null) {
        sections.comment(prefix + "layer " + (i + 1) + " is not in the archive: " + name);
      } else if (members.wanted()) {
        used.add(layer.name().replaceFirst("^\\./", ""));
        members.file(prefix + "layer " + (i + 1) + ".tar" + suffix(blob, layer),
            blob.location().slice(layer.dataOffset(), layer.stored()));
      }
    }
  }

  /** Returns how a layer's name ends, by how it is compressed: layers pair by name whatever that is. */
  private static String suffix(Blob blob, TarEntry layer) throws IOException {
    int length = (int) Math.min(layer.stored(), HEAD_SIZE);
    Compression compression = Compression.sniff(blob.bytes(layer.dataOffset(), length));
    return compression == Compression.GZIP ? ".gz" : compression == Compression.ZSTD ? ".zst" : "";
  }

  /** Adds what names the files by their digests, which follow from the content. */
  private static void indexes(ImageArchive archive, List<ContainerImage> images, Sections sections) throws IOException {
    List<String> names = new ArrayList<>(List.of("index.json", "manifest.json", "oci-layout", "repositories"));
    images.forEach(image -> names.add(image.manifest()));
    StringBuilder out = new StringBuilder();
    for (String name : names) {
      JsonDocument document = name == null ? null : ContainerImage.json(archive, name);
      if (document != null && document.size() > 0) {
        out.append(JsonLines.of(document, 0, path -> true));
      }
    }
    sections.add(Section.text("indexes and manifests", out).atLevel(1));
  }

  /** Hands out what belongs to no image; the files of layers of version 1 repeat what the configuration says. */
  private static void rest(ImageArchive archive, Blob blob, Set<String> used, MemberSink members) throws IOException {
    for (Map.Entry<String, TarEntry> named : archive.entries().entrySet()) {
      TarEntry entry = named.getValue();
      boolean versionOne = named.getKey().matches("[0-9a-f]{64}/(json|VERSION)");
      if (entry.isFile() && !versionOne && !used.contains(named.getKey()) && members.wanted()) {
        members.file(named.getKey(), blob.location().slice(entry.dataOffset(), entry.stored()));
      }
    }
  }

  private static List<Row> listing(ImageArchive archive) {
    List<Row> rows = new ArrayList<>();
    for (TarEntry entry : archive.entries().values()) {
      rows.add(new Row(entry.name(), String.format(Locale.ROOT, "%c %04o %d:%d %10d %s %s%s", entry.type(),
          entry.mode(), entry.uid(), entry.gid(), entry.size(), entry.modified(), entry.name(),
          entry.link().isEmpty() ? "" : " -> " + entry.link())));
    }
    return rows;
  }
}
