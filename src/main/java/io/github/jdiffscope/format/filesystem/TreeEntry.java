package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.SectionContent.Detail;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * One name of a file system.
 *
 * @param name full path, without a slash in front
 * @param row what the listing shows of it
 * @param details what the row leaves out
 * @param placement where it lies, shown only if nothing else differs; null if there is nothing to say
 * @param contents how it is handed over; null for what has none, as directories
 */
record TreeEntry(String name, String row, List<Detail> details, String placement, Contents contents) {

  /** How a member is handed over. */
  @FunctionalInterface
  interface Contents {
    void hand(String name, MemberSink members) throws IOException;

    /** Returns what is left out of what is handed over, as a sentence, or null. */
    default String remark() {
      return null;
    }
  }

  /** Opens a member's bytes. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }

  static Contents at(BlobLocation location) {
    return (name, members) -> members.file(name, location);
  }

  static Contents at(Extents extents) {
    return new Contents() {
      @Override
      public void hand(String name, MemberSink members) throws IOException {
        members.file(name, extents.location());
      }

      @Override
      public String remark() {
        return extents.remark();
      }
    };
  }

  static Contents unpacked(Opener opener) {
    return (name, members) -> {
      if (members.wanted()) {
        try (InputStream stream = opener.open()) {
          members.unpack(name, stream);
        }
      }
    };
  }

  static Contents empty() {
    return (name, members) -> members.unpack(name, InputStream.nullInputStream());
  }

  static Contents link(String target) {
    return (name, members) -> members.symlink(name, target);
  }

  /** Returns the contents of a Unix file that is no regular one, or null for a directory. */
  static Contents special(int mode, int major, int minor) {
    return switch (mode & UnixMode.TYPE) {
      case UnixMode.BLOCK -> (name, members) -> members.device(name, "b " + major + ':' + minor);
      case UnixMode.CHARACTER -> (name, members) -> members.device(name, "c " + major + ':' + minor);
      case UnixMode.PIPE -> (name, members) -> members.special(name, "named pipe");
      case UnixMode.SOCKET -> (name, members) -> members.special(name, "socket");
      default -> null;
    };
  }
}
