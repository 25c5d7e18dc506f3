package io.github.jdiffscope.cause;

import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.SharedDifference;
import java.util.Map;
import java.util.regex.Pattern;

/** Explains differences of class files: by which section shows them, and by numbers that a compiler made up. */
final class ClassSections implements Rule {
  private static final String VERSION = "class file version";
  private static final Map<String, String> TITLES = Map.ofEntries(
      Map.entry(VERSION, "jdk-version"),
      Map.entry("Kotlin metadata version", "bytecode-compiler"),
      Map.entry("line numbers", "bytecode-debug"),
      Map.entry("local variables", "bytecode-debug"),
      Map.entry("debug information", "bytecode-debug"),
      Map.entry("source file", "bytecode-debug"),
      Map.entry("source debug extension", "bytecode-debug"),
      Map.entry("names of lambda bodies", "generated-names"),
      Map.entry("order of members", "bytecode-order"),
      Map.entry("order of attributes", "bytecode-order"),
      Map.entry("order of the constant pool", "bytecode-order"));

  @Override
  public boolean whole(Place place, Difference node, Claims claims) {
    String id = place.isIn("jvm/class") ? TITLES.get(place.section()) : null;
    if (id == null || node.unifiedDiff() == null) {
      return false;
    }
    claims.add(id, detail(place.section(), node.unifiedDiff()));
    return true;
  }

  private static String detail(String title, String diff) {
    if (!title.equals(VERSION) && !title.equals("source file")) {
      return title;
    }
    Lines.Block block = Lines.hunks(diff).get(0).next();
    return block == null || block.removed().isEmpty() || block.added().isEmpty() ? title
        : block.removed().get(0).strip() + " / " + block.added().get(0).strip();
  }

  /**
   * Explains lines that one compiler writes and another does not: nest mates (JEP 181) instead of accessors, names of
   * parameters that are not in the source, the class behind a switch over an enum.
   */
  @Override
  public boolean lone(Place place, Lines lines, String line, boolean isAdded, Claims claims) {
    if (!place.isIn("jvm/class")) {
      return false;
    }
    boolean accessor = isOtherRelease(place) && place.section().startsWith("code of ")
        && place.section().contains(" access$");
    boolean declaration = place.section().equals("declarations") && (Idioms.PARAMETER.matcher(line).matches()
        || isOtherRelease(place) && Idioms.NEST_LINE.matcher(line).matches());
    if (!accessor && !declaration) {
      return false;
    }
    claims.add("bytecode-compiler", accessor ? "accessor methods" : line.strip());
    return true;
  }

  @Override
  public String key(Place place, String line) {
    return place.isIn("jvm/class") && (Idioms.PARAMETER.matcher(line).matches()
        || Idioms.NEST_LINE.matcher(line).matches() || place.section().contains(" access$"))
        ? line : null;
  }

  @Override
  public boolean pair(Place place, Lines lines, String removed, String added, Claims claims) {
    if (!place.isIn("jvm/class")) {
      return false;
    }
    // In code the number says which body is meant: there another number may be another meaning.
    if (place.section().equals("declarations") && Idioms.MADE_UP.matcher(removed).find()
        && Idioms.MADE_UP.matcher(removed).replaceAll("$1#").equals(Idioms.MADE_UP.matcher(added).replaceAll("$1#"))) {
      claims.add("generated-names", removed.strip() + " / " + added.strip());
      return true;
    }
    if (!place.section().startsWith("code of ") || !isOtherRelease(place)) {
      return false;
    }
    if (isAccess(removed, added)) {
      claims.add("bytecode-compiler", "accessor methods");
      return true;
    }
    // JDK-8272564: since Java 18 methods of Object are called of the interface they are called on.
    String name = ofObject(removed);
    if (name != null ? added.endsWith(name) && isOfInterface(added)
        : (name = ofObject(added)) != null && removed.endsWith(name) && isOfInterface(removed)) {
      claims.add("bytecode-compiler", "calls of Object's methods on interfaces");
      return true;
    }
    // JEP 181: since class file version 55 private members of nest mates are called like any others.
    if (Idioms.INVOKE.matcher(removed).replaceFirst("invoke").equals(Idioms.INVOKE.matcher(added).replaceFirst("invoke"))
        && (removed.contains("invokespecial") || added.contains("invokespecial"))) {
      claims.add("bytecode-compiler", "calls of private methods (nest mates)");
      return true;
    }
    return false;
  }

  /** Returns whether the class was compiled for another release: without that, an accessor gone is changed source. */
  private static boolean isOtherRelease(Place place) {
    for (Difference section : place.artifact().details()) {
      if (section.source1().equals(VERSION)) {
        return true;
      }
    }
    return place.parent() != null && isOtherReleaseOfAll(place.parent().artifact(), place.artifact());
  }

  /** Returns whether a container says so of its classes, before it says anything of one of them. */
  private static boolean isOtherReleaseOfAll(Difference container, Difference member) {
    for (Difference detail : container.details()) {
      if (SharedDifference.isOf(detail, member, VERSION)) {
        return true;
      }
      if (!detail.isSection() && !SharedDifference.isOne(detail)) {
        return false;
      }
    }
    return false;
  }

  /** Returns the name and type of the method of Object that is called, or null. */
  private static String ofObject(String line) {
    String start = "invokevirtual java/lang/Object";
    String text = line.strip();
    return text.startsWith(start) ? text.substring(start.length()) : null;
  }

  private static boolean isOfInterface(String line) {
    return line.strip().startsWith("invokeinterface ");
  }

  /** Returns whether a field of a nest mate is read on one side directly and on the other through an accessor. */
  private static boolean isAccess(String one, String other) {
    return isAccessor(one) && isField(other) || isAccessor(other) && isField(one);
  }

  private static boolean isAccessor(String line) {
    return line.strip().startsWith("invokestatic ") && line.contains(".access$");
  }

  private static boolean isField(String line) {
    String text = line.strip();
    return text.startsWith("getfield ") || text.startsWith("getstatic ");
  }

  /** Apart, so that a report without class files does not pay for them. */
  private static final class Idioms {
    /** Numbers in names that compilers make up; the name before them stays. */
    static final Pattern MADE_UP = Pattern.compile(
        "(lambda\\$[\\w$]*\\$|access\\$|\\$anonfun\\$[\\w$]*\\$|\\$Proxy|\\$deserializeLambda\\$|adapted\\$|\\$lessinit\\$greater\\$default\\$"
        + "|ajc\\$[\\w$]*\\$)\\d+");
    static final Pattern PARAMETER = Pattern.compile(" *parameter \\d+: (?:final )?(?:(?:mandated|synthetic) )?\\(no name\\)");
    static final Pattern NEST_LINE = Pattern.compile(" *(?:nest (?:host|member) .*"
        + "|static synthetic .* access\\$\\d+\\(.*|class \\S+\\$\\d+ is static synthetic \\(anonymous\\))");
    static final Pattern INVOKE = Pattern.compile("\\binvoke(?:special|virtual|interface)\\b");

    private Idioms() {}
  }
}
