package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.BlobOpener;
import io.github.jdiffscope.codec.compress.Compression;
import io.github.jdiffscope.codec.json.JsonDocument;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.model.ArtifactKind;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;

/**
 * Container images, in a tar archive or a folder: OCI image layouts and what {@code docker save} writes. Layers are paired by
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
  private static final String VERSION_ONE = "[0-9a-f]{64}/(json|VERSION)";
  private static final int HEAD_SIZE = 64;
  private static final int PROBED_ENTRIES = 256;
  private static final Set<String> INDEX_FILES = Set.of("manifest.json", "index.json", "oci-layout", "repositories",
      "version");

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
      Set<String> names = ImageArchive.read(probe.blob(), PROBED_ENTRIES).names();
      return names.contains("oci-layout") || names.contains("index.json") && names.contains("blobs/")
          || names.contains("manifest.json") && names.stream().anyMatch(entry -> entry.matches(CONTENT));
    } catch (IOException damaged) {
      return false;
    }
  }

  @Override
  public boolean recognisesFolder(Path folder) {
    return ImageFolder.isImage(folder);
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    ImageFiles archive = artifact.artifact().kind() == ArtifactKind.DIRECTORY
        ? ImageFolder.read(artifact.artifact().location().path())
        : ImageArchive.read(artifact.blob(), Integer.MAX_VALUE);
    List<ContainerImage> images = ContainerImage.all(archive);
    Set<String> used = new HashSet<>(INDEX_FILES);
    StringBuilder facts = new StringBuilder();
    for (int i = 0; i < images.size(); i++) {
      facts.append(images.size() == 1 ? "" : "image " + (i + 1) + "\n").append(images.get(i).facts())
          .append("layers: ").append(images.get(i).layers().size()).append('\n');
    }
    sections.add(Section.text("images", facts));
    sections.add(Section.text("saved as", form(archive) + " in a " + archive.container() + '\n'));
    for (int i = 0; i < images.size(); i++) {
      image(archive, images.get(i), prefix(images, i), sections, members, used);
    }
    indexes(archive, images, sections);
    rest(archive, used, !images.isEmpty(), sections, members);
    sections.add(Section.listing("entries", List.of(), archive.listing()).atLevel(1));
    sections.add(Section.text("descriptions as stored", () -> stored(archive, images)).atLevel(2));
  }

  private static String prefix(List<ContainerImage> images, int i) {
    if (images.size() == 1) {
      return "";
    }
    String label = images.get(i).label();
    boolean unique = !label.isEmpty() && images.stream().filter(image -> image.label().equals(label)).count() == 1;
    return (unique ? label : "image " + (i + 1)) + " ";
  }

  private static void image(ImageFiles archive, ContainerImage image, String prefix, Sections sections, MemberSink members,
      Set<String> used) throws IOException {
    JsonDocument config = image.config() == null ? null : ContainerImage.json(archive, image.config());
    used.add(image.config());
    used.add(image.manifest());
    if (config == null || config.size() == 0) {
      sections.comment(prefix + "configuration " + image.config() + " is not there");
    } else {
      sections.add(Section.text(prefix + "config",
          JsonLines.of(config, 0, path -> !path.startsWith("rootfs.diff_ids"))));
      sections.add(Section.text(prefix + "digests of layers",
          JsonLines.of(config, 0, path -> path.isEmpty() || path.startsWith("rootfs"))).atLevel(1));
    }
    for (int i = 0; i < image.layers().size(); i++) {
      String name = image.layers().get(i);
      String layer = archive.resolved(name);
      used.add(name);
      if (layer == null) {
        sections.comment(prefix + "layer " + (i + 1) + " is not there: " + name);
      } else if (members.wanted()) {
        used.add(layer);
        members.file(prefix + "layer " + (i + 1) + ".tar" + suffix(archive, layer), archive.location(layer));
      }
    }
  }

  /** Returns how a layer's name ends, by how it is compressed: layers pair by name whatever that is. */
  private static String suffix(ImageFiles archive, String layer) throws IOException {
    Compression compression = Compression.sniff(archive.head(layer, HEAD_SIZE));
    return compression == Compression.GZIP ? ".gz" : compression == Compression.ZSTD ? ".zst" : "";
  }

  /** Adds what names the files by their digests, which follow from the content. */
  private static void indexes(ImageFiles archive, List<ContainerImage> images, Sections sections) throws IOException {
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

  /**
   * Hands out what belongs to no image; the files of layers of version 1 repeat what the configuration says. Blobs that
   * no image names are what tools leave behind: they are told apart where nothing else differs.
   */
  private static void rest(ImageFiles archive, Set<String> used, boolean named, Sections sections, MemberSink members)
      throws IOException {
    List<String> blobs = new ArrayList<>();
    for (String name : archive.names()) {
      if (!name.equals(archive.resolved(name)) || name.matches(VERSION_ONE) || used.contains(name)) {
        continue;
      }
      if (named && name.startsWith("blobs/")) {
        blobs.add(name);
      } else if (members.wanted()) {
        members.file(name, archive.location(name));
      }
    }
    sections.add(Section.text("blobs of no image", () -> unused(archive, blobs)).atLevel(1));
  }

  /** Returns names and contents' checksums: a name is but a claim of what a blob holds. */
  private static CharSequence unused(ImageFiles archive, List<String> blobs) throws IOException {
    StringBuilder out = new StringBuilder();
    for (String name : new TreeSet<>(blobs)) {
      CRC32 crc = new CRC32();
      try (InputStream in = BlobOpener.stream(archive.location(name))) {
        byte[] buffer = new byte[1 << 16];
        for (int count; (count = in.read(buffer)) > 0;) {
          crc.update(buffer, 0, count);
        }
      }
      out.append(String.format(Locale.ROOT, "%08x  %s\n", crc.getValue(), name));
    }
    return out;
  }

  /** Returns the texts that say the same in other words: of files in a folder no bytes around them do. */
  private static CharSequence stored(ImageFiles archive, List<ContainerImage> images) throws IOException {
    Set<String> names = new TreeSet<>(INDEX_FILES);
    for (ContainerImage image : images) {
      names.add(image.manifest() == null ? "" : image.manifest());
      names.add(image.config() == null ? "" : image.config());
    }
    archive.names().stream().filter(name -> name.matches(VERSION_ONE)).forEach(names::add);
    StringBuilder out = new StringBuilder();
    for (String name : names) {
      byte[] text = archive.bytes(name, ContainerImage.JSON_LIMIT_BYTES);
      if (text != null) {
        out.append(name).append(":\n").append(new String(text, StandardCharsets.UTF_8)).append('\n');
      }
    }
    return out;
  }

  /** Returns which of the ways to save an image this is. */
  private static String form(ImageFiles archive) {
    return archive.resolved("oci-layout") != null
        ? archive.resolved("manifest.json") != null ? "docker archive with OCI layout" : "OCI layout"
        : archive.resolved("version") != null ? "skopeo directory" : "docker archive";
  }
}
