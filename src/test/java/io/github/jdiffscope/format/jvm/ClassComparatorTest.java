package io.github.jdiffscope.format.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.Described;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class ClassComparatorTest {
  private static final int ASM = Opcodes.ASM9;

  private static final Pattern DOUBT =
      Pattern.compile("(?m)^ +(attribute \\S+, \\d+ bytes|not an instruction)|#\\d+\\?");

  @TempDir
  private Path folder;

  private Described describe(byte[] bytes) throws IOException {
    return Described.of(new ClassComparator(), Files.write(folder.resolve("X.class"), bytes));
  }

  private static byte[] classOf(Class<?> type) throws IOException {
    try (InputStream in = type.getResourceAsStream('/' + type.getName().replace('.', '/') + ".class")) {
      return in.readAllBytes();
    }
  }

  /** Returns the lowest level at which two classes differ, and the titles that differ there. */
  private List<String> differing(byte[] left, byte[] right) throws IOException {
    Described a = describe(left);
    Described b = describe(right);
    TreeMap<Integer, List<String>> byLevel = new TreeMap<>();
    for (String title : a.sections().keySet()) {
      if (!a.sections().get(title).equals(b.sections().get(title))) {
        byLevel.computeIfAbsent(a.levels().get(title), level -> new ArrayList<>()).add(title);
      }
    }
    return byLevel.isEmpty() ? List.of() : byLevel.firstEntry().getValue();
  }

  private static byte[] rewritten(byte[] bytes, Consumer<ClassWriter> first) {
    ClassWriter writer = new ClassWriter(0);
    first.accept(writer);
    new ClassReader(bytes).accept(writer, 0);
    return writer.toByteArray();
  }

  @Test
  void anotherOrderOfConstantsIsNoOtherCode() throws IOException {
    byte[] plain = rewritten(classOf(Matcher.class), writer -> { });
    byte[] shuffled = rewritten(classOf(Matcher.class), writer -> {
      writer.newConst("start");
      writer.newConst(5L);
      writer.newMethod("java/util/regex/Matcher", "find", "()Z", false);
    });
    assertThat(differing(plain, shuffled)).containsExactly("constants");
  }

  /** More than 256 constants in front turn ldc into ldc_w, which moves all offsets. */
  @Test
  void longFormsOfInstructionsAreNoOtherCode() throws IOException {
    byte[] plain = rewritten(classOf(Pattern.class), writer -> { });
    byte[] pushed = rewritten(classOf(Pattern.class), writer -> {
      for (int i = 0; i < 70_000 / 256; i++) {
        writer.newConst("constant " + i);
      }
    });
    assertThat(differing(plain, pushed)).containsExactly("constants");
  }

  @Test
  void movedLinesAreOnlyMovedLines() throws IOException {
    byte[] plain = rewritten(classOf(ClassComparatorTest.class), writer -> { });
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(plain).accept(new ClassVisitor(ASM, writer) {
      @Override
      public MethodVisitor visitMethod(int access, String name, String type, String generic, String[] thrown) {
        return new MethodVisitor(ASM, super.visitMethod(access, name, type, generic, thrown)) {
          @Override
          public void visitLineNumber(int line, Label start) {
            super.visitLineNumber(line + 2, start);
          }
        };
      }
    }, 0);
    assertThat(differing(plain, writer.toByteArray())).containsExactly("line numbers");
  }

  @Test
  void withoutDebugTablesOnlyTheseAreMissing() throws IOException {
    byte[] plain = rewritten(classOf(ClassComparatorTest.class), writer -> { });
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(plain).accept(writer, ClassReader.SKIP_DEBUG);
    assertThat(differing(plain, writer.toByteArray())).contains("debug information")
        .isSubsetOf("debug information", "source file", "declarations");
  }

  @Test
  void onRequestItIsShownAsJava() throws IOException {
    String source = new DecompiledText(classOf(ClassMember.class), ClassMember.class.getName().replace('.', '/'))
        .text().toString();
    assertThat(source).contains("record ClassMember(int access, String name").contains("ClassMember shownAs(String");
  }

  @Test
  void everyClassOfTheProgramIsDescribedWithoutDoubt() throws IOException {
    try (var files = Files.walk(Path.of("target/classes"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).limit(150).toList()) {
        Described described = Described.of(new ClassComparator(), file);
        assertThat(described.comments()).as(file.toString()).isEmpty();
        assertThat(described.sections().values()).noneMatch(text -> DOUBT.matcher(text).find());
      }
    }
  }

  @Test
  void aThousandDamagedClassesNeitherCrashNorLookAlike() throws IOException {
    byte[] whole = classOf(Matcher.class);
    String before = describe(whole).sections().toString();
    Random random = new Random(20_261_123);
    int unseen = 0;
    for (int i = 0; i < 1000; i++) {
      byte[] damaged = whole.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        damaged[8 + random.nextInt(damaged.length - 8)] = (byte) random.nextInt(256);
      }
      try {
        unseen += describe(damaged).sections().toString().equals(before)
            && !java.util.Arrays.equals(damaged, whole) ? 1 : 0;
      } catch (FormatException expected) {
        assertThat(expected).hasMessageContaining("at byte");
      }
    }
    assertThat(unseen).as("left to the comparison of bytes").isLessThan(20);
  }

  @Test
  void truncatedAnywhereItIsRefusedAfterWhatCouldBeRead() throws IOException {
    byte[] whole = classOf(ClassComparatorTest.class);
    for (int length = 10; length < whole.length; length += 97) {
      byte[] cut = java.util.Arrays.copyOf(whole, length);
      assertThatCode(() -> describe(cut)).as("cut at " + length).isInstanceOf(FormatException.class);
    }
  }

  @Test
  void whatNoSpecificationKnowsIsShownAsBytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(rewritten(classOf(Consumer.class), writer -> writer.visitAttribute(new Unknown())));
    assertThat(describe(out.toByteArray()).sections().get("declarations"))
        .contains("attribute Unheard, 3 bytes").contains("cafe01");
  }

  private static final class Unknown extends org.objectweb.asm.Attribute {
    Unknown() {
      super("Unheard");
    }

    @Override
    protected org.objectweb.asm.ByteVector write(ClassWriter writer, byte[] code, int length, int stack, int locals) {
      return new org.objectweb.asm.ByteVector().putShort(0xCAFE).putByte(1);
    }
  }
}
