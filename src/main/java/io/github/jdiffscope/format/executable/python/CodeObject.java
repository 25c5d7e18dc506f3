package io.github.jdiffscope.format.executable.python;

import java.util.List;

/**
 * A code object.
 *
 * @param lines the table of line numbers, as stored
 * @param exceptions the table of handlers, from 3.11
 * @param kinds of {@code locals}, a byte each, from 3.11; empty before
 */
record CodeObject(long[] numbers, byte[] code, List<Object> constants, List<Object> names, List<Object> locals,
    List<Object> free, List<Object> cells, String file, String name, String qualified, long firstLine, byte[] lines,
    byte[] exceptions, byte[] kinds) {

  /** Returns the name of a local variable, cell or free variable. */
  String local(int index) {
    return at(locals, index);
  }

  static String at(List<Object> names, int index) {
    return index >= 0 && index < names.size() ? MarshalReader.plain(names.get(index)) : "<" + index + ">";
  }
}
