/**
 * Returns why a difference is there and how to remove it. A cause is claimed for a hunk only if every changed line of the
 * hunk is explained; what is not explained stays unexplained.
 */
package io.github.jdiffscope.cause;
