/** Microsoft cabinet files. */
package io.github.jdiffscope.codec.cab;
