package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.codec.json.JsonDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An image in an archive.
 *
 * @param label tags, platform, annotations
 * @param manifest name of the file with the manifest, null where the archive has none for it
 * @param config name of the file with the configuration
 * @param layers names of the files with the layers, from the bottom
 * @param facts what its descriptor and manifest say besides digests and sizes
 */
record ContainerImage(String label, String manifest, String config, List<String> layers, String facts) {
  private static final int JSON_LIMIT_BYTES = 32 << 20;
  private static final int MAX_INDEX_DEPTH = 8;
  private static final int MAX_IMAGES = 1000;

  /** Returns the images of an archive: as {@code docker save} lists them, else as an OCI image layout does. */
  static List<ContainerImage> all(ImageArchive archive) throws IOException {
    List<ContainerImage> images = new ArrayList<>();
    JsonDocument manifest = json(archive, "manifest.json");
    if (manifest != null && manifest.size() > 0 && manifest.isArray(0)) {
      for (int image : manifest.children(0)) {
        docker(manifest, image, images);
      }
    } else {
      index(archive, "index.json", "", 0, new HashSet<>(), images);
    }
    return images;
  }

  static JsonDocument json(ImageArchive archive, String name) throws IOException {
    byte[] bytes = archive.bytes(name, JSON_LIMIT_BYTES);
    return bytes == null ? null : JsonDocument.parse(bytes);
  }

  private static void docker(JsonDocument manifest, int image, List<ContainerImage> images) {
    int layers = manifest.get(image, "Layers");
    List<String> names = new ArrayList<>();
    if (layers != JsonDocument.NONE && manifest.isArray(layers)) {
      manifest.children(layers).forEach(layer -> names.add(manifest.text(layer)));
    }
    String facts = JsonLines.of(manifest, image, path -> path.isEmpty() || path.startsWith("RepoTags"));
    int tags = manifest.get(image, "RepoTags");
    String label = tags == JsonDocument.NONE || !manifest.isArray(tags) || manifest.children(tags).isEmpty() ? ""
        : manifest.text(manifest.children(tags).get(0));
    images.add(new ContainerImage(label, null, manifest.textAt(image, "Config"), names, facts));
  }

  /** Adds the images of an index; an index may list others. */
  private static void index(ImageArchive archive, String name, String above, int depth, Set<String> seen,
      List<ContainerImage> images) throws IOException {
    JsonDocument index = json(archive, name);
    int manifests = index == null || index.size() == 0 ? JsonDocument.NONE : index.get(0, "manifests");
    if (manifests == JsonDocument.NONE || depth > MAX_INDEX_DEPTH || !seen.add(name)) {
      return;
    }
    for (int descriptor : index.children(manifests)) {
      if (images.size() >= MAX_IMAGES || !index.isObject(descriptor)) {
        return;
      }
      String facts = above + JsonLines.of(index, descriptor, ContainerImage::isNoDigest);
      String file = blobName(index.textAt(descriptor, "digest"));
      JsonDocument document = json(archive, file);
      if (document != null && document.size() > 0 && document.get(0, "manifests") != JsonDocument.NONE) {
        index(archive, file, facts, depth + 1, seen, images);
      } else if (document != null && document.size() > 0) {
        images.add(manifest(document, file, label(index, descriptor), facts));
      }
    }
  }

  private static boolean isNoDigest(String path) {
    return !path.endsWith("digest") && !path.endsWith("size");
  }

  private static String label(JsonDocument index, int descriptor) {
    String tag = index.textAt(index.get(descriptor, "annotations"), "org.opencontainers.image.ref.name");
    int platform = index.get(descriptor, "platform");
    String architecture = platform == JsonDocument.NONE ? null : index.textAt(platform, "architecture");
    return tag != null ? tag : architecture != null ? architecture : "";
  }

  private static ContainerImage manifest(JsonDocument manifest, String file, String label, String facts) {
    List<String> names = new ArrayList<>();
    int layers = manifest.get(0, "layers");
    if (layers != JsonDocument.NONE && manifest.isArray(layers)) {
      for (int layer : manifest.children(layers)) {
        names.add(blobName(manifest.textAt(layer, "digest")));
      }
    }
    String config = blobName(manifest.textAt(manifest.get(0, "config"), "digest"));
    String own = JsonLines.of(manifest, 0, ContainerImage::isNoDigest);
    return new ContainerImage(label, file, config, names, facts + own);
  }

  /** Returns the name of the file of a digest {@code algorithm:digits}: OCI image layout, "Blobs". */
  private static String blobName(String digest) {
    return digest == null ? "" : "blobs/" + digest.replace(':', '/');
  }
}
