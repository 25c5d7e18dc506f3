package io.github.jdiffscope.format.executable.elf;

/**
 * A symbol.
 *
 * @param value its address; in relocatable files moved to where its section is placed
 * @param section index of its section, 0 where it is undefined
 * @param dynamic whether it comes from the dynamic table
 */
public record ElfSymbol(String name, long value, long size, int type, int bind, int visibility, int section,
    boolean dynamic) {
  public static final int OBJECT = 1;
  public static final int FUNC = 2;
  public static final int SECTION = 3;
  public static final int IFUNC = 10;

  private static final String[] TYPES = {"NOTYPE", "OBJECT", "FUNC", "SECTION", "FILE", "COMMON", "TLS"};
  private static final String[] VISIBILITIES = {"DEFAULT", "INTERNAL", "HIDDEN", "PROTECTED"};

  public boolean isDefined() {
    return section != 0;
  }

  /** Returns whether it is a label that compilers number in order of appearance. */
  public boolean isTemporary() {
    return bind == 0 && name.startsWith(".L");
  }

  /** Returns whether it names the part of a function that the compiler moved away: where it does so is its own choice. */
  public boolean isColdPart() {
    return bind == 0 && name.endsWith(".cold");
  }

  public boolean isFunction() {
    return type == FUNC || type == IFUNC;
  }

  public String typeName() {
    return type < TYPES.length ? TYPES[type] : type == IFUNC ? "IFUNC" : "<" + type + ">";
  }

  public String bindName() {
    return switch (bind) {
      case 0 -> "LOCAL";
      case 1 -> "GLOBAL";
      case 2 -> "WEAK";
      case 10 -> "UNIQUE";
      default -> "<" + bind + ">";
    };
  }

  public String visibilityName() {
    return VISIBILITIES[visibility];
  }
}
