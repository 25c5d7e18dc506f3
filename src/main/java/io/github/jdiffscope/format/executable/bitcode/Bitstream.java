package io.github.jdiffscope.format.executable.bitcode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads blocks and records of LLVM's bitstream container ("LLVM Bitcode File Format"). */
final class Bitstream {
  private static final int DEPTH_LIMIT = 64;
  private static final int RECORD_LIMIT = 4_000_000;
  private static final String CHAR6 = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._";

  /** A record: its code, its operands, and its blob if it has one. */
  record Record(int code, long[] operands, byte[] blob) {}

  /** A block with its records and blocks, in order each. */
  record Block(int id, List<Record> records, List<Block> blocks) {}

  /** An operand of an abbreviation: its encoding, 0 for a literal, and its width or value. */
  private record Operand(int encoding, long value) {}

  private final byte[] bytes;
  private final Map<Integer, List<List<Operand>>> shared = new HashMap<>();
  private final long end;
  private long at;
  private long operands;
  private int records;

  Bitstream(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from * 8L;
    this.end = to * 8L;
  }

  /** Adds the blocks of the stream; those before a break are kept. */
  void read(List<Block> into) {
    while (at + 32 <= end) {
      if (bits(2) != 1) {
        return;
      }
      into.add(block(0));
    }
  }

  private long bits(int count) {
    if (count < 0 || count > 64 || at + count > end) {
      throw new IndexOutOfBoundsException("bit " + at);
    }
    long value = 0;
    for (int i = 0; i < count; ) {
      int offset = (int) (at & 7);
      int take = Math.min(8 - offset, count - i);
      value |= (long) ((bytes[(int) (at >> 3)] & 0xFF) >> offset & (1 << take) - 1) << i;
      i += take;
      at += take;
    }
    return value;
  }

  private long varying(int width) {
    if (width < 2 || width > 32) {
      throw new IndexOutOfBoundsException("a number of " + width + " bits a piece");
    }
    long value = 0;
    for (int shift = 0; shift < 70; shift += width - 1) {
      long piece = bits(width);
      value |= shift < 64 ? (piece & (1L << width - 1) - 1) << shift : 0;
      if (piece >>> width - 1 == 0) {
        break;
      }
    }
    return value;
  }

  private void align() {
    at = (at + 31) / 32 * 32;
  }

  private Block block(int depth) {
    if (depth > DEPTH_LIMIT) {
      throw new IndexOutOfBoundsException("blocks are nested too deep");
    }
    int id = (int) varying(8);
    int width = (int) varying(4);
    align();
    bits(32);
    Block block = new Block(id, new ArrayList<>(), new ArrayList<>());
    List<List<Operand>> abbreviations = new ArrayList<>(shared.getOrDefault(id, List.of()));
    int described = -1;
    while (true) {
      int code = (int) bits(width);
      if (code == 0) {
        align();
        return block;
      } else if (code == 1) {
        block.blocks().add(block(depth + 1));
      } else if (code == 2) {
        (id == 0 && described >= 0 ? shared.computeIfAbsent(described, key -> new ArrayList<>()) : abbreviations)
            .add(abbreviation());
      } else {
        Record record = code == 3 ? plain() : abbreviated(abbreviations, code - 4);
        described = id == 0 && record.code() == 1 && record.operands().length > 0 ? (int) record.operands()[0] : described;
        block.records().add(record);
        if (++records > RECORD_LIMIT) {
          throw new IndexOutOfBoundsException("more than " + RECORD_LIMIT + " records");
        }
      }
    }
  }

  private List<Operand> abbreviation() {
    int count = (int) varying(5);
    List<Operand> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (bits(1) == 1) {
        result.add(new Operand(0, varying(8)));
      } else {
        int encoding = (int) bits(3);
        result.add(new Operand(encoding, encoding <= 2 ? varying(5) : 0));
      }
    }
    return result;
  }

  private Record plain() {
    int code = (int) varying(6);
    long[] values = new long[room(varying(6))];
    for (int i = 0; i < values.length; i++) {
      values[i] = varying(6);
    }
    return new Record(code, values, new byte[0]);
  }

  /** Returns a count that the rest of the stream has room for, a bit each at least. */
  private int room(long count) {
    operands += Math.max(0, count);
    if (count < 0 || count > end - at || operands > 64_000_000) {
      throw new IndexOutOfBoundsException("a record of " + count + " operands");
    }
    return (int) count;
  }

  private Record abbreviated(List<List<Operand>> abbreviations, int index) {
    if (index >= abbreviations.size()) {
      throw new IndexOutOfBoundsException("there is no abbreviation " + index);
    }
    List<Operand> abbreviation = abbreviations.get(index);
    List<Long> values = new ArrayList<>();
    byte[] blob = new byte[0];
    for (int i = 0; i < abbreviation.size(); i++) {
      Operand operand = abbreviation.get(i);
      if (operand.encoding() == 3 && i + 1 < abbreviation.size()) {
        int count = room(varying(6));
        for (int j = 0; j < count; j++) {
          values.add(scalar(abbreviation.get(i + 1)));
        }
        i++;
      } else if (operand.encoding() == 5) {
        blob = blob();
      } else {
        values.add(scalar(operand));
      }
    }
    long[] rest = new long[Math.max(0, values.size() - 1)];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = values.get(i + 1);
    }
    return new Record(values.isEmpty() ? 0 : values.get(0).intValue(), rest, blob);
  }

  private byte[] blob() {
    long size = varying(6);
    align();
    if (size < 0 || size > (end - at) / 8) {
      throw new IndexOutOfBoundsException("a blob of " + size + " bytes");
    }
    int from = (int) (at / 8);
    at += size * 8;
    align();
    return java.util.Arrays.copyOfRange(bytes, from, from + (int) size);
  }

  private long scalar(Operand operand) {
    return switch (operand.encoding()) {
      case 0 -> operand.value();
      case 1 -> operand.value() == 0 ? 0 : bits((int) operand.value());
      case 2 -> operand.value() == 0 ? 0 : varying((int) operand.value());
      case 4 -> CHAR6.charAt((int) bits(6));
      default -> throw new IndexOutOfBoundsException("operand of encoding " + operand.encoding());
    };
  }
}
