package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.nio.charset.StandardCharsets;

/** The notes of a file, and apart from them its build id. */
final class ElfNotes {
  private static final int BUILD_ID = 3;

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder buildId = new StringBuilder();
  private String id = "";

  ElfNotes(ElfFile file) {
    boolean any = false;
    for (ElfSection section : file.sections()) {
      if (section.type() == ElfSection.NOTE) {
        any = true;
        read(section.name(), new ByteView(file.content(section), file.view().little()), section.alignment());
      }
    }
    for (ElfFile.Segment segment : file.segments()) {
      if (!any && segment.type() == 4 && segment.offset() >= 0 && segment.fileSize() >= 0
          && segment.offset() <= file.view().size() - segment.fileSize()) {
        byte[] content = file.view().copy(segment.offset(), segment.fileSize());
        read("", new ByteView(content, file.view().little()), segment.alignment());
      }
    }
  }

  private void read(String section, ByteView view, long alignment) {
    long unit = alignment == 8 ? 8 : 4;
    try {
      for (long at = 0; at + 12 <= view.size();) {
        long nameSize = view.u32(at);
        long size = view.u32(at + 4);
        int type = view.i32(at + 8);
        long start = unit == 8 ? at + (12 + nameSize + 7) / 8 * 8 : at + 12 + (nameSize + 3) / 4 * 4;
        String owner = nameSize == 0 ? "" : new String(view.copy(at + 12, nameSize - 1), StandardCharsets.ISO_8859_1)
            .replace("\0", "");
        add(section, owner, type, view.copy(start, size), view.little());
        at = start + (size + unit - 1) / unit * unit;
      }
    } catch (IndexOutOfBoundsException cut) {
      text.append(section).append(": a note is cut off\n");
    }
  }

  private void add(String section, String owner, int type, byte[] content, boolean little) {
    if (owner.equals("GNU") && type == BUILD_ID) {
      id = id.isEmpty() ? TextLiteral.hex(content, 0, content.length) : id;
      buildId.append("    Build ID: ").append(TextLiteral.hex(content, 0, content.length)).append('\n');
      return;
    }
    text.append(section).append("  ").append(owner).append("  ").append(name(owner, type)).append("  ");
    ByteView view = new ByteView(content, little);
    if (owner.equals("GNU") && type == 1 && content.length >= 16) {
      text.append("OS: ").append(view.i32(0) == 0 ? "Linux" : view.i32(0)).append(", ABI: ").append(view.u32(4)).append('.')
          .append(view.u32(8)).append('.').append(view.u32(12));
    } else if (isText(content)) {
      text.append(TextLiteral.quoted(content, 0, content.length));
    } else {
      text.append(TextLiteral.hex(content, 0, content.length));
    }
    text.append('\n');
  }

  private static boolean isText(byte[] content) {
    for (byte b : content) {
      if (b < 32 && b != '\n' && b != 0) {
        return false;
      }
    }
    return content.length > 4;
  }

  private static String name(String owner, int type) {
    if (owner.equals("GNU")) {
      return switch (type) {
        case 1 -> "NT_GNU_ABI_TAG";
        case 4 -> "NT_GNU_GOLD_VERSION";
        case 5 -> "NT_GNU_PROPERTY_TYPE_0";
        default -> "type " + type;
      };
    }
    return owner.equals("Go") && type == 4 ? "GO BUILDID" : owner.equals("FDO") ? "FDO_PACKAGING_METADATA" : "type " + type;
  }

  String text() {
    return text.toString();
  }

  String buildId() {
    return buildId.toString();
  }

  /** Returns the build id in hexadecimal, empty if there is none. */
  String id() {
    return id;
  }
}
