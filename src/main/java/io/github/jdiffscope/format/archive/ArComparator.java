package io.github.jdiffscope.format.archive;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.codec.ar.ArEntry;
import io.github.jdiffscope.codec.ar.ArReader;
import io.github.jdiffscope.codec.ar.SymbolIndex;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Detail;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Unix archives: static libraries and what else is packed with {@code ar}. */
final class ArComparator implements FormatComparator {
  private static final int HEADER = 60;
  private static final Format FORMAT = Format.of("archive/ar", "ar archive", Signature.magic(0, ArReader.MAGIC),
      Signature.magic(0, ArReader.THIN_MAGIC));

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    Blob blob = artifact.blob();
    ArReader reader = new ArReader(blob);
    List<ArEntry> entries = new ArrayList<>();
    FormatException damage = null;
    try {
      for (ArEntry entry; (entry = reader.next()) != null; ) {
        entries.add(entry);
      }
    } catch (FormatException damaged) {
      damage = damaged;
    }
    sections.add(Section.listing("file list", reader.isThin() ? List.of("thin archive") : List.of(),
        rows(entries, members.wanted())));
    for (ArEntry entry : entries) {
      if (entry.isSymbolIndex()) {
        sections.add(Section.text("symbol index" + (entry.field().equals("/SYM64/") ? " of 64 bits" : ""),
            () -> symbols(blob, entry, entries)).atLevel(1));
      } else if (!entry.isTable() && !entry.external()) {
        members.file(entry.name(), blob.location().slice(entry.dataOffset(), entry.size()));
      }
    }
    sections.add(Section.text("headers", () -> headers(blob, entries)).atLevel(2));
    if (damage != null) {
      long rest = blob.size() - reader.position();
      if (rest > 0 && !entries.isEmpty()) {
        members.file("data after the last good member", blob.location().slice(reader.position(), rest));
      }
      throw damage;
    }
  }

  /** @param compared whether members are compared: then their sizes follow from what these show */
  private static List<Row> rows(List<ArEntry> entries, boolean compared) {
    List<Row> rows = new ArrayList<>(entries.size());
    for (ArEntry entry : entries) {
      if (!entry.isTable()) {
        String style = entry.field().startsWith("#1/") ? "BSD long name" : entry.field().startsWith("/")
            ? "GNU long name" : entry.field().endsWith("/") ? "GNU name" : "plain name";
        Row row = new Row(entry.name(), text(entry, Long.toString(entry.size())), List.of(new Detail("", style),
            new Detail("", "mode " + Long.toOctalString(Math.max(0, entry.mode())))));
        rows.add(compared && !entry.external() ? row.counting(text(entry, "")) : row);
      }
    }
    return rows;
  }

  private static String text(ArEntry entry, String size) {
    return new ListRow().mode('-', (int) Math.max(0, entry.mode())).links(0)
        .owners("", entry.uid(), "", entry.gid()).padded(size, 10)
        .time(Instant.ofEpochSecond(Math.max(0, entry.modified()))).named(entry.name(), "", null);
  }

  /** Returns the symbols in stored order as {@code nm --print-armap} prints them. */
  private static CharSequence symbols(Blob blob, ArEntry index, List<ArEntry> entries) throws IOException {
    Map<Long, String> byOffset = new HashMap<>();
    entries.forEach(entry -> byOffset.put(entry.offset(), entry.name()));
    StringBuilder text = new StringBuilder();
    for (SymbolIndex.Symbol symbol : SymbolIndex.read(blob, index)) {
      text.append(ShownName.of(symbol.name())).append(" in ")
          .append(ShownName.of(byOffset.getOrDefault(symbol.member(), "no member"))).append('\n');
    }
    return text;
  }

  private static CharSequence headers(Blob blob, List<ArEntry> entries) throws IOException {
    StringBuilder text = new StringBuilder();
    for (ArEntry entry : entries) {
      text.append(ShownName.of(new String(blob.bytes(entry.offset(), HEADER - 2), StandardCharsets.ISO_8859_1)))
          .append('\n');
    }
    return text;
  }
}
