package io.github.jdiffscope.format.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jdiffscope.format.jvm.JavapListing.Instruction;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is shown of classes is what the JDK's javap shows: members, instructions with their operands and targets, handlers
 * and debug tables. {@code -Djavap.classes=a.jar:b.jar} compares all classes of other archives.
 */
class JavapTest {
  @TempDir
  private Path folder;
  private int methods;
  private int collapsed;
  private int classes;

  @Test
  void classesOfManyCompilersReadAsInJavap() throws IOException {
    List<Path> archives = new ArrayList<>();
    String chosen = System.getProperty("javap.classes");
    try (var fixtures = Files.walk(Path.of("testdata/jvm/class"))) {
      for (Path file : fixtures.filter(name -> name.toString().endsWith(".class")).sorted().toList()) {
        check(Files.readAllBytes(file), file.toString());
      }
    }
    for (String path : (chosen == null ? System.getProperty("java.class.path") : chosen).split(File.pathSeparator)) {
      if (path.endsWith(".jar")) {
        archives.add(Path.of(path));
      }
    }
    for (Path archive : archives) {
      try (FileSystem zip = FileSystems.newFileSystem(archive)) {
        checkSome(zip.getPath("/"), chosen == null ? 400 : 1);
      }
    }
    if (chosen == null) {
      checkSome(FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base/java"), 200);
    }
    assertThat(classes).isGreaterThan(20);
    assertThat(methods).isGreaterThan(200);
    assertThat(collapsed * 10).as("methods with array initialisers, of " + methods).isLessThan(methods);
  }

  private void checkSome(Path root, int step) throws IOException {
    int number = 0;
    List<Path> files;
    try (var all = Files.walk(root)) {
      files = all.filter(name -> name.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : files) {
      if (number++ % step == step / 2) {
        check(Files.readAllBytes(file), file.toString());
      }
    }
  }

  private void check(byte[] bytes, String name) throws IOException {
    JavapListing listing = JavapListing.of(Files.write(folder.resolve("X.class"), bytes));
    assumeTrue(listing != null, "this JDK has no javap");
    ClassFile file = ClassFile.read(bytes);
    classes++;
    List<ClassMember> members = new ArrayList<>(file.fields);
    members.addAll(file.methods);
    assertThat(listing.members()).as(name).hasSameSizeAs(members);
    Map<String, List<int[]>> lines = new TreeMap<>();
    Map<String, List<String>> variables = new TreeMap<>();
    for (int i = 0; i < members.size(); i++) {
      ClassMember member = members.get(i);
      JavapListing.Member other = listing.members().get(i);
      String where = name + ": " + member.name() + member.descriptor();
      assertThat(other.descriptor).as(where).isEqualTo(member.descriptor());
      assertThat(other.access).as(where).isEqualTo(member.access());
      if (member.attribute("Code") != null) {
        code(file, member, other, where);
        String shown = file.shownNames().getOrDefault(member.name(), member.name());
        String title = DeclarationText.title(file, member.shownAs(shown), member.descriptor());
        if (!other.lines.isEmpty()) {
          lines.put(title, other.lines);
        }
        variables(title, other, variables);
      }
    }
    List<ClassMember> canonical = DeclarationText.canonical(file.methods, file.shownNames());
    DebugTables debug = new DebugTables(file, canonical);
    assertThat(firstLines(debug.firstLines().text().toString())).as(name).isEqualTo(firsts(lines));
    Map<String, List<String>> ours = byTitle(debug.variables().text().toString());
    ours.values().removeIf(List::isEmpty);
    assertThat(ours).as(name).isEqualTo(variables);
    assertThat(byTitle(debug.lines().text().toString())).as(name).isEqualTo(lines(listing, file, canonical));
  }

  private void code(ClassFile file, ClassMember member, JavapListing.Member other, String where) throws IOException {
    String text = new CodeText(file, member, new ConstantText(file, file.shownNames())).text().toString();
    methods++;
    if (text.contains("    element:") || text.contains(" {")) {
      collapsed++;
      return;
    }
    List<String> ours = text.lines().toList();
    assertThat(ours.get(0)).as(where).isEqualTo(other.stack);
    Map<String, String> labels = new HashMap<>();
    List<String> targets = new ArrayList<>();
    List<String> expectedTargets = new ArrayList<>();
    int at = 0;
    for (int i = 1; i < ours.size(); i++) {
      String line = ours.get(i);
      if (line.matches("  L\\S+:")) {
        labels.put(line.strip().replace(":", ""), " @" + at);
      } else if (line.startsWith("    ")) {
        Instruction instruction = other.code.get(at++);
        String wanted = instruction.name().replaceFirst("^(ldc|goto|jsr|[ilfda](?:load|store)|iinc|ret)_w$", "$1");
        String[] words = line.strip().split(" ", 2);
        assertThat(words[0]).as(where + " at " + instruction.pc()).isEqualTo(wanted);
        if (!instruction.targets().isEmpty()) {
          for (String[] target : instruction.targets()) {
            String[] entry = ours.get(++i).strip().split(": ");
            assertThat(entry[0]).as(where).isEqualTo(target[0]);
            targets.add(entry[1]);
            expectedTargets.add(target[1]);
          }
        } else if (instruction.name().matches("if.*|goto.*|jsr.*")) {
          targets.add(words[1]);
          expectedTargets.add(instruction.operands());
        } else {
          assertThat(words.length == 1 ? "" : words[1]).as(where + " at " + instruction.pc())
              .matches(operand -> agrees(operand, instruction, file), "is " + expected(instruction, file));
        }
      } else if (line.startsWith("  catch ")) {
        String[] words = line.strip().split(" ");
        String[] handler = other.handlers.remove(0);
        assertThat(words[1]).as(where).isEqualTo(handler[3]);
        targets.addAll(List.of(words[3], words[5], words[7]));
        expectedTargets.addAll(List.of(handler[0], handler[1], handler[2]));
      }
    }
    assertThat(at).as(where).isEqualTo(other.code.size());
    assertThat(other.handlers).as(where).isEmpty();
    for (int i = 0; i < targets.size(); i++) {
      assertThat(labels.get(targets.get(i))).as(where + ": " + targets.get(i)).isEqualTo(
          place(other, Integer.parseInt(expectedTargets.get(i))));
    }
  }

  /** Quotes and backslashes are written by other rules. */
  private static String plain(String text) {
    return text.replaceAll("[\"'\\\\]", "").strip();
  }

  private static boolean agrees(String operand, Instruction instruction, ClassFile file) {
    if (operand.startsWith("String ") && (instruction.comment() + operand).matches("(?s).*[^ -\\[\\]-~].*")) {
      return instruction.comment().startsWith("String ");
    }
    String wanted = expected(instruction, file);
    return instruction.name().equals("invokedynamic") || wanted.startsWith("Dynamic ")
        ? plain(operand).startsWith(wanted + ' ') : plain(operand).equals(wanted);
  }

  private static String expected(Instruction instruction, ClassFile file) {
    String comment = plain(instruction.comment()).replaceFirst("^(\\w+ NaN)[df]$", "$1");
    if (!instruction.operands().startsWith("#")) {
      return instruction.operands().replaceAll(",\\s+", ", ");
    }
    if (comment.matches("(?:InvokeDynamic|Dynamic) #\\d+:.*")) {
      return comment.replaceFirst("^InvokeDynamic #\\d+:", "").replaceFirst("^(Dynamic )#\\d+:", "$1");
    }
    if (comment.startsWith("class ") && !instruction.name().startsWith("ldc")) {
      String dimensions = instruction.operands().replaceFirst("^#\\d+(?:,\\s+)?", "");
      return comment.substring(6) + (dimensions.isEmpty() ? "" : ", " + dimensions);
    }
    if (!comment.matches("(?:Field|Method|InterfaceMethod) .*")) {
      return comment;
    }
    String kind = comment.startsWith("InterfaceMethod ") ? "InterfaceMethod " : "";
    String member = comment.substring(comment.indexOf(' ') + 1);
    int colon = member.indexOf(':');
    int dot = member.lastIndexOf('.', colon);
    String owner = dot < 0 ? file.name() : member.substring(0, dot);
    String name = member.substring(dot + 1, colon);
    String shown = owner.equals(file.name()) ? file.shownNames().getOrDefault(name, name) : name;
    return kind + owner + '.' + shown + member.substring(colon);
  }

  private static Map<String, Integer> firsts(Map<String, List<int[]>> lines) {
    Map<String, Integer> firsts = new TreeMap<>();
    lines.forEach((title, entries) -> firsts.put(title, entries.get(0)[1]));
    return firsts;
  }

  private static Map<String, Integer> firstLines(String text) {
    Map<String, Integer> firsts = new TreeMap<>();
    int line = 0;
    for (String row : text.lines().toList()) {
      int colon = row.indexOf(": ");
      line += Integer.parseInt(row.substring(0, colon).replaceAll("[^0-9]", ""));
      firsts.put(row.substring(colon + 2), line);
    }
    return firsts;
  }

  private static Map<String, List<String>> byTitle(String text) {
    Map<String, List<String>> result = new TreeMap<>();
    String title = "";
    for (String row : text.lines().toList()) {
      if (row.startsWith(" ")) {
        result.get(title).add(row);
      } else {
        title = row;
        result.put(title, new ArrayList<>());
      }
    }
    return result;
  }

  private static Map<String, List<String>> lines(JavapListing listing, ClassFile file, List<ClassMember> canonical) {
    Map<String, List<String>> result = new TreeMap<>();
    for (int i = 0; i < file.methods.size(); i++) {
      JavapListing.Member method = listing.members().get(file.fields.size() + i);
      if (method.lines.size() < 2) {
        continue;
      }
      List<String> rows = new ArrayList<>();
      StringBuilder row = new StringBuilder();
      for (int n = 0; n < method.lines.size(); n++) {
        int line = method.lines.get(n)[1] - method.lines.get(0)[1];
        row.append(n == 0 ? " " : ",").append(place(method, method.lines.get(n)[0])).append(line < 0 ? " " : " +").append(line);
        if (n % 12 == 11 || n == method.lines.size() - 1) {
          rows.add(rows.isEmpty() ? row.toString() : " " + row.substring(1));
          row.setLength(0);
        }
      }
      result.put(title(file, file.methods.get(i)), rows);
    }
    return result;
  }

  private static String title(ClassFile file, ClassMember method) {
    String shown = file.shownNames().getOrDefault(method.name(), method.name());
    return DeclarationText.title(file, method.shownAs(shown), method.descriptor());
  }

  private static String place(JavapListing.Member method, int pc) {
    for (int i = 0; i < method.code.size(); i++) {
      if (method.code.get(i).pc() == pc) {
        return " @" + i;
      }
    }
    // Behind the last instruction.
    return " @" + method.code.size();
  }

  private static void variables(String title, JavapListing.Member method, Map<String, List<String>> into) {
    for (boolean generic : new boolean[] {false, true}) {
      List<String> rows = new ArrayList<>();
      for (String[] row : generic ? method.genericVariables : method.variables) {
        int from = Integer.parseInt(row[0]);
        rows.add("  slot " + row[2] + ": " + Signatures.type(row[4]) + ' ' + row[3] + " from" + place(method, from)
            + " to" + place(method, from + Integer.parseInt(row[1])));
      }
      if (!rows.isEmpty()) {
        into.put(title + (generic ? ", generic types" : ""), rows);
      }
    }
  }
}
