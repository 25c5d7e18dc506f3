package io.github.jdiffscope.cli;

import io.github.jdiffscope.model.Limits;
import io.github.jdiffscope.model.Scope;

/**
 * What is to be compared, and how: everything the command line says about it, checked.
 *
 * @param left path as given
 * @param right path as given
 * @param limits bounds of the root comparison
 * @param scope what is compared
 * @param jobs worker processes at most, 0 = everything in this process
 * @param maxMemoryBytes heap of one worker
 * @param timeoutMillis time for the whole run, 0 = none
 * @param debug whether workers' diagnostics are shown
 * @param useDbgsym when debug symbols of packages are used: no, auto, yes
 */
record CompareRequest(String left, String right, Limits limits, Scope scope, int jobs, long maxMemoryBytes,
    long timeoutMillis, boolean debug, String useDbgsym) {
  static final long DEFAULT_MAX_MEMORY = 512L << 20;

  /** Returns the request of a command line without options. */
  static CompareRequest of(String left, String right) {
    return new CompareRequest(left, right, Limits.DEFAULT, Scope.DEFAULT, Runtime.getRuntime().availableProcessors(),
        DEFAULT_MAX_MEMORY, 0, false, "auto");
  }
}
