package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The debug tables of all methods of a class (JVMS 4.7.12 to 4.7.14) as text. */
final class DebugTables {
  private static final int ENTRIES_A_LINE = 12;
  private static final Set<String> LINES = Set.of("LineNumberTable");
  private static final Set<String> VARIABLES = Set.of("LocalVariableTable", "LocalVariableTypeTable");

  private final ClassFile file;
  private final List<ClassMember> methods;

  DebugTables(ClassFile file, List<ClassMember> methods) {
    this.file = file;
    this.methods = methods;
  }

  /** Returns which tables there are. */
  String kinds() {
    TreeSet<String> kinds = new TreeSet<>();
    if (ClassFile.find(file.attributes, "SourceDebugExtension") != null) {
      kinds.add("source debug extension");
    }
    for (int i = 0; i < methods.size(); i++) {
      for (ClassAttribute attribute : attributesOfCode(methods.get(i))) {
        switch (attribute.name()) {
          case "LineNumberTable" -> kinds.add("line numbers");
          case "LocalVariableTable" -> kinds.add("local variables");
          case "LocalVariableTypeTable" -> kinds.add("generic types of local variables");
          default -> { }
        }
      }
    }
    StringBuilder out = new StringBuilder();
    for (String kind : kinds) {
      out.append(kind).append('\n');
    }
    return out.toString();
  }

  private List<ClassAttribute> attributesOfCode(ClassMember method) {
    try {
      MethodBody body = MethodBody.of(file, method);
      return body == null ? List.of() : body.attributes;
    } catch (FormatException shownWithTheCode) {
      return List.of();
    }
  }

  /** Returns where each method begins, counted from the one before it: moved methods stay out of the difference. */
  SectionContent.TextSource firstLines() {
    return new FirstLines();
  }

  /** Returns the lines of each method, counted from its first. */
  SectionContent.TextSource lines() {
    return new Lines();
  }

  /** Returns the text of the tables of local variables. */
  SectionContent.TextSource variables() {
    return new Variables();
  }

  private int[] entries(MethodBody body) throws FormatException {
    List<Integer> entries = new ArrayList<>();
    for (ClassAttribute attribute : body.attributes) {
      if (attribute.name().equals("LineNumberTable")) {
        ByteCursor in = file.open(attribute);
        for (int left = in.u2(); left > 0; left--) {
          entries.add(in.u2());
          entries.add(in.u2());
        }
      }
    }
    int[] result = new int[entries.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = entries.get(i);
    }
    return result;
  }

  private record FirstLine(int line, String title) {}

  private final class FirstLines extends Tables {
    FirstLines() {
      super(LINES);
    }

    @Override
    public CharSequence text() throws IOException {
      List<FirstLine> firsts = new ArrayList<>();
      for (ClassMember method : methods) {
        MethodBody body = MethodBody.of(file, method);
        int[] entries = body == null ? new int[0] : entries(body);
        if (entries.length > 0) {
          firsts.add(new FirstLine(entries[1], DeclarationText.title(file, method, method.descriptor())));
        }
      }
      firsts.sort(Comparator.comparingInt(FirstLine::line));
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < firsts.size(); i++) {
        int line = firsts.get(i).line();
        if (i == 0) {
          out.append("line ").append(line);
        } else {
          out.append('+').append(line - firsts.get(i - 1).line());
        }
        out.append(": ").append(firsts.get(i).title()).append('\n');
      }
      return out;
    }
  }

  /** The text of some kinds of tables. */
  private abstract class Tables implements SectionContent.TextSource {
    private final Set<String> names;

    Tables(Set<String> names) {
      this.names = names;
    }

    private DebugTables all() {
      return DebugTables.this;
    }

    @Override
    public boolean isSameAs(SectionContent.TextSource other) {
      return other instanceof Tables tables && names.equals(tables.names)
          && file.comparedWith(tables.all().file).tables(methods, tables.all().methods, names);
    }
  }

  private final class Lines extends Tables {
    Lines() {
      super(LINES);
    }

    @Override
    public CharSequence text() throws IOException {
      StringBuilder out = new StringBuilder();
      for (ClassMember method : methods) {
        MethodBody body = MethodBody.of(file, method);
        int[] entries = body == null ? new int[0] : entries(body);
        if (entries.length > 2) {
          out.append(DeclarationText.title(file, method, method.descriptor())).append('\n');
          append(out, entries, body.instructionNumbers());
        }
      }
      return out;
    }

    private void append(StringBuilder out, int[] entries, int[] instructions) {
      for (int i = 0; i < entries.length; i += 2) {
        boolean first = i / 2 % ENTRIES_A_LINE == 0;
        out.append(first ? i == 0 ? " " : "\n " : ",");
        TypeAnnotationTarget.place(out, entries[i], instructions);
        int line = entries[i + 1] - entries[1];
        out.append(line < 0 ? " " : " +").append(line);
      }
      out.append('\n');
    }
  }

  private final class Variables extends Tables {
    Variables() {
      super(VARIABLES);
    }

    @Override
    public CharSequence text() throws IOException {
      StringBuilder out = new StringBuilder();
      for (ClassMember method : methods) {
        MethodBody body = MethodBody.of(file, method);
        int[] numbers = null;
        for (ClassAttribute attribute : body == null ? List.<ClassAttribute>of() : body.attributes) {
          boolean generic = attribute.name().equals("LocalVariableTypeTable");
          if (generic || attribute.name().equals("LocalVariableTable")) {
            numbers = numbers == null ? body.instructionNumbers() : numbers;
            out.append(DeclarationText.title(file, method, method.descriptor()))
                .append(generic ? ", generic types" : "").append('\n');
            int before = out.length();
            try {
              append(out, file.open(attribute), numbers);
            } catch (FormatException e) {
              out.setLength(before);
              new AttributeText(file, out, "  ").raw(attribute, e.getMessage());
            }
          }
        }
      }
      return out;
    }

    private void append(StringBuilder out, ByteCursor in, int[] instructions) throws FormatException {
      for (int left = in.u2(); left > 0; left--) {
        int from = in.u2();
        int to = from + in.u2();
        String name = file.pool.utf8(in.u2());
        String type = Signatures.type(file.pool.utf8(in.u2()));
        out.append("  slot ").append(in.u2()).append(": ").append(type).append(' ').append(name).append(" from");
        TypeAnnotationTarget.place(out, from, instructions);
        TypeAnnotationTarget.place(out.append(" to"), to, instructions);
        out.append('\n');
      }
    }
  }
}
