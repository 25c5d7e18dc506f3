package io.github.jdiffscope.codec.cfb;

import io.github.jdiffscope.bytes.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * An entry of the directory, [MS-CFB] section 2.6.1.
 *
 * @param type 0 unused, 1 storage, 2 stream, 5 root
 * @param created and modified in 100 nanoseconds since 1601, 0 if unknown
 * @param start number of the first sector
 */
public record CompoundEntry(String name, int type, int left, int right, int child, String classId, int state,
    long created, long modified, long start, long size) {
  public static final int STORAGE = 1;
  public static final int STREAM = 2;
  public static final int ROOT = 5;
  private static final int SIZE = 128;

  /** An entry with the names of the storages around it. */
  public record Placed(String path, CompoundEntry entry) {}

  static List<CompoundEntry> readAll(byte[] directory) {
    List<CompoundEntry> entries = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(directory).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + SIZE <= directory.length; at += SIZE) {
      int nameBytes = Math.max(0, Math.min(62, (buffer.getShort(at + 64) & 0xFFFF) - 2));
      String name = new String(directory, at, nameBytes, StandardCharsets.UTF_16LE);
      entries.add(new CompoundEntry(name, buffer.get(at + 66), buffer.getInt(at + 68), buffer.getInt(at + 72),
          buffer.getInt(at + 76), classId(buffer, at + 80), buffer.getInt(at + 96), buffer.getLong(at + 100),
          buffer.getLong(at + 108), buffer.getInt(at + 116) & 0xFFFF_FFFFL, buffer.getLong(at + 120)));
    }
    return entries;
  }

  private static String classId(ByteBuffer buffer, int at) {
    long low = Long.reverseBytes(buffer.getLong(at + 8));
    return String.format(Locale.ROOT, "%08X-%04X-%04X-%04X-%012X", buffer.getInt(at), buffer.getShort(at + 4),
        buffer.getShort(at + 6), low >>> 48, low & 0xFFFF_FFFF_FFFFL);
  }

  /** Returns all that can be reached from the root; siblings in the order of their tree. */
  static List<Placed> tree(List<CompoundEntry> entries) throws FormatException {
    List<Placed> placed = new ArrayList<>();
    if (entries.isEmpty()) {
      return placed;
    }
    Walk walk = new Walk(entries, placed);
    walk.todo.push(new Walk.Step(entries.get(0).child, "", true));
    while (!walk.todo.isEmpty()) {
      walk.step(walk.todo.pop());
    }
    return placed;
  }

  /** A walk over a binary tree without recursion: in order, each storage before what it holds. */
  private static final class Walk {
    private final List<CompoundEntry> entries;
    private final List<Placed> placed;
    private final BitSet seen = new BitSet();
    private final Deque<Step> todo = new ArrayDeque<>();

    Walk(List<CompoundEntry> entries, List<Placed> placed) {
      this.entries = entries;
      this.placed = placed;
    }

    /** An entry to enter, or to place after what is left of it was placed. */
    private record Step(int number, String folder, boolean enter) {}

    void step(Step step) throws FormatException {
      if (step.number == CompoundFile.NO_STREAM) {
        return;
      }
      if (step.number < 0 || step.number >= entries.size()) {
        throw new FormatException("directory entry " + step.number + " of " + entries.size() + " is not there");
      }
      CompoundEntry entry = entries.get(step.number);
      if (step.enter) {
        if (seen.get(step.number)) {
          throw new FormatException("directory entry " + step.number + " is in the tree twice");
        }
        seen.set(step.number);
        todo.push(new Step(step.number, step.folder, false));
        todo.push(new Step(entry.left, step.folder, true));
        return;
      }
      String path = step.folder + entry.name;
      placed.add(new Placed(path, entry));
      todo.push(new Step(entry.right, step.folder, true));
      if (entry.type == STORAGE) {
        todo.push(new Step(entry.child, path + "/", true));
      }
    }
  }
}
