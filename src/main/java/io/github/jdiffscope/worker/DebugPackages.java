package io.github.jdiffscope.worker;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.BlobOpener;
import io.github.jdiffscope.bytes.Scratch;
import io.github.jdiffscope.catalog.Catalog;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.ArtifactKind;
import io.github.jdiffscope.model.Scope;
import io.github.jdiffscope.sniff.Probe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds packages of debug symbols beside what is compared (Debian's {@code NAME-dbgsym_VERSION_ARCH.deb}) and unpacks their
 * debug files into a folder by build id, where the comparison of programs looks for them.
 */
public final class DebugPackages {
  private static final String CHANGES = "packaging/debian-control";
  private static final String PACKAGE = "packaging/deb";
  private static final String FOLDER = "generic/directory";
  private static final int DEPTH = 5;
  private static final int CHANGES_LIMIT = 16 << 20;
  private static final Pattern DEBUG_FILE = Pattern.compile(".*/\\.build-id/([0-9a-f]{2})/([0-9a-f]{6,126}\\.debug)");
  private static final Pattern LISTED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+~:_-]*-dbgsym_[A-Za-z0-9.+~:_-]*\\.d?deb");

  private final Catalog catalog;
  private final Path folder;
  private final Scratch scratch;
  private int found;

  /**
   * @param folder where to unpack
   * @param limit bytes that may be unpacked in all
   */
  public DebugPackages(Catalog catalog, Path folder, long limit) {
    this.catalog = catalog;
    this.folder = folder;
    this.scratch = new Scratch(folder.resolve("packages"), limit);
  }

  /**
   * Returns the scope with the debug files of both sides, or the same scope if there are none.
   *
   * @param when {@code auto} looks at what {@code .changes} files list, {@code yes} also beside packages and in folders
   */
  public Scope scope(Scope scope, String when, Artifact left, Artifact right) {
    if (when.equals("no")) {
      return scope;
    }
    TreeSet<Path> packages = new TreeSet<>();
    for (Artifact side : new Artifact[] {left, right}) {
      if (side != null) {
        packages.addAll(packagesOf(side, when.equals("yes")));
      }
    }
    for (Path path : packages) {
      unpack(path);
    }
    return found == 0 ? scope : scope.withDebugFolder(folder.toString());
  }

  private static List<Path> packagesOf(Artifact side, boolean everywhere) {
    Path path = side.location().path().toAbsolutePath();
    try {
      if (side.format().equals(CHANGES)) {
        return listed(path);
      } else if (everywhere && side.format().equals(PACKAGE)) {
        return beside(path);
      } else if (everywhere && side.format().equals(FOLDER)) {
        return within(path);
      }
    } catch (IOException unreadable) {
      // The comparison itself says what cannot be read.
    }
    return List.of();
  }

  private static List<Path> listed(Path changes) throws IOException {
    List<Path> result = new ArrayList<>();
    if (Files.size(changes) <= CHANGES_LIMIT) {
      Matcher names = LISTED.matcher(Files.readString(changes, StandardCharsets.ISO_8859_1));
      while (names.find()) {
        addIfThere(changes.resolveSibling(names.group()), result);
      }
    }
    return result;
  }

  private static List<Path> beside(Path deb) {
    List<Path> result = new ArrayList<>();
    String name = deb.getFileName().toString();
    int underscore = name.indexOf('_');
    if (underscore > 0 && !name.contains("-dbgsym_")) {
      addIfThere(deb.resolveSibling(name.substring(0, underscore) + "-dbgsym" + name.substring(underscore)), result);
    }
    return result;
  }

  private static List<Path> within(Path directory) throws IOException {
    List<Path> result = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*-dbgsym_*.{deb,ddeb}")) {
      files.forEach(file -> addIfThere(file, result));
    }
    return result;
  }

  private static void addIfThere(Path file, List<Path> to) {
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      to.add(file);
    }
  }

  private void unpack(Path deb) {
    try {
      walk(new Artifact(deb.getFileName().toString(), ArtifactKind.FILE, PACKAGE,
          BlobLocation.wholeFile(deb, Files.size(deb)), null), DEPTH);
    } catch (IOException | RuntimeException damaged) {
      // Debug files are an aid: without them the comparison says what it can.
    }
  }

  private void walk(Artifact artifact, int depth) throws IOException {
    try (Blob blob = new BlobOpener(scratch).open(artifact.location())) {
      String format = artifact.format().isEmpty()
          ? catalog.sniffer().sniff(new Probe(blob, artifact.name(), "")) : artifact.format();
      Members members = new Members();
      Opened opened = new Opened(artifact.as(format), blob);
      for (String id = format; id != null; id = catalog.format(id).base()) {
        FormatComparator comparator = catalog.comparator(id);
        comparator.describe(opened, Unheard.NOTHING, members);
      }
      for (Artifact member : members.found) {
        Matcher debug = DEBUG_FILE.matcher('/' + member.name());
        if (debug.matches()) {
          keep(member, folder.resolve(debug.group(1)), debug.group(2));
        } else if (depth > 0 && member.name().contains("data.tar")) {
          walk(member, depth - 1);
        }
      }
    }
  }

  private void keep(Artifact member, Path place, String name) throws IOException {
    Files.createDirectories(place);
    try (InputStream content = BlobOpener.stream(member.location())) {
      Files.copy(content, place.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      found++;
    }
  }

  /** What is walked through. */
  private record Opened(Artifact artifact, Blob blob) implements OpenArtifact {
    @Override
    public Scope scope() {
      return Scope.DEFAULT;
    }
  }

  private enum Unheard implements Sections {
    NOTHING;

    @Override
    public void add(Section section) {
      // Nothing is compared here.
    }

    @Override
    public void comment(String sentence) {
      // Nothing is compared here.
    }
  }

  private final class Members implements MemberSink {
    private final List<Artifact> found = new ArrayList<>();
    private String format = Artifact.UNRECOGNISED;

    @Override
    public void file(String name, BlobLocation location) {
      found.add(new Artifact(name, ArtifactKind.FILE, format, location, null));
    }

    @Override
    public void unpack(String name, InputStream content) throws IOException {
      file(name, scratch.copy(content));
    }

    @Override
    public void symlink(String name, String target) {
      // Debug files are files.
    }

    @Override
    public void device(String name, String numbers) {
      // Debug files are files.
    }

    @Override
    public void special(String name, String word) {
      // Debug files are files.
    }

    @Override
    public void knownFormat(String formatId) {
      format = formatId == null ? Artifact.UNRECOGNISED : formatId;
    }

    @Override
    public boolean wanted() {
      return true;
    }
  }
}
