package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32C;

/** The trees of a btrfs volume: finds their items, checks their blocks by check sum. */
final class BtrfsTrees {
  /** How check sums are made, as the superblock numbers it. */
  private static final int CRC_32C = 0;
  private static final int SHA_256 = 2;
  private static final int AFTER_SUM = 32;
  private static final int KEPT = 8 << 20;
  /** Each name reads its inode's items again: many names of a file of many extents would else take hours. */
  private static final long MOST_ITEMS = 1 << 26;
  private static final int MOST_TOLD = 5;

  /** A tree by its topmost block. */
  record Root(long logical, int level) {}

  /** Receives items in order of their keys. */
  @FunctionalInterface
  interface Visitor {
    void item(BtrfsItem item) throws IOException;
  }

  private final Blob blob;
  private final BtrfsChunks chunks;
  private final int blockSize;
  private final int sumKind;
  private final Leftovers leftovers;
  private final Map<Long, BtrfsBlock> kept = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<Long> checked = new HashSet<>();
  private final StringBuilder damage = new StringBuilder();
  private int damaged;
  private long items;

  BtrfsTrees(Blob blob, BtrfsChunks chunks, int blockSize, int sumKind, Leftovers leftovers) {
    this.blob = blob;
    this.chunks = chunks;
    this.blockSize = blockSize;
    this.sumKind = sumKind;
    this.leftovers = leftovers;
  }

  /** Returns whether bytes agree with the check sum before them; true where its kind is not known. */
  static boolean agrees(byte[] block, int sumKind) {
    if (sumKind == CRC_32C) {
      CRC32C sum = new CRC32C();
      sum.update(block, AFTER_SUM, block.length - AFTER_SUM);
      int stored = block[0] & 0xFF | (block[1] & 0xFF) << 8 | (block[2] & 0xFF) << 16 | block[3] << 24;
      return (int) sum.getValue() == stored;
    } else if (sumKind == SHA_256) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(block, AFTER_SUM, block.length - AFTER_SUM);
        return Arrays.equals(digest.digest(), Arrays.copyOf(block, AFTER_SUM));
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return true;
  }

  /** Hands over the items of a tree from one key to another, both included. */
  void scan(Root root, BtrfsKey from, BtrfsKey to, Visitor visitor) throws IOException {
    visit(block(root.logical, root.level), null, from, to, visitor);
  }

  /** Each child starts with its pointer's key and ends before the next one's, so no block is met twice in a tree. */
  private void visit(BtrfsBlock block, BtrfsKey end, BtrfsKey from, BtrfsKey to, Visitor visitor) throws IOException {
    for (int i = block.find(from); i < block.count() && block.key(i).compareTo(to) <= 0; i++) {
      if (block.level() == 0) {
        if (++items > MOST_ITEMS) {
          throw new LimitException("more than " + MOST_ITEMS + " items");
        }
        visitor.item(block.item(i));
      } else {
        BtrfsKey next = i + 1 < block.count() ? block.key(i + 1) : end;
        BtrfsBlock child = block(block.child(i), block.level() - 1);
        if (child.count() == 0 || !child.key(0).equals(block.key(i))
            || next != null && child.key(child.count() - 1).compareTo(next) >= 0) {
          throw new FormatException("tree block " + block.child(i) + " is not what its parent says");
        }
        visit(child, next, from, to, visitor);
      }
    }
  }

  private BtrfsBlock block(long logical, int level) throws IOException {
    BtrfsBlock block = kept.get(logical);
    if (block == null) {
      block = read(logical);
      kept.put(logical, block);
      if (kept.size() > Math.max(16, KEPT / blockSize)) {
        kept.remove(kept.keySet().iterator().next());
      }
    }
    if (block.level() != level) {
      throw new FormatException("tree block " + logical + " has level " + block.level() + " instead of " + level);
    }
    return block;
  }

  /** Returns the first copy that agrees with its check sum, else the first one. */
  private BtrfsBlock read(long logical) throws IOException {
    List<Long> places = chunks.places(logical);
    for (long place : places) {
      byte[] bytes = inside(place) ? blob.bytes(place, blockSize) : new byte[0];
      boolean agrees = bytes.length > 0 && agrees(bytes, sumKind);
      if (checked.add(place) && !agrees) {
        damage.append(damaged++ < MOST_TOLD ? (damaged > 1 ? ", " : "") + place : "");
      }
      if (agrees) {
        return new BtrfsBlock(Struct.little(bytes, "tree block " + logical), logical, place);
      }
    }
    long place = places.get(0);
    return new BtrfsBlock(Struct.little(blob, place, blockSize, "tree block " + logical), logical, place);
  }

  private boolean inside(long place) {
    return place <= blob.size() - blockSize;
  }

  /** Notes all blocks of a tree as used, each copy of them, and checks them. */
  void note(Root root, Set<Long> noted) {
    Deque<Long> todo = new ArrayDeque<>(List.of(root.logical));
    while (!todo.isEmpty()) {
      long logical = todo.poll();
      try {
        if (!noted.add(chunks.places(logical).get(0))) {
          continue;
        }
        for (long place : chunks.places(logical)) {
          leftovers.use(place, blockSize);
        }
        BtrfsBlock block = read(logical);
        for (int i = 0; block.level() > 0 && i < block.count(); i++) {
          todo.add(block.child(i));
        }
      } catch (IOException unreadable) {
        // Told of where its items are needed; the check of other blocks goes on.
        continue;
      }
    }
  }

  void tellDamage(Sections sections) {
    if (damaged > 0) {
      sections.comment((damaged == 1 ? "a tree block does not agree with its checksum: at byte "
          : damaged + " tree blocks do not agree with their checksums: at bytes ") + damage
          + (damaged > MOST_TOLD ? " and others" : ""));
    }
  }
}
