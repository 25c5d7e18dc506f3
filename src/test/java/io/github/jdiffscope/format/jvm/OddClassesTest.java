package io.github.jdiffscope.format.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.format.Described;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ByteVector;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Classes as no compiler of today makes them: newer, older, obfuscated and damaged ones tell all they can. */
class OddClassesTest {
  @TempDir
  private Path folder;

  private Described describe(byte[] bytes) throws IOException {
    return Described.of(new ClassComparator(), Files.write(folder.resolve("X.class"), bytes));
  }

  private String code(byte[] bytes) throws IOException {
    return describe(bytes).sections().get("code of int f(int)");
  }

  private static byte[] make(int version, Consumer<ClassWriter> members) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(version, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, "p/Sample", null, "java/lang/Object", null);
    members.accept(writer);
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** Adds {@code static int f(int a) { return a + 5; }}. */
  private static void addFive(ClassWriter writer) {
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "f", "(I)I", null, null);
    method.visitCode();
    method.visitVarInsn(Opcodes.ILOAD, 0);
    method.visitIntInsn(Opcodes.BIPUSH, 5);
    method.visitInsn(Opcodes.IADD);
    method.visitInsn(Opcodes.IRETURN);
    method.visitMaxs(2, 1);
    method.visitEnd();
  }

  private static byte[] patched(byte[] bytes, int at, int... values) {
    byte[] result = bytes.clone();
    for (int i = 0; i < values.length; i++) {
      result[at + i] = (byte) values[i];
    }
    return result;
  }

  /** Returns where the length of the code that {@link #addFive} makes is stored. */
  private static int lengthOfCode(byte[] bytes) {
    for (int i = 0; i < bytes.length - 5; i++) {
      if (bytes[i + 3] == 5 && bytes[i + 4] == 0x1A && bytes[i + 5] == 0x10) {
        return i;
      }
    }
    throw new AssertionError("no code");
  }

  private static Attribute attribute(String name, int... content) {
    return new Attribute(name) {
      @Override
      protected ByteVector write(ClassWriter writer, byte[] code, int length, int stack, int locals) {
        ByteVector out = new ByteVector();
        for (int value : content) {
          out.putByte(value);
        }
        return out;
      }
    };
  }

  @Test
  void aVersionOfTheFutureIsReadAsFarAsItIsLikeThoseOfToday() throws IOException {
    Described future = describe(patched(make(Opcodes.V17, OddClassesTest::addFive), 6, 0, 99));
    assertThat(future.comments()).isEmpty();
    assertThat(future.sections()).containsEntry("class file version", "class file version 99.0 (Java 55)\n")
        .containsEntry("code of int f(int)", "stack=2, locals=1\n    iload_0\n    bipush 5\n    iadd\n    ireturn\n");
    assertThat(describe(patched(make(Opcodes.V17, OddClassesTest::addFive), 4, 0xFF, 0xFF)).sections()
        .get("class file version")).contains("preview");
  }

  /** Before version 45.3 the sizes of code took one, one and two bytes; made by hand, as no compiler at hand does it. */
  @Test
  void codeOfJava102IsReadInItsOwnLayout() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0xCAFEBABE);
    out.writeInt(2 << 16 | 45);
    out.writeShort(8);
    String[] names = {"Old", "java/lang/Object", "f", "(I)I", "Code"};
    for (int i = 0; i < names.length; i++) {
      if (i < 2) {
        out.writeByte(7);
        out.writeShort(2 * i + 2);
      }
      out.writeByte(1);
      out.writeUTF(names[i]);
    }
    out.write(new byte[] {0, 0x21, 0, 1, 0, 3, 0, 0, 0, 0, 0, 1, 0, 9, 0, 5, 0, 6, 0, 1, 0, 7, 0, 0, 0, 13});
    out.write(new byte[] {2, 1, 0, 5, 0x1A, 0x10, 5, 0x60, (byte) 0xAC, 0, 0, 0, 0, 0, 0});
    Described old = describe(bytes.toByteArray());
    assertThat(old.comments()).isEmpty();
    assertThat(old.sections().get("code of int f(int)"))
        .isEqualTo("stack=2, locals=1\n    iload_0\n    bipush 5\n    iadd\n    ireturn\n");
  }

  @Test
  void subroutinesOfOldCompilersHaveLabels() throws IOException {
    String code = code(make(Opcodes.V1_2, writer -> {
      MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "f", "(I)I", null, null);
      Label routine = new Label();
      method.visitCode();
      method.visitJumpInsn(Opcodes.JSR, routine);
      method.visitVarInsn(Opcodes.ILOAD, 0);
      method.visitInsn(Opcodes.IRETURN);
      method.visitLabel(routine);
      method.visitVarInsn(Opcodes.ASTORE, 1);
      method.visitVarInsn(Opcodes.RET, 1);
      method.visitMaxs(1, 2);
    }));
    assertThat(code).matches("(?s).*    jsr (L[0-9a-f]{4})\n.*  \\1:\n    astore_1\n    ret 1\n");
  }

  @Test
  void codeThatIsCutOffIsShownAsFarAsItGoes() throws IOException {
    byte[] whole = make(Opcodes.V1_8, OddClassesTest::addFive);
    byte[] damaged = patched(whole, lengthOfCode(whole), 0, 0, 1);
    assertThat(code(damaged)).contains("    bipush 5\n    iadd\n    ireturn\n")
        .contains("  damaged: code of 261 bytes is cut off at byte ");
    byte[] noOpcode = patched(whole, lengthOfCode(whole) + 7, 0xFE);
    assertThat(code(noOpcode)).contains("    bipush 5\n  not an instruction:\n      feac\n".replace("      ", "    "));
  }

  @Test
  void bytesThatNothingAccountsForAreShown() throws IOException {
    byte[] shorter = make(Opcodes.V1_8, OddClassesTest::addFive);
    int at = lengthOfCode(shorter);
    // One byte less of code: what follows it is read as the exception table, and is too long for it.
    assertThat(code(patched(shorter, at + 3, 4))).contains("exception table of 44032 entries is cut off")
        .contains("bytes after what could be read");
    assertThat(describe(make(Opcodes.V17, writer -> {
      addFive(writer);
      writer.visitAttribute(attribute("SourceFile", 0, 1, 77));
    })).sections().get("declarations")).contains("bytes after the content of SourceFile:\n    4d\n");
  }

  /** Obfuscators add attributes that the JVM passes over. */
  @Test
  void attributesThatMayNotBeThereAreShownAsBytes() throws IOException {
    String declarations = describe(make(Opcodes.V17, writer -> {
      addFive(writer);
      writer.visitField(Opcodes.ACC_PRIVATE, "do it\n", "I", null, 7).visitAttribute(
          attribute("ConstantValue", 0, 9));
      writer.visitAttribute(attribute("com.acme.Stamp", 1, 2, 3));
    })).sections().get("declarations");
    assertThat(declarations).contains("private int do it\\n = int 7\n")
        .contains("attribute ConstantValue, 2 bytes, damaged: there may be one of them only")
        .contains("attribute com.acme.Stamp, 3 bytes\n    010203\n");
  }
}
