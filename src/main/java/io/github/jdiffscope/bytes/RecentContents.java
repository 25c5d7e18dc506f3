package io.github.jdiffscope.bytes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Short contents that were decoded to be recognised, kept for the job that compares them. Nobody relies on them: what is
 * not here is decoded again. Thread-safe.
 */
public final class RecentContents {
  private static final long LIMIT = 12 << 20;

  private final Map<BlobLocation, byte[]> contents = new ConcurrentHashMap<>();
  private final AtomicLong room = new AtomicLong(LIMIT);

  /** Keeps the decoded bytes at a location if there is room for them. */
  public void put(BlobLocation location, byte[] content) {
    if (room.get() >= content.length && contents.putIfAbsent(location, content) == null) {
      room.addAndGet(-content.length);
    }
  }

  /** Returns the decoded bytes at a location, which are no longer kept, or null. */
  byte[] take(BlobLocation location) {
    byte[] content = contents.isEmpty() ? null : contents.remove(location);
    if (content != null) {
      room.addAndGet(content.length);
    }
    return content;
  }
}
