/** Unix archives of {@code ar}: the layout of GNU, BSD and System V. */
package io.github.jdiffscope.codec.ar;
