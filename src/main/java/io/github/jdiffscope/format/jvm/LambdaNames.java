package io.github.jdiffscope.format.jvm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Names for the methods javac makes of lambda bodies that do not change when a lambda is added elsewhere in the class.
 *
 * <p>javac numbers all lambdas of a class in one sequence: {@code lambda$<method>$<n>}. Shown is the sequence within
 * the method, {@code lambda$<method>#<i>}; the real names are a fact of their own.
 */
final class LambdaNames {
  private static final int SYNTHETIC = 0x1000;
  private static final String PREFIX = "lambda$";

  private LambdaNames() {}

  /** Returns the shown name by real name, of all methods that have another. */
  static Map<String, String> of(List<ClassMember> methods) {
    List<String> names = null;
    for (int i = 0; i < methods.size(); i++) {
      ClassMember method = methods.get(i);
      if ((method.access() & SYNTHETIC) != 0 && method.name().startsWith(PREFIX) && numberOf(method.name()) >= 0) {
        names = names == null ? new ArrayList<>() : names;
        names.add(method.name());
      }
    }
    return names == null ? Map.of() : number(names);
  }

  private static Map<String, String> number(List<String> names) {
    names.sort(new ByNumber());
    Map<String, Integer> next = new HashMap<>();
    Map<String, String> shown = new HashMap<>();
    for (String name : names) {
      if (!shown.containsKey(name)) {
        String base = name.substring(0, name.lastIndexOf('$'));
        Integer number = next.get(base);
        int here = number == null ? 0 : number;
        next.put(base, here + 1);
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

  private static final class ByNumber implements Comparator<String> {
    @Override
    public int compare(String a, String b) {
      int order = Integer.compare(numberOf(a), numberOf(b));
      return order != 0 ? order : a.compareTo(b);
    }
  }
}
