package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a class of a dex file declares, without code. */
final class DexText implements SectionContent.TextSource {
  private final DexClass type;

  DexText(DexClass type) {
    this.type = type;
  }

  @Override
  public CharSequence text() throws FormatException {
    StringBuilder out = new StringBuilder();
    flags(out, type.access, AccessFlags.CLASS);
    out.append("class ").append(type.name());
    if (type.superclass != null) {
      out.append(" extends ").append(Signatures.type(type.superclass));
    }
    for (int i = 0; i < type.interfaces.length; i++) {
      out.append(i == 0 ? " implements " : ", ").append(Signatures.type(type.interfaces[i]));
    }
    out.append('\n');
    DexValues.annotations(type.file, type.classAnnotations, "  ", out);
    fields(out);
    for (DexClass.Member method : type.methods) {
      flags(out.append("  "), method.access(), AccessFlags.METHOD);
      out.append(method.title()).append('\n');
      annotations(out, DexClass.METHOD + method.index());
      parameters(out, type.memberAnnotations.get(DexClass.PARAMETERS + method.index()));
    }
    return out;
  }

  /** Appends flags; bit 16 marks constructors and bit 17 methods declared synchronized. */
  private static void flags(StringBuilder out, int flags, String[] words) {
    AccessFlags.append(out, flags, words);
    if (flags >>> 16 != 0) {
      out.append((flags >>> 16 & 1) != 0 ? "constructor " : "").append((flags >>> 17 & 1) != 0
          ? "declared-synchronized " : "");
      if (flags >>> 18 != 0) {
        out.append("0x").append(Integer.toHexString(flags & 0xFFFC_0000)).append(' ');
      }
    }
  }

  private void annotations(StringBuilder out, long key) throws FormatException {
    Long set = type.memberAnnotations.get(key);
    DexValues.annotations(type.file, set == null ? 0 : set, "    ", out);
  }

  private void parameters(StringBuilder out, Long list) throws FormatException {
    if (list == null) {
      return;
    }
    DexReader in = new DexReader(type.file.bytes, list);
    int count = in.count(in.u4(), 4);
    for (int i = 0; i < count; i++) {
      DexValues.annotations(type.file, in.u4(), "    parameter " + i + ": ", out);
    }
  }

  private void fields(StringBuilder out) throws FormatException {
    List<DexClass.Member> sorted = new ArrayList<>(type.fields);
    sorted.sort(Comparator.comparing(DexClass.Member::title));
    for (DexClass.Member field : sorted) {
      flags(out.append("  "), field.access(), AccessFlags.FIELD);
      out.append(field.title());
      int number = field.isStatic() ? type.fields.indexOf(field) : Integer.MAX_VALUE;
      if (number < type.staticValues.size()) {
        out.append(" = ").append(type.staticValues.get(number));
      }
      out.append('\n');
      annotations(out, DexClass.FIELD + field.index());
    }
  }
}
