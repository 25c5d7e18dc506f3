package io.github.jdiffscope.format.executable.macho;

import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import io.github.jdiffscope.format.executable.macho.MachoFile.MachoSection;
import java.util.Locale;
import java.util.Map;

/** Writes the load commands; what only says where things lie stands apart. */
final class LoadCommands {
  private static final Map<Integer, String> NAMES = Map.ofEntries(Map.entry(1, "LC_SEGMENT"), Map.entry(2, "LC_SYMTAB"),
      Map.entry(4, "LC_THREAD"), Map.entry(5, "LC_UNIXTHREAD"), Map.entry(0xB, "LC_DYSYMTAB"), Map.entry(0xC, "LC_LOAD_DYLIB"),
      Map.entry(0xD, "LC_ID_DYLIB"), Map.entry(0xE, "LC_LOAD_DYLINKER"), Map.entry(0xF, "LC_ID_DYLINKER"),
      Map.entry(0x11, "LC_ROUTINES"), Map.entry(0x12, "LC_SUB_FRAMEWORK"), Map.entry(0x13, "LC_SUB_UMBRELLA"),
      Map.entry(0x14, "LC_SUB_CLIENT"), Map.entry(0x15, "LC_SUB_LIBRARY"), Map.entry(0x16, "LC_TWOLEVEL_HINTS"),
      Map.entry(0x18, "LC_LOAD_WEAK_DYLIB"), Map.entry(0x19, "LC_SEGMENT_64"), Map.entry(0x1A, "LC_ROUTINES_64"),
      Map.entry(0x1B, "LC_UUID"), Map.entry(0x1C, "LC_RPATH"), Map.entry(0x1D, "LC_CODE_SIGNATURE"),
      Map.entry(0x1E, "LC_SEGMENT_SPLIT_INFO"), Map.entry(0x1F, "LC_REEXPORT_DYLIB"), Map.entry(0x20, "LC_LAZY_LOAD_DYLIB"),
      Map.entry(0x21, "LC_ENCRYPTION_INFO"), Map.entry(0x22, "LC_DYLD_INFO"), Map.entry(0x23, "LC_LOAD_UPWARD_DYLIB"),
      Map.entry(0x24, "LC_VERSION_MIN_MACOSX"), Map.entry(0x25, "LC_VERSION_MIN_IPHONEOS"),
      Map.entry(0x26, "LC_FUNCTION_STARTS"), Map.entry(0x27, "LC_DYLD_ENVIRONMENT"), Map.entry(0x28, "LC_MAIN"),
      Map.entry(0x29, "LC_DATA_IN_CODE"), Map.entry(0x2A, "LC_SOURCE_VERSION"), Map.entry(0x2B, "LC_DYLIB_CODE_SIGN_DRS"),
      Map.entry(0x2C, "LC_ENCRYPTION_INFO_64"), Map.entry(0x2D, "LC_LINKER_OPTION"),
      Map.entry(0x2E, "LC_LINKER_OPTIMIZATION_HINT"), Map.entry(0x2F, "LC_VERSION_MIN_TVOS"),
      Map.entry(0x30, "LC_VERSION_MIN_WATCHOS"), Map.entry(0x31, "LC_NOTE"), Map.entry(0x32, "LC_BUILD_VERSION"),
      Map.entry(0x33, "LC_DYLD_EXPORTS_TRIE"), Map.entry(0x34, "LC_DYLD_CHAINED_FIXUPS"), Map.entry(0x35, "LC_FILESET_ENTRY"),
      Map.entry(0x36, "LC_ATOM_INFO"));
  private static final String[] PLATFORMS = {"0", "macOS", "iOS", "tvOS", "watchOS", "bridgeOS", "Mac Catalyst",
      "iOS simulator", "tvOS simulator", "watchOS simulator", "DriverKit", "visionOS", "visionOS simulator"};
  private static final String[] TOOLS = {"0", "clang", "swift", "ld", "lld"};

  private final MachoFile file;
  private final ByteView view;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder places = new StringBuilder();

  LoadCommands(MachoFile file) {
    this.file = file;
    this.view = file.view();
    for (MachoFile.Command command : file.commands()) {
      String name = NAMES.getOrDefault(command.number(), "LC_" + Integer.toHexString(command.number()));
      try {
        command(command, name);
      } catch (IndexOutOfBoundsException cut) {
        text.append(name).append(" is cut off\n");
      }
    }
    for (MachoSection section : file.sections()) {
      text.append("  section ").append(section.title()).append(" flags 0x").append(Integer.toHexString(section.flags()))
          .append('\n');
      places.append(String.format(Locale.ROOT, "%s address 0x%x size %d at %d\n", section.title(), section.address(),
          section.size(), section.offset()));
    }
  }

  String text() {
    return text.toString();
  }

  String places() {
    return places.toString();
  }

  private void command(MachoFile.Command command, String name) {
    long at = command.at();
    text.append(name);
    switch (command.number()) {
      case 0xC, 0xD, 0x18, 0x1F, 0x20, 0x23 -> text.append(' ').append(view.string(at + view.u32(at + 8))).append(" version ")
          .append(version(view.i32(at + 16))).append(" compatible ").append(version(view.i32(at + 20)));
      case 0xE, 0xF, 0x1C, 0x12, 0x13, 0x14, 0x15, 0x27 -> text.append(' ').append(view.string(at + view.u32(at + 8)));
      case 0x1B -> text.append(' ').append(TextLiteral.hex(view.bytes(), (int) at + 8, (int) at + 24));
      case 1, 0x19 -> text.append(' ').append(file.fixed(at + 8)).append(" protection ")
          .append(view.i32(at + (file.isWide() ? 60 : 44))).append(" at most ").append(view.i32(at + (file.isWide() ? 56 : 40)));
      case 0x24, 0x25, 0x2F, 0x30 -> text.append(' ').append(version(view.i32(at + 8))).append(" SDK ")
          .append(version(view.i32(at + 12)));
      case 0x2A -> {
        long packed = view.i64(at + 8);
        text.append(' ').append(packed >>> 40).append('.').append(packed >> 30 & 1023).append('.').append(packed >> 20 & 1023)
            .append('.').append(packed >> 10 & 1023).append('.').append(packed & 1023);
      }
      case 0x32 -> build(at, command.size());
      default -> places.append(name).append(' ')
          .append(TextLiteral.hex(view.bytes(), (int) at + 8, (int) (at + command.size()))).append('\n');
    }
    text.append('\n');
  }

  private void build(long at, long size) {
    int platform = view.i32(at + 8);
    text.append(' ').append(platform >= 0 && platform < PLATFORMS.length ? PLATFORMS[platform] : platform).append(" from ")
        .append(version(view.i32(at + 12))).append(" SDK ").append(version(view.i32(at + 16)));
    long tools = Math.min(view.u32(at + 20), (size - 24) / 8);
    for (int i = 0; i < tools; i++) {
      int tool = view.i32(at + 24 + 8L * i);
      text.append(", ").append(tool >= 0 && tool < TOOLS.length ? TOOLS[tool] : tool).append(' ')
          .append(version(view.i32(at + 28 + 8L * i)));
    }
  }

  private static String version(int packed) {
    return (packed >>> 16) + "." + (packed >> 8 & 255) + "." + (packed & 255);
  }
}
