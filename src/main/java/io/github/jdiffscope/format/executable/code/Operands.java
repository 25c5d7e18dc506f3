package io.github.jdiffscope.format.executable.code;

/** Names the places a program refers to, without saying where they are. */
public interface Operands {

  /** Returns a name for the address an instruction jumps to or calls, never null. */
  String code(long target);

  /**
   * Returns a name for the address an instruction reads, writes or takes, never null.
   *
   * @param size how many bytes it reads; 0 if it takes the address itself
   */
  String data(long target, int size);

  /**
   * Returns the name a relocation puts into the bytes of an instruction, or null.
   *
   * @param address of the field
   * @param next address of the next instruction
   */
  String relocated(long address, long next, int size);

  /** Returns whether a relocation puts a name into the bytes of an instruction; parameters as of {@link #relocated}. */
  default boolean isRelocated(long address, long next, int size) {
    return relocated(address, next, size) != null;
  }

  /** Returns a name for an absolute address that stands in the code, or null if it is just a number. */
  String absolute(long value);

  /** Returns the address of code that a relocation puts into an instruction, or -1 if it is not known. */
  default long relocatedTarget(long address, long next) {
    return -1;
  }

  /** Returns where the table is that position-independent i386 code counts from, 0 if there is none. */
  default long globalTable() {
    return 0;
  }
}
