package io.github.jdiffscope.format.executable.macho;

import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import io.github.jdiffscope.format.executable.macho.MachoFile.MachoSection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the load commands (mach-o/loader.h) as {@code otool -l} does, with and without what only says where things lie. */
final class LoadCommands {
  private static final int REQUIRED = 0x8000_0000;
  private static final int DYLD_INFO = 0x22;
  private static final int FIRST_SLOTS = 6;
  private static final int STUBS = 8;
  private static final Map<Integer, String> NAMES = Map.ofEntries(Map.entry(1, "LC_SEGMENT"), Map.entry(2, "LC_SYMTAB"),
      Map.entry(4, "LC_THREAD"), Map.entry(5, "LC_UNIXTHREAD"), Map.entry(0xB, "LC_DYSYMTAB"), Map.entry(0xC, "LC_LOAD_DYLIB"),
      Map.entry(0xD, "LC_ID_DYLIB"), Map.entry(0xE, "LC_LOAD_DYLINKER"), Map.entry(0xF, "LC_ID_DYLINKER"),
      Map.entry(0x11, "LC_ROUTINES"), Map.entry(0x12, "LC_SUB_FRAMEWORK"), Map.entry(0x13, "LC_SUB_UMBRELLA"),
      Map.entry(0x14, "LC_SUB_CLIENT"), Map.entry(0x15, "LC_SUB_LIBRARY"), Map.entry(0x16, "LC_TWOLEVEL_HINTS"),
      Map.entry(0x18, "LC_LOAD_WEAK_DYLIB"), Map.entry(0x19, "LC_SEGMENT_64"), Map.entry(0x1A, "LC_ROUTINES_64"),
      Map.entry(0x1B, "LC_UUID"), Map.entry(0x1C, "LC_RPATH"), Map.entry(0x1D, "LC_CODE_SIGNATURE"),
      Map.entry(0x1E, "LC_SEGMENT_SPLIT_INFO"), Map.entry(0x1F, "LC_REEXPORT_DYLIB"), Map.entry(0x20, "LC_LAZY_LOAD_DYLIB"),
      Map.entry(0x21, "LC_ENCRYPTION_INFO"), Map.entry(DYLD_INFO, "LC_DYLD_INFO"), Map.entry(0x23, "LC_LOAD_UPWARD_DYLIB"),
      Map.entry(0x24, "LC_VERSION_MIN_MACOSX"), Map.entry(0x25, "LC_VERSION_MIN_IPHONEOS"),
      Map.entry(0x26, "LC_FUNCTION_STARTS"), Map.entry(0x27, "LC_DYLD_ENVIRONMENT"), Map.entry(0x28, "LC_MAIN"),
      Map.entry(0x29, "LC_DATA_IN_CODE"), Map.entry(0x2A, "LC_SOURCE_VERSION"), Map.entry(0x2B, "LC_DYLIB_CODE_SIGN_DRS"),
      Map.entry(0x2C, "LC_ENCRYPTION_INFO_64"), Map.entry(0x2D, "LC_LINKER_OPTION"),
      Map.entry(0x2E, "LC_LINKER_OPTIMIZATION_HINT"), Map.entry(0x2F, "LC_VERSION_MIN_TVOS"),
      Map.entry(0x30, "LC_VERSION_MIN_WATCHOS"), Map.entry(0x31, "LC_NOTE"), Map.entry(0x32, "LC_BUILD_VERSION"),
      Map.entry(0x33, "LC_DYLD_EXPORTS_TRIE"), Map.entry(0x34, "LC_DYLD_CHAINED_FIXUPS"), Map.entry(0x35, "LC_FILESET_ENTRY"),
      Map.entry(0x36, "LC_ATOM_INFO"));
  /** Commands of nothing but 32-bit numbers that say where something lies in the file. */
  private static final Map<Integer, String> PLACES = Map.ofEntries(Map.entry(2, "symoff nsyms stroff strsize"),
      Map.entry(0xB, "ilocalsym nlocalsym iextdefsym nextdefsym iundefsym nundefsym tocoff ntoc modtaboff nmodtab extrefsymoff "
          + "nextrefsyms indirectsymoff nindirectsyms extreloff nextrel locreloff nlocrel"),
      Map.entry(0x16, "offset nhints"), Map.entry(DYLD_INFO, "rebase_off rebase_size bind_off bind_size weak_bind_off "
          + "weak_bind_size lazy_bind_off lazy_bind_size export_off export_size"));
  private static final String[] PLATFORMS = {"0", "macos", "ios", "tvos", "watchos", "bridgeos", "macCatalyst",
      "iossimulator", "tvossimulator", "watchossimulator", "driverkit", "xros", "xrsimulator"};
  private static final String[] TOOLS = {"0", "clang", "swift", "ld", "lld"};

  private final MachoFile file;
  private final ByteView view;
  private final List<Line> lines = new ArrayList<>();

  private record Line(String text, boolean place) {}

  LoadCommands(MachoFile file) {
    this.file = file;
    this.view = file.view();
    place("ncmds " + view.u32(16) + " sizeofcmds " + view.u32(20));
    int sections = 0;
    for (int i = 0; i < file.commands().size(); i++) {
      MachoFile.Command command = file.commands().get(i);
      int raw = view.i32(command.at());
      String name = NAMES.getOrDefault(command.number(), "LC_" + Integer.toHexString(command.number()))
          + (raw == (DYLD_INFO | REQUIRED) ? "_ONLY" : "");
      place("Load command " + i);
      fact("cmd " + name);
      place("cmdsize " + command.size());
      try {
        command(command);
        boolean segment = command.number() == MachoFile.SEGMENT || command.number() == MachoFile.SEGMENT_64;
        int count = segment ? view.i32(command.at() + (file.isWide() ? 64 : 48)) : 0;
        for (; count > 0 && sections < file.sections().size(); count--) {
          section(file.sections().get(sections++));
        }
      } catch (IndexOutOfBoundsException cut) {
        fact(name + " is cut off");
      }
    }
  }

  /** Returns what the commands say but for places and sizes. */
  String text() {
    StringBuilder out = new StringBuilder();
    lines.stream().filter(line -> !line.place).forEach(line -> append(line.text, out));
    return out.toString();
  }

  /** Returns all of it. */
  String full() {
    StringBuilder out = new StringBuilder();
    lines.forEach(line -> append(line.text, out));
    return out.toString();
  }

  private static void append(String line, StringBuilder out) {
    boolean heading = line.startsWith("Load command") || line.startsWith("ncmds") || line.startsWith("cmd ") || line.equals("Section");
    out.append(heading ? "" : "  ").append(line).append('\n');
  }

  private void fact(String line) {
    lines.add(new Line(line, false));
  }

  private void place(String line) {
    lines.add(new Line(line, true));
  }

  private void command(MachoFile.Command command) {
    long at = command.at();
    switch (command.number()) {
      case 1, 0x19 -> segment(at);
      case 0xC, 0xD, 0x18, 0x1F, 0x20, 0x23 -> library(at);
      case 0xE, 0xF, 0x27 -> string("name", at);
      case 0x1C -> string("path", at);
      case 0x12 -> string("umbrella", at);
      case 0x13 -> string("sub_umbrella", at);
      case 0x14 -> string("client", at);
      case 0x15 -> string("sub_library", at);
      case 0x1B -> fact("uuid " + uuid(at + 8));
      case 0x21, 0x2C -> {
        places("cryptoff cryptsize", at + 8);
        fact("cryptid " + view.u32(at + 16));
      }
      case 0x1D, 0x1E, 0x26, 0x29, 0x2B, 0x2E, 0x33, 0x34, 0x36 -> places("dataoff datasize", at + 8);
      case 0x24, 0x25, 0x2F, 0x30 -> {
        fact("version " + shortVersion(view.i32(at + 8)));
        fact("sdk " + (view.i32(at + 12) == 0 ? "n/a" : shortVersion(view.i32(at + 12))));
      }
      case 0x28 -> {
        place("entryoff " + view.i64(at + 8));
        fact("stacksize " + view.i64(at + 16));
      }
      case 0x2A -> fact("version " + sourceVersion(view.i64(at + 8)));
      case 0x2D -> options(at, command.size());
      case 0x31 -> {
        fact("data owner " + file.fixed(at + 8));
        place("offset " + view.i64(at + 24));
        place("size " + view.i64(at + 32));
      }
      case 0x32 -> build(at, command.size());
      case 0x35 -> {
        place("vmaddr " + hex(view.i64(at + 8), true));
        place("fileoff " + view.i64(at + 16));
        fact("entry_id " + view.string(at + view.u32(at + 24)));
      }
      default -> other(command);
    }
  }

  private void other(MachoFile.Command command) {
    String fields = PLACES.get(command.number());
    if (fields != null) {
      places(fields, command.at() + 8);
    } else {
      place("content " + TextLiteral.hex(view.bytes(), (int) command.at() + 8, (int) (command.at() + command.size())));
    }
  }

  private void places(String fields, long at) {
    String[] names = fields.split(" ");
    for (int i = 0; i < names.length; i++) {
      place(names[i] + ' ' + view.u32(at + 4L * i));
    }
  }

  private void string(String name, long at) {
    long offset = view.u32(at + 8);
    fact(name + ' ' + view.string(at + offset) + " (offset " + offset + ')');
  }

  private void library(long at) {
    string("name", at);
    long stamp = view.u32(at + 12);
    fact("time stamp " + stamp + " (" + Instant.ofEpochSecond(stamp).toString().replace('T', ' ').replace("Z", " UTC)"));
    fact("current version " + version(view.i32(at + 16)));
    fact("compatibility version " + version(view.i32(at + 20)));
  }

  private void segment(long at) {
    boolean wide = file.isWide();
    int step = wide ? 8 : 4;
    long tail = at + 24 + 4L * step;
    fact("segname " + file.fixed(at + 8));
    place("vmaddr " + hex(view.word(at + 24, wide), wide));
    place("vmsize " + hex(view.word(at + 24 + step, wide), wide));
    place("fileoff " + view.word(at + 24 + 2L * step, wide));
    place("filesize " + view.word(at + 24 + 3L * step, wide));
    fact("maxprot " + hex(view.u32(tail), false));
    fact("initprot " + hex(view.u32(tail + 4), false));
    fact("nsects " + view.u32(tail + 8));
    fact("flags 0x" + Long.toHexString(view.u32(tail + 12)));
  }

  private void section(MachoSection section) {
    boolean wide = file.isWide();
    fact("Section");
    fact("sectname " + section.name());
    fact("segname " + section.segment());
    place("addr " + hex(section.address(), wide));
    place("size " + hex(section.size(), wide));
    place("offset " + section.offset());
    fact("align 2^" + section.alignment() + " (" + (1L << section.alignment()) + ')');
    place("reloff " + section.relocations());
    place("nreloc " + section.relocationCount());
    fact("flags " + hex(section.flags() & 0xFFFF_FFFFL, false));
    boolean slots = section.type() >= FIRST_SLOTS && section.type() <= STUBS;
    place("reserved1 " + section.reserved1() + (slots ? " (index into indirect symbol table)" : ""));
    fact("reserved2 " + section.reserved2() + (section.type() == STUBS ? " (size of stubs)" : ""));
  }

  private void options(long at, long size) {
    long count = Math.min(view.u32(at + 8), size);
    fact("count " + count);
    long next = at + 12;
    for (int i = 1; i <= count && next < at + size; i++) {
      String option = view.string(next);
      fact("string #" + i + ' ' + option);
      next += option.getBytes(StandardCharsets.UTF_8).length + 1;
    }
  }

  private void build(long at, long size) {
    int platform = view.i32(at + 8);
    fact("platform " + (platform > 0 && platform < PLATFORMS.length ? PLATFORMS[platform] : "" + platform));
    fact("sdk " + (view.i32(at + 16) == 0 ? "n/a" : shortVersion(view.i32(at + 16))));
    fact("minos " + shortVersion(view.i32(at + 12)));
    long tools = Math.min(view.u32(at + 20), (size - 24) / 8);
    fact("ntools " + tools);
    for (int i = 0; i < tools; i++) {
      int tool = view.i32(at + 24 + 8L * i);
      fact("tool " + (tool > 0 && tool < TOOLS.length ? TOOLS[tool] : "" + tool));
      fact("version " + shortVersion(view.i32(at + 28 + 8L * i)));
    }
  }

  private String uuid(long at) {
    String digits = TextLiteral.hex(view.bytes(), (int) at, (int) at + 16).toUpperCase(Locale.ROOT);
    return digits.substring(0, 8) + '-' + digits.substring(8, 12) + '-' + digits.substring(12, 16) + '-'
        + digits.substring(16, 20) + '-' + digits.substring(20);
  }

  private static String hex(long value, boolean wide) {
    return String.format(Locale.ROOT, wide ? "0x%016x" : "0x%08x", value);
  }

  private static String version(int packed) {
    return (packed >>> 16) + "." + (packed >> 8 & 255) + "." + (packed & 255);
  }

  private static String shortVersion(int packed) {
    return (packed & 255) == 0 ? (packed >>> 16) + "." + (packed >> 8 & 255) : version(packed);
  }

  /** Returns five numbers of 24 bits and four times 10, the last ones only if they are not zero. */
  private static String sourceVersion(long packed) {
    String text = (packed >>> 40) + "." + (packed >> 30 & 1023) + "." + (packed >> 20 & 1023) + "." + (packed >> 10 & 1023) + "."
        + (packed & 1023);
    while (text.endsWith(".0") && text.indexOf('.') < text.length() - 2) {
      text = text.substring(0, text.length() - 2);
    }
    return text;
  }
}
