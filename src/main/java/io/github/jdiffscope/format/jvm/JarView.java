package io.github.jdiffscope.format.jvm;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.codec.zip.ZipContent;
import io.github.jdiffscope.codec.zip.ZipDirectory;
import io.github.jdiffscope.codec.zip.ZipMember;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Manifest;

/** What a Java virtual machine makes of a Java archive as a whole (JAR File Specification). */
final class JarView {
  private static final String VERSIONS = "META-INF/versions/";
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final int TEXT_LIMIT = 16 << 20;

  private JarView() {}

  /** Adds the multi-release view and the signature coverage, each where there is something to say. */
  static void addTo(Blob blob, ZipDirectory directory, Sections sections) {
    List<ZipMember> signatures = new ArrayList<>();
    boolean versions = false;
    for (ZipMember member : directory.members()) {
      versions |= member.name().startsWith(VERSIONS);
      if (isSignatureFile(member.name())) {
        signatures.add(member);
      }
    }
    if (versions) {
      sections.add(Section.listing("classes by Java version", List.of(), versions(directory)));
    }
    for (ZipMember signature : signatures) {
      try {
        Set<String> covered = manifest(blob, directory, signature).getEntries().keySet();
        sections.add(Section.listing("entries covered by " + signature.name(), List.of(),
            coverage(directory, covered)));
      } catch (IOException | IllegalArgumentException damaged) {
        sections.comment("cannot read " + signature.name() + ": " + damaged.getMessage());
      }
    }
  }

  private static boolean isSignatureFile(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.startsWith("META-INF/") && upper.endsWith(".SF") && upper.indexOf('/', 9) < 0;
  }

  /** Returns for each versioned class which version has it and whether it overrides or adds one. */
  private static List<Row> versions(ZipDirectory directory) {
    Set<String> base = new HashSet<>();
    TreeMap<String, List<Integer>> byName = new TreeMap<>();
    for (ZipMember member : directory.members()) {
      String name = member.name();
      int slash = name.indexOf('/', VERSIONS.length());
      if (!name.startsWith(VERSIONS)) {
        base.add(name);
      } else if (slash > 0 && slash < name.length() - 1 && name.substring(VERSIONS.length(), slash).matches("\\d{1,4}")
          && !member.isDirectory()) {
        byName.computeIfAbsent(name.substring(slash + 1), key -> new ArrayList<>())
            .add(Integer.parseInt(name.substring(VERSIONS.length(), slash)));
      }
    }
    List<Row> rows = new ArrayList<>();
    byName.forEach((name, numbers) -> {
      numbers.sort(null);
      StringBuilder text = new StringBuilder(name).append(base.contains(name) ? ": replaced in " : ": only in ");
      for (int i = 0; i < numbers.size(); i++) {
        text.append(i == 0 ? "" : ", ").append(numbers.get(i));
      }
      rows.add(new Row(name, text.toString()));
    });
    return rows;
  }

  private static Manifest manifest(Blob blob, ZipDirectory directory, ZipMember member) throws IOException {
    try (InputStream content = ZipContent.stream(blob, member, directory.local(member))) {
      return new Manifest(new ByteArrayInputStream(content.readNBytes(TEXT_LIMIT)));
    }
  }

  /** Returns one row for each uncovered entry, and for each covered name that is no entry. */
  private static List<Row> coverage(ZipDirectory directory, Set<String> covered) {
    List<Row> rows = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int count = 0;
    for (ZipMember member : directory.members()) {
      String name = member.name();
      names.add(name);
      if (covered.contains(name)) {
        count++;
      } else if (!member.isDirectory() && !isPartOfSignature(name)) {
        rows.add(new Row(name, "not covered: " + name));
      }
    }
    covered.stream().filter(name -> !names.contains(name)).sorted()
        .forEach(name -> rows.add(new Row(name, "covered but missing: " + name)));
    if (rows.isEmpty() && count > 0) {
      rows.add(new Row("", "all entries are covered"));
    }
    return rows;
  }

  private static boolean isPartOfSignature(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    boolean signature = upper.endsWith(".RSA") || upper.endsWith(".DSA") || upper.endsWith(".EC")
        || upper.startsWith("META-INF/SIG-");
    return name.equals(MANIFEST) || isSignatureFile(name)
        || upper.startsWith("META-INF/") && upper.indexOf('/', 9) < 0 && signature;
  }
}
