package io.github.jdiffscope.format.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.format.Described;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The instructions as shown: they are those javap shows, and filled arrays do not depend on their indexes. */
class CodeTextTest {
  private static final int CLASSES = 200;
  /** What the line of an element, or of a row of them, stands for. */
  private static final Pattern FOLDED = Pattern.compile("dup|newarray|anewarray|.const_.*|aconst_null|[bs]ipush|ldc.*"
      + "|[ilfdabcs]astore|[ilfda]load.*|getstatic");

  @TempDir
  private Path folder;

  /** Every instruction of real classes, in the order of each method, by the mnemonics of the JDK's own tool. */
  @Test
  void instructionsAreThoseOfJavap() throws IOException {
    List<String> files = new ArrayList<>();
    Path packages = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base/java/util");
    try (Stream<Path> walk = Files.walk(packages)) {
      for (Path path : walk.filter(p -> p.toString().endsWith(".class")).limit(CLASSES).toList()) {
        files.add(Files.write(folder.resolve(path.getFileName().toString()), Files.readAllBytes(path)).toString());
      }
    }
    List<String> theirs = javap(files);
    List<String> ours = new ArrayList<>();
    for (String file : files) {
      Described.of(new ClassComparator(), Path.of(file)).sections().forEach((title, text) -> {
        if (title.startsWith("code of ")) {
          ours.add(instructions(text));
        }
      });
    }
    assertThat(ours).hasSizeGreaterThan(1500).hasSameSizeAs(theirs);
    Map<String, Integer> left = new HashMap<>();
    ours.forEach(method -> left.merge(method, 1, Integer::sum));
    List<String> missing = new ArrayList<>();
    for (String method : theirs) {
      String exact = left.containsKey(method) ? method : withoutArrays(method);
      if (left.containsKey(exact)) {
        left.computeIfPresent(exact, (key, count) -> count == 1 ? null : count - 1);
      } else {
        missing.add(method);
      }
    }
    assertThat(missing).as("methods whose instructions are shown otherwise").isEmpty();
    assertThat(left).isEmpty();
  }

  private static List<String> javap(List<String> files) {
    List<String> arguments = new ArrayList<>(List.of("-cp", "none", "-c", "-private"));
    arguments.addAll(files);
    StringWriter out = new StringWriter();
    ToolProvider.findFirst("javap").orElseThrow().run(new PrintWriter(out), new PrintWriter(out),
        arguments.toArray(new String[0]));
    List<String> methods = new ArrayList<>();
    Pattern line = Pattern.compile("(?m)^ +\\d+: ([a-z][a-z_0-9]*)( |$)");
    String[] parts = out.toString().split("(?m)^    Code:$");
    for (int i = 1; i < parts.length; i++) {
      StringBuilder method = new StringBuilder();
      for (Matcher m = line.matcher(parts[i]); m.find(); ) {
        method.append(m.group(1).replace("ldc_w", "ldc").replace("goto_w", "goto")).append('\n');
      }
      methods.add(method.toString());
    }
    return methods;
  }

  private static String instructions(String text) {
    StringBuilder method = new StringBuilder();
    for (Matcher m = Pattern.compile("(?m)^    ([a-z][a-z_0-9]*)(:? |:?$)").matcher(text); m.find(); ) {
      method.append(m.group(1)).append('\n');
    }
    return text.contains("    element:") || text.contains(" {") ? withoutArrays(method.toString()) : method.toString();
  }

  private static String withoutArrays(String method) {
    StringBuilder rest = new StringBuilder("without arrays\n");
    method.lines().filter(name -> !FOLDED.matcher(name).matches() && !name.equals("element"))
        .forEach(name -> rest.append(name).append('\n'));
    return rest.toString();
  }

  @Test
  void anElementInsertedIsTheOnlyOneThatDiffers() throws IOException {
    List<String> five = code(array("a", "b", "c", "d", "e")).lines().toList();
    List<String> six = new ArrayList<>(code(array("a", "b", "new", "c", "d", "e")).lines().toList());
    assertThat(six).contains("    element: anewarray java/lang/Object {String \"new\"}");
    six.removeIf(line -> line.contains("\"new\""));
    six.replaceAll(line -> line.equals("    bipush 6") ? "    iconst_5" : line);
    assertThat(six).isEqualTo(five);
  }

  @Test
  void anElementAtAnotherIndexIsShown() throws IOException {
    assertThat(code(List.of(0, 1), List.of(3, 83))).contains("element: aload_0", "iconst_3");
    assertThat(code(List.of(0, 2), List.of(3, 83))).contains("element: aload_0", "iconst_2")
        .isNotEqualTo(code(List.of(0, 1), List.of(3, 83)));
    assertThat(code(List.of(0, 1), List.of(3, 83))).isNotEqualTo(code(List.of(0, 1), List.of(4, 83)));
  }

  /** An index pushed by a longer instruction than needed is not the same code. */
  @Test
  void anIndexPushedTheLongWayIsShown() throws IOException {
    String shown = code(method -> {
      method.visitIntInsn(Opcodes.BIPUSH, 2);
      method.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
      method.visitInsn(Opcodes.DUP);
      method.visitIntInsn(Opcodes.SIPUSH, 0);
      method.visitInsn(Opcodes.ACONST_NULL);
      method.visitInsn(Opcodes.AASTORE);
    });
    assertThat(shown).contains("bipush 2", "sipush 0").doesNotContain("element");
  }

  private interface Body {
    void append(MethodVisitor method);
  }

  private static Body array(String... values) {
    return method -> {
      push(method, values.length);
      method.visitTypeInsn(Opcodes.ANEWARRAY, "[Ljava/lang/Object;");
      for (int i = 0; i < values.length; i++) {
        method.visitInsn(Opcodes.DUP);
        push(method, i);
        push(method, 1);
        method.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
        method.visitInsn(Opcodes.DUP);
        push(method, 0);
        method.visitLdcInsn(values[i]);
        method.visitInsn(Opcodes.AASTORE);
        method.visitInsn(Opcodes.AASTORE);
      }
    };
  }

  private String code(List<Integer> indexes, List<Integer> lengthAndStore) throws IOException {
    return code(method -> {
      push(method, lengthAndStore.get(0));
      method.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
      for (int index : indexes) {
        method.visitInsn(Opcodes.DUP);
        push(method, index);
        method.visitVarInsn(Opcodes.ALOAD, 0);
        method.visitInsn(lengthAndStore.get(1));
      }
    });
  }

  private static void push(MethodVisitor method, int value) {
    if (value <= 5) {
      method.visitInsn(Opcodes.ICONST_0 + value);
    } else {
      method.visitIntInsn(Opcodes.BIPUSH, value);
    }
  }

  private String code(Body body) throws IOException {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Filled", null, "java/lang/Object", null);
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "filled", "()Ljava/lang/Object;", null, null);
    method.visitCode();
    body.append(method);
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(8, 1);
    method.visitEnd();
    Path file = Files.write(folder.resolve("Filled.class"), writer.toByteArray());
    return Described.of(new ClassComparator(), file).sections().get("code of java.lang.Object filled()");
  }
}
