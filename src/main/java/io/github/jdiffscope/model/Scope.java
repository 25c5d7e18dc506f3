package io.github.jdiffscope.model;

import java.util.List;
import java.util.Objects;

/**
 * What is compared.
 *
 * @param newFile whether an absent side counts as empty
 * @param forceDetails whether even byte-identical artifacts are described
 * @param directoryMetadata whether mode, owner and times of files in the file system count
 * @param extendedAttributes whether access control lists and extended attributes count
 * @param fuzzyThreshold TLSH distance up to which two members count as a rename, 0 = never
 * @param excludes shell patterns for full paths or member names that are left out
 * @param excludedSections regular expressions for titles of sections that are left out
 * @param masks regular expressions; each match in a text is replaced by {@code [masked]} before comparing
 * @param decompile whether class files are also shown as Java source
 * @param digests whether differing artifacts carry their SHA-256
 * @param memberMetadata whether mode, owner, times and sizes of the members of containers count
 * @param pictures whether pictures are kept, because a report can show them
 * @param debugFolder folder with the debug files of packages by build id, {@code ab/cdef.debug}; empty if there is none
 */
public record Scope(
    boolean newFile,
    boolean forceDetails,
    boolean directoryMetadata,
    boolean extendedAttributes,
    int fuzzyThreshold,
    List<String> excludes,
    List<String> excludedSections,
    List<String> masks,
    boolean decompile,
    boolean digests,
    boolean memberMetadata,
    boolean pictures,
    String debugFolder) {
  public static final Scope DEFAULT =
      new Scope(false, false, true, false, 110, List.of(), List.of(), List.of(), false, false);

  public Scope(boolean newFile, boolean forceDetails, boolean directoryMetadata, boolean extendedAttributes,
      int fuzzyThreshold, List<String> excludes, List<String> excludedSections, List<String> masks, boolean decompile,
      boolean digests) {
    this(newFile, forceDetails, directoryMetadata, extendedAttributes, fuzzyThreshold, excludes, excludedSections, masks,
        decompile, digests, true, false, "");
  }

  public Scope {
    excludes = List.copyOf(Objects.requireNonNull(excludes));
    excludedSections = List.copyOf(excludedSections);
    masks = List.copyOf(masks);
  }

  /** Returns the same scope, with debug files of packages. */
  public Scope withDebugFolder(String folder) {
    return new Scope(newFile, forceDetails, directoryMetadata, extendedAttributes, fuzzyThreshold, excludes,
        excludedSections, masks, decompile, digests, memberMetadata, pictures, folder);
  }

  /** Returns the same scope, in which of a container's members only names and contents count. */
  public Scope withoutMemberMetadata() {
    return new Scope(newFile, forceDetails, directoryMetadata, extendedAttributes, fuzzyThreshold, excludes,
        excludedSections, masks, decompile, digests, false, pictures, debugFolder);
  }

  /** Returns the same scope, in which pictures are kept. */
  public Scope withPictures() {
    return new Scope(newFile, forceDetails, directoryMetadata, extendedAttributes, fuzzyThreshold, excludes,
        excludedSections, masks, decompile, digests, memberMetadata, true, debugFolder);
  }
}
