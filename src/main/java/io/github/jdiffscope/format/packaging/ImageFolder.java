package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.format.SectionContent.Row;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the files of a container image in a folder. Only what was found on the way down is ever opened: neither a link
 * nor a name in the image leads elsewhere.
 */
final class ImageFolder implements ImageFiles {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_FILES = 1 << 20;
  private static final String TRANSPORT = "Directory Transport Version";

  private final Map<String, BlobLocation> files = new TreeMap<>();
  private final Map<String, String> others = new TreeMap<>();

  private ImageFolder() {}

  /** Returns whether a folder is an image layout, an unpacked {@code docker save}, or of {@code skopeo copy dir:}. */
  static boolean isImage(Path folder) {
    if (isFile(folder.resolve("oci-layout"))) {
      return isFile(folder.resolve("index.json"));
    }
    if (!isFile(folder.resolve("manifest.json"))) {
      return false;
    }
    try (DirectoryStream<Path> configs = Files.newDirectoryStream(folder, "????????????????*.json")) {
      for (Path config : configs) {
        if (config.getFileName().toString().matches("[0-9a-f]{64}\\.json")) {
          return true;
        }
      }
      return isFile(folder.resolve("version")) && new String(head(folder.resolve("version"), TRANSPORT.length()),
          StandardCharsets.ISO_8859_1).equals(TRANSPORT);
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  static ImageFolder read(Path folder) throws IOException {
    ImageFolder image = new ImageFolder();
    image.add(folder, "", 0);
    return image;
  }

  private void add(Path folder, String prefix, int depth) throws IOException {
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
      for (Path path : paths) {
        String name = prefix + FileNames.of(path.getFileName());
        if (isFile(path)) {
          files.put(name, BlobLocation.wholeFile(path, Files.size(path)));
        } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && depth < MAX_DEPTH) {
          others.put(name, "folder");
          add(path, name + '/', depth + 1);
        } else {
          others.put(name, Files.isSymbolicLink(path) ? "link to " + FileNames.of(Files.readSymbolicLink(path))
              : "special file");
        }
        if (files.size() + others.size() > MAX_FILES) {
          throw new LimitException("more than " + MAX_FILES + " files in the folder of an image");
        }
      }
    }
  }

  @Override
  public String container() {
    return "folder";
  }

  @Override
  public Set<String> names() {
    return files.keySet();
  }

  @Override
  public String resolved(String name) {
    return files.containsKey(name) ? name : null;
  }

  @Override
  public BlobLocation location(String resolved) {
    return files.get(resolved);
  }

  @Override
  public byte[] head(String resolved, int length) throws IOException {
    return head(files.get(resolved).path(), length);
  }

  private static byte[] head(Path file, int length) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(length);
    }
  }

  @Override
  public byte[] bytes(String name, int limit) throws IOException {
    BlobLocation file = files.get(name);
    if (file == null) {
      return null;
    }
    if (file.size() > limit) {
      throw new LimitException(name + " of " + file.size() + " bytes is larger than " + limit + " bytes");
    }
    return head(file.path(), limit);
  }

  @Override
  public List<Row> listing() {
    List<Row> rows = new ArrayList<>();
    files.forEach((name, file) -> rows.add(new Row(name, String.format(Locale.ROOT, "%10d %s", file.size(), name))));
    others.forEach((name, kind) -> rows.add(new Row(name, String.format(Locale.ROOT, "%10s %s", "", name + ", " + kind))));
    return rows;
  }
}
