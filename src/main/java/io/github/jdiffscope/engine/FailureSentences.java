package io.github.jdiffscope.engine;

import io.github.jdiffscope.job.JobOutcome;
import io.github.jdiffscope.model.ArtifactPair;

/** Says in the report why a job failed: the same words in every run, whichever process it failed in. */
final class FailureSentences {
  private FailureSentences() {}

  static String of(ArtifactPair pair, JobOutcome.Failed failed) {
    String format = pair.any().format().isEmpty() ? "this comparison" : pair.any().format();
    return switch (failed.kind()) {
      case TIMEOUT -> format + ": not finished in time (--job-timeout)";
      case OUT_OF_MEMORY -> format + ": needs more memory than allowed (--max-memory)";
      case STACK_OVERFLOW -> format + ": the input is nested too deep";
      case WORKER_LOST -> format + ": the comparing process was lost: " + failed.message();
      case INTERNAL -> format + ": a defect of jdiffscope, please report it: " + firstLine(failed.message());
      default -> failed.message();
    };
  }

  private static String firstLine(String message) {
    int end = message.indexOf(" < ");
    return end < 0 ? message : message.substring(0, end);
  }
}
