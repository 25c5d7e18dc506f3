package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The order in which a class file holds what is otherwise shown in an order of ours. */
final class ClassOrder implements SectionContent.TextSource {
  private static final String[] KINDS = {"", "Utf8", "", "", "", "", "", "", "", "Field", "Method", "", "NameAndType",
    "", "", "", "", "", "InvokeDynamic", "", ""};

  /** A section of its own. */
  enum Part {
    MEMBERS("order of members", 3), ATTRIBUTES("order of attributes", 3), CONSTANTS("constants", 3),
    POOL("order of the constant pool", 4);

    final String title;
    final int level;

    Part(String title, int level) {
      this.title = title;
      this.level = level;
    }
  }

  private final ClassFile file;
  private final Part part;
  private ConstantText constants;

  ClassOrder(ClassFile file, Part part) {
    this.file = file;
    this.part = part;
  }

  @Override
  public boolean isSameAs(SectionContent.TextSource other) {
    if (!(other instanceof ClassOrder order)) {
      return false;
    }
    SameClass same = file.comparedWith(order.file);
    return part == order.part && switch (part) {
      case MEMBERS -> same.order();
      case ATTRIBUTES -> same.attributeOrder();
      case CONSTANTS -> same.pool();
      case POOL -> same.poolAndCode();
    };
  }

  @Override
  public CharSequence text() {
    constants = new ConstantText(file, Map.of());
    return switch (part) {
      case MEMBERS -> members();
      case ATTRIBUTES -> attributes();
      case CONSTANTS -> constants();
      case POOL -> poolOrder();
    };
  }

  /** Returns members and entries of tables as stored, a line each. */
  private String members() {
    StringBuilder out = new StringBuilder();
    for (ClassMember field : file.fields) {
      out.append("field ").append(title(field)).append('\n');
    }
    for (ClassMember method : file.methods) {
      out.append("method ").append(title(method)).append('\n');
    }
    for (ClassAttribute attribute : file.attributes) {
      switch (attribute.name()) {
        case "InnerClasses" -> table(out, attribute, "inner class ", 8);
        case "NestMembers" -> table(out, attribute, "nest member ", 2);
        case "PermittedSubclasses" -> table(out, attribute, "permitted subclass ", 2);
        case "ModulePackages" -> table(out, attribute, "package ", 2);
        default -> { }
      }
    }
    for (int i = 0; i < constants.bootstrapCount(); i++) {
      constants.bootstrap(out.append("bootstrap method "), i, 0);
      out.append('\n');
    }
    return out.toString();
  }

  private String title(ClassMember member) {
    return member.descriptor().startsWith("(") ? DeclarationText.title(file, member, member.descriptor())
        : Signatures.type(member.descriptor()) + ' ' + member.name();
  }

  private void table(StringBuilder out, ClassAttribute attribute, String word, int entrySize) {
    try {
      ByteCursor in = file.open(attribute);
      for (int left = in.u2(); left > 0; left--) {
        out.append(word).append(file.pool.name(in.u2())).append('\n');
        in.skip(entrySize - 2);
      }
    } catch (FormatException cutOff) {
      out.append(word).append("?\n");
    }
  }

  /** Returns which orders of attributes there are, and where the first of each is. */
  private String attributes() {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, String> firsts = new TreeMap<>();
    count(counts, firsts, "class", file.attributes, "");
    for (ClassMember field : file.fields) {
      count(counts, firsts, "field", field.attributes(), title(field));
    }
    for (ClassMember method : file.methods) {
      count(counts, firsts, "method", method.attributes(), title(method));
      try {
        MethodBody body = MethodBody.of(file, method);
        count(counts, firsts, "code", body == null ? List.of() : body.attributes, title(method));
      } catch (FormatException shownWithTheCode) {
        // Its attributes could not be read.
      }
    }
    StringBuilder out = new StringBuilder();
    for (Map.Entry<String, Integer> order : counts.entrySet()) {
      out.append(order.getKey()).append(": ").append(order.getValue()).append(", first ")
          .append(firsts.get(order.getKey())).append('\n');
    }
    return out.toString();
  }

  private static void count(Map<String, Integer> counts, Map<String, String> firsts, String kind,
      List<ClassAttribute> attributes, String owner) {
    if (attributes.size() < 2) {
      return;
    }
    StringBuilder order = new StringBuilder(kind).append(" with");
    for (ClassAttribute attribute : attributes) {
      order.append(' ').append(attribute.name());
    }
    String key = order.toString();
    counts.merge(key, 1, Integer::sum);
    firsts.putIfAbsent(key, owner);
  }

  /** Returns all constants, sorted: it differs where constants are unused, missing or stored twice. */
  private String constants() {
    List<String> all = pool();
    all.sort(null);
    StringBuilder out = new StringBuilder();
    for (String constant : all) {
      out.append(constant).append('\n');
    }
    return out.toString();
  }

  /** Returns a few lines that differ if the order of constants does, or what follows from it. */
  private String poolOrder() {
    long hash = 0;
    List<String> all = pool();
    for (String constant : all) {
      hash = hash * 0x5DEECE66DL + constant.hashCode();
    }
    StringBuilder out = new StringBuilder().append(all.size()).append(" constants, fingerprint of their order ");
    ModifiedUtf8.hex(out, hash, 16);
    out.append('\n');
    for (ClassMember method : file.methods) {
      int longForms = longForms(method);
      if (longForms > 0) {
        out.append(longForms).append(" long forms (ldc_w, goto_w, jsr_w) in ").append(title(method)).append('\n');
      }
    }
    return out.toString();
  }

  private List<String> pool() {
    List<String> pool = new ArrayList<>(file.pool.count());
    for (int i = 1; i < file.pool.count(); i++) {
      int tag = file.pool.tag(i);
      if (tag != 0) {
        String kind = tag < KINDS.length ? KINDS[tag] : "";
        pool.add(kind.isEmpty() ? constants.of(i) : kind + ' ' + constants.of(i));
      }
    }
    return pool;
  }

  private int longForms(ClassMember method) {
    int count = 0;
    try {
      MethodBody body = MethodBody.of(file, method);
      int pc = 0;
      while (body != null && pc < body.length) {
        int opcode = body.opcodeAt(pc);
        count += opcode == Opcodes.LDC_W || opcode >= Opcodes.GOTO_W && opcode <= Opcodes.JSR_W ? 1 : 0;
        int step = body.lengthAt(pc);
        pc = step == 0 ? body.length : pc + step;
      }
    } catch (FormatException shownWithTheCode) {
      return 0;
    }
    return count;
  }
}
