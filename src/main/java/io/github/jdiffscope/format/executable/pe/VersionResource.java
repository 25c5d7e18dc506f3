package io.github.jdiffscope.format.executable.pe;

import io.github.jdiffscope.format.executable.code.ByteView;
import java.util.Locale;

/** Writes a version resource (VS_VERSIONINFO): a tree of blocks, each with a key, a value and blocks inside. */
final class VersionResource {
  private static final int DEPTH_LIMIT = 8;

  private final ByteView view;
  private final StringBuilder out = new StringBuilder();

  private VersionResource(byte[] content) {
    this.view = new ByteView(content, true);
  }

  static String text(byte[] content) {
    VersionResource resource = new VersionResource(content);
    resource.block(0, content.length, 0);
    return resource.out.toString();
  }

  private void block(long at, long limit, int depth) {
    long end = Math.min(limit, at + view.u16(at));
    int valueLength = view.u16(at + 2);
    boolean isText = view.u16(at + 4) == 1;
    StringBuilder key = new StringBuilder();
    long next = at + 6;
    while (next + 1 < end && view.u16(next) != 0) {
      key.append((char) view.u16(next));
      next += 2;
    }
    next = (next + 2 + 3) / 4 * 4;
    long valueEnd = Math.min(end, next + (isText ? 2L * valueLength : valueLength));
    if (depth == 0) {
      fixed(next, valueEnd);
    } else if (valueLength > 0 || depth == 3) {
      out.append(key).append(": ").append(isText ? words(next, valueEnd) : numbers(next, valueEnd)).append('\n');
    }
    if (depth > 0 && valueLength == 0 && depth < 3 && !key.toString().endsWith("FileInfo")) {
      out.append("language ").append(key).append(":\n");
    }
    next = (valueEnd + 3) / 4 * 4;
    while (depth < DEPTH_LIMIT && next + 6 <= end && view.u16(next) >= 6) {
      block(next, end, depth + 1);
      next = (next + view.u16(next) + 3) / 4 * 4;
    }
  }

  private void fixed(long at, long end) {
    if (end - at >= 52 && view.u32(at) == 0xFEEF04BDL) {
      out.append("file version: ").append(four(at + 8)).append("\nproduct version: ").append(four(at + 16))
          .append(String.format(Locale.ROOT, "%nflags: 0x%x of 0x%x%noperating system: 0x%x%ntype: 0x%x 0x%x%n",
              view.u32(at + 28), view.u32(at + 24), view.u32(at + 32), view.u32(at + 36), view.u32(at + 40)));
    }
  }

  private String four(long at) {
    return view.u16(at + 2) + "." + view.u16(at) + "." + view.u16(at + 6) + "." + view.u16(at + 4);
  }

  private String words(long from, long to) {
    StringBuilder text = new StringBuilder();
    for (long at = from; at + 1 < to && view.u16(at) != 0; at += 2) {
      char c = (char) view.u16(at);
      text.append(c == '\n' || c == '\r' ? ' ' : c);
    }
    return text.toString();
  }

  private String numbers(long from, long to) {
    StringBuilder text = new StringBuilder();
    for (long at = from; at + 1 < to; at += 2) {
      text.append(at > from ? " " : "").append(String.format(Locale.ROOT, "%04x", view.u16(at)));
    }
    return text.toString();
  }
}
