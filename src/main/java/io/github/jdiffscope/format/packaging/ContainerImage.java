package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.codec.json.JsonDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An image among files.
 *
 * @param label tags, platform, annotations
 * @param manifest name of the file with the manifest, null where there is none for it
 * @param config name of the file with the configuration
 * @param layers names of the files with the layers, from the bottom
 * @param facts what its descriptor and manifest say besides digests and sizes
 */
record ContainerImage(String label, String manifest, String config, List<String> layers, String facts) {
  static final int JSON_LIMIT_BYTES = 32 << 20;
  private static final int MAX_INDEX_DEPTH = 8;
  private static final int MAX_IMAGES = 1000;

  /** Returns the images there are: as {@code docker save} lists them, the one of a manifest, else those of a layout. */
  static List<ContainerImage> all(ImageFiles files) throws IOException {
    List<ContainerImage> images = new ArrayList<>();
    JsonDocument manifest = json(files, "manifest.json");
    if (manifest != null && manifest.size() > 0 && manifest.isArray(0)) {
      for (int image : manifest.children(0)) {
        docker(manifest, image, images);
      }
    } else if (manifest != null && manifest.size() > 0 && manifest.get(0, "layers") != JsonDocument.NONE) {
      images.add(manifest(files, manifest, "manifest.json", "", ""));
    } else {
      index(files, "index.json", "", 0, new HashSet<>(), images);
    }
    return images;
  }

  static JsonDocument json(ImageFiles files, String name) throws IOException {
    byte[] bytes = files.bytes(name, JSON_LIMIT_BYTES);
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
  private static void index(ImageFiles files, String name, String above, int depth, Set<String> seen,
      List<ContainerImage> images) throws IOException {
    JsonDocument index = json(files, name);
    int manifests = index == null || index.size() == 0 ? JsonDocument.NONE : index.get(0, "manifests");
    if (manifests == JsonDocument.NONE || depth > MAX_INDEX_DEPTH || !seen.add(name)) {
      return;
    }
    for (int descriptor : index.children(manifests)) {
      if (images.size() >= MAX_IMAGES || !index.isObject(descriptor)) {
        return;
      }
      String facts = above + JsonLines.of(index, descriptor, ContainerImage::isNoDigest);
      String file = files.blob(index.textAt(descriptor, "digest"));
      JsonDocument document = json(files, file);
      if (document != null && document.size() > 0 && document.get(0, "manifests") != JsonDocument.NONE) {
        index(files, file, facts, depth + 1, seen, images);
      } else if (document != null && document.size() > 0) {
        images.add(manifest(files, document, file, label(index, descriptor), facts));
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

  private static ContainerImage manifest(ImageFiles files, JsonDocument manifest, String file, String label,
      String facts) {
    List<String> names = new ArrayList<>();
    int layers = manifest.get(0, "layers");
    if (layers != JsonDocument.NONE && manifest.isArray(layers)) {
      for (int layer : manifest.children(layers)) {
        names.add(files.blob(manifest.textAt(layer, "digest")));
      }
    }
    String config = files.blob(manifest.textAt(manifest.get(0, "config"), "digest"));
    String own = JsonLines.of(manifest, 0, ContainerImage::isNoDigest);
    return new ContainerImage(label, file, config, names, facts + own);
  }
}
