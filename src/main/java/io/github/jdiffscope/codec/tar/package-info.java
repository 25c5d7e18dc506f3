/** Tape archives: v7, ustar, pax (POSIX.1-2001) and GNU, sparse files of all kinds. */
package io.github.jdiffscope.codec.tar;
