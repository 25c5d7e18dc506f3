package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.util.ArrayList;
import java.util.List;

/** The strings that Kotlin metadata refers to by number (jvm_metadata.proto: StringTableTypes). */
final class KotlinStrings {
  /** What every compiler knows without storing it, in the order of the compiler's JvmNameResolverBase. */
  private static final String PREDEFINED = "Any Nothing Unit Throwable Number Byte Double Float Int Long Short Boolean"
      + " Char CharSequence String Comparable Enum Array ByteArray DoubleArray FloatArray IntArray LongArray ShortArray"
      + " BooleanArray CharArray Cloneable Annotation /Iterable /MutableIterable /Collection /MutableCollection /List"
      + " /MutableList /Set /MutableSet /Map /MutableMap /Map.Entry /MutableMap.MutableEntry /Iterator"
      + " /MutableIterator /ListIterator /MutableListIterator";
  private static final int MOST_STRINGS = 1 << 20;

  private final List<String> stored;
  private final List<ProtoMessage> records = new ArrayList<>();

  KotlinStrings(ProtoMessage types, List<String> stored) throws FormatException {
    this.stored = stored;
    for (ProtoMessage record : types.messages(1)) {
      for (long range = Math.min(record.number(1, 1), MOST_STRINGS - records.size()); range > 0; range--) {
        records.add(record);
      }
    }
  }

  String get(long index) throws FormatException {
    if (index < 0 || index >= records.size()) {
      return "#" + index + '?';
    }
    ProtoMessage record = records.get((int) index);
    String text = record.text(6);
    if (text == null && record.has(2)) {
      text = predefined(record.number(2, 0));
    }
    if (text == null) {
      text = index < stored.size() ? stored.get((int) index) : "#" + index + '?';
    }
    return changed(record, text);
  }

  private static String predefined(long index) {
    String[] names = PREDEFINED.split(" ");
    if (index < 0 || index >= names.length) {
      return null;
    }
    String name = names[(int) index];
    return name.startsWith("/") ? "kotlin/collections" + name : "kotlin/" + name;
  }

  private static String changed(ProtoMessage record, String text) throws FormatException {
    String result = text;
    List<Long> part = record.numbers(4);
    if (part.size() >= 2 && part.get(0) >= 0 && part.get(0) <= part.get(1) && part.get(1) <= result.length()) {
      result = result.substring(part.get(0).intValue(), part.get(1).intValue());
    }
    List<Long> characters = record.numbers(5);
    if (characters.size() >= 2) {
      result = result.replace((char) characters.get(0).intValue(), (char) characters.get(1).intValue());
    }
    long operation = record.number(3, 0);
    if (operation == 2 && result.length() >= 2) {
      result = result.substring(1, result.length() - 1);
    }
    return operation == 0 ? result : result.replace('$', '.');
  }
}
