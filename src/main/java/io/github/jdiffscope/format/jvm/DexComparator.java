package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Dalvik executables: classes by name, methods by name, debug tables, then the sizes of the tables. */
final class DexComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("jvm/dex", "Dalvik executable",
      Signature.content(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return probe.has(0, "dex\n0") && probe.u8(7) == 0;
        }
      }));
  private static final int LARGEST = 1 << 29;
  private static final int LITTLE_ENDIAN = 0x12345678;
  private static final String[] TABLES = {"link", "strings", "types", "prototypes", "fields", "methods", "classes",
    "data"};

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    byte[] bytes = artifact.blob().all(LARGEST);
    DexReader in = new DexReader(bytes, 0x24);
    long headerSize = in.u4();
    int endian = in.i4();
    String version = new String(bytes, 4, 3, java.nio.charset.StandardCharsets.ISO_8859_1);
    sections.add(Section.text("dex version", "dex version " + version + '\n'));
    if (endian != LITTLE_ENDIAN) {
      throw FormatException.at(0x28, "byte order " + Integer.toHexString(endian) + " is not the usual one");
    }
    sections.add(Section.text("header", () -> header(bytes, headerSize)).atLevel(3));
    DexFile file = new DexFile(bytes);
    sections.add(Section.text("order of classes", () -> order(file)).atLevel(4));
    for (DexClass type : classes(file, sections)) {
      describe(file, type, sections);
    }
  }

  private static String header(byte[] bytes, long headerSize) throws FormatException {
    DexReader in = new DexReader(bytes, 0x20);
    StringBuilder out = new StringBuilder("file size ").append(in.u4());
    out.append("\nheader size ").append(headerSize).append('\n');
    in = new DexReader(bytes, 0x2C);
    for (int i = 0; i < TABLES.length; i++) {
      if (i == 1) {
        out.append("map at ").append(in.u4()).append('\n');
      }
      out.append(TABLES[i]).append(": ").append(in.u4());
      out.append(" at ").append(in.u4()).append('\n');
    }
    return out.toString();
  }

  /** Returns the classes in the order in which they are stored. */
  private static String order(DexFile file) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < file.classes; i++) {
      try {
        out.append(Signatures.type(file.type(file.classDef(i).i4())));
      } catch (FormatException damaged) {
        out.append("class ").append(i).append('?');
      }
      out.append('\n');
    }
    return out.toString();
  }

  /** Returns the classes by name; what cannot be read is said. */
  private static List<DexClass> classes(DexFile file, Sections sections) {
    List<DexClass> classes = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int damaged = 0;
    for (int i = 0; i < file.classes; i++) {
      try {
        DexClass type = new DexClass(file, i);
        if (seen.add(type.descriptor)) {
          classes.add(type);
        } else {
          sections.comment("class " + type.name() + " is defined more than once");
        }
      } catch (FormatException e) {
        if (damaged++ < 10) {
          sections.comment("class " + i + " is damaged: " + e.getMessage());
        }
      }
    }
    classes.sort(Comparator.comparing(DexClass::name));
    return classes;
  }

  private static void describe(DexFile file, DexClass type, Sections sections) {
    String name = type.name();
    sections.add(section("class " + name, 0, name, new DexText(type)));
    Set<String> titles = new HashSet<>();
    for (DexClass.Member method : type.methods) {
      if (method.code() != 0) {
        String title = name + ": " + method.title();
        if (!titles.add(title)) {
          title = title + " (method " + method.index() + ")";
        }
        sections.add(section(title, 0, name, new DexCode(file, method.code())));
      }
    }
    DexLines debug = new DexLines(type);
    sections.add(section("debug information of " + name, 1, name, debug::kinds));
    sections.add(section("debug tables of " + name, 2, name, debug));
  }

  private static Section section(String title, int level, String facts, SectionContent.TextSource source) {
    return new Section(title, level, facts, new SectionContent.Text(source));
  }
}
