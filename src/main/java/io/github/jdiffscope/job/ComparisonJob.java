package io.github.jdiffscope.job;

import io.github.jdiffscope.model.ArtifactPair;
import io.github.jdiffscope.model.Limits;
import io.github.jdiffscope.model.Scope;
import java.util.Objects;

/**
 * One comparison to be made. A value: it means the same in this process, in another one, or on another machine that
 * sees the same files.
 *
 * @param number unique in the run
 * @param position where in the report's tree: child indexes from the root, {@code 0/3/12}
 * @param pair the two artifacts, each with its format id and the place of its bytes
 * @param limits bounds of this comparison
 * @param scope what is compared
 * @param scratch folder for what this job unpacks, made if needed; the only place it may write to
 * @param parentFormat id of the format of the container the pair was found in, empty for the root
 */
public record ComparisonJob(
    long number,
    String position,
    ArtifactPair pair,
    Limits limits,
    Scope scope,
    String scratch,
    String parentFormat) {

  public ComparisonJob {
    Objects.requireNonNull(position);
    Objects.requireNonNull(pair);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(scope);
    Objects.requireNonNull(scratch);
    Objects.requireNonNull(parentFormat);
  }
}
