package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.FormatException;
import java.util.Map;

/** Constants as text without indexes: what a constant refers to stands in place, bootstrap methods too. */
final class ConstantText {
  private static final String[] HANDLE_KINDS = {"REF_?", "REF_getField", "REF_getStatic", "REF_putField",
    "REF_putStatic", "REF_invokeVirtual", "REF_invokeStatic", "REF_invokeSpecial", "REF_newInvokeSpecial",
    "REF_invokeInterface"};
  private static final String BOOTSTRAP_ARGUMENTS =
      ":(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/";
  private static final String[] BOOTSTRAPS = {
    "java/lang/invoke/LambdaMetafactory.metafactory", "MethodType;Ljava/lang/invoke/MethodType;"
        + "Ljava/lang/invoke/MethodHandle;Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;",
    "java/lang/invoke/LambdaMetafactory.altMetafactory",
    "MethodType;[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;",
    "java/lang/invoke/StringConcatFactory.makeConcatWithConstants",
    "MethodType;Ljava/lang/String;[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;",
    "java/lang/runtime/ObjectMethods.bootstrap", "TypeDescriptor;Ljava/lang/Class;Ljava/lang/String;"
        + "[Ljava/lang/invoke/MethodHandle;)Ljava/lang/Object;",
    "java/lang/runtime/SwitchBootstraps.typeSwitch",
    "MethodType;[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;"};
  private static final int MAX_DEPTH = 6;
  /** A bootstrap method may refer to constants that refer to bootstrap methods: the text could grow without bound. */
  private static final int MAX_TEXT = 1 << 16;

  private final ClassFile file;
  private final ConstantPool pool;
  private final Map<String, String> shownNames;
  private final String[] cache;
  private final int[] bootstraps;

  ConstantText(ClassFile file, Map<String, String> shownNames) {
    this.file = file;
    this.pool = file.pool;
    this.shownNames = shownNames;
    this.cache = new String[pool.count()];
    this.bootstraps = bootstraps(file);
  }

  /** Returns where each bootstrap method begins. */
  static int[] bootstraps(ClassFile file) {
    ClassAttribute attribute = ClassFile.find(file.attributes, "BootstrapMethods");
    if (attribute == null) {
      return new int[0];
    }
    try {
      ByteCursor in = file.open(attribute);
      int[] starts = new int[Math.min(in.u2(), in.remaining() / 4)];
      for (int i = 0; i < starts.length; i++) {
        starts[i] = in.position();
        in.skip(2);
        in.skip(in.u2() * 2L);
      }
      return starts;
    } catch (FormatException cutOff) {
      return new int[0];
    }
  }

  int bootstrapCount() {
    return bootstraps.length;
  }

  String of(int index) {
    if (index <= 0 || index >= cache.length) {
      return ConstantPool.wrong(index);
    }
    String text = cache[index];
    if (text == null) {
      StringBuilder out = new StringBuilder(64);
      append(out, index, 0);
      text = out.toString();
      cache[index] = text;
    }
    return text;
  }

  private void append(StringBuilder out, int index, int depth) {
    switch (pool.tag(index)) {
      case ConstantPool.UTF8 -> out.append(pool.utf8(index));
      case ConstantPool.INTEGER -> out.append("int ").append(pool.i4(index, 0));
      case ConstantPool.FLOAT -> Literals.append(out.append("float "), Float.intBitsToFloat(pool.i4(index, 0)),
          pool.i4(index, 0));
      case ConstantPool.LONG -> out.append("long ").append(pool.i8(index)).append('l');
      case ConstantPool.DOUBLE -> Literals.append(out.append("double "), Double.longBitsToDouble(pool.i8(index)),
          pool.i8(index));
      case ConstantPool.STRING -> Literals.quote(out.append("String "), pool.name(index));
      case ConstantPool.CLASS -> out.append("class ").append(pool.name(index));
      case ConstantPool.FIELD -> member(out, index);
      case ConstantPool.METHOD -> member(out, index);
      case ConstantPool.INTERFACE_METHOD -> member(out.append("InterfaceMethod "), index);
      case ConstantPool.NAME_AND_TYPE -> nameAndType(out, index, false);
      case ConstantPool.METHOD_HANDLE -> handle(out, index);
      case ConstantPool.METHOD_TYPE -> out.append("MethodType ").append(pool.name(index));
      case ConstantPool.DYNAMIC -> dynamic(out.append("Dynamic "), index, depth);
      case ConstantPool.INVOKE_DYNAMIC -> dynamic(out, index, depth);
      case ConstantPool.MODULE -> out.append("module ").append(pool.name(index));
      case ConstantPool.PACKAGE -> out.append("package ").append(pool.name(index));
      default -> out.append(ConstantPool.wrong(index));
    }
  }

  private void member(StringBuilder out, int index) {
    String owner = pool.name(pool.u2(index, 0));
    out.append(owner).append('.');
    nameAndType(out, pool.u2(index, 2), !shownNames.isEmpty() && owner.equals(file.name()));
  }

  private void nameAndType(StringBuilder out, int index, boolean own) {
    if (pool.tag(index) != ConstantPool.NAME_AND_TYPE) {
      out.append(ConstantPool.wrong(index));
      return;
    }
    String name = pool.utf8(pool.u2(index, 0));
    String shown = own ? shownNames.get(name) : null;
    out.append(shown == null ? name : shown).append(':').append(pool.utf8(pool.u2(index, 2)));
  }

  private void handle(StringBuilder out, int index) {
    int kind = pool.u1(index);
    out.append(kind < HANDLE_KINDS.length ? HANDLE_KINDS[kind] : "REF_" + kind).append(' ');
    int target = pool.u2(index, 1);
    int tag = pool.tag(target);
    if (tag >= ConstantPool.FIELD && tag <= ConstantPool.INTERFACE_METHOD) {
      int start = out.length();
      append(out, target, 0);
      shortenBootstrap(out, start);
    } else {
      out.append(ConstantPool.wrong(target));
    }
  }

  /** Leaves out the descriptor of the JDK's bootstrap methods, where it is the one they have. */
  private static void shortenBootstrap(StringBuilder out, int start) {
    if (out.indexOf(BOOTSTRAP_ARGUMENTS, start) >= 0) {
      for (int i = 0; i < BOOTSTRAPS.length; i += 2) {
        int name = start + BOOTSTRAPS[i].length();
        if (out.length() == name + BOOTSTRAP_ARGUMENTS.length() + BOOTSTRAPS[i + 1].length()
            && out.indexOf(BOOTSTRAPS[i], start) == start && out.lastIndexOf(BOOTSTRAPS[i + 1]) > name) {
          out.setLength(name);
        }
      }
    }
  }

  private void dynamic(StringBuilder out, int index, int depth) {
    nameAndType(out, pool.u2(index, 2), false);
    out.append(' ');
    if (depth > MAX_DEPTH || out.length() > MAX_TEXT) {
      out.append("...");
    } else {
      bootstrap(out, pool.u2(index, 0), depth);
    }
  }

  /** Appends bootstrap method {@code number} with its arguments. */
  void bootstrap(StringBuilder out, int number, int depth) {
    if (number >= bootstraps.length) {
      out.append("bootstrap ").append(number).append('?');
      return;
    }
    try {
      ByteCursor in = new ByteCursor(file.bytes, bootstraps[number], file.bytes.length);
      append(out, in.u2(), depth + 1);
      out.append('(');
      int count = in.u2();
      for (int i = 0; i < count && out.length() < MAX_TEXT; i++) {
        append(out.append(i == 0 ? "" : ", "), in.u2(), depth + 1);
      }
      out.append(')');
    } catch (FormatException cutOff) {
      out.append("bootstrap ").append(number).append('?');
    }
  }
}
