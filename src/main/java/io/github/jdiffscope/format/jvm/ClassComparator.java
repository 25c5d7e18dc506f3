package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.Blob;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Java class files (JVMS 4), of every version: what is declared, the code of each method, then, only for what these do
 * not account for, debug tables, stack maps and the order in which everything is stored.
 */
final class ClassComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("jvm/class", "Java class file", Signature.content(new Signature.Check() {
    @Override
    public boolean matches(Probe probe) {
      return probe.u32be(0) == 0xCAFEBABEL && (probe.u8(6) << 8 | probe.u8(7)) >= 45;
    }
  }));
  /** A fact that code, declarations and what is nearer to the bytes have in common. */
  private static final String CODE = "code";
  private static final int LARGEST = 1 << 27;
  /** Shown as the declarations they hold; the other one repeats the table that maps inlined lines. */
  private static final List<String> KOTLIN_ANNOTATIONS =
      List.of("@kotlin.Metadata(", "@kotlin.jvm.internal.SourceDebugExtension(");
  private static final List<String> SCALA_ANNOTATIONS =
      List.of("@scala.reflect.ScalaSignature(", "@scala.reflect.ScalaLongSignature(");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    byte[] bytes = artifact.blob().all(LARGEST);
    ClassFile file = ClassFile.read(bytes);
    sections.add(Section.text("class file version", version(file)));
    if (file.pool != null) {
      describe(file, sections);
    }
    if (artifact.scope().decompile() && file.damage == null) {
      sections.add(new Section("vineflower {}", 0, "source",
          new SectionContent.Text(new DecompiledText(bytes, file.name()))));
    }
    if (file.damage != null) {
      throw file.damage;
    }
    if (file.end < bytes.length) {
      sections.add(Section.binary("bytes after the class", Blob.of(java.util.Arrays.copyOfRange(bytes, file.end,
          bytes.length))));
    }
  }

  private static void describe(ClassFile file, Sections sections) {
    Map<String, String> shownNames = file.shownNames();
    List<ClassMember> methods = DeclarationText.canonical(file.methods, shownNames);
    ConstantText constants = new ConstantText(file, shownNames);
    DebugTables debug = new DebugTables(file, methods);
    KotlinMetadata kotlin = KotlinMetadata.of(file);
    ScalaSignature scala = ScalaSignature.of(file);
    sections.add(text("declarations", 0,
        new DeclarationText(file, methods, constants, kotlin != null ? KOTLIN_ANNOTATIONS
            : scala != null ? SCALA_ANNOTATIONS : List.of())));
    if (kotlin != null) {
      sections.add(Section.text("Kotlin metadata version", kotlin.version()).about("kotlin"));
      sections.add(new Section("Kotlin declarations", 0, "kotlin", new SectionContent.Text(kotlin)));
      sections.add(new Section("annotations as stored", 1, "kotlin", new SectionContent.Text(() -> annotations(file))));
    } else if (scala != null) {
      sections.add(new Section("Scala symbols", 0, "scala", new SectionContent.Text(scala)));
      sections.add(new Section("annotations as stored", 1, "scala", new SectionContent.Text(() -> annotations(file))));
    }
    code(file, methods, constants, sections);
    sections.add(Section.text("debug information", debug.kinds()).about(CODE));
    sourceFile(file, sections);
    sections.add(text("line numbers", 1, debug.firstLines()));
    sections.add(text("line numbers within methods", 1, debug.lines()));
    sections.add(text("local variables", 1, debug.variables()));
    sections.add(Section.text("names of lambda bodies", lambdaNames(shownNames)).atLevel(1).about(CODE));
    sections.add(text("stack maps", 2, new StackMapText(file, methods)));
    for (ClassOrder.Part part : ClassOrder.Part.values()) {
      // Constants follow from all else, and their order from the compiler: they are facts only where nothing else differs.
      sections.add(new Section(part.title, part.level, part == ClassOrder.Part.MEMBERS ? CODE : "",
          new SectionContent.Text(new ClassOrder(file, part))));
    }
  }

  private static CharSequence annotations(ClassFile file) {
    StringBuilder out = new StringBuilder();
    new AttributeText(file, out, "").append(file.attributes);
    return out;
  }

  private static Section text(String title, int level, SectionContent.TextSource source) {
    return new Section(title, level, CODE, new SectionContent.Text(source));
  }

  private static void code(ClassFile file, List<ClassMember> methods, ConstantText constants, Sections sections) {
    Map<String, Integer> titles = new HashMap<>();
    for (int i = 0; i < methods.size(); i++) {
      ClassMember method = methods.get(i);
      if (method.attribute("Code") != null) {
        String title = "code of " + DeclarationText.title(file, method, method.descriptor());
        Integer earlier = titles.put(title, titles.containsKey(title) ? titles.get(title) + 1 : 1);
        sections.add(text(earlier == null ? title : title + " (" + (earlier + 1) + ")", 0,
            new CodeText(file, method, constants)));
      }
    }
  }

  private static void sourceFile(ClassFile file, Sections sections) {
    ClassAttribute source = ClassFile.find(file.attributes, "SourceFile");
    if (source != null) {
      sections.add(Section.text("source file", () -> file.pool.utf8(file.open(source).u2()) + '\n'));
    }
    ClassAttribute extension = ClassFile.find(file.attributes, "SourceDebugExtension");
    if (extension != null) {
      // The text of JSR-45: which lines of which files were inlined here.
      sections.add(text("source debug extension", 1, () -> new String(file.bytes, extension.start(),
          extension.length(), java.nio.charset.StandardCharsets.UTF_8)));
    }
  }

  private static String lambdaNames(Map<String, String> shownNames) {
    StringBuilder out = new StringBuilder();
    for (Map.Entry<String, String> name : new TreeMap<>(shownNames).entrySet()) {
      out.append(name.getKey()).append(" is shown as ").append(name.getValue()).append('\n');
    }
    return out.toString();
  }

  /** Returns the version and the Java release that made it the newest (JVMS table 4.1-A). */
  private static String version(ClassFile file) throws FormatException {
    StringBuilder out = new StringBuilder("class file version ").append(file.major).append('.').append(file.minor);
    out.append(" (Java ").append(file.major < 49 ? "1." + Math.max(1, file.major - 44) : "" + (file.major - 44));
    return out.append(file.minor == 0xFFFF && file.major > 55 ? ", preview features)\n" : ")\n").toString();
  }
}
