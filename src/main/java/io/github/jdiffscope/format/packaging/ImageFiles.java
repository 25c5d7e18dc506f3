package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.format.SectionContent.Row;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The files of a container image, in a tar archive or in a folder. */
interface ImageFiles {
  /** Returns what they lie in, in a word. */
  String container();

  /** Returns the names of all files and folders, in stored order; without {@code ./} and closing slashes. */
  Set<String> names();

  /** Returns the name of the file at the end of links, or null if there is none. */
  String resolved(String name);

  /** Returns where a file lies whose name is resolved. */
  BlobLocation location(String resolved);

  /** Returns the first bytes of a file whose name is resolved. */
  byte[] head(String resolved, int length) throws IOException;

  /** Returns the bytes of a file, or null if it is not there. */
  byte[] bytes(String name, int limit) throws IOException;

  List<Row> listing();

  /** Returns the file of a digest {@code algorithm:digits}: as a layout has it, else as {@code skopeo copy dir:} does. */
  default String blob(String digest) {
    if (digest == null) {
      return "";
    }
    String name = "blobs/" + digest.replace(':', '/');
    String plain = digest.substring(digest.indexOf(':') + 1);
    return resolved(name) == null && resolved(plain) != null ? plain : name;
  }
}
