package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.SectionContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a class declares, without code: itself, its fields, its methods; members in an order of their own. */
final class DeclarationText implements SectionContent.TextSource {
  private static final int SUPER = 0x20;
  private static final int INTERFACE = 0x200;
  private static final int MODULE = 0x8000;

  private final ClassFile file;
  private final List<ClassMember> fields;
  private final List<ClassMember> methods;
  private final ConstantText constants;
  private final List<String> leaveOut;
  private final StringBuilder out = new StringBuilder(2048);

  /**
   * @param methods with the names that are to be shown, in the order that is to be shown
   * @param leaveOut how annotations of the class begin that are shown elsewhere
   */
  DeclarationText(ClassFile file, List<ClassMember> methods, ConstantText constants,
      List<String> leaveOut) {
    this.leaveOut = leaveOut;
    this.file = file;
    this.fields = new ArrayList<>(file.fields);
    this.fields.sort(ClassMember.CANONICAL);
    this.methods = methods;
    this.constants = constants;
  }

  @Override
  public boolean isSameAs(SectionContent.TextSource other) {
    return other instanceof DeclarationText text && leaveOut.equals(text.leaveOut)
        && file.comparedWith(text.file).declarations(fields, text.fields, methods, text.methods);
  }

  @Override
  public CharSequence text() {
    out.setLength(0);
    header();
    new AttributeText(file, out, "  ").without(leaveOut).append(file.attributes);
    ModuleText.append(out, file);
    for (int i = 0; i < fields.size(); i++) {
      field(fields.get(i));
    }
    for (int i = 0; i < methods.size(); i++) {
      method(methods.get(i));
    }
    return out;
  }

  private void header() {
    ConstantPool pool = file.pool;
    boolean isInterface = (file.access & INTERFACE) != 0;
    AccessFlags.append(out, file.access & ~SUPER, AccessFlags.CLASS);
    out.append((file.access & (INTERFACE | MODULE)) != 0 ? "" : "class ").append(dotted(file.name()));
    String generic = signatureOf(file.attributes);
    if (generic != null) {
      out.append(Signatures.classSignature(generic, isInterface)).append("\n  erased:");
    }
    if (file.superClass != 0) {
      out.append(" extends ").append(dotted(pool.name(file.superClass)));
    }
    for (int i = 0; i < file.interfaces.length; i++) {
      out.append(i == 0 ? " implements " : ", ").append(dotted(pool.name(file.interfaces[i])));
    }
    out.append('\n');
    // Every compiler since 1.0.2 sets the flag for classes and never for interfaces.
    if ((file.access & SUPER) == 0 != ((file.access & (INTERFACE | MODULE)) != 0)) {
      out.append((file.access & SUPER) == 0 ? "  without ACC_SUPER\n" : "  with ACC_SUPER\n");
    }
  }

  private static String dotted(String name) {
    return name.replace('/', '.');
  }

  private String signatureOf(List<ClassAttribute> attributes) {
    ClassAttribute attribute = ClassFile.find(attributes, "Signature");
    try {
      return attribute == null ? null : file.pool.utf8(file.open(attribute).u2());
    } catch (FormatException cutOff) {
      return null;
    }
  }

  private void field(ClassMember field) {
    String generic = signatureOf(field.attributes());
    out.append("  ");
    AccessFlags.append(out, field.access(), AccessFlags.FIELD);
    out.append(Signatures.type(generic == null ? field.descriptor() : generic)).append(' ').append(field.shownName());
    ClassAttribute value = field.attribute("ConstantValue");
    if (value != null) {
      constant(value);
    }
    out.append('\n');
    if (generic != null) {
      out.append("    erased: ").append(Signatures.type(field.descriptor())).append('\n');
    }
    new AttributeText(file, out, "    ").append(field.attributes());
  }

  private void constant(ClassAttribute value) {
    try {
      out.append(" = ").append(constants.of(file.open(value).u2()));
    } catch (FormatException cutOff) {
      out.append('?');
    }
  }

  private void method(ClassMember method) {
    String generic = signatureOf(method.attributes());
    out.append("  ");
    AccessFlags.append(out, method.access(), AccessFlags.METHOD);
    out.append(title(file, method, generic == null ? method.descriptor() : generic));
    thrown(method, generic);
    out.append('\n');
    if (generic != null) {
      out.append("    erased: ").append(title(file, method, method.descriptor())).append('\n');
    }
    new AttributeText(file, out, "    ").append(method.attributes());
  }

  private void thrown(ClassMember method, String generic) {
    ClassAttribute exceptions = method.attribute("Exceptions");
    if (exceptions == null) {
      return;
    }
    try {
      ByteCursor in = file.open(exceptions);
      int count = in.u2();
      // A generic signature names the exceptions only if one of them is a type variable.
      String word = generic != null && generic.indexOf('^') >= 0 ? " erased to throws " : " throws ";
      for (int i = 0; i < count; i++) {
        out.append(i == 0 ? word : ", ").append(dotted(file.pool.name(in.u2())));
      }
    } catch (FormatException cutOff) {
      out.append('?');
    }
  }

  /** Returns a method as Java would declare it, without modifiers: {@code int find(java.lang.String)}. */
  static String title(ClassFile file, ClassMember method, String signature) {
    String name = method.shownName();
    if (name.equals("<clinit>")) {
      return signature.equals("()V") ? "static {}" : "static {} " + signature;
    }
    boolean constructor = name.equals("<init>");
    return Signatures.method(constructor ? dotted(file.name()) : name, signature, constructor);
  }

  /** Returns members with the names that are to be shown, in canonical order. */
  static List<ClassMember> canonical(List<ClassMember> members, Map<String, String> shownNames) {
    List<ClassMember> result = new ArrayList<>(members.size());
    for (int i = 0; i < members.size(); i++) {
      ClassMember member = members.get(i);
      String shown = shownNames.isEmpty() ? null : shownNames.get(member.name());
      result.add(shown == null ? member : member.shownAs(shown));
    }
    result.sort(ClassMember.CANONICAL);
    return result;
  }
}
