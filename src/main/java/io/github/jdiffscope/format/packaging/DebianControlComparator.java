package io.github.jdiffscope.format.packaging;

import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import io.github.jdiffscope.sniff.Probe;
import io.github.jdiffscope.sniff.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code .changes}, {@code .dsc} and {@code .buildinfo}: fields one by one, and the files they name as members where
 * these lie beside them.
 */
final class DebianControlComparator implements FormatComparator {
  static final Set<String> FILE_FIELDS = Set.of("files", "checksums-md5", "checksums-sha1", "checksums-sha256",
      "checksums-sha512");
  private static final Format FORMAT = Format.of("packaging/debian-control",
      "Debian source control, changes or build information", Signature.text(new Signature.Check() {
        @Override
        public boolean matches(Probe probe) {
          return isUpload(probe);
        }
      }))
      .refining("packaging/deb822");

  @Override
  public Format format() {
    return FORMAT;
  }

  private static boolean isUpload(Probe probe) {
    String head = probe.headText();
    if (!head.startsWith("Format:") && !head.startsWith("-----BEGIN PGP SIGNED MESSAGE-----")) {
      return false;
    }
    List<ControlFile.Paragraph> paragraphs = ControlFile.parse(withoutSignature(head)).paragraphs();
    return !paragraphs.isEmpty() && paragraphs.get(0).get("Format") != null && paragraphs.get(0).get("Source") != null;
  }

  /** Returns the signed text of a head that may end before its signature. */
  private static String withoutSignature(String head) {
    int blank = head.startsWith("-----") ? head.indexOf("\n\n") : -1;
    return blank < 0 ? head : head.substring(blank + 2);
  }

  /** Returns whether parsed control data names files by their digests. */
  static boolean namesFiles(ControlFile file) {
    return !file.paragraphs().isEmpty() && file.paragraphs().get(0).get("Format") != null
        && file.paragraphs().get(0).get("Source") != null;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    ControlFile file = Deb822Comparator.describeFields(artifact, sections, members);
    if (file == null) {
      return;
    }
    List<Row> rows = new ArrayList<>();
    Path folder = folder(artifact);
    for (Named named : files(file).values()) {
      Path path = folder == null || !isPlain(named.name) ? null : folder.resolve(named.name);
      boolean there = path != null && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
      String fault = there ? NamedDigests.fault(path, named.facts) : "not beside this file; " + named.digests();
      rows.add(new Row(named.name, named.listed() + (fault.isEmpty() ? "" : "  " + fault)));
      if (there && members.wanted()) {
        // What a .changes file lists is all there is: what a .dsc in it names is listed by it, too.
        members.knownFormat(isControl(named.name) ? "packaging/deb822" : null);
        members.file(named.name, BlobLocation.wholeFile(path, Files.size(path)));
      }
    }
    members.knownFormat(null);
    sections.add(Section.listing("files", List.of(), rows));
    sections.add(digests(file));
  }

  /** Adds which files are named, for data whose files are compared elsewhere. */
  static void addNames(ControlFile file, Sections sections) {
    List<Row> rows = files(file).values().stream().map(named -> new Row(named.name, named.listed())).toList();
    sections.add(Section.listing("files", List.of(), rows));
    sections.add(digests(file));
  }

  private static Section digests(ControlFile file) {
    List<Row> rows = files(file).values().stream()
        .map(named -> new Row(named.name, named.name + "  " + named.digests())).toList();
    return Section.listing("sizes and digests of files", List.of(), rows).atLevel(1);
  }

  /** Returns the folder this file lies in, or null if it is no file of the file system but was unpacked. */
  private static Path folder(OpenArtifact artifact) {
    BlobLocation location = artifact.artifact().location();
    if (location == null || !location.isContiguous() || location.extents().get(0).offset() != 0) {
      return null;
    }
    Path path = location.path();
    String name = artifact.name().substring(artifact.name().lastIndexOf('/') + 1);
    boolean named = path.getFileName() != null && path.getFileName().toString().equals(name)
        && isControl(name);
    return named ? path.toAbsolutePath().getParent() : null;
  }

  private static boolean isPlain(String name) {
    return name.matches("[A-Za-z0-9][A-Za-z0-9.+~:_-]*");
  }

  /** A file that the text names. */
  private static final class Named {
    final String name;
    String place = "";
    final Map<String, String> facts = new LinkedHashMap<>();

    Named(String name) {
      this.name = name;
    }

    String listed() {
      return name + (place.isEmpty() ? "" : "  " + place);
    }

    String digests() {
      List<String> parts = new ArrayList<>();
      facts.forEach((key, value) -> parts.add(key + " " + value));
      return String.join(" ", parts);
    }

  }

  private static boolean isControl(String name) {
    return name.endsWith(".dsc") || name.endsWith(".buildinfo") || name.endsWith(".changes");
  }

  private static Map<String, Named> files(ControlFile file) {
    Map<String, Named> files = new LinkedHashMap<>();
    for (ControlFile.Paragraph paragraph : file.paragraphs()) {
      for (ControlFile.Field field : paragraph.fields()) {
        String name = field.name().toLowerCase(java.util.Locale.ROOT);
        if (FILE_FIELDS.contains(name)) {
          String digest = name.equals("files") ? "md5" : name.substring("checksums-".length());
          field.value().lines().filter(line -> !line.isBlank()).forEach(line -> add(files, digest, line));
        }
      }
    }
    return files;
  }

  /** Takes a line {@code digest size [section priority] name}. */
  private static void add(Map<String, Named> files, String digest, String line) {
    String[] words = line.strip().split("\\s+");
    if (words.length < 3) {
      return;
    }
    Named named = files.computeIfAbsent(words[words.length - 1], Named::new);
    named.facts.put("size", words[1]);
    named.facts.put(digest, words[0]);
    if (words.length == 5) {
      named.place = words[2] + " " + words[3];
    }
  }
}
