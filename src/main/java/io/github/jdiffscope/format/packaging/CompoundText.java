package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.cfb.CompoundEntry;
import io.github.jdiffscope.codec.cfb.CompoundFile;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Describes storages, streams and property sets of a compound file. */
final class CompoundText {
  private static final String NO_CLASS = "00000000-0000-0000-0000-000000000000";
  private static final int PROPERTY_LIMIT_BYTES = 1 << 20;
  private static final Set<String> PROPERTY_SETS = Set.of("\5SummaryInformation", "\5DocumentSummaryInformation");
  private static final long FILETIME_TO_UNIX_SECONDS = 11_644_473_600L;

  private final CompoundFile file;
  private final UnaryOperator<String> naming;

  /** @param naming from stored to shown paths */
  CompoundText(CompoundFile file, UnaryOperator<String> naming) {
    this.file = file;
    this.naming = naming;
  }

  /** Adds what is in the file; streams that are described otherwise are left out of the listing and the members. */
  void describe(List<CompoundEntry.Placed> tree, Sections sections, MemberSink members) throws IOException {
    List<CompoundEntry.Placed> shown = new ArrayList<>();
    for (CompoundEntry.Placed placed : tree) {
      if (!PROPERTY_SETS.contains(placed.path()) || !addProperties(placed, sections)) {
        shown.add(placed);
      }
    }
    List<Row> rows = new ArrayList<>();
    for (CompoundEntry.Placed placed : shown) {
      rows.add(new Row(path(placed), row(placed)));
    }
    rows.sort(Comparator.comparing(Row::key));
    sections.add(Section.listing("storages and streams", List.of(), rows));
    for (CompoundEntry.Placed placed : shown) {
      if (placed.entry().type() == CompoundEntry.STREAM && members.wanted()) {
        try {
          members.file(path(placed), file.location(placed.entry()));
        } catch (FormatException damaged) {
          sections.comment(damaged.getMessage());
        }
      }
    }
  }

  private boolean addProperties(CompoundEntry.Placed placed, Sections sections) throws IOException {
    try {
      byte[] stream = file.read(placed.entry(), PROPERTY_LIMIT_BYTES);
      String name = placed.path().substring(1);
      sections.add(Section.text(name, PropertySets.text(stream)).about(name));
      sections.add(Section.binary(name + " as stored", Blob.of(stream)).atLevel(1).about(name));
      return true;
    } catch (FormatException damaged) {
      return false;
    }
  }

  private String path(CompoundEntry.Placed placed) {
    StringBuilder out = new StringBuilder();
    for (char c : naming.apply(placed.path()).toCharArray()) {
      // As 7-Zip shows them.
      out.append(c < 0x20 ? "[" + (int) c + "]" : String.valueOf(c));
    }
    return out.toString();
  }

  private String row(CompoundEntry.Placed placed) {
    CompoundEntry entry = placed.entry();
    String kind = entry.type() == CompoundEntry.STORAGE ? "storage" : entry.type() == CompoundEntry.STREAM ? "stream"
        : "type " + entry.type();
    String size = entry.type() == CompoundEntry.STREAM ? String.valueOf(file.size(entry)) : "-";
    return String.format(Locale.ROOT, "%-7s %10s %s%s%s%s", kind, size, path(placed),
        entry.classId().equals(NO_CLASS) ? "" : "  class " + entry.classId(), time("created", entry.created()),
        time("modified", entry.modified()));
  }

  private static String time(String word, long ticks) {
    return ticks == 0 ? "" : "  " + word + " " + Instant.ofEpochSecond(
        Math.floorDiv(ticks, 10_000_000L) - FILETIME_TO_UNIX_SECONDS, Math.floorMod(ticks, 10_000_000L) * 100);
  }

  /** Returns what lies beneath: sizes of sectors and the directory in stored order. */
  String layout() {
    StringBuilder out = new StringBuilder("version: " + file.version() + "\nsector size: " + file.sectorSize() + "\n");
    for (CompoundEntry entry : file.entries()) {
      out.append(String.format(Locale.ROOT, "%s: type %d, siblings %d %d, child %d, sector %d, size %d, state %d%s%s%n",
          entry.name(), entry.type(), entry.left(), entry.right(), entry.child(), entry.start(), file.size(entry),
          entry.state(), time("created", entry.created()), time("modified", entry.modified())));
    }
    return out.toString().replace("\r\n", "\n");
  }
}
