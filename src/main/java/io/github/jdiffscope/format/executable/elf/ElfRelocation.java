package io.github.jdiffscope.format.executable.elf;

/**
 * A relocation.
 *
 * @param address of the place it changes
 * @param symbol null if it has none
 */
public record ElfRelocation(long address, int type, ElfSymbol symbol, long addend) {}
