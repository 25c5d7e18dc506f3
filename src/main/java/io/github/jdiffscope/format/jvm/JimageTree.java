package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.BinaryReader;
import io.github.jdiffscope.bytes.Blob;
import java.io.IOException;
import java.util.List;

/**
 * The entries {@code /packages/...} and {@code /modules/...} of a run-time image (jdk.tools.jlink.internal:
 * ImageResourcesTree). They hold no content of their own but offsets into the index of the image, which all change where
 * one entry is added; here they are shown as the names these offsets stand for.
 */
final class JimageTree {
  private static final String PACKAGES = "/packages";
  private static final String MODULES = "/modules";

  private final Blob blob;
  private final JimageFile image;
  private final List<JimageLocation> locations;

  JimageTree(Blob blob, JimageFile image, List<JimageLocation> locations) {
    this.blob = blob;
    this.image = image;
    this.locations = locations;
  }

  /** Returns whether an entry is one of the tree; {@code jimage list} leaves these out too. */
  static boolean isPartOf(JimageLocation location) {
    return !location.compressed() && location.size() % 4 == 0
        && (isUnder(PACKAGES, location.name()) || isUnder(MODULES, location.name()));
  }

  private static boolean isUnder(String folder, String name) {
    return name.startsWith(folder) && (name.length() == folder.length() || name.charAt(folder.length()) == '/');
  }

  /** Returns which modules have which package, a line each. */
  CharSequence packages() throws IOException {
    StringBuilder out = new StringBuilder();
    for (JimageLocation location : byName(PACKAGES)) {
      if (location.name().length() <= PACKAGES.length()) {
        continue;
      }
      BinaryReader in = content(location);
      for (long left = location.size() / 8; left > 0; left--) {
        boolean empty = in.i32("whether the package is empty") != 0;
        out.append(location.name(), PACKAGES.length() + 1, location.name().length()).append(": ")
            .append(image.string(in.u32("name of a module"))).append(empty ? ", folders only\n" : "\n");
      }
    }
    return out;
  }

  /** Returns what each folder of the image holds, a line for each folder. */
  CharSequence folders() throws IOException {
    StringBuilder out = new StringBuilder();
    for (String folder : new String[] {MODULES, PACKAGES}) {
      for (JimageLocation location : byName(folder)) {
        if (folder.equals(PACKAGES) && location.name().length() > PACKAGES.length()) {
          continue;
        }
        BinaryReader in = content(location);
        out.append(location.name()).append(':');
        for (long left = location.size() / 4; left > 0; left--) {
          JimageLocation child = image.location(in.u32("entry of a folder"));
          String name = child == null ? "?" : child.name();
          out.append(' ').append(name, name.lastIndexOf('/') + 1, name.length());
        }
        out.append('\n');
      }
    }
    return out;
  }

  private List<JimageLocation> byName(String folder) {
    return locations.stream().filter(location -> isUnder(folder, location.name()))
        .sorted(java.util.Comparator.comparing(JimageLocation::name)).toList();
  }

  private BinaryReader content(JimageLocation location) {
    return new BinaryReader(blob, image.order).seek(location.offset());
  }
}
