package io.github.jdiffscope.format.executable.pe;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.executable.code.ByteView;
import java.util.ArrayList;
import java.util.List;

/** A portable executable: headers, directories and sections, as the PE/COFF specification lays them out. */
public final class PeFile {
  static final int EXPORTS = 0;
  static final int IMPORTS = 1;
  static final int RESOURCES = 2;
  static final int EXCEPTIONS = 3;
  static final int CERTIFICATES = 4;
  static final int RELOCATIONS = 5;
  static final int DEBUG = 6;
  static final int THREAD_STORAGE = 9;
  static final int LOAD_CONFIGURATION = 10;
  static final int DELAYED_IMPORTS = 13;
  public static final int CLR = 14;
  static final int AMD64 = 0x8664;
  static final int I386 = 0x14C;
  static final int ARM64 = 0xAA64;
  private static final int SECTION_SIZE = 40;

  /** A section. */
  record PeSection(String name, long size, long address, long rawSize, long offset, long flags) {
    boolean isCode() {
      return (flags & 0x20000020) != 0;
    }

    boolean contains(long rva) {
      return rva >= address && rva - address < Math.max(size, rawSize);
    }
  }

  private final ByteView view;
  private final long header;
  private final long optional;
  private final boolean wide;
  private final List<PeSection> sections = new ArrayList<>();

  public PeFile(byte[] bytes) throws FormatException {
    view = new ByteView(bytes, true);
    try {
      header = view.u32(0x3C);
      if (view.u32(header) != 0x4550) {
        throw FormatException.at(header, "there is no PE signature");
      }
      optional = header + 24;
      wide = view.u16(optional) == 0x20B;
      long at = optional + view.u16(header + 20);
      for (int i = 0; i < view.u16(header + 6); i++, at += SECTION_SIZE) {
        sections.add(new PeSection(name(at), view.u32(at + 8), view.u32(at + 12), view.u32(at + 16), view.u32(at + 20),
            view.u32(at + 36)));
      }
    } catch (IndexOutOfBoundsException cut) {
      throw new FormatException("headers of the portable executable are cut off: " + cut.getMessage(), cut);
    }
  }

  private String name(long at) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 8 && view.u8(at + i) != 0; i++) {
      out.append((char) view.u8(at + i));
    }
    return out.length() > 1 && out.charAt(0) == '/' ? longName(out.toString()) : out.toString();
  }

  /** A name of more than 8 characters is "/" and where it stands in the table of strings behind the symbols. */
  private String longName(String reference) {
    try {
      long strings = view.u32(header + 12) + view.u32(header + 16) * 18;
      return view.string(strings + Long.parseLong(reference.substring(1)));
    } catch (NumberFormatException | IndexOutOfBoundsException unknown) {
      return reference;
    }
  }

  public ByteView view() {
    return view;
  }

  boolean isWide() {
    return wide;
  }

  int machine() {
    return view.u16(header + 4);
  }

  long header() {
    return header;
  }

  long optional() {
    return optional;
  }

  List<PeSection> sections() {
    return sections;
  }

  long imageBase() {
    return wide ? view.i64(optional + 24) : view.u32(optional + 28);
  }

  private long directory(int index) {
    long count = view.u32(optional + (wide ? 108 : 92));
    return index < count ? optional + (wide ? 112 : 96) + index * 8L : -1;
  }

  /** Returns the address of a directory, 0 if there is none. For certificates it is a file offset. */
  public long directoryAddress(int index) {
    long at = directory(index);
    return at < 0 ? 0 : view.u32(at);
  }

  long directorySize(int index) {
    long at = directory(index);
    return at < 0 ? 0 : view.u32(at + 4);
  }

  PeSection sectionAt(long rva) {
    for (PeSection section : sections) {
      if (section.contains(rva)) {
        return section;
      }
    }
    return null;
  }

  /** Returns the file offset of an address, or one outside of the file. */
  public long offset(long rva) {
    PeSection section = sectionAt(rva);
    return section == null || rva - section.address() >= section.rawSize() ? Long.MAX_VALUE / 2
        : rva - section.address() + section.offset();
  }

  /** Returns the file offset behind the last section, the symbols and the signatures: what follows was appended. */
  long end() {
    long end = 0;
    for (PeSection section : sections) {
      end = Math.max(end, section.rawSize() == 0 ? 0 : section.offset() + section.rawSize());
    }
    long symbols = view.u32(header + 12);
    if (symbols != 0) {
      long strings = symbols + view.u32(header + 16) * 18;
      end = Math.max(end, strings + (strings + 4 <= view.size() ? view.u32(strings) : 0));
    }
    return end;
  }

  byte[] content(PeSection section) {
    if (section.offset() >= view.size()) {
      return new byte[0];
    }
    long length = Math.min(section.rawSize(), view.size() - section.offset());
    return view.copy(section.offset(), section.size() > 0 ? Math.min(length, section.size()) : length);
  }
}
