/** Returns reports to their readers: one class per form, all from the same immutable {@code model.Report}. */
package io.github.jdiffscope.report;
