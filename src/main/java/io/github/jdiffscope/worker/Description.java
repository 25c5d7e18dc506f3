package io.github.jdiffscope.worker;

import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.LimitException;
import io.github.jdiffscope.bytes.Scratch;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.ArtifactKind;
import io.github.jdiffscope.model.FailureKind;
import io.github.jdiffscope.model.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a comparator said of one side: collected as it comes, kept whatever happens later. */
final class Description implements Sections, MemberSink {
  private final Map<String, Section> sections = new LinkedHashMap<>();
  private final List<String> comments = new ArrayList<>();
  private final List<Artifact> members = new ArrayList<>();
  private final Set<String> unreadable = new HashSet<>(0);
  private final List<Artifact> leftOut = new ArrayList<>(0);
  private final Map<String, Section> sectionsLeftOut = new LinkedHashMap<>(0);
  private final Limits limits;
  private final Scratch scratch;
  private final Exclusion exclusion;
  private String knownFormat = Artifact.UNRECOGNISED;
  private boolean tooDeep;
  private FailureKind failure;

  Description(Limits limits, Scratch scratch, Exclusion exclusion) {
    this.limits = limits;
    this.scratch = scratch;
    this.exclusion = exclusion;
  }

  Map<String, Section> sections() {
    return sections;
  }

  List<String> comments() {
    return comments;
  }

  List<Artifact> members() {
    return members;
  }

  /** Returns whether it holds nothing, as far as is known. */
  boolean isEmpty() {
    return members.isEmpty() && unreadable.isEmpty();
  }

  /**
   * Returns the members but those the other side has, too, and cannot read: there is nothing to compare them with. None if
   * nothing is known of the other side's members.
   */
  List<Artifact> comparable(Description other) {
    if (other.failure == FailureKind.MALFORMED && other.isEmpty()) {
      return List.of();
    }
    if (other.unreadable.isEmpty()) {
      return members;
    }
    Set<String> open = new HashSet<>(other.unreadable);
    other.members.forEach(member -> open.remove(member.name()));
    return members.stream().filter(member -> !open.contains(member.name())).toList();
  }

  /** Returns the members the user leaves out; of one that has to be unpacked, the target is the digest. */
  List<Artifact> leftOut() {
    return leftOut;
  }

  /** Returns the sections the user leaves out. */
  Map<String, Section> sectionsLeftOut() {
    return sectionsLeftOut;
  }

  boolean isTooDeep() {
    return tooDeep;
  }

  FailureKind failure() {
    return failure;
  }

  void failed(FailureKind kind, String comment) {
    failure = kind;
    comment(comment);
  }

  @Override
  public void add(Section section) {
    Map<String, Section> to = exclusion.leavesOutSection(section.title()) ? sectionsLeftOut : sections;
    String title = section.title();
    // A third party's comparator may repeat a title; nothing it says is dropped.
    for (int n = 2; to.containsKey(title); n++) {
      title = section.title() + " (" + n + ")";
    }
    to.put(title, section);
  }

  @Override
  public void comment(String sentence) {
    if (!comments.contains(sentence)) {
      comments.add(sentence);
    }
  }

  @Override
  public void file(String name, BlobLocation location) throws IOException {
    add(new Artifact(name, ArtifactKind.FILE, knownFormat, location, null));
  }

  @Override
  public void unpack(String name, InputStream content) throws IOException {
    if (!wanted()) {
      return;
    }
    if (exclusion.leavesOut(name)) {
      leftOut.add(new Artifact(name, ArtifactKind.SPECIAL, "generic/special", null, Digests.sha256(content)));
    } else {
      file(name, scratch.copy(content));
    }
  }

  @Override
  public void symlink(String name, String target) throws IOException {
    add(new Artifact(name, ArtifactKind.SYMLINK, "generic/symlink", null, target));
  }

  @Override
  public void device(String name, String numbers) throws IOException {
    add(new Artifact(name, ArtifactKind.DEVICE, "generic/device", null, numbers));
  }

  @Override
  public void special(String name, String word) throws IOException {
    add(new Artifact(name, ArtifactKind.SPECIAL, "generic/special", null, word));
  }

  @Override
  public void unreadable(String name) {
    unreadable.add(name);
  }

  @Override
  public void knownFormat(String formatId) {
    knownFormat = formatId == null ? Artifact.UNRECOGNISED : formatId;
  }

  @Override
  public boolean wanted() {
    if (limits.depth() <= 0 && !tooDeep) {
      tooDeep = true;
      comment("members are not compared: too many containers inside one another (--max-container-depth)");
    }
    return !tooDeep;
  }

  void add(Artifact member) throws LimitException {
    if (!wanted()) {
      return;
    }
    List<Artifact> to = exclusion.leavesOut(member.name()) ? leftOut : members;
    if (to.size() >= limits.members()) {
      throw new LimitException(
          String.format(Locale.ROOT, "listing stopped after %,d members (--max-members)", limits.members()));
    }
    to.add(member);
  }
}
