package io.github.jdiffscope.format.executable.elf;

/**
 * A function: a range of code.
 *
 * @param name null where no symbol tells it
 */
record ElfFunction(String name, ElfSection section, long start, long end) {
  int size() {
    return (int) (end - start);
  }
}
