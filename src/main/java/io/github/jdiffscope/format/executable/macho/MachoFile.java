package io.github.jdiffscope.format.executable.macho;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Describes a Mach-O file: load commands, symbols, strings and sections; see mach-o/loader.h. */
public final class MachoFile {
  private static final int SEGMENT = 1;
  private static final int SYMTAB = 2;
  private static final int SEGMENT_64 = 0x19;
  private static final int CODE_SIGNATURE = 0x1D;
  private static final Map<Integer, String> COMMANDS = Map.ofEntries(Map.entry(1, "LC_SEGMENT"), Map.entry(2, "LC_SYMTAB"),
      Map.entry(5, "LC_UNIXTHREAD"), Map.entry(0xB, "LC_DYSYMTAB"), Map.entry(0xC, "LC_LOAD_DYLIB"),
      Map.entry(0xD, "LC_ID_DYLIB"), Map.entry(0xE, "LC_LOAD_DYLINKER"), Map.entry(0x19, "LC_SEGMENT_64"),
      Map.entry(0x1B, "LC_UUID"), Map.entry(0x1C, "LC_RPATH"), Map.entry(0x1D, "LC_CODE_SIGNATURE"),
      Map.entry(0x18, "LC_LOAD_WEAK_DYLIB"), Map.entry(0x1F, "LC_REEXPORT_DYLIB"), Map.entry(0x22, "LC_DYLD_INFO_ONLY"),
      Map.entry(0x24, "LC_VERSION_MIN_MACOSX"), Map.entry(0x26, "LC_FUNCTION_STARTS"), Map.entry(0x28, "LC_MAIN"),
      Map.entry(0x29, "LC_DATA_IN_CODE"), Map.entry(0x2A, "LC_SOURCE_VERSION"), Map.entry(0x32, "LC_BUILD_VERSION"),
      Map.entry(0x33, "LC_DYLD_EXPORTS_TRIE"), Map.entry(0x34, "LC_DYLD_CHAINED_FIXUPS"));

  private final ByteView view;
  private final boolean wide;
  private final List<String> commands = new ArrayList<>();
  private final List<String> places = new ArrayList<>();
  private final List<String> symbols = new ArrayList<>();
  private final Map<String, Integer> titles = new HashMap<>();

  public MachoFile(byte[] bytes) {
    boolean little = (bytes[0] & 0xFF) == 0xCE || (bytes[0] & 0xFF) == 0xCF;
    view = new ByteView(bytes, little);
    wide = (view.i32(0) & 1) != 0;
  }

  /** Hands over everything that can be said of the file. */
  public void describe(Blob blob, Sections out, MemberSink members) throws IOException {
    out.add(Section.text("otool -h {}", String.format(Locale.ROOT,
        "magic 0x%x%ncpu 0x%x, subtype 0x%x%nfile type %d%nflags 0x%x%n", view.i32(0), view.i32(4), view.i32(8), view.i32(12),
        view.i32(24)).replace("\r", "")));
    List<Section> contents = new ArrayList<>();
    try {
      commands(blob, contents, members);
    } catch (IndexOutOfBoundsException cut) {
      out.comment("load commands are cut off: " + cut.getMessage());
    }
    out.add(Section.text("otool -l {}", String.join("\n", commands) + "\n"));
    symbols.sort(null);
    out.add(Section.text("nm -m {}", String.join("\n", symbols) + "\n"));
    contents.forEach(out::add);
    out.add(Section.text("addresses and sizes", String.join("\n", places) + "\n").atLevel(2));
  }

  private void commands(Blob blob, List<Section> contents, MemberSink members) throws IOException {
    long at = wide ? 32 : 28;
    for (int i = view.i32(16); i > 0; i--) {
      int command = view.i32(at) & 0x7FFF_FFFF;
      long size = view.u32(at + 4);
      if (size < 8) {
        throw new IndexOutOfBoundsException("command of " + size + " bytes");
      }
      String name = COMMANDS.getOrDefault(command, "LC_" + Integer.toHexString(command));
      if (command == SEGMENT || command == SEGMENT_64) {
        segment(blob, at, contents);
      } else if (command == SYMTAB) {
        symbols(at);
      } else if (command == CODE_SIGNATURE) {
        commands.add(name);
        signature(blob, members, view.u32(at + 8), view.u32(at + 12));
      } else {
        command(name, command, at, size);
      }
      at += size;
    }
  }

  private void command(String name, int command, long at, long size) {
    switch (command) {
      case 0xC, 0xD, 0x18, 0x1F -> commands.add(name + " " + view.string(at + view.u32(at + 8)) + " version "
          + version(view.i32(at + 16)) + " compatible " + version(view.i32(at + 20)));
      case 0xE, 0x1C -> commands.add(name + " " + view.string(at + view.u32(at + 8)));
      case 0x1B -> commands.add(name + " " + TextLiteral.hex(view.bytes(), (int) at + 8, (int) at + 24));
      case 0x24, 0x32, 0x2A -> {
        byte[] content = view.copy(at + 8, size - 8);
        commands.add(name + " " + TextLiteral.hex(content, 0, content.length));
      }
      default -> {
        commands.add(name);
        byte[] content = view.copy(at + 8, size - 8);
        places.add(name + " " + TextLiteral.hex(content, 0, content.length));
      }
    }
  }

  private static String version(int packed) {
    return (packed >>> 16) + "." + (packed >> 8 & 255) + "." + (packed & 255);
  }

  private String fixed(long at) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 16 && view.u8(at + i) != 0; i++) {
      out.append((char) view.u8(at + i));
    }
    return out.toString();
  }

  private void segment(Blob blob, long at, List<Section> contents) {
    commands.add("LC_SEGMENT " + fixed(at + 8) + " protection " + view.i32(at + (wide ? 60 : 44)));
    long section = at + (wide ? 72 : 56);
    for (int i = view.i32(at + (wide ? 64 : 48)); i > 0; i--, section += wide ? 80 : 68) {
      String name = fixed(section + 16) + "," + fixed(section);
      long address = view.word(section + 32, wide);
      long size = view.word(section + (wide ? 40 : 36), wide);
      long offset = view.u32(section + (wide ? 48 : 40));
      int flags = view.i32(section + (wide ? 64 : 56));
      commands.add("  section " + name + " flags 0x" + Integer.toHexString(flags));
      places.add(name + String.format(Locale.ROOT, " address 0x%x size %d at %d", address, size, offset));
      if (offset > 0 && size > 0 && offset <= blob.size() - size && (flags & 0xFF) != 1) {
        contents.add(content(blob, name, offset, size, (flags & 0xFF) == 2));
      }
    }
  }

  private Section content(Blob blob, String name, long offset, long size, boolean strings) {
    int count = titles.merge(name, 1, Integer::sum);
    String title = "section " + name + (count == 1 ? "" : " " + count);
    if (!strings) {
      return Section.binary(title, blob.slice(offset, size));
    }
    byte[] bytes = view.copy(offset, size);
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < bytes.length; ) {
      int end = at;
      while (end < bytes.length && bytes[end] != 0) {
        end++;
      }
      text.append(TextLiteral.quoted(bytes, at, end)).append('\n');
      at = end + 1;
    }
    return Section.text(title, text);
  }

  private void symbols(long at) {
    long table = view.u32(at + 8);
    long count = view.u32(at + 12);
    long strings = view.u32(at + 16);
    int size = wide ? 16 : 12;
    for (long i = 0; i < count && i < view.size() / size; i++) {
      long entry = table + i * size;
      int type = view.u8(entry + 4);
      String name = view.string(strings + view.u32(entry));
      if ((type & 0xE0) == 0) {
        symbols.add(((type & 1) != 0 ? "external " : "local ") + ((type & 14) == 0 ? "undefined " : "section "
            + view.u8(entry + 5) + " ") + name);
      }
    }
  }

  private static void signature(Blob blob, MemberSink members, long offset, long size) throws IOException {
    if (size > 0 && offset <= blob.size() - size) {
      members.file("code-signature", blob.location().slice(offset, size));
    }
  }
}
