package io.github.jdiffscope.format.executable.pe;

import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.DataStrings;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.nio.charset.StandardCharsets;

/** The metadata streams of a .NET assembly inside a portable executable (ECMA-335, II.24.2). */
final class ClrDescription {
  private final PeFile file;
  private final ByteView view;

  ClrDescription(PeFile file) {
    this.file = file;
    this.view = file.view();
  }

  boolean isPresent() {
    return file.directoryAddress(PeFile.CLR) != 0;
  }

  /** Hands over the streams: names sorted, literals in order, the module's version id, tables as bytes. */
  void describe(Sections out) {
    long root = file.offset(view.u32(file.offset(file.directoryAddress(PeFile.CLR)) + 8));
    if (view.u32(root) != 0x424A5342L) {
      out.comment(".NET metadata has no signature");
      return;
    }
    long at = root + 16 + view.u32(root + 12);
    StringBuilder streams = new StringBuilder("runtime: " + view.string(root + 16) + "\n");
    int count = view.u16(at + 2);
    at += 4;
    for (int i = 0; i < count; i++) {
      long offset = root + view.u32(at);
      long size = view.u32(at + 4);
      String name = view.string(at + 8);
      at += 8 + (name.length() + 4) / 4 * 4;
      streams.append("stream ").append(name).append('\n');
      stream(out, name, view.copy(offset, size));
    }
    out.add(Section.text(".NET metadata", streams));
  }

  private static void stream(Sections out, String name, byte[] content) {
    switch (name) {
      case "#Strings" -> out.add(Section.text(".NET names", DataStrings.sorted(content)));
      case "#US" -> out.add(Section.text(".NET string literals", literals(content)));
      case "#GUID" -> out.add(Section.text(".NET module version id",
          TextLiteral.hex(content, 0, Math.min(16, content.length)) + "\n"));
      default -> out.add(Section.binary(".NET stream " + name, io.github.jdiffscope.bytes.Blob.of(content)).atLevel(1));
    }
  }

  private static String literals(byte[] content) {
    StringBuilder out = new StringBuilder();
    for (int at = 1; at < content.length;) {
      int first = content[at] & 0xFF;
      int size = first < 0x80 ? first : (first & 0x3F) << 8 | (at + 1 < content.length ? content[at + 1] & 0xFF : 0);
      at += first < 0x80 ? 1 : 2;
      int length = Math.min(size, content.length - at);
      if (length > 1) {
        byte[] text = new String(content, at, length / 2 * 2, StandardCharsets.UTF_16LE).getBytes(StandardCharsets.UTF_8);
        out.append(TextLiteral.quoted(text, 0, text.length)).append('\n');
      }
      at += Math.max(0, length);
    }
    return out.toString();
  }
}
