package io.github.jdiffscope.worker;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobOpener;
import io.github.jdiffscope.bytes.RecentContents;
import io.github.jdiffscope.bytes.Scratch;
import io.github.jdiffscope.catalog.Catalog;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.job.ComparisonJob;
import io.github.jdiffscope.job.JobOutcome;
import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.ArtifactKind;
import io.github.jdiffscope.model.ArtifactPair;
import io.github.jdiffscope.model.Difference;
import io.github.jdiffscope.model.FailureKind;
import io.github.jdiffscope.sniff.Sniffer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One job: describes both sides, compares what they say, pairs their members. */
final class PairComparison implements Closeable {
  private static final String TEXT = "text/plain";

  private final ComparisonJob job;
  private final Catalog catalog;
  private final Scratch scratch;
  private final BlobOpener opener;
  private final Exclusion exclusion;
  private final OpenSide left;
  private final OpenSide right;
  private final Commentary comments = new Commentary();
  private FailureKind failure;

  PairComparison(ComparisonJob job, Catalog catalog, RecentContents recent) {
    this.job = job;
    this.catalog = catalog;
    this.scratch = new Scratch(Path.of(job.scratch()), job.limits().unpackedBytes());
    this.opener = new BlobOpener(scratch, recent);
    this.exclusion = new Exclusion(job.scope());
    this.left = OpenSide.open(job.pair().left(), job.scope(), opener);
    this.right = OpenSide.open(job.pair().right(), job.scope(), opener);
  }

  @Override
  public void close() throws IOException {
    try (scratch; left) {
      right.close();
    }
  }

  JobOutcome outcome() throws IOException {
    boolean differ = bytesDiffer();
    if (!differ && !job.scope().forceDetails() && areLeaves()) {
      return JobOutcome.Compared.equal(job.number());
    }
    note(left);
    note(right);
    return compared(differ, formats());
  }

  private void note(OpenSide side) {
    if (side.failure() != null) {
      failure = side.failure();
      comments.say(side == left, side.comment());
    }
  }

  /** Returns whether the two sides are known to be something else, byte for byte or by kind. */
  private boolean bytesDiffer() throws IOException {
    ArtifactPair pair = job.pair();
    if (pair.isOneSided() || pair.left().kind() != pair.right().kind()) {
      return true;
    }
    if (left.failure() != null || right.failure() != null) {
      // Unreadable on both sides is not equal: nothing is known.
      return true;
    }
    return switch (pair.left().kind()) {
      case FILE -> !BlobOpener.equal(left.blob(), right.blob());
      case DIRECTORY -> false;
      default -> !pair.left().target().equals(pair.right().target());
    };
  }

  private boolean areLeaves() {
    return job.pair().any().kind() != ArtifactKind.DIRECTORY;
  }

  /** Returns the two format ids to compare as: each its own, or what both are special cases of. */
  private Formats formats() throws IOException {
    Sniffer sniffer = catalog.sniffer();
    String a = format(left, sniffer);
    String b = format(right, sniffer);
    // An empty file is an empty text beside a text, and nothing of its own beside anything else.
    if (isEmpty(left) && isOrRefines(sniffer, b, TEXT) || isEmpty(right) && isOrRefines(sniffer, a, TEXT)) {
      return new Formats(TEXT, TEXT);
    }
    if (a.equals(b)) {
      return new Formats(a, b);
    }
    if (sniffer.refines(a, b)) {
      return new Formats(b, b);
    }
    if (sniffer.refines(b, a)) {
      return new Formats(a, a);
    }
    for (String general : List.of("archive/zip", "data/xml", "data/json", TEXT)) {
      if (isOrRefines(sniffer, a, general) && isOrRefines(sniffer, b, general)) {
        return new Formats(general, general);
      }
    }
    return new Formats(a, b);
  }

  private static boolean isEmpty(OpenSide side) {
    return side.hasBytes() && side.blob().size() == 0;
  }

  private static boolean isOrRefines(Sniffer sniffer, String id, String general) {
    return id.equals(general) || sniffer.refines(id, general);
  }

  private String format(OpenSide side, Sniffer sniffer) throws IOException {
    OpenSide known = side.isAbsent() ? side == left ? right : left : side;
    Artifact artifact = known.artifact();
    if (known.failure() != null) {
      return Sniffer.BINARY;
    }
    if (artifact.kind() == ArtifactKind.DIRECTORY) {
      return catalog.folderFormat(artifact.location().path(), artifact.format());
    }
    return !artifact.format().equals(Artifact.UNRECOGNISED) ? artifact.format()
        : Members.recognise(known.blob(), artifact.name(), job.parentFormat(), sniffer);
  }

  private record Formats(String left, String right) {
    boolean differ() {
      return !left.equals(right);
    }
  }

  private JobOutcome compared(boolean differ, Formats formats) throws IOException {
    Description a = describe(left, formats.left());
    Description b = describe(right, formats.right());
    if (formats.differ()) {
      Description one = a;
      a = Unwrapping.applies(catalog, formats.right(), b, formats.left(), left) ? asMember(left, formats.left(), b) : a;
      b = Unwrapping.applies(catalog, formats.left(), one, formats.right(), right)
          ? asMember(right, formats.right(), one) : b;
    }
    if (formats.differ() && (a.isEmpty() || b.isEmpty()) && left.hasBytes() && right.hasBytes()) {
      comments.add("formats differ: " + formats.left() + " / " + formats.right() + "; compared as bytes");
      if (a.failure() != null || b.failure() != null) {
        comments.addAll(a, b);
      }
      return compared(differ, new Formats(Sniffer.BINARY, Sniffer.BINARY));
    }
    if (formats.differ()) {
      comments.add("formats differ: " + formats.left() + " / " + formats.right());
      String reduced = CommonListing.replace(a.sections(), b.sections());
      if (reduced != null) {
        comments.add(reduced);
      }
      keepShared(a.sections(), b.sections());
      keepShared(b.sections(), a.sections());
    }
    comments.addAll(a, b);
    failure = a.failure() != null ? a.failure() : b.failure() != null ? b.failure() : failure;
    exclusion.noteMembers(a.members());
    exclusion.noteMembers(b.members());
    Sections sections = new Sections(a.sections(), b.sections());
    sections.compareLevel(0);
    Members members = new Members(job, formats.left(), catalog.sniffer(), opener);
    members.compare(a.comparable(b), b.comparable(a));
    boolean membersDiffer = !members.children().isEmpty() && !members.allEqual();
    // What was left out explains the bytes as well as what is shown would.
    boolean leftOut = sections.differences().isEmpty() && members.renamed().isEmpty() && leftOutDiffers(a, b);
    sections.compareHigherLevels(membersDiffer || leftOut);
    sayWhatMembersShow(members, differ && !leftOut, formats.differ() ? 0 : members.recoded());
    boolean shown = !sections.differences().isEmpty() || !members.renamed().isEmpty();
    leftOut |= !shown && exclusion.hidDifference();
    if (!shown && !leftOut && members.allEqual() && differ && !formats.differ() && left.hasBytes() && right.hasBytes()) {
      addBytes(sections, formats);
    }
    // Where the formats differ a comment says so, whatever else is equal.
    boolean said = formats.differ() || !members.renamed().isEmpty();
    JobOutcome.Silence silence = leftOut ? JobOutcome.Silence.LEFT_OUT
        : differ && !said ? JobOutcome.Silence.WRONG : JobOutcome.Silence.EQUAL;
    boolean nothing = sections.differences().isEmpty() && members.children().isEmpty() && !said;
    if (nothing && silence != JobOutcome.Silence.WRONG && failure == null && !isUnknown(a, b, leftOut)) {
      return new JobOutcome.Compared(job.number(), null, silence, List.of());
    }
    return new JobOutcome.Compared(job.number(), node(sections, formats), silence, members.children());
  }

  /** Drops how a format stores what it holds where the other format has no such thing: that the formats differ says it. */
  private static void keepShared(Map<String, Section> sections, Map<String, Section> others) {
    sections.values().removeIf(section -> section.level() > 0 && !others.containsKey(section.title()));
  }

  private Description asMember(OpenSide side, String format, Description other) throws IOException {
    Description description = new Description(job.limits(), scratch, exclusion);
    Unwrapping.asMember(side, format, other.members(), description);
    return description;
  }

  /**
   * Returns whether something was not looked at that no bytes decide about: directories have none, and where the bytes
   * differ as the user asked, they prove nothing about the rest.
   */
  private boolean isUnknown(Description a, Description b, boolean leftOut) {
    return leftOut && (a.isTooDeep() || b.isTooDeep() || !a.comments().equals(b.comments()))
        || !areLeaves() && !(a.comments().isEmpty() && b.comments().isEmpty());
  }

  private boolean leftOutDiffers(Description a, Description b) throws IOException {
    if (!exclusion.hidDifference() && !(a.leftOut().isEmpty() && b.leftOut().isEmpty())
        && !new Members(job, "", catalog.sniffer(), opener).areEqual(a.leftOut(), b.leftOut())) {
      exclusion.hidesDifference();
    }
    if (!exclusion.hidDifference()) {
      Sections sections = new Sections(a.sectionsLeftOut(), b.sectionsLeftOut());
      sections.compareAll();
      if (!sections.differences().isEmpty()) {
        exclusion.hidesDifference();
      }
    }
    return exclusion.hidDifference();
  }

  private void sayWhatMembersShow(Members members, boolean differ, int recoded) {
    if (!members.renamed().isEmpty()) {
      comments.addRenamed(members.renamed());
    }
    if (differ && members.allEqual() && members.equal() > 0 && members.renamed().isEmpty()) {
      comments.addAllEqual(members.equal(), recoded);
    } else if (recoded > 0) {
      comments.addRecoded(recoded);
    }
  }

  /** Adds the comparison of the bytes themselves, for a format that shows no difference where there is one. */
  private void addBytes(Sections sections, Formats formats) throws IOException {
    if (!formats.left().equals(Sniffer.BINARY)) {
      comments.add(formats.left() + " shows no difference; the bytes differ");
    }
    Difference bytes = sections.differ.compare("", Section.binary("", left.blob()), Section.binary("", right.blob()));
    if (bytes != null) {
      sections.found.put("", bytes);
    }
  }

  private Description describe(OpenSide side, String formatId) {
    Description description = new Description(job.limits(), scratch, exclusion);
    boolean readable = !side.isAbsent() && (side.hasBytes() || side.artifact().kind() != ArtifactKind.FILE);
    for (String id = formatId; readable && id != null; ) {
      FormatComparator comparator = catalog.comparator(id);
      try {
        comparator.describe(side, description, description);
      } catch (IOException | RuntimeException | StackOverflowError e) {
        description.failed(Failures.kind(e), Failures.comment(id, e));
      }
      id = base(comparator, side);
    }
    return description;
  }

  private static String base(FormatComparator comparator, OpenSide side) {
    try {
      return comparator.base(side);
    } catch (IOException | RuntimeException unreadable) {
      return comparator.format().base();
    }
  }

  private Difference node(Sections sections, Formats formats) throws IOException {
    Artifact a = job.pair().left();
    Artifact b = job.pair().right();
    Difference own = sections.found.remove("");
    List<Difference> details = sections.differences();
    if (own != null) {
      comments.addAll(own.comments());
      details.addAll(0, own.details());
    }
    String format = formats.differ() ? formats.left() + " / " + formats.right() : formats.left();
    return new Difference(Names.left(job.pair()), Names.right(job.pair()), format, Names.change(job),
        comments.inOrder(job.pair()), own == null ? null : own.unifiedDiff(), own != null && own.internalLineNumbers(),
        content(a, left), content(b, right), failure, List.of(), own == null ? List.of() : own.pictures(), details);
  }

  private Difference.Content content(Artifact artifact, OpenSide side) throws IOException {
    if (artifact == null || !side.hasBytes()) {
      return null;
    }
    Blob blob = side.blob();
    return new Difference.Content(blob.size(), job.scope().digests() ? Digests.sha256(blob) : null);
  }

  /** The sections of both sides, by title, and what was found to differ. */
  private final class Sections {
    private final Map<String, Section> a;
    private final Map<String, Section> b;
    private final SectionDiffer differ = new SectionDiffer(job.limits().diff(), exclusion,
        job.scope().pictures());
    private final Map<String, Difference> found = new LinkedHashMap<>();
    private final Map<String, Integer> lowestByFacts = new HashMap<>();

    Sections(Map<String, Section> a, Map<String, Section> b) {
      this.a = a;
      this.b = b;
      // Titles of both sides, in the order in which they will be shown.
      for (String title : TitleOrder.merged(a.keySet(), b.keySet())) {
        found.put(title, null);
      }
    }

    void compareLevel(int level) {
      for (Map.Entry<String, Difference> entry : found.entrySet()) {
        Section one = a.get(entry.getKey());
        Section other = b.get(entry.getKey());
        Section any = one == null ? other : one;
        if (any.level() == level && !isExplained(any)) {
          entry.setValue(compare(entry.getKey(), one, other));
          if (entry.getValue() != null) {
            differs(any.facts(), level);
          }
        }
      }
    }

    void compareAll() {
      for (Map.Entry<String, Difference> entry : found.entrySet()) {
        entry.setValue(compare(entry.getKey(), a.get(entry.getKey()), b.get(entry.getKey())));
      }
    }

    private Difference compare(String title, Section one, Section other) {
      try {
        return differ.compare(title, one, other);
      } catch (IOException | RuntimeException | StackOverflowError e) {
        failure = Failures.kind(e);
        comments.add(Failures.comment(title.isEmpty() ? "content" : title, e));
        return null;
      }
    }

    void compareHigherLevels(boolean membersDiffer) {
      if (membersDiffer) {
        differs("", 0);
      }
      TreeSet<Integer> levels = new TreeSet<>();
      addLevels(a, levels);
      addLevels(b, levels);
      for (int level : levels) {
        compareLevel(level);
      }
    }

    private static void addLevels(Map<String, Section> sections, TreeSet<Integer> levels) {
      for (Section section : sections.values()) {
        if (section.level() > 0) {
          levels.add(section.level());
        }
      }
    }

    private void differs(String facts, int level) {
      Integer lowest = lowestByFacts.get(facts);
      lowestByFacts.put(facts, lowest == null ? level : Math.min(lowest, level));
    }

    /** Returns whether a section of a lower level already differs for the same facts. */
    private boolean isExplained(Section section) {
      for (Map.Entry<String, Integer> shown : lowestByFacts.entrySet()) {
        boolean same = section.facts().isEmpty() || shown.getKey().equals(section.facts());
        if (same && shown.getValue() < section.level()) {
          return true;
        }
      }
      return false;
    }

    List<Difference> differences() {
      List<Difference> result = new ArrayList<>();
      for (Difference difference : found.values()) {
        if (difference != null) {
          result.add(difference);
        }
      }
      return result;
    }
  }
}
