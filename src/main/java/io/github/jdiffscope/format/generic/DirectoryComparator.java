package io.github.jdiffscope.format.generic;

import io.github.jdiffscope.bytes.BlobLocation;
import io.github.jdiffscope.bytes.FileNames;
import io.github.jdiffscope.format.FormatComparator;
import io.github.jdiffscope.format.MemberSink;
import io.github.jdiffscope.format.OpenArtifact;
import io.github.jdiffscope.format.Section;
import io.github.jdiffscope.format.SectionContent.Row;
import io.github.jdiffscope.format.Sections;
import io.github.jdiffscope.sniff.Format;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * A directory of the file system, with everything below it: one listing, members by their path in it. Symbolic links
 * are listed, never followed.
 */
final class DirectoryComparator implements FormatComparator {
  private static final Format FORMAT = Format.of("generic/directory", "directory");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public void describe(OpenArtifact artifact, Sections sections, MemberSink members) throws IOException {
    List<FileEntry> entries = new Walk(sections, new OwnerNames()).entries(artifact.artifact().location().path());
    List<Row> rows = new ArrayList<>(entries.size());
    boolean metadata = artifact.scope().directoryMetadata();
    FileRows texts = new FileRows();
    for (FileEntry entry : entries) {
      rows.add(new Row(entry.name(), metadata ? texts.withMetadata(entry) : texts.kindAndName(entry)));
    }
    sections.add(Section.listing("file list", List.of(), rows));
    if (artifact.scope().extendedAttributes()) {
      sections.add(Section.text("extended attributes", () -> ExtendedAttributes.of(entries)));
    }
    for (FileEntry entry : entries) {
      hand(entry, members);
    }
  }

  private static void hand(FileEntry entry, MemberSink members) throws IOException {
    switch (entry.kind()) {
      case FILE -> members.file(entry.name(), BlobLocation.stored(entry.file(), 0, entry.size()));
      case SYMLINK -> members.symlink(entry.name(), entry.target());
      case DEVICE -> members.device(entry.name(), entry.target());
      case SPECIAL -> members.special(entry.name(), entry.target());
      case DIRECTORY -> { }
    }
  }

  /** Finds everything below a directory, in the order of names; breadth needs memory, depth does not. */
  private record Walk(Sections sections, OwnerNames names) {
    private static final Comparator<FileEntry> BY_NAME = Comparator.comparing(FileEntry::name);

    List<FileEntry> entries(Path top) throws IOException {
      List<FileEntry> all = new ArrayList<>();
      Deque<FileEntry> folders = new ArrayDeque<>();
      list(top, "", all, folders);
      while (!folders.isEmpty()) {
        FileEntry folder = folders.pop();
        try {
          list(folder.path(), folder.name() + '/', all, folders);
        } catch (IOException unreadable) {
          sections.comment("cannot list " + folder.name() + ": " + FileEntry.reason(unreadable));
        }
      }
      all.sort(BY_NAME);
      return all;
    }

    private void list(Path folder, String prefix, List<FileEntry> all, Deque<FileEntry> folders) throws IOException {
      try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
        for (Path path : paths) {
          try {
            FileEntry entry = FileEntry.of(path, prefix, names);
            all.add(entry);
            if (entry.kind() == io.github.jdiffscope.model.ArtifactKind.DIRECTORY) {
              folders.push(entry);
            }
          } catch (IOException vanished) {
            sections.comment("cannot read " + prefix + FileNames.of(path.getFileName()) + ": "
                + FileEntry.reason(vanished));
          }
        }
      } catch (java.nio.file.DirectoryIteratorException failed) {
        throw failed.getCause();
      }
    }
  }
}
