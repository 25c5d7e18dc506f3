package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** The attributes of a class, member or record component that declare something, each as a line or more. */
final class AttributeText {
  private final ClassFile file;
  private final StringBuilder out;
  private final String indent;

  private List<String> leaveOut = List.of();

  AttributeText(ClassFile file, StringBuilder out, String indent) {
    this.file = file;
    this.out = out;
    this.indent = indent;
  }

  /** Leaves out annotations whose text begins with one of these. */
  AttributeText without(List<String> beginnings) {
    leaveOut = beginnings;
    return this;
  }

  /** Appends all attributes that are not shown elsewhere, in an order of their own. */
  void append(List<ClassAttribute> attributes) {
    if (attributes.isEmpty()) {
      return;
    }
    List<ClassAttribute> sorted = attributes;
    if (attributes.size() > 1) {
      sorted = new ArrayList<>(attributes);
      sorted.sort(new ByName());
    }
    for (int i = 0; i < sorted.size(); i++) {
      ClassAttribute attribute = sorted.get(i);
      int before = out.length();
      ByteCursor in = file.open(attribute);
      try {
        if (i > 0 && sorted.get(i - 1).name().equals(attribute.name()) && isReadOnce(attribute.name())) {
          throw FormatException.at(attribute.start(), "there may be one of them only");
        }
        append(attribute, in);
        rest(in, attribute);
      } catch (FormatException e) {
        out.setLength(before);
        raw(attribute, e.getMessage());
      }
    }
  }

  private static final class ByName implements Comparator<ClassAttribute> {
    @Override
    public int compare(ClassAttribute a, ClassAttribute b) {
      return a.name().compareTo(b.name());
    }
  }

  private void rest(ByteCursor in, ClassAttribute attribute) {
    if (in.remaining() > 0) {
      line("bytes after the content of " + attribute.name() + ":");
      Literals.hexLines(out, indent + "  ", file.bytes, in.position(), in.remaining());
    }
  }

  /** Returns whether what is shown of an attribute stands elsewhere, where the first of its name is looked up. */
  private static boolean isReadOnce(String name) {
    return switch (name) {
      case "Code", "SourceFile", "SourceDebugExtension", "BootstrapMethods", "Module", "Signature", "ConstantValue",
          "Exceptions" -> true;
      default -> false;
    };
  }

  /** Moves past an attribute that is shown elsewhere, to where nothing more should follow. */
  private void skip(ClassAttribute attribute, ByteCursor in) throws FormatException {
    switch (attribute.name()) {
      case "Signature", "ConstantValue", "SourceFile" -> in.u2();
      case "Exceptions" -> in.skip(in.u2() * 2L);
      case "BootstrapMethods" -> {
        for (int left = in.u2(); left > 0; left--) {
          in.skip(2);
          in.skip(in.u2() * 2L);
        }
      }
      // The texts of code and of modules say what follows them.
      default -> in.skip(attribute.length());
    }
  }

  private void append(ClassAttribute attribute, ByteCursor in) throws FormatException {
    ConstantPool pool = file.pool;
    switch (attribute.name()) {
      case "Code", "SourceFile", "SourceDebugExtension", "BootstrapMethods", "Module", "Signature", "ConstantValue",
          "Exceptions" -> skip(attribute, in);
      case "Deprecated", "Synthetic" -> line(attribute.name());
      case "RuntimeVisibleAnnotations" -> annotations(in).without(leaveOut).annotations(indent, "");
      case "RuntimeInvisibleAnnotations" -> annotations(in).without(leaveOut)
          .annotations(indent, " // invisible at run time");
      case "RuntimeVisibleParameterAnnotations" -> annotations(in).parameterAnnotations(indent, "");
      case "RuntimeInvisibleParameterAnnotations" ->
          annotations(in).parameterAnnotations(indent, " // invisible at run time");
      case "RuntimeVisibleTypeAnnotations" -> annotations(in).typeAnnotations(indent, "", null);
      case "RuntimeInvisibleTypeAnnotations" ->
          annotations(in).typeAnnotations(indent, " // invisible at run time", null);
      case "AnnotationDefault" -> annotationDefault(in);
      case "MethodParameters" -> parameters(in);
      case "InnerClasses" -> innerClasses(in);
      case "EnclosingMethod" -> enclosingMethod(in.u2(), in.u2());
      case "NestHost" -> line("nest host " + pool.name(in.u2()));
      case "NestMembers" -> names("nest member ", in);
      case "PermittedSubclasses" -> names("permits ", in);
      case "LoadableDescriptors" -> texts("loadable ", in);
      case "Record" -> record(in);
      case "ModulePackages" -> names("package ", in);
      case "ModuleMainClass" -> line("main class " + pool.name(in.u2()));
      case "ModuleTarget" -> line("target " + pool.utf8(in.u2()));
      case "ModuleResolution" -> line("module resolution flags " + in.u2());
      case "ModuleHashes" -> hashes(in);
      case "CompilationID", "SourceID" -> line(attribute.name() + ' ' + pool.utf8(in.u2()));
      default -> {
        raw(attribute, null);
        in.skip(attribute.length());
      }
    }
  }

  private AnnotationText annotations(ByteCursor in) {
    return new AnnotationText(file.pool, in, out);
  }

  private void line(String text) {
    out.append(indent).append(text).append('\n');
  }

  /** Appends an attribute as bytes. */
  void raw(ClassAttribute attribute, String why) {
    out.append(indent).append("attribute ").append(attribute.name()).append(", ").append(attribute.length())
        .append(" bytes").append(why == null ? "" : ", damaged: " + why).append('\n');
    Literals.hexLines(out, indent + "  ", file.bytes, attribute.start(), attribute.length());
  }

  private void annotationDefault(ByteCursor in) throws FormatException {
    out.append(indent).append("default ");
    annotations(in).value();
    out.append('\n');
  }

  private void parameters(ByteCursor in) throws FormatException {
    int count = in.u1();
    for (int i = 0; i < count; i++) {
      int name = in.u2();
      out.append(indent).append("parameter ").append(i).append(": ");
      AccessFlags.append(out, in.u2(), AccessFlags.PARAMETER);
      out.append(name == 0 ? "(no name)" : file.pool.utf8(name)).append('\n');
    }
  }

  private void innerClasses(ByteCursor in) throws FormatException {
    TreeSet<String> lines = new TreeSet<>();
    for (int left = in.u2(); left > 0; left--) {
      String inner = file.pool.name(in.u2());
      int outer = in.u2();
      int name = in.u2();
      StringBuilder text = new StringBuilder("class ").append(inner).append(" is ");
      AccessFlags.append(text, in.u2(), AccessFlags.INNER_CLASS);
      text.append(name == 0 ? "(anonymous)" : file.pool.utf8(name));
      lines.add(outer == 0 ? text.toString() : text.append(" of ").append(file.pool.name(outer)).toString());
    }
    for (String text : lines) {
      line(text);
    }
  }

  private void enclosingMethod(int owner, int method) {
    ConstantPool pool = file.pool;
    String name = method == 0 ? "" : pool.tag(method) != ConstantPool.NAME_AND_TYPE ? ConstantPool.wrong(method)
        : '.' + pool.utf8(pool.u2(method, 0)) + ':' + pool.utf8(pool.u2(method, 2));
    line("enclosed by " + pool.name(owner) + name);
  }

  private void names(String prefix, ByteCursor in) throws FormatException {
    TreeSet<String> lines = new TreeSet<>();
    for (int left = in.u2(); left > 0; left--) {
      lines.add(prefix + file.pool.name(in.u2()));
    }
    for (String text : lines) {
      line(text);
    }
  }

  private void texts(String prefix, ByteCursor in) throws FormatException {
    for (int left = in.u2(); left > 0; left--) {
      line(prefix + file.pool.utf8(in.u2()));
    }
  }

  private void record(ByteCursor in) throws FormatException {
    for (int left = in.u2(); left > 0; left--) {
      String name = file.pool.utf8(in.u2());
      String descriptor = file.pool.utf8(in.u2());
      List<ClassAttribute> own = new ArrayList<>(2);
      file.readAttributes(in, own);
      ClassAttribute generic = ClassFile.find(own, "Signature");
      String type = generic == null ? descriptor : file.pool.utf8(file.open(generic).u2());
      line("component " + Signatures.type(type) + ' ' + name);
      if (generic != null) {
        line("  erased: " + Signatures.type(descriptor));
      }
      new AttributeText(file, out, indent + "  ").append(own);
    }
  }

  /** ModuleHashes is the JDK's own (jdk.internal.module.ClassFileAttributes): algorithm, then a hash a module. */
  private void hashes(ByteCursor in) throws FormatException {
    String algorithm = file.pool.utf8(in.u2());
    for (int left = in.u2(); left > 0; left--) {
      out.append(indent).append(algorithm).append(" of module ").append(file.pool.name(in.u2())).append(' ');
      for (int bytes = in.u2(); bytes > 0; bytes--) {
        ModifiedUtf8.hex(out, in.u1(), 2);
      }
      out.append('\n');
    }
  }
}
