package io.github.jdiffscope.cli;

import io.github.jdiffscope.job.ComparisonJob;
import io.github.jdiffscope.job.JobOutcome;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/** Where the time of a run went, by format. Jobs in this process are timed as they run, others from hand to answer. */
final class Profile {
  private final Map<String, Cost> costs = new ConcurrentHashMap<>();
  private final long start = System.nanoTime();

  private record Cost(LongAdder jobs, LongAdder nanos) {
    Cost() {
      this(new LongAdder(), new LongAdder());
    }
  }

  void add(String format, long nanos) {
    Cost cost = costs.computeIfAbsent(format, id -> new Cost());
    cost.jobs.increment();
    cost.nanos.add(nanos);
  }

  /** Returns a runner that notes what each job takes. */
  Function<ComparisonJob, JobOutcome> timed(Function<ComparisonJob, JobOutcome> runner) {
    return job -> {
      long begin = System.nanoTime();
      JobOutcome outcome = runner.apply(job);
      add(format(job), System.nanoTime() - begin);
      return outcome;
    };
  }

  static String format(ComparisonJob job) {
    String format = job.pair().any().format();
    return format.isEmpty() ? "not recognised yet" : format;
  }

  /** Returns the table, the costliest format first. */
  String text() {
    StringBuilder out = new StringBuilder(String.format(Locale.ROOT, "%-36s %9s %12s%n", "format", "jobs", "seconds"));
    costs.entrySet().stream()
        .sorted((a, b) -> Long.compare(b.getValue().nanos.sum(), a.getValue().nanos.sum()))
        .forEach(entry -> out.append(String.format(Locale.ROOT, "%-36s %,9d %12.3f%n", entry.getKey(),
            entry.getValue().jobs.sum(), entry.getValue().nanos.sum() / 1e9)));
    out.append(String.format(Locale.ROOT, "%-36s %9s %12.3f%n", "whole run", "", (System.nanoTime() - start) / 1e9));
    return out.toString();
  }
}
