package io.github.jdiffscope.format.executable.pe;

import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The resources of a portable executable: a tree of three levels, type, name and language. */
final class PeResources {
  private static final int LIMIT = 65_536;
  private static final String[] TYPES = {"0", "cursor", "bitmap", "icon", "menu", "dialog", "string", "font-directory",
      "font", "accelerator", "data", "message-table", "group-cursor", "13", "group-icon", "15", "version", "dialog-include",
      "18", "plug-and-play", "vxd", "animated-cursor", "animated-icon", "html", "manifest"};

  /** One resource. */
  record Resource(String path, long offset, long size) {}

  private final PeFile file;
  private final ByteView view;
  private final long base;
  private final List<Resource> resources = new ArrayList<>();

  PeResources(PeFile file) {
    this.file = file;
    this.view = file.view();
    this.base = file.offset(file.directoryAddress(PeFile.RESOURCES));
    if (file.directoryAddress(PeFile.RESOURCES) != 0) {
      read(0, "", 0);
    }
  }

  private void read(long directory, String path, int level) {
    long at = base + directory;
    int count = view.u16(at + 12) + view.u16(at + 14);
    for (int i = 0; i < count && resources.size() < LIMIT; i++) {
      long entry = at + 16 + 8L * i;
      long id = view.u32(entry);
      long target = view.u32(entry + 4);
      String next = path + (path.isEmpty() ? "" : "/") + name(id, level);
      if ((target & 0x8000_0000L) != 0) {
        if (level < 3) {
          read(target & 0x7FFF_FFFFL, next, level + 1);
        }
      } else {
        resources.add(new Resource(next, file.offset(view.u32(base + target)), view.u32(base + target + 4)));
      }
    }
  }

  private String name(long id, int level) {
    if ((id & 0x8000_0000L) != 0) {
      long at = base + (id & 0x7FFF_FFFFL);
      return new String(view.copy(at + 2, view.u16(at) * 2L), StandardCharsets.UTF_16LE);
    }
    return level == 0 && id < TYPES.length ? TYPES[(int) id] : Long.toString(id);
  }

  List<Resource> resources() {
    return resources;
  }

  /** Returns the texts of a block of a string table: sixteen, each behind its length, by their number. */
  static String strings(String path, ByteView view) {
    String block = path.split("/")[1];
    int first = block.matches("[0-9]{1,5}") ? (Integer.parseInt(block) - 1) * 16 : 0;
    StringBuilder out = new StringBuilder();
    long at = 0;
    for (int i = 0; i < 16 && at + 2 <= view.size(); i++) {
      int length = view.u16(at);
      if (length > 0) {
        String text = new String(view.copy(at + 2, 2L * length), StandardCharsets.UTF_16LE);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.append(first + i).append(": ").append(TextLiteral.quoted(utf8, 0, utf8.length)).append('\n');
      }
      at += 2 + 2L * length;
    }
    return out.toString();
  }
}
