package io.github.jdiffscope.report;

import io.github.jdiffscope.model.Report;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a report in one form. Stateless: one writer may write many reports. */
public interface ReportWriter {

  /** Writes the report and flushes, without closing {@code out}. */
  void write(Report report, OutputStream out) throws IOException;
}
