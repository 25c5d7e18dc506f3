package io.github.jdiffscope.format.filesystem;

import io.github.jdiffscope.bytes.FormatException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where the logical addresses of a btrfs volume lie on one of its devices (fs/btrfs/volumes.c, __btrfs_map_block). */
final class BtrfsChunks {
  private static final int FIXED = 48;
  private static final int STRIPE = 32;
  private static final int RAID0 = 1 << 3;
  private static final int RAID10 = 1 << 6;
  private static final int RAID5 = 1 << 7;
  private static final int RAID6 = 1 << 8;
  private static final String[] PROFILES = {"RAID0", "RAID1", "DUP", "RAID10", "RAID5", "RAID6", "RAID1C3", "RAID1C4"};

  record Stripe(long device, long offset) {}

  /** A run of logical addresses. */
  record Chunk(long logical, long length, long stripeLength, long type, int together, List<Stripe> stripes) {
    /** Returns what it is for and how it is kept, such as {@code Metadata, DUP}. */
    String profile() {
      long kind = type & 7;
      String profile = Fields.bits(type >>> 3 & 0xFF, PROFILES);
      return Fields.bits(kind, "Data", "System", "Metadata").replace(' ', '+') + ", "
          + (profile.equals("(none)") ? "single" : profile);
    }

    /** Returns how many stripes hold different bytes; the others are copies or parity. */
    private int columns() {
      int count = stripes.size();
      int columns = (type & RAID0) != 0 ? count : (type & RAID10) != 0 ? count / together
          : (type & RAID5) != 0 ? count - 1 : (type & RAID6) != 0 ? count - 2 : 1;
      return Math.max(1, columns);
    }

    private boolean isStriped() {
      return (type & (RAID0 | RAID10 | RAID5 | RAID6)) != 0;
    }
  }

  private final long device;
  private final TreeMap<Long, Chunk> chunks = new TreeMap<>(Long::compareUnsigned);

  BtrfsChunks(long device) {
    this.device = device;
  }

  /** Reads a chunk at a position of a structure; returns how many bytes it has. */
  int read(long logical, Struct raw, int at) throws FormatException {
    int count = raw.u16(at + 44);
    List<Stripe> stripes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int stripe = at + FIXED + STRIPE * i;
      stripes.add(new Stripe(raw.i64(stripe), raw.u64(stripe + 8, "offset of a stripe")));
    }
    Chunk chunk = new Chunk(logical, raw.u64(at, "length of a chunk"), raw.u64(at + 16, "length of a stripe"),
        raw.i64(at + 24), Math.max(1, raw.u16(at + 46)), stripes);
    if (count == 0 || chunk.length == 0 || logical < 0 || logical > Long.MAX_VALUE - chunk.length
        || chunk.isStriped() && chunk.stripeLength < 512) {
      throw new FormatException("chunk " + Long.toUnsignedString(logical) + " is impossible");
    }
    chunks.put(logical, chunk);
    return FIXED + STRIPE * count;
  }

  Collection<Chunk> all() {
    return chunks.values();
  }

  private Chunk chunk(long logical) throws FormatException {
    Map.Entry<Long, Chunk> found = chunks.floorEntry(logical);
    if (found == null || logical - found.getKey() >= found.getValue().length) {
      throw new FormatException("address " + Long.toUnsignedString(logical) + " is in no chunk");
    }
    return found.getValue();
  }

  /** Returns how many bytes from an address on lie in one piece. */
  long together(long logical) throws FormatException {
    Chunk chunk = chunk(logical);
    long within = logical - chunk.logical;
    long left = chunk.length - within;
    return chunk.columns() == 1 ? left : Math.min(left, chunk.stripeLength - within % chunk.stripeLength);
  }

  /** Returns where the byte at an address lies on this device: one place for each copy. */
  List<Long> places(long logical) throws FormatException {
    Chunk chunk = chunk(logical);
    long within = logical - chunk.logical;
    List<Long> places = new ArrayList<>();
    int columns = chunk.columns();
    int count = chunk.stripes.size();
    if (!chunk.isStriped()) {
      for (Stripe stripe : chunk.stripes) {
        addTo(places, stripe, within);
      }
    } else {
      long number = within / chunk.stripeLength;
      long row = number / columns;
      long offset = row * chunk.stripeLength + within % chunk.stripeLength;
      int column = (int) (number % columns);
      boolean parity = (chunk.type & (RAID5 | RAID6)) != 0;
      int copies = (chunk.type & RAID10) != 0 ? chunk.together : 1;
      int first = parity ? (int) ((row + column) % count) : column * copies;
      for (int i = first; i < Math.min(count, first + copies); i++) {
        addTo(places, chunk.stripes.get(i), offset);
      }
    }
    if (places.isEmpty()) {
      throw new FormatException("address " + logical + " lies on another device");
    }
    return places;
  }

  private void addTo(List<Long> places, Stripe stripe, long offset) {
    if (stripe.device == device && stripe.offset <= Long.MAX_VALUE - offset) {
      places.add(stripe.offset + offset);
    }
  }
}
