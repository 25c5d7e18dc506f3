package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexReader;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.RecordComponentInfo;

/** What an index holds, class by class. Apart, so that its library is loaded only for it. */
final class JandexText {
  private JandexText() {}

  static void describe(Blob file, Sections sections) throws IOException {
    Index index = read(file);
    List<ClassInfo> classes = new ArrayList<>(index.getKnownClasses());
    classes.sort(Comparator.comparing(ClassInfo::name));
    sections.add(Section.text("classes", () -> readable(classes)));
  }

  /** The library checks neither what refers to what, nor that what is referred to is there. */
  private static CharSequence readable(List<ClassInfo> classes) throws FormatException {
    try {
      return text(classes);
    } catch (RuntimeException e) {
      throw new FormatException("Jandex index: " + e, e);
    }
  }

  private static Index read(Blob file) throws IOException {
    try (InputStream in = file.stream()) {
      return new IndexReader(in).read();
    } catch (RuntimeException e) {
      throw new FormatException("Jandex index: " + e, e);
    } catch (OutOfMemoryError e) {
      // The library makes arrays of whatever size the file claims: the one that failed was never there.
      throw new FormatException("Jandex index claims more entries than there is memory for");
    }
  }

  private static CharSequence text(List<ClassInfo> classes) {
    StringBuilder out = new StringBuilder();
    for (ClassInfo info : classes) {
      out.append(info).append('\n');
      if (info.superName() != null) {
        out.append("  extends ").append(info.superName()).append('\n');
      }
      info.interfaceNames().stream().map(DotName::toString).sorted()
          .forEach(name -> out.append("  implements ").append(name).append('\n'));
      annotations("  ", info.declaredAnnotations(), out);
      members(info, out);
    }
    return out;
  }

  private static void members(ClassInfo info, StringBuilder out) {
    for (RecordComponentInfo component : info.recordComponents()) {
      member("component " + component, component.declaredAnnotations(), out);
    }
    for (FieldInfo field : info.fields()) {
      member(field.toString(), field.declaredAnnotations(), out);
    }
    for (MethodInfo method : info.methods()) {
      member(method.toString(), method.declaredAnnotations(), out);
      for (int i = 0; i < method.parametersCount(); i++) {
        annotations("    parameter " + i + ": ", method.parameters().get(i).declaredAnnotations(), out);
      }
    }
  }

  private static void member(String text, List<AnnotationInstance> annotations, StringBuilder out) {
    out.append("  ").append(text).append('\n');
    annotations("    ", annotations, out);
  }

  private static void annotations(String indent, List<AnnotationInstance> annotations, StringBuilder out) {
    annotations.stream().map(annotation -> annotation.toString(false)).sorted()
        .forEach(text -> out.append(indent).append(text).append('\n'));
  }
}
