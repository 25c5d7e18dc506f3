package io.github.jdiffscope.format.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdiffscope.RealTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The code of dex files is what Android's dexdump shows, instruction by instruction. {@code -Ddexdump.files=a.dex:b.dex}
 * compares others.
 */
class DexdumpTest {
  private static final Pattern METHOD = Pattern.compile("[0-9a-f]{6}: +\\|\\[[0-9a-f]{6}\\] (.*)");
  private static final Pattern INSTRUCTION = Pattern.compile("(?s)[0-9a-f]{6}: (?:[0-9a-f]{4} |\\.\\.\\. *)+ *\\|([0-9a-f]{4}): (.*)");
  private static final Pattern REGISTERS = Pattern.compile(" +(registers|ins|outs) +: (\\d+)");

  private record Method(String registers, List<String> code, List<Integer> places) {}

  @Test
  void codeReadsAsInDexdump() throws IOException {
    String files = System.getProperty("dexdump.files", "testdata/jvm/dex/code/left.dex:testdata/jvm/dex/debug/right.dex");
    for (String file : files.split(":")) {
      check(Path.of(file));
    }
  }

  private static void check(Path path) throws IOException {
    Map<String, Method> expected = methods(RealTool.run("dexdump", "-d", path.toString()));
    DexFile file = new DexFile(Files.readAllBytes(path));
    int found = 0;
    for (int i = 0; i < file.classes; i++) {
      DexClass type = new DexClass(file, i);
      for (DexClass.Member method : type.methods) {
        if (method.code() != 0) {
          String reference = file.method(method.index());
          String name = type.name() + '.' + reference.substring(reference.indexOf("->") + 2).replaceFirst("\\(", ":(");
          assertThat(expected).containsKey(name);
          compare(new DexCode(file, method.code()).text().toString(), expected.get(name), name);
          found++;
        }
      }
    }
    assertThat(found).isEqualTo(expected.size()).isPositive();
  }

  private static void compare(String text, Method other, String name) {
    List<String> lines = text.lines().toList();
    assertThat(lines.get(0)).as(name).isEqualTo(other.registers());
    Map<String, Integer> labels = new TreeMap<>();
    List<String> targets = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    int at = 0;
    for (String line : lines.subList(1, lines.size())) {
      if (line.matches("  L\\S+:")) {
        labels.put(line.strip().replace(":", ""), at < other.code().size() ? other.places().get(at) : -1);
      } else if (line.startsWith("    ") && !line.startsWith("     ")) {
        if (line.matches("    (?:packed-switch cases|sparse-switch cases|array-data, .*)")) {
          continue;
        }
        String wanted = other.code().get(at++);
        String ours = normal(line.strip());
        Matcher branch = Pattern.compile("(.*?)\\b([0-9a-f]{4}|[0-9a-f]{8}) // [+-][0-9a-f]+").matcher(wanted);
        if (branch.matches()) {
          int space = ours.lastIndexOf(' ');
          assertThat(ours.substring(0, space + 1)).as(name).isEqualTo(normal(branch.group(1)) + ' ');
          // Tables stand between the instructions, which are not compared.
          if (branch.group(2).length() == 4 || wanted.startsWith("goto")) {
            targets.add(ours.substring(space + 1));
            places.add(Integer.parseInt(branch.group(2), 16));
          }
        } else {
          assertThat(agrees(ours, normal(wanted))).as(name + ": " + ours + " is " + wanted).isTrue();
        }
      }
    }
    assertThat(at).as(name + text).isEqualTo(other.code().size());
    for (int i = 0; i < targets.size(); i++) {
      assertThat(labels.get(targets.get(i))).as(name + ' ' + targets.get(i)).isEqualTo(places.get(i));
    }
  }

  /** A number that may be one of floating point is written as an integer here, a range of registers by its ends. */
  private static boolean agrees(String ours, String wanted) {
    Matcher range = Pattern.compile("(.*\\{)v(\\d+) \\.\\. v(\\d+)(}.*)").matcher(ours);
    if (range.matches()) {
      String all = IntStream.rangeClosed(Integer.parseInt(range.group(2)), Integer.parseInt(range.group(3)))
          .mapToObj(register -> "v" + register).collect(Collectors.joining(", "));
      return (range.group(1) + all + range.group(4)).equals(wanted);
    }
    return ours.equals(wanted) || ours.startsWith("const") && ours.matches(".*, -?\\d+") && !wanted.contains(",")
        && ours.startsWith(wanted + ',');
  }

  /** Members are written with an arrow and without a colon here, numbers as numbers; what a comment says goes. */
  private static String normal(String line) {
    String text = line.replaceFirst(" // (?:\\S+@[0-9a-f]+|#[0-9a-fx-]+|spacer)$", "").replace("->", ".")
        .replace(":(", "(");
    if (text.startsWith("const-string") || text.startsWith("invoke-custom") || text.contains("#float") || text.contains("#double")) {
      text = text.substring(0, text.indexOf(text.startsWith("invoke") ? '}' : ','));
    }
    return text.replaceAll("#(?:int|long) ", "").replaceFirst("^(goto)/(?:16|32)", "$1").strip();
  }

  private static Map<String, Method> methods(String dump) {
    Map<String, Method> methods = new TreeMap<>();
    Map<String, String> registers = new TreeMap<>();
    Method method = null;
    for (String line : dump.split("\n")) {
      Matcher start = METHOD.matcher(line);
      Matcher instruction = INSTRUCTION.matcher(line);
      Matcher count = REGISTERS.matcher(line);
      if (count.matches()) {
        registers.put(count.group(1), count.group(2));
      } else if (start.matches()) {
        method = new Method("registers=" + registers.get("registers") + ", ins=" + registers.get("ins") + ", outs="
            + registers.get("outs"), new ArrayList<>(), new ArrayList<>());
        methods.put(start.group(1), method);
      } else if (instruction.matches() && method != null && !instruction.group(2).matches(
          "(?:(?:packed|sparse)-switch-data.*|array-data.*)")) {
        method.places().add(Integer.parseInt(instruction.group(1), 16));
        method.code().add(instruction.group(2));
      }
    }
    return methods;
  }
}
