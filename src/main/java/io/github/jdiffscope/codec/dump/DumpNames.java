package io.github.jdiffscope.codec.dump;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.Extent;
import io.github.jdiffscope.bytes.FileNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of files, from the directories of a dump: entries of number, length, type and name. */
public final class DumpNames {
  private static final int ENTRY = 8;
  private static final int DEPTH_LIMIT = 256;
  private static final int LARGEST_DIRECTORY = 64 << 20;

  /** Names and the directories they stand in, by number of the file. */
  private final Map<Integer, List<Name>> names = new HashMap<>();

  private final Map<Integer, String> prefixes = new HashMap<>();

  private record Name(int directory, String name) {}

  /** Adds the entries of a directory, as far as they can be read. */
  public void add(Blob blob, DumpInode directory, ByteOrder order) throws IOException {
    for (Extent run : directory.content()) {
      if (!run.isHole() && run.length() <= LARGEST_DIRECTORY) {
        add(ByteBuffer.wrap(blob.bytes(run.offset(), (int) run.length())).order(order), directory.number());
      }
    }
  }

  private void add(ByteBuffer entries, int directory) {
    for (int at = 0; at + ENTRY <= entries.limit(); ) {
      int length = entries.getShort(at + 4) & 0xFFFF;
      int nameLength = entries.get(at + 7) & 0xFF;
      if (length < ENTRY || nameLength > length - ENTRY || at + length > entries.limit()) {
        return;
      }
      String name = FileNames.decode(Arrays.copyOfRange(entries.array(), at + ENTRY, at + ENTRY + nameLength));
      if (entries.getInt(at) != 0 && !name.equals(".") && !name.equals("..")) {
        names.computeIfAbsent(entries.getInt(at), number -> new ArrayList<>(1)).add(new Name(directory, name));
      }
      at += length;
    }
  }

  /** Returns the paths of a file; one that no directory names has its number for a name. */
  public List<String> of(int number, int root) {
    if (number == root) {
      return List.of(".");
    }
    List<Name> all = names.get(number);
    if (all == null) {
      return List.of("inode " + number);
    }
    List<String> paths = new ArrayList<>(all.size());
    for (Name name : all) {
      paths.add(inside(name.directory(), root, 0) + name.name());
    }
    return paths;
  }

  /** Returns what stands before the names in a directory; a cycle ends where its depth does. */
  private String inside(int directory, int root, int depth) {
    if (directory == root) {
      return "";
    }
    String known = prefixes.get(directory);
    if (known == null) {
      List<Name> above = depth < DEPTH_LIMIT ? names.get(directory) : null;
      known = above == null ? "inode " + directory + '/'
          : inside(above.get(0).directory(), root, depth + 1) + above.get(0).name() + '/';
      prefixes.put(directory, known);
    }
    return known;
  }
}
