package io.github.jdiffscope.format.jvm;

/**
 * An attribute of a class, member, record component or code (JVMS 4.7).
 *
 * @param start offset of its content in the class file
 * @param length of its content
 */
record ClassAttribute(String name, int start, int length) {}
