package io.github.jdiffscope.format.jvm;

import java.util.Comparator;
import java.util.List;

/**
 * A field or method (JVMS 4.5, 4.6).
 *
 * @param name as stored
 * @param shownName the name without what renumbers from compilation to compilation; see {@link LambdaNames}
 */
record ClassMember(int access, String name, String shownName, String descriptor, List<ClassAttribute> attributes) {
  static final Comparator<ClassMember> CANONICAL = new ByName();

  ClassMember shownAs(String other) {
    return new ClassMember(access, name, other, descriptor, attributes);
  }

  /** Returns the first attribute with that name, or null. */
  ClassAttribute attribute(String wanted) {
    return ClassFile.find(attributes, wanted);
  }

  private static final class ByName implements Comparator<ClassMember> {
    @Override
    public int compare(ClassMember a, ClassMember b) {
      int order = a.shownName.compareTo(b.shownName);
      return order != 0 ? order : a.descriptor.compareTo(b.descriptor);
    }
  }
}
