/** Dumps of file systems, as {@code dump} writes them. */
package io.github.jdiffscope.codec.dump;
