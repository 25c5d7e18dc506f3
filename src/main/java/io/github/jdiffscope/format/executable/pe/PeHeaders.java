package io.github.jdiffscope.format.executable.pe;

import io.github.jdiffscope.format.executable.code.ByteView;
import io.github.jdiffscope.format.executable.code.TextLiteral;
import java.time.Instant;
import java.util.Locale;

/** Writes the headers and the small tables they point to. */
final class PeHeaders {
  private static final String[] DIRECTORIES = {"exports", "imports", "resources", "exceptions", "certificates", "relocations",
      "debug", "architecture", "global pointer", "thread storage", "load configuration", "bound imports", "import slots",
      "delayed imports", "common language runtime", "15"};
  private static final String[] DEBUG_TYPES = {"unknown", "COFF", "CodeView", "FPO", "MISC", "exception", "fixup",
      "omap to source", "omap from source", "Borland", "reserved", "CLSID", "VC feature", "POGO", "ILTCG", "MPX", "repro",
      "embedded portable PDB", "SPGO", "PDB checksum", "extended DLL characteristics"};
  private static final int REPRO = 16;
  private static final int ENTRY = 28;

  private final PeFile file;
  private final ByteView view;

  PeHeaders(PeFile file) {
    this.file = file;
    this.view = file.view();
  }

  /** Returns what the headers say of the program; with sizes and addresses if {@code full}. */
  String headers(boolean full) {
    long at = file.header();
    long optional = file.optional();
    StringBuilder text = new StringBuilder();
    say(text, "Machine", PeWords.machine(file.machine()));
    say(text, "Characteristics", PeWords.characteristics(view.u16(at + 22)));
    say(text, "Format", file.isWide() ? "PE32+" : "PE32");
    say(text, "Linker", view.u8(optional + 2) + "." + view.u8(optional + 3));
    say(text, "Subsystem", PeWords.subsystem(view.u16(optional + 68)));
    say(text, "Subsystem version", version(optional + 48));
    say(text, "DLL characteristics", PeWords.library(view.u16(optional + 70)));
    say(text, "Operating system", version(optional + 40));
    say(text, "Image version", version(optional + 44));
    say(text, "Image base", "0x" + Long.toHexString(file.imageBase()));
    say(text, "Alignment", "sections 0x" + Long.toHexString(view.u32(optional + 32)) + ", file 0x"
        + Long.toHexString(view.u32(optional + 36)));
    say(text, "Stack", memory(optional + 72));
    say(text, "Heap", memory(optional + (file.isWide() ? 88 : 80)));
    say(text, "Checksum", checksum());
    if (full) {
      text.append("Entry point: 0x").append(Long.toHexString(view.u32(optional + 16))).append("\nSize of code: ")
          .append(view.u32(optional + 4)).append("\nSize of image: ").append(view.u32(optional + 56)).append("\nChecksum: 0x")
          .append(Long.toHexString(view.u32(optional + 64))).append('\n');
      for (int i = 0; i < DIRECTORIES.length; i++) {
        text.append("Directory of ").append(DIRECTORIES[i]).append(": 0x")
            .append(Long.toHexString(file.directoryAddress(i))).append(' ').append(file.directorySize(i)).append('\n');
      }
    }
    return text.toString();
  }

  private static void say(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value).append('\n');
  }

  private String version(long at) {
    return view.u16(at) + "." + view.u16(at + 2);
  }

  private String memory(long at) {
    return "0x" + Long.toHexString(view.word(at, file.isWide())) + " reserved, 0x"
        + Long.toHexString(view.word(at + (file.isWide() ? 8 : 4), file.isWide())) + " committed";
  }

  /** Returns whether the checksum holds: the sum of all 16-bit words but its own, folded, and the size. */
  private String checksum() {
    long stored = view.u32(file.optional() + 64);
    if (stored == 0) {
      return "none";
    }
    long sum = 0;
    byte[] bytes = view.bytes();
    long own = file.optional() + 64;
    for (int at = 0; at < bytes.length; at += 2) {
      if (at != own && at != own + 2) {
        sum += bytes[at] & 0xFF | (at + 1 < bytes.length ? (bytes[at + 1] & 0xFF) << 8 : 0);
        sum = (sum & 0xFFFF) + (sum >>> 16);
      }
    }
    return sum + bytes.length == stored ? "right" : "wrong";
  }

  String sections(boolean full) {
    StringBuilder text = new StringBuilder();
    for (PeFile.PeSection section : file.sections()) {
      text.append(section.name()).append(" flags ").append(PeWords.section(section.flags()));
      if (full) {
        text.append(String.format(Locale.ROOT, " address 0x%x size %d, %d bytes at %d", section.address(), section.size(),
            section.rawSize(), section.offset()));
      }
      text.append('\n');
    }
    return text.toString();
  }

  String timestamps() {
    boolean hashed = false;
    for (int i = 0; i < debugCount(); i++) {
      hashed |= view.u32(debugEntry(i) + 12) == REPRO;
    }
    StringBuilder text = new StringBuilder("header: ").append(time(view.u32(file.header() + 8), hashed));
    long exports = file.directoryAddress(PeFile.EXPORTS);
    if (exports != 0) {
      text.append("\nexports: ").append(time(view.u32(file.offset(exports) + 4), hashed));
    }
    for (int i = 0; i < debugCount(); i++) {
      text.append("\ndebug directory: ").append(time(view.u32(debugEntry(i) + 4), hashed));
    }
    return text.append('\n').toString();
  }

  private static String time(long seconds, boolean hashed) {
    return seconds == 0 ? "none" : hashed ? "0x" + Long.toHexString(seconds) + " (a hash of the content, not a time)"
        : Instant.ofEpochSecond(seconds) + " (0x" + Long.toHexString(seconds) + ")";
  }

  long debugCount() {
    return file.directoryAddress(PeFile.DEBUG) == 0 ? 0 : Math.min(32, file.directorySize(PeFile.DEBUG) / ENTRY);
  }

  private long debugEntry(int index) {
    return file.offset(file.directoryAddress(PeFile.DEBUG)) + (long) ENTRY * index;
  }

  /** Returns the entries of the debug directory: type, and what is known of its content. */
  String debug() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < debugCount(); i++) {
      long at = debugEntry(i);
      long type = view.u32(at + 12);
      long size = view.u32(at + 16);
      long data = view.u32(at + 24);
      text.append(type < DEBUG_TYPES.length ? DEBUG_TYPES[(int) type] : "type " + type).append(": ");
      if (type == 2 && size >= 24 && view.u32(data) == 0x53445352L) {
        text.append("PDB id ").append(guid(data + 4)).append(" age ").append(view.u32(data + 20)).append(' ')
            .append(view.string(data + 24));
      } else if (type == 13) {
        groups(data, size, text);
      } else {
        byte[] content = view.copy(data, Math.min(64, size));
        text.append(TextLiteral.hex(content, 0, content.length));
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** Appends the names of the linker's groups of sections; their places shift. */
  private void groups(long data, long size, StringBuilder text) {
    text.append(TextLiteral.quoted(view.copy(data, Math.min(4, size)), 0, (int) Math.min(4, size)));
    for (long at = data + 4; at + 9 < Math.min(data + size, view.size()); ) {
      String name = view.string(at + 8);
      text.append(' ').append(name);
      at += 8 + (name.length() + 4) / 4 * 4;
    }
  }

  private String guid(long at) {
    return String.format(Locale.ROOT, "%08x-%04x-%04x-%s-%s", view.i32(at), view.u16(at + 4), view.u16(at + 6),
        TextLiteral.hex(view.bytes(), (int) at + 8, (int) at + 10), TextLiteral.hex(view.bytes(), (int) at + 10, (int) at + 16));
  }

  /** Returns where the content of the debug directory lies, ends by starts, as addresses. */
  void debugPlaces(java.util.TreeMap<Long, Long> places) {
    long directory = file.directoryAddress(PeFile.DEBUG);
    for (int i = 0; i < debugCount(); i++) {
      places.merge(directory, directory + file.directorySize(PeFile.DEBUG), Math::max);
      long address = view.u32(debugEntry(i) + 20);
      if (address != 0) {
        places.merge(address, address + view.u32(debugEntry(i) + 16), Math::max);
      }
    }
  }

  /** Returns which tools made how many objects: pairs between DanS and Rich, masked with the word behind Rich. */
  String rich() {
    long end = -1;
    for (long at = 0x80; at + 8 <= Math.min(file.header(), 4096); at += 4) {
      end = view.u32(at) == 0x68636952L ? at : end;
    }
    if (end < 0) {
      return "";
    }
    long key = view.u32(end + 4);
    StringBuilder text = new StringBuilder();
    for (long at = end - 8; at > 0x40 && view.u32(at) != (key ^ 0x536E6144L); at -= 8) {
      long tool = view.u32(at) ^ key;
      if (tool != 0) {
        text.append("tool ").append(tool >>> 16).append(" build ").append(tool & 0xFFFF).append(": ")
            .append(view.u32(at + 4) ^ key).append(" objects\n");
      }
    }
    return text.toString();
  }

  /** Returns what of the load configuration does not follow from the layout. */
  String loadConfiguration() {
    long rva = file.directoryAddress(PeFile.LOAD_CONFIGURATION);
    if (rva == 0) {
      return "";
    }
    long at = file.offset(rva);
    long size = view.u32(at);
    boolean wide = file.isWide();
    StringBuilder text = new StringBuilder("size: ").append(size).append("\nglobal flags cleared: 0x")
        .append(Long.toHexString(view.u32(at + 12))).append("\nglobal flags set: 0x")
        .append(Long.toHexString(view.u32(at + 16))).append("\ndependent load flags: 0x")
        .append(Integer.toHexString(view.u16(at + (wide ? 0x4E : 0x36)))).append('\n');
    if (size >= (wide ? 0x94 : 0x5C)) {
      text.append("guard functions: ").append(view.word(at + (wide ? 0x88 : 0x54), wide)).append("\nguard flags: 0x")
          .append(Long.toHexString(view.u32(at + (wide ? 0x90 : 0x58)))).append('\n');
    }
    if (!wide && size >= 0x48) {
      text.append("safe exception handlers: ").append(view.u32(at + 0x44)).append('\n');
    }
    return text.toString();
  }

  String threadStorage() {
    long rva = file.directoryAddress(PeFile.THREAD_STORAGE);
    if (rva == 0) {
      return "";
    }
    long at = file.offset(rva);
    boolean wide = file.isWide();
    int word = wide ? 8 : 4;
    long callbacks = file.offset(view.word(at + 3L * word, wide) - file.imageBase());
    int count = 0;
    while (count < 256 && callbacks + word <= view.size() && view.word(callbacks, wide) != 0) {
      count++;
      callbacks += word;
    }
    return "initial data: " + (view.word(at + word, wide) - view.word(at, wide)) + " bytes\nzeros behind it: "
        + view.u32(at + 4L * word) + "\ncallbacks: " + count + "\n";
  }
}
