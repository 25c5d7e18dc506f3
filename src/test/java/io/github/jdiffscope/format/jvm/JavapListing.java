package io.github.jdiffscope.format.jvm;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/** What {@code javap -v -p} lists of a class. */
record JavapListing(List<Member> members) {
  private static final Pattern FLAGS = Pattern.compile("    flags: \\(0x([0-9a-f]{4})\\).*");
  private static final Pattern STACK = Pattern.compile("      (stack=\\d+, locals=\\d+), args_size=\\d+");
  private static final Pattern INSTRUCTION = Pattern.compile("(?s) +(\\d+): ([a-z_0-9]+)(?: +([^/]*?))?(?: *// (.*))?");
  private static final Pattern TARGET = Pattern.compile(" +(-?\\d+|default): (\\d+)");
  private static final Pattern HANDLER = Pattern.compile(" +(\\d+) +(\\d+) +(\\d+) +(?:Class (.*)|any)");
  private static final Pattern LINE = Pattern.compile(" +line (\\d+): (\\d+)");
  private static final Pattern VARIABLE = Pattern.compile(" +(\\d+) +(\\d+) +(\\d+) +(\\S.*?) +(\\S+)");

  /** A field or method. */
  static final class Member {
    String descriptor = "";
    int access;
    String stack;
    final List<Instruction> code = new ArrayList<>();
    final List<String[]> handlers = new ArrayList<>();
    final List<int[]> lines = new ArrayList<>();
    final List<String[]> variables = new ArrayList<>();
    final List<String[]> genericVariables = new ArrayList<>();
  }

  /**
   * An instruction.
   *
   * @param comment what the constant is
   * @param targets of a switch: value and offset
   */
  record Instruction(int pc, String name, String operands, String comment, List<String[]> targets) {}

  /** Returns the listing, or null where there is no javap. */
  static JavapListing of(Path file) {
    ToolProvider javap = ToolProvider.findFirst("javap").orElse(null);
    if (javap == null) {
      return null;
    }
    StringWriter out = new StringWriter();
    javap.run(new PrintWriter(out), new PrintWriter(out), "-v", "-p", file.toString());
    return new JavapListing(parse(out.toString()));
  }

  private static List<Member> parse(String text) {
    List<Member> members = new ArrayList<>();
    Member member = new Member();
    String part = "";
    boolean inSwitch = false;
    for (String line : text.substring(text.indexOf("\n{\n") + 3).split("\n")) {
      if (line.equals("}")) {
        break;
      }
      if (line.startsWith("    descriptor: ")) {
        member = new Member();
        member.descriptor = line.substring(16);
        members.add(member);
        part = "";
      } else if (line.startsWith("    ") && line.charAt(4) != ' ' || line.matches("      [A-Z]\\w+( table)?:.*")) {
        part = line.strip();
        Matcher flags = FLAGS.matcher(line);
        if (flags.matches()) {
          member.access = Integer.parseInt(flags.group(1), 16);
        }
      } else if (part.equals("Code:") && STACK.matcher(line).matches()) {
        Matcher stack = STACK.matcher(line);
        stack.matches();
        member.stack = stack.group(1);
      } else if (part.equals("Code:")) {
        inSwitch = code(member, line, inSwitch);
      } else {
        table(member, part, line);
      }
    }
    return members;
  }

  private static boolean code(Member member, String line, boolean inSwitch) {
    Matcher target = TARGET.matcher(line);
    if (inSwitch && target.matches()) {
      member.code.get(member.code.size() - 1).targets().add(new String[] {target.group(1), target.group(2)});
      return true;
    }
    Matcher found = INSTRUCTION.matcher(line);
    if (!found.matches()) {
      return false;
    }
    String operands = found.group(3) == null ? "" : found.group(3).strip();
    member.code.add(new Instruction(Integer.parseInt(found.group(1)), found.group(2), operands,
        found.group(4) == null ? "" : found.group(4), new ArrayList<>()));
    return operands.startsWith("{");
  }

  private static void table(Member member, String part, String line) {
    Matcher handler = HANDLER.matcher(line);
    Matcher number = LINE.matcher(line);
    Matcher variable = VARIABLE.matcher(line);
    if (part.equals("Exception table:") && handler.matches()) {
      String type = handler.group(4) == null ? "any" : handler.group(4).replace("\"", "");
      member.handlers.add(new String[] {handler.group(1), handler.group(2), handler.group(3), type});
    } else if (part.equals("LineNumberTable:") && number.matches()) {
      member.lines.add(new int[] {Integer.parseInt(number.group(2)), Integer.parseInt(number.group(1))});
    } else if (part.startsWith("LocalVariable") && variable.matches()) {
      String[] row = {variable.group(1), variable.group(2), variable.group(3), variable.group(4), variable.group(5)};
      (part.equals("LocalVariableTable:") ? member.variables : member.genericVariables).add(row);
    }
  }
}
