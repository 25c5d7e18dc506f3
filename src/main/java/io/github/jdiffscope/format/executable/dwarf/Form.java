package io.github.jdiffscope.format.executable.dwarf;

import io.github.jdiffscope.format.executable.dwarf.DwarfSections.Cursor;

/** Reads attribute values by form (DWARF 5, section 7.5.6). */
final class Form {
  private final DwarfSections sections;
  private final boolean wide;
  private final int addressSize;
  private final int version;

  Form(DwarfSections sections, boolean wide, int addressSize, int version) {
    this.sections = sections;
    this.wide = wide;
    this.addressSize = addressSize;
    this.version = version;
  }

  /** A string by its place in the table of string offsets, which the unit says the start of. */
  record StringIndex(long index) {}

  private static long number(Cursor in, int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (long) in.u8() << 8 * i;
    }
    return value;
  }

  /** Returns a value; a string that was given by index is looked up. */
  Object resolved(Object value, Object base) {
    if (!(value instanceof StringIndex string)) {
      return value;
    }
    // The table begins with a header of length, version and padding since DWARF 5.
    long start = base instanceof Long given ? given : version < 5 ? 0 : wide ? 16 : 8;
    long offset = sections.open("str_offsets").at(start + string.index() * (wide ? 8 : 4)).word(wide);
    return sections.open("str").at(offset).string();
  }

  /** Returns a string or a number (as Long) where the form has one, null where it is only skipped. */
  Object read(Cursor in, long form, long implicit) {
    switch ((int) form) {
      case 0x01 -> in.at += addressSize;
      case 0x03 -> in.at += in.u16();
      case 0x04 -> in.at += in.u32();
      case 0x05 -> {
        return (long) in.u16();
      }
      case 0x06 -> {
        return in.u32();
      }
      case 0x07 -> {
        return in.u64();
      }
      case 0x08 -> {
        return in.string();
      }
      case 0x09, 0x18 -> in.at += in.uleb();
      case 0x0A -> in.at += in.u8();
      case 0x0B, 0x0C -> {
        return (long) in.u8();
      }
      case 0x0D -> {
        return in.sleb();
      }
      case 0x0E -> {
        return sections.open("str").at(in.word(wide)).string();
      }
      case 0x0F -> {
        return in.uleb();
      }
      case 0x10 -> in.at += version < 3 ? addressSize : wide ? 8 : 4;
      case 0x11 -> in.at += 1;
      case 0x12, 0x1C -> in.at += form == 0x12 ? 2 : 4;
      case 0x13 -> in.at += 4;
      case 0x14, 0x20, 0x24 -> in.at += 8;
      case 0x1A -> {
        return new StringIndex(in.uleb());
      }
      case 0x15, 0x1B, 0x22, 0x23 -> in.uleb();
      case 0x16 -> {
        return read(in, in.uleb(), implicit);
      }
      case 0x17, 0x1D -> {
        return in.word(wide);
      }
      case 0x19 -> {
        return 1L;
      }
      case 0x1E -> in.at += 16;
      case 0x1F -> {
        return sections.open("line_str").at(in.word(wide)).string();
      }
      case 0x21 -> {
        return implicit;
      }
      case 0x25, 0x26, 0x27, 0x28 -> {
        return new StringIndex(number(in, (int) form - 0x24));
      }
      case 0x29, 0x2A, 0x2B, 0x2C -> in.at += form - 0x28;
      case 0x1F02 -> {
        return new StringIndex(in.uleb()); // DW_FORM_GNU_str_index
      }
      case 0x1F01 -> in.uleb(); // DW_FORM_GNU_addr_index
      case 0x1F20, 0x1F21 -> in.word(wide); // strings and entries of another file (dwz)
      default -> throw new IndexOutOfBoundsException("form 0x" + Long.toHexString(form) + " at " + in.at);
    }
    return null;
  }
}
