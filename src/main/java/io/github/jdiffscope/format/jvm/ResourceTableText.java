package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.util.ArrayList;
import java.util.List;

/** The resources of one package of a resource table (ResourceTypes.h: ResTable_package), a line each. */
final class ResourceTableText {
  private static final int TYPE = 0x0201;
  private static final int SPARSE = 1;
  private static final int OFFSET16 = 2;
  private static final int COMPLEX = 1;
  private static final int PUBLIC = 2;
  private static final int COMPACT = 8;

  private final ChunkReader chunk;
  private final ResourceStrings values;
  private final ResourceStrings types;
  private final ResourceStrings keys;
  private final int id;

  ResourceTableText(ChunkReader chunk, ResourceStrings values) throws FormatException {
    this.chunk = chunk;
    this.values = values;
    this.id = chunk.i4(8);
    this.types = strings(chunk.u4(268));
    this.keys = strings(chunk.u4(276));
  }

  private ResourceStrings strings(long offset) throws FormatException {
    chunk.check(offset, 8);
    return new ResourceStrings(ChunkReader.at(chunk.bytes(), chunk.start() + (int) offset, chunk.end()));
  }

  /** Returns the package's name. */
  String name() throws FormatException {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < 128 && chunk.u2(12 + 2L * i) != 0; i++) {
      name.append((char) chunk.u2(12 + 2L * i));
    }
    StringBuilder out = new StringBuilder();
    LineText.appendPrintable(out, name.toString());
    return out.toString();
  }

  /** Returns all resources by type, name and configuration. */
  CharSequence text() throws FormatException {
    return lines(false);
  }

  /** Returns the numbers of all resources: one more resource moves those behind it. */
  CharSequence numbers() throws FormatException {
    return lines(true);
  }

  private CharSequence lines(boolean numbers) throws FormatException {
    List<String> lines = new ArrayList<>();
    int at = chunk.start() + chunk.headerSize();
    while (at < chunk.end()) {
      ChunkReader part = ChunkReader.at(chunk.bytes(), at, chunk.end());
      if (part.type() == TYPE) {
        type(part, lines, numbers);
      }
      at = part.end();
    }
    lines.sort(null);
    StringBuilder out = new StringBuilder();
    for (String line : lines) {
      out.append(line).append('\n');
    }
    return out;
  }

  private void type(ChunkReader part, List<String> lines, boolean numbers) throws FormatException {
    int type = part.u1(8);
    int flags = part.u1(9);
    int entries = part.count(12, (flags & OFFSET16) != 0 ? 2 : 4);
    long start = part.u4(16);
    String config = ResourceConfig.text(part, 20);
    long table = part.headerSize();
    for (int i = 0; i < entries; i++) {
      int entry = i;
      long offset;
      if ((flags & SPARSE) != 0) {
        entry = part.u2(table + 4L * i);
        offset = part.u2(table + 4L * i + 2) * 4L;
      } else if ((flags & OFFSET16) != 0) {
        offset = part.u2(table + 2L * i);
        offset = offset == 0xFFFF ? -1 : offset * 4;
      } else {
        offset = part.i4(table + 4L * i);
      }
      if (offset != -1) {
        long place = start + (offset & 0xFFFF_FFFFL);
        lines.add(numbers ? number(part, place, type, entry) : line(part, place, type, config));
      }
    }
  }

  private String name(ChunkReader part, long at, int type) throws FormatException {
    int key = (part.u2(at + 2) & COMPACT) != 0 ? part.u2(at) : part.i4(at + 4);
    return types.get(type - 1) + '/' + keys.get(key);
  }

  private String number(ChunkReader part, long at, int type, int entry) throws FormatException {
    StringBuilder out = new StringBuilder();
    ResourceValue.hex(out, id << 24 | type << 16 | entry);
    return out.append(' ').append(name(part, at, type)).toString();
  }

  private String line(ChunkReader part, long at, int type, String config) throws FormatException {
    StringBuilder out = new StringBuilder(name(part, at, type));
    int flags = part.u2(at + 2);
    out.append(config.isEmpty() ? "" : " [" + config + ']').append((flags & PUBLIC) != 0 ? " public" : "")
        .append(" = ");
    if ((flags & COMPACT) != 0) {
      // The type stands where flags have their high byte; the data follows.
      out.append("type ").append(flags >>> 8).append(' ').append(part.i4(at + 4));
    } else if ((flags & COMPLEX) != 0) {
      bag(out, part, at);
    } else {
      ResourceValue.append(out, part, at + part.u2(at), values);
    }
    return out.toString();
  }

  private void bag(StringBuilder out, ChunkReader part, long at) throws FormatException {
    int parent = part.i4(at + 8);
    int count = part.count(at + 12, 12);
    if (parent != 0) {
      ResourceValue.hex(out.append("parent @"), parent);
      out.append(' ');
    }
    out.append('{');
    for (int i = 0; i < count; i++) {
      long item = at + part.u2(at) + 12L * i;
      ResourceValue.hex(out.append(i == 0 ? "" : ", "), part.i4(item));
      ResourceValue.append(out.append('='), part, item + 4, values);
    }
    out.append('}');
  }
}
