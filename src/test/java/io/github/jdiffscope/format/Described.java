package io.github.jdiffscope.format;

import io.github.jdiffscope.bytes.Blob;
import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.BlobOpener;
import io.github.jdiffscope.bytes.Scratch;
import io.github.jdiffscope.model.Artifact;
import io.github.jdiffscope.model.ArtifactKind;
import io.github.jdiffscope.model.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a comparator says of one file, for its tests.
 *
 * @param sections text by title, in order; binary sections as {@code <n bytes>}
 * @param levels level by title
 * @param comments in order
 * @param members bytes by name, in order; links and devices as their target's bytes
 */
public record Described(
    Map<String, String> sections, Map<String, Integer> levels, List<String> comments, Map<String, byte[]> members) {

  /** Returns the description of a file. */
  public static Described of(FormatComparator comparator, Path file) throws IOException {
    Path folder = Files.createTempDirectory("described");
    Scratch scratch = new Scratch(folder, 1L << 30);
    BlobOpener opener = new BlobOpener(scratch);
    Described result = new Described(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>(),
        new LinkedHashMap<>());
    boolean directory = Files.isDirectory(file);
    BlobLocation location = directory
        ? new BlobLocation(file.toString(), List.of(), io.github.jdiffscope.bytes.Coding.STORED, -1)
        : BlobLocation.wholeFile(file, Files.size(file));
    Artifact artifact = new Artifact(file.getFileName().toString(),
        directory ? ArtifactKind.DIRECTORY : ArtifactKind.FILE, comparator.format().id(), location, null);
    try (Blob blob = directory ? Blob.of(new byte[0]) : opener.open(location)) {
      comparator.describe(new Opened(artifact, blob), result.sectionReceiver(), result.memberReceiver(scratch, opener));
    } finally {
      try (var files = Files.walk(folder)) {
        for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
    return result;
  }

  private record Opened(Artifact artifact, Blob blob) implements OpenArtifact {
    @Override
    public Scope scope() {
      return Scope.DEFAULT;
    }
  }

  private Sections sectionReceiver() {
    return new Sections() {
      @Override
      public void add(Section section) {
        if (sections.containsKey(section.title())) {
          throw new AssertionError("two sections are titled " + section.title());
        }
        try {
          sections.put(section.title(), textOf(section.content()));
        } catch (IOException e) {
          comments.add(e.getMessage());
        }
        levels.put(section.title(), section.level());
      }

      @Override
      public void comment(String sentence) {
        comments.add(sentence);
      }
    };
  }

  private static String textOf(SectionContent content) throws IOException {
    if (content instanceof SectionContent.Text text) {
      return text.source().text().toString();
    } else if (content instanceof SectionContent.Lines lines) {
      return new String(lines.blob().all(1 << 28), java.nio.charset.StandardCharsets.UTF_8);
    } else if (content instanceof SectionContent.Binary binary) {
      return "<" + binary.blob().size() + " bytes>";
    } else if (content instanceof SectionContent.Picture picture) {
      Pixels pixels = picture.source().pixels();
      return "<" + pixels.width() + " x " + pixels.height() + " pixels>";
    }
    if (content instanceof SectionContent.Blocks blocks) {
      StringBuilder all = new StringBuilder();
      for (SectionContent.Block block : blocks.blocks()) {
        all.append(block.text().text());
      }
      return all.toString();
    }
    SectionContent.Listing listing = (SectionContent.Listing) content;
    StringBuilder all = new StringBuilder();
    listing.header().forEach(line -> all.append(line).append('\n'));
    listing.rows().forEach(row -> all.append(row.text()).append('\n'));
    return all.toString();
  }

  private MemberSink memberReceiver(Scratch scratch, BlobOpener opener) {
    return new MemberSink() {
      @Override
      public void file(String name, BlobLocation location) throws IOException {
        try (Blob blob = opener.open(location)) {
          members.put(name, blob.all(1 << 28));
        }
      }

      @Override
      public void unpack(String name, InputStream content) throws IOException {
        file(name, scratch.copy(content));
      }

      @Override
      public void symlink(String name, String target) {
        members.put(name, target.getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }

      @Override
      public void device(String name, String numbers) {
        symlink(name, numbers);
      }

      @Override
      public void special(String name, String word) {
        symlink(name, word);
      }

      @Override
      public void knownFormat(String formatId) {}

      @Override
      public boolean wanted() {
        return true;
      }
    };
  }
}
