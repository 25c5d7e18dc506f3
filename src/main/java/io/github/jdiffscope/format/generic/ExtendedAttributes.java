package io.github.jdiffscope.format.generic;

import io.github.jdiffscope.model.ArtifactKind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.HexFormat;
import java.util.List;

/** Lists user extended attributes as {@code getfattr -d} does; other name spaces are out of the JDK's reach. */
final class ExtendedAttributes {
  private ExtendedAttributes() {}

  static String of(List<FileEntry> entries) throws IOException {
    StringBuilder all = new StringBuilder();
    for (FileEntry entry : entries) {
      if (entry.kind() == ArtifactKind.FILE || entry.kind() == ArtifactKind.DIRECTORY) {
        append(entry, all);
      }
    }
    return all.toString();
  }

  private static void append(FileEntry entry, StringBuilder all) throws IOException {
    UserDefinedFileAttributeView view =
        Files.getFileAttributeView(entry.path(), UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (view == null) {
      return;
    }
    List<String> names;
    try {
      names = view.list().stream().sorted().toList();
    } catch (IOException unsupported) {
      return;
    }
    for (String name : names) {
      ByteBuffer value = ByteBuffer.allocate(view.size(name));
      view.read(name, value);
      all.append(entry.name()).append(": user.").append(name).append('=').append(shown(value.array())).append('\n');
    }
  }

  private static String shown(byte[] value) {
    for (byte b : value) {
      if (b < 0x20 || b > 0x7E) {
        return "0x" + HexFormat.of().formatHex(value);
      }
    }
    return '"' + new String(value, StandardCharsets.US_ASCII) + '"';
  }
}
