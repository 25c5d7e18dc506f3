package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.FormatException;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Flatpak bundles: an OSTree static delta in one file, with what Flatpak says of the application. */
final class FlatpakComparator implements FormatComparator {
  /** The first key of the metadata, and the value that Flatpak gives it to be recognised by. */
  private static final Format FORMAT = Format.of("packaging/flatpak", "Flatpak bundle",
      Signature.magic(0, "flatpak\0\1\0\u0089\u00e5"));
  /** The same as the file of this name in the tree. */
  private static final Set<String> REPEATED = Set.of("metadata", "xa.metadata", "flatpak");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    OstreeDelta delta = new OstreeDelta(artifact.blob());
    sections.add(Section.text("bundle", fields(delta.metadata())));
    sections.add(Section.text("commit", commit(delta)));
    OstreeTree tree = new OstreeTree(delta);
    IOException damage = null;
    try {
      tree.describe(members);
    } catch (FormatException damaged) {
      damage = damaged;
    }
    sections.add(Section.listing("ostree ls -R {}", List.of(), tree.rows()));
    if (damage == null && tree.missing() > 0) {
      sections.comment(tree.missing() + " files are not in the bundle" + (delta.fallbacks() == 0 ? ""
          : "; " + delta.fallbacks() + " objects are to be fetched elsewhere"));
    }
    if (members.wanted()) {
      images(delta.metadata(), members);
    }
    GVariant metadata = delta.metadata().get("metadata");
    sections.add(Section.text("metadata", metadata == null ? "" : KeyFileLines.of(metadata.string())).atLevel(1));
    sections.add(Section.text("checksum of the commit", delta.commitChecksum() + "\n").atLevel(1));
    sections.add(Section.text("parts", () -> parts(delta)).atLevel(2));
    if (damage != null) {
      throw damage;
    }
  }

  private static String fields(Map<String, GVariant> metadata) throws IOException {
    StringBuilder out = new StringBuilder();
    for (Map.Entry<String, GVariant> entry : metadata.entrySet()) {
      String key = entry.getKey();
      GVariant value = entry.getValue();
      boolean data = value.type().equals("ay") || key.startsWith("deltas/");
      if (!data && !REPEATED.contains(key)) {
        out.append(key).append(": ").append(value.text().replace("\n", "\n    ")).append('\n');
      }
    }
    return out.toString();
  }

  /** Hands out the icon and the description for app stores, and keys. */
  private static void images(Map<String, GVariant> metadata, MemberSink members) throws IOException {
    for (Map.Entry<String, GVariant> entry : metadata.entrySet()) {
      if (entry.getValue().type().equals("ay") && !entry.getKey().startsWith("deltas/")) {
        members.file("bundle " + entry.getKey(), entry.getValue().blob().location());
      }
    }
  }

  private static String commit(OstreeDelta delta) throws IOException {
    List<GVariant> fields = delta.commit().children();
    Map<String, GVariant> metadata = new TreeMap<>();
    for (GVariant entry : fields.get(0).children()) {
      metadata.put(entry.member(0).string(), entry.member(1).value());
    }
    return "date: " + RpmText.time(Long.toString(fields.get(5).number())) + "\nsubject: " + fields.get(3).string()
        + (fields.get(4).string().isEmpty() ? "" : "\nbody: " + fields.get(4).string().strip().replace("\n", "\n    "))
        + (fields.get(1).blob().size() == 0 ? "" : "\nparent: " + fields.get(1).text()) + '\n' + fields(metadata);
  }

  private static String parts(OstreeDelta delta) throws IOException {
    StringBuilder out = new StringBuilder();
    for (List<GVariant> part : delta.parts()) {
      out.append("checksum ").append(part.get(1).text()).append(", ").append(part.get(2).number()).append(" bytes of ")
          .append(part.get(3).number()).append(", ").append(part.get(4).blob().size() / 33).append(" objects\n");
    }
    return out.toString();
  }
}
