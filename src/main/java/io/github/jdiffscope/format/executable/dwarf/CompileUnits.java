package io.github.jdiffscope.format.executable.dwarf;

import io.github.jdiffscope.format.executable.dwarf.DwarfSections.Cursor;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The compile units of a file: sources, folders and producers, from the first entry of each unit. */
public final class CompileUnits {
  private static final int NAME = 0x03;
  private static final int LANGUAGE = 0x13;
  private static final int FOLDER = 0x1B;
  private static final int PRODUCER = 0x25;
  private static final int STRING_OFFSETS = 0x72;
  private static final int SPLIT = 0x76;
  private static final int SPLIT_OF_GNU = 0x2130;

  private final DwarfSections sections;
  private final List<String> units = new ArrayList<>();
  private final TreeSet<String> producers = new TreeSet<>();
  private String damage;

  public CompileUnits(DwarfSections sections) {
    this.sections = sections;
    Cursor info = sections.open("info");
    try {
      while (info.more()) {
        unit(info);
      }
    } catch (IndexOutOfBoundsException cut) {
      damage = "debug information is damaged at byte " + info.at + ": " + cut.getMessage();
    }
    units.sort(null);
  }

  private void unit(Cursor info) {
    long length = info.u32();
    boolean wide = length == 0xFFFF_FFFFL;
    length = wide ? info.u64() : length;
    long end = info.at + length;
    if (length <= 0 || end > info.view.size()) {
      throw new IndexOutOfBoundsException("a unit of " + length + " bytes");
    }
    int version = info.u16();
    int kind = version >= 5 ? info.u8() : 1;
    int addressSize = version >= 5 ? info.u8() : 0;
    long abbreviations = info.word(wide);
    addressSize = version >= 5 ? addressSize : info.u8();
    info.at += kind == 4 || kind == 5 ? 8 : kind == 2 || kind == 6 ? wide ? 16 : 12 : 0;
    if (version >= 2 && version <= 5 && (kind == 1 || kind == 3 || kind == 4 || kind == 5)) {
      entry(info, sections.open("abbrev").at(abbreviations), new Form(sections, wide, addressSize, version), version);
    }
    info.at = end;
  }

  private void entry(Cursor info, Cursor abbreviations, Form form, int version) {
    long code = info.uleb();
    while (true) {
      long candidate = abbreviations.uleb();
      if (candidate == 0) {
        throw new IndexOutOfBoundsException("abbreviation " + code + " is missing");
      }
      abbreviations.uleb();
      abbreviations.u8();
      if (candidate == code) {
        break;
      }
      while (abbreviations.uleb() != 0 | skipForm(abbreviations)) {
        // Attributes of another entry.
      }
    }
    attributes(info, abbreviations, form, version);
  }

  private static boolean skipForm(Cursor abbreviations) {
    long form = abbreviations.uleb();
    if (form == 0x21) {
      abbreviations.sleb();
    }
    return form != 0;
  }

  private void attributes(Cursor info, Cursor abbreviations, Form form, int version) {
    Object name = "";
    Object folder = "";
    Object producer = "";
    Object language = "";
    Object split = "";
    Object base = null;
    while (true) {
      long attribute = abbreviations.uleb();
      long shape = abbreviations.uleb();
      long implicit = shape == 0x21 ? abbreviations.sleb() : 0;
      if (attribute == 0 && shape == 0) {
        break;
      }
      Object value = form.read(info, shape, implicit);
      if (value == null) {
        continue;
      }
      name = attribute == NAME ? value : name;
      folder = attribute == FOLDER ? value : folder;
      producer = attribute == PRODUCER ? value : producer;
      language = attribute == LANGUAGE ? value : language;
      base = attribute == STRING_OFFSETS ? value : base;
      split = attribute == SPLIT || attribute == SPLIT_OF_GNU ? value : split;
    }
    split = form.resolved(split, base);
    String shown = form.resolved(name, base).toString();
    units.add((shown.isEmpty() ? "unit without a name" : shown) + "\n    directory: " + form.resolved(folder, base)
        + (language.equals("") ? "\n    " : "\n    language: " + Languages.name(language) + ", ") + "DWARF " + version
        + (split.equals("") ? "" : "\n    the rest is in " + split));
    producers.add(form.resolved(producer, base).toString());
  }

  public String units() {
    return units.isEmpty() ? "" : String.join("\n", units) + "\n";
  }

  public String producers() {
    return producers.isEmpty() ? "" : String.join("\n", producers) + "\n";
  }

  /** Returns what was damaged, or null. */
  public String damage() {
    return damage;
  }
}
