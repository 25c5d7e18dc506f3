package io.github.jdiffscope.engine;

import io.github.jdiffscope.job.ComparisonJob;
import io.github.jdiffscope.model.Artifact;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a job may name. A job that breaks a rule is refused where it is made, so that no process ever receives one.
 *
 * @param formats ids of the known formats
 * @param roots files and folders below which bytes may lie: the inputs and the scratch folder
 */
public record JobRules(Set<String> formats, List<Path> roots) {

  public JobRules {
    formats = Set.copyOf(formats);
    List<Path> normal = new ArrayList<>(roots.size());
    for (Path root : roots) {
      normal.add(root.toAbsolutePath().normalize());
    }
    roots = List.copyOf(normal);
  }

  /** Returns the sentence that says which rule the job breaks, or null if none. */
  String broken(ComparisonJob job) {
    String left = broken(job.pair().left());
    return left != null ? left : broken(job.pair().right());
  }

  private String broken(Artifact artifact) {
    if (artifact == null) {
      return null;
    }
    if (!artifact.format().isEmpty() && !formats.contains(artifact.format())) {
      return "unknown format id " + artifact.format() + "; known are " + String.join(", ", new TreeSet<>(formats));
    }
    if (artifact.file() != null && !isInside(artifact.file())) {
      return "the bytes of " + artifact.name() + " lie outside the inputs and the scratch folder";
    }
    return null;
  }

  private boolean isInside(Path file) {
    Path normal = file.toAbsolutePath().normalize();
    for (Path root : roots) {
      if (normal.startsWith(root)) {
        return true;
      }
    }
    for (Path root : roots) {
      if (namesFilesBesideIt(root) && root.getParent().equals(normal.getParent())) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether an input is of the kind that is compared together with the files in its folder that it names. */
  private static boolean namesFilesBesideIt(Path root) {
    String name = root.toString();
    return root.getParent() != null
        && (name.endsWith(".changes") || name.endsWith(".dsc") || name.endsWith(".buildinfo"));
  }
}
