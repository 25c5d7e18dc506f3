package io.github.jdiffscope.codec.dump;

import io.github.jdiffscope.bytes.Extent;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A file of a dump.
 *
 * @param content where its bytes lie, from the start of the dump; as many as {@code size} says or fewer
 * @param device {@code major:minor}
 * @param attributes extended attributes, values in words
 */
public record DumpInode(int number, int mode, int links, int uid, int gid, long size, Instant accessed,
    Instant modified, Instant changed, int flags, int generation, String device, List<Extent> content,
    Map<String, String> attributes) {

  /** Returns the type bits of the mode. */
  public int type() {
    return mode & 0xF000;
  }

  /** Returns how many bytes there are. */
  public long present() {
    long total = 0;
    for (Extent extent : content) {
      total += extent.length();
    }
    return total;
  }
}
