package io.github.jdiffscope.format.executable.elf;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.executable.code.ByteView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An ELF file: header, program headers and sections, as the gABI lays them out. Tolerates what is damaged behind them. */
public final class ElfFile {
  public static final int X86 = 3;
  public static final int X86_64 = 62;
  public static final int AARCH64 = 183;
  public static final int RISCV = 243;
  private static final int SECTION_LIMIT = 1 << 20;

  /** A program header. */
  public record Segment(int type, int flags, long offset, long address, long physical, long fileSize, long memorySize,
      long alignment) {}

  private final ByteView view;
  private final boolean wide;
  private final int type;
  private final int machine;
  private final List<Segment> segments = new ArrayList<>();
  private final List<ElfSection> sections = new ArrayList<>();
  /** Made once: it is asked for at every operand of the code. */
  private final List<ElfSection> allSections = Collections.unmodifiableList(sections);
  private final Map<Integer, byte[]> contents = new HashMap<>();
  private String damage;

  public ElfFile(byte[] bytes) throws FormatException {
    if (bytes.length < 52) {
      throw FormatException.at(bytes.length, "ELF header is cut off");
    }
    wide = bytes[4] == 2;
    view = new ByteView(bytes, bytes[5] != 2);
    type = view.u16(16);
    machine = view.u16(18);
    try {
      readSegments();
    } catch (IndexOutOfBoundsException cut) {
      damage = "program headers are cut off: " + cut.getMessage();
    }
    try {
      readSections();
    } catch (IndexOutOfBoundsException cut) {
      damage = "section headers are cut off: " + cut.getMessage();
    }
    if (sections.isEmpty()) {
      sectionsFromSegments();
    }
  }

  private void readSegments() {
    long at = headerWord(28, 32);
    int size = view.u16(wide ? 54 : 42);
    int count = view.u16(wide ? 56 : 44);
    for (int i = 0; i < count && at != 0; i++, at += size) {
      segments.add(wide
          ? new Segment(view.i32(at), view.i32(at + 4), view.i64(at + 8), view.i64(at + 16), view.i64(at + 24),
              view.i64(at + 32), view.i64(at + 40), view.i64(at + 48))
          : new Segment(view.i32(at), view.i32(at + 24), view.u32(at + 4), view.u32(at + 8), view.u32(at + 12),
              view.u32(at + 16), view.u32(at + 20), view.u32(at + 28)));
    }
  }

  private void readSections() {
    long table = headerWord(32, 40);
    int entry = view.u16(wide ? 58 : 46);
    long count = view.u16(wide ? 60 : 48);
    int names = view.u16(wide ? 62 : 50);
    if (table == 0 || entry < (wide ? 64 : 40)) {
      return;
    }
    // More than 65,279 sections: count and name index stand in section 0 (gABI, "Extended section numbering").
    count = count == 0 ? view.word(table + (wide ? 32 : 20), wide) : count;
    names = names == 0xFFFF ? view.i32(table + (wide ? 40 : 24)) : names;
    if (count < 0 || count > SECTION_LIMIT || count > view.size() / entry) {
      damage = "section count " + count + " is more than the file can hold";
      return;
    }
    long nameTable = names < count ? view.word(table + (long) names * entry + (wide ? 24 : 16), wide) : -1;
    long place = 0x10000;
    boolean relocatable = isRelocatable();
    for (int i = 0; i < count; i++) {
      ElfSection section = section(i, table + (long) i * entry, nameTable, place);
      if (relocatable && i > 0 && section.size() >= 0 && section.size() < 1L << 40) {
        place = (place + section.size() + 0x1000) & -0x100L;
      }
      sections.add(section);
    }
  }

  private ElfSection section(int index, long at, long nameTable, long place) {
    String name;
    try {
      name = index == 0 || nameTable < 0 ? "" : view.string(nameTable + view.u32(at));
    } catch (IndexOutOfBoundsException outside) {
      name = "<no-name>";
    }
    int type = view.i32(at + 4);
    return wide
        ? new ElfSection(index, name, type, view.i64(at + 8), isRelocatable() ? place : view.i64(at + 16),
            view.i64(at + 24), view.i64(at + 32), view.i32(at + 40), view.i32(at + 44), view.i64(at + 48),
            view.i64(at + 56))
        : new ElfSection(index, name, type, view.u32(at + 8), isRelocatable() ? place : view.u32(at + 12),
            view.u32(at + 16), view.u32(at + 20), view.i32(at + 24), view.i32(at + 28), view.u32(at + 32),
            view.u32(at + 36));
  }

  /** Makes up sections for a file without any: packers and some boot loaders leave only program headers. */
  private void sectionsFromSegments() {
    sections.add(new ElfSection(0, "", 0, 0, 0, 0, 0, 0, 0, 0, 0));
    for (Segment segment : segments) {
      if (segment.type() == 1) {
        long flags = 2 | (segment.flags() & 1) << 2 | (segment.flags() & 2) >> 1;
        sections.add(new ElfSection(sections.size(), "segment-" + sections.size(), ElfSection.PROGBITS, flags,
            segment.address(), segment.offset(), segment.fileSize(), 0, 0, segment.alignment(), 0));
      }
    }
  }

  private long headerWord(int narrowAt, int wideAt) {
    return view.word(wide ? wideAt : narrowAt, wide);
  }

  public ByteView view() {
    return view;
  }

  public boolean isWide() {
    return wide;
  }

  public int type() {
    return type;
  }

  public int machine() {
    return machine;
  }

  public long entry() {
    return view.word(24, wide);
  }

  public boolean isRelocatable() {
    return type == 1;
  }

  public List<Segment> segments() {
    return Collections.unmodifiableList(segments);
  }

  public List<ElfSection> sections() {
    return allSections;
  }

  /** Returns what is wrong with the headers, or null. */
  public String damage() {
    return damage;
  }

  /** Returns the first section of a name, or null. */
  public ElfSection section(String name) {
    for (ElfSection section : sections) {
      if (section.name().equals(name)) {
        return section;
      }
    }
    return null;
  }

  /** Returns the section that is loaded at an address, or null. */
  public ElfSection sectionAt(long address) {
    for (ElfSection section : sections) {
      if (section.isLoaded() && section.contains(address) && (section.flags() & 0x400) == 0) {
        return section;
      }
    }
    return null;
  }

  /** Returns a section's bytes, uncompressed; as far as the file has them. */
  public byte[] content(ElfSection section) {
    byte[] known = contents.get(section.index());
    if (known == null) {
      known = read(section);
      contents.put(section.index(), known);
    }
    return known;
  }

  private byte[] read(ElfSection section) {
    if (section.type() == ElfSection.NOBITS || section.offset() < 0 || section.offset() >= view.size()) {
      return new byte[0];
    }
    long length = Math.max(0, Math.min(section.size(), view.size() - section.offset()));
    byte[] raw = view.copy(section.offset(), length);
    byte[] plain = section.isCompressed() ? SectionCodec.standard(raw, wide, view.little())
        : section.name().startsWith(".zdebug_") ? SectionCodec.gnu(raw) : null;
    return plain == null ? raw : plain;
  }
}
