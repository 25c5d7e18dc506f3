package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells which parts of two classes read the same, without making their texts: most parts of two builds of a class do. It
 * says so only where it is certain; what it says no to, such as a table in another order, may read the same all the
 * same.
 */
final class SameClass {
  final ClassFile right;
  private final ClassFile left;
  private final SameConstants constants;
  private final SameAttributes attributes;
  /** Methods whose code was found to read the same, each with that other one. */
  private final Map<ClassMember, ClassMember> sameCode = new IdentityHashMap<>();

  SameClass(ClassFile left, ClassFile right) {
    this.left = left;
    this.right = right;
    this.constants = new SameConstants(left, right);
    this.attributes = new SameAttributes(left, right, constants);
  }

  /** Returns whether the classes declare the same; members in the order in which they are shown. */
  boolean declarations(List<ClassMember> fields, List<ClassMember> otherFields, List<ClassMember> methods,
      List<ClassMember> otherMethods) {
    boolean same = left.access == right.access && constants.name(left.thisClass, right.thisClass)
        && constants.name(left.superClass, right.superClass) && left.interfaces.length == right.interfaces.length;
    for (int i = 0; same && i < left.interfaces.length; i++) {
      same = constants.name(left.interfaces[i], right.interfaces[i]);
    }
    try {
      return same && attributes.lists(left.attributes, right.attributes, "") && members(fields, otherFields)
          && members(methods, otherMethods);
    } catch (FormatException damaged) {
      return false;
    }
  }

  private boolean members(List<ClassMember> a, List<ClassMember> b) throws FormatException {
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      ClassMember one = a.get(i);
      ClassMember other = b.get(i);
      same = one.access() == other.access() && sameTitle(one, other)
          && attributes.lists(one.attributes(), other.attributes(), "Code");
    }
    return same;
  }

  /** Names of constructors are those of the class, which is the same where this is asked. */
  private static boolean sameTitle(ClassMember a, ClassMember b) {
    return a.shownName().equals(b.shownName()) && a.descriptor().equals(b.descriptor());
  }

  /** Returns whether the instructions of two methods read the same, with all that is shown of them. */
  boolean code(ClassMember a, ClassMember b) {
    if (sameCode.get(a) == b) {
      return true;
    }
    try {
      MethodBody one = MethodBody.of(left, a);
      MethodBody other = MethodBody.of(right, b);
      if (one == null || other == null || !sameCode(one, other, a, b)) {
        return false;
      }
      sameCode.put(a, b);
      return true;
    } catch (FormatException damaged) {
      return false;
    }
  }

  private boolean sameCode(MethodBody a, MethodBody b, ClassMember one, ClassMember other) throws FormatException {
    if (a.damage != null || b.damage != null || !a.endsWith(one.attribute("Code"))
        || !b.endsWith(other.attribute("Code"))) {
      return false;
    }
    boolean same = a.maxStack == b.maxStack && a.maxLocals == b.maxLocals && a.length == b.length
        && a.handlers.length == b.handlers.length && instructions(a, b);
    for (int i = 0; same && i < a.handlers.length; i++) {
      same = i % 4 == 3 ? constants.name(a.handlers[i], b.handlers[i]) : a.handlers[i] == b.handlers[i];
    }
    int at = 0;
    for (int i = 0; same && i < a.attributes.size(); i++) {
      ClassAttribute shown = a.attributes.get(i);
      if (!CodeAnnotations.isShownElsewhere(shown.name())) {
        at = nextShown(b.attributes, at);
        same = at < b.attributes.size() && sameShown(shown, b.attributes.get(at));
        at++;
      }
    }
    return same && nextShown(b.attributes, at) == b.attributes.size();
  }

  private boolean sameShown(ClassAttribute a, ClassAttribute b) throws FormatException {
    boolean annotations = CodeAnnotations.isTypeAnnotations(a.name());
    return a.name().equals(b.name()) && (annotations ? attributes.attribute(a, b) : attributes.sameBytes(a, b));
  }

  private static int nextShown(List<ClassAttribute> attributes, int from) {
    int at = from;
    while (at < attributes.size() && CodeAnnotations.isShownElsewhere(attributes.get(at).name())) {
      at++;
    }
    return at;
  }

  private boolean instructions(MethodBody a, MethodBody b) {
    int pc = 0;
    while (pc < a.length) {
      int opcode = a.opcodeAt(pc);
      int step = a.lengthAt(pc);
      if (step == 0 || opcode != b.opcodeAt(pc) || step != b.lengthAt(pc)) {
        return false;
      }
      int x = a.start + pc + 1;
      int y = b.start + pc + 1;
      boolean same = switch (Opcodes.operands(opcode)) {
        case '.' -> true;
        case 'l' -> constants.constant(a.bytes[x] & 0xFF, b.bytes[y] & 0xFF);
        case 'c' -> constants.constant(Opcodes.u2(a.bytes, x), Opcodes.u2(b.bytes, y));
        case 'I', 'D', 'm' -> constants.constant(Opcodes.u2(a.bytes, x), Opcodes.u2(b.bytes, y))
            && sameBytes(a, b, pc + 3, pc + step);
        default -> sameBytes(a, b, pc + 1, pc + step);
      };
      if (!same) {
        return false;
      }
      pc += step;
    }
    return true;
  }

  private static boolean sameBytes(MethodBody a, MethodBody b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (a.bytes[a.start + i] != b.bytes[b.start + i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns whether the tables in the code of all methods read the same: the places in them are shown as numbers of
   * instructions, so the code must be the same, too.
   */
  boolean tables(List<ClassMember> methods, List<ClassMember> others, Set<String> names) {
    boolean same = methods.size() == others.size();
    try {
      for (int i = 0; same && i < methods.size(); i++) {
        ClassMember a = methods.get(i);
        ClassMember b = others.get(i);
        same = sameTitle(a, b) && (a.attribute("Code") == null) == (b.attribute("Code") == null)
            && (a.attribute("Code") == null || code(a, b) && tables(MethodBody.of(left, a), MethodBody.of(right, b), names));
      }
    } catch (FormatException damaged) {
      return false;
    }
    return same && constants.name(left.thisClass, right.thisClass);
  }

  private boolean tables(MethodBody a, MethodBody b, Set<String> names) throws FormatException {
    int at = 0;
    for (ClassAttribute one : a.attributes) {
      if (names.contains(one.name())) {
        at = next(b.attributes, at, names);
        boolean same = at < b.attributes.size() && one.name().equals(b.attributes.get(at).name())
            && attributes.attribute(one, b.attributes.get(at));
        if (!same) {
          return false;
        }
        at++;
      }
    }
    return next(b.attributes, at, names) == b.attributes.size();
  }

  private static int next(List<ClassAttribute> attributes, int from, Set<String> names) {
    int at = from;
    while (at < attributes.size() && !names.contains(attributes.get(at).name())) {
      at++;
    }
    return at;
  }

  /** Returns whether both have the same constants at the same places. */
  boolean pool() {
    return constants.all();
  }

  /** Returns whether this is so, and the instructions take the same form, which follows from it in most methods. */
  boolean poolAndCode() {
    boolean same = pool() && left.methods.size() == right.methods.size();
    for (int i = 0; same && i < left.methods.size(); i++) {
      ClassMember a = left.methods.get(i);
      ClassMember b = right.methods.get(i);
      boolean hasCode = a.attribute("Code") != null;
      same = sameTitle(a, b) && hasCode == (b.attribute("Code") != null) && (!hasCode || code(a, b));
    }
    return same;
  }

  /** Returns whether all attributes of the class, its members and their code are stored in the same order. */
  boolean attributeOrder() {
    return sameMembers() && sameKinds(left.attributes, right.attributes) && sameKindsOfMembers(left.fields, right.fields)
        && sameKindsOfMembers(left.methods, right.methods);
  }

  private boolean sameKindsOfMembers(List<ClassMember> a, List<ClassMember> b) {
    boolean same = true;
    for (int i = 0; same && i < a.size(); i++) {
      same = sameKinds(a.get(i).attributes(), b.get(i).attributes()) && sameKindsOfCode(a.get(i), b.get(i));
    }
    return same;
  }

  private boolean sameKindsOfCode(ClassMember a, ClassMember b) {
    try {
      MethodBody one = MethodBody.of(left, a);
      MethodBody other = MethodBody.of(right, b);
      return one == null && other == null
          || one != null && other != null && sameKinds(one.attributes, other.attributes);
    } catch (FormatException damaged) {
      return false;
    }
  }

  private static boolean sameKinds(List<ClassAttribute> a, List<ClassAttribute> b) {
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same = a.get(i).name().equals(b.get(i).name());
    }
    return same;
  }

  /** Returns whether members and what else has an order of its own are stored in the same order. */
  boolean order() {
    try {
      return sameMembers() && attributes.lists(left.attributes, right.attributes, "") && constants.bootstraps();
    } catch (FormatException damaged) {
      return false;
    }
  }

  private boolean sameMembers() {
    return constants.name(left.thisClass, right.thisClass) && sameNames(left.fields, right.fields)
        && sameNames(left.methods, right.methods);
  }

  private static boolean sameNames(List<ClassMember> a, List<ClassMember> b) {
    boolean same = a.size() == b.size();
    for (int i = 0; same && i < a.size(); i++) {
      same = a.get(i).name().equals(b.get(i).name()) && a.get(i).descriptor().equals(b.get(i).descriptor());
    }
    return same;
  }
}
