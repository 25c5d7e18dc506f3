package io.github.jdiffscope.format.jvm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names for the methods javac makes of lambda bodies that do not change when a lambda is added elsewhere in the class.
 *
 * <p>javac numbers all lambdas of a class in one sequence: {@code lambda$<method>$<n>}. Shown is the sequence among
 * those of the method that have the same descriptor, {@code lambda$<method>#<i>}, so that one of other parameters before
 * them changes nothing, too; the real names are a fact of their own.
 */
final class LambdaNames {
  private static final int SYNTHETIC = 0x1000;
  private static final String PREFIX = "lambda$";

  private LambdaNames() {}

  /** Returns the shown name by real name, of all methods that have another. */
  static Map<String, String> of(List<ClassMember> methods) {
    List<ClassMember> lambdas = null;
    for (int i = 0; i < methods.size(); i++) {
      ClassMember method = methods.get(i);
      if ((method.access() & SYNTHETIC) != 0 && method.name().startsWith(PREFIX) && numberOf(method.name()) >= 0) {
        lambdas = lambdas == null ? new ArrayList<>() : lambdas;
        lambdas.add(method);
      }
    }
    return lambdas == null ? Map.of() : number(lambdas);
  }

  private static Map<String, String> number(List<ClassMember> lambdas) {
    lambdas.sort(new ByNumber());
    Map<String, Integer> next = new HashMap<>();
    Map<String, String> shown = new HashMap<>();
    for (ClassMember lambda : lambdas) {
      String name = lambda.name();
      if (!shown.containsKey(name)) {
        String base = name.substring(0, name.lastIndexOf('$'));
        String key = base + lambda.descriptor();
        Integer number = next.get(key);
        int here = number == null ? 0 : number;
        next.put(key, here + 1);
        shown.put(name, base + '#' + here);
      }
    }
    return shown;
  }

  private static int numberOf(String name) {
    int at = name.lastIndexOf('$') + 1;
    int value = at < name.length() && name.length() - at < 9 ? 0 : -1;
    for (int i = at; i < name.length() && value >= 0; i++) {
      char c = name.charAt(i);
      value = c < '0' || c > '9' ? -1 : value * 10 + c - '0';
    }
    return value;
  }

  private static final class ByNumber implements Comparator<ClassMember> {
    @Override
    public int compare(ClassMember a, ClassMember b) {
      int order = Integer.compare(numberOf(a.name()), numberOf(b.name()));
      return order != 0 ? order : a.name().compareTo(b.name());
    }
  }
}
